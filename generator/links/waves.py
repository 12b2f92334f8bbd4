"""Ask in two waves: first one URL of each host, then the others of the hosts that are willing.

LinkChecker does not stop when a host says 429, and waits its full time-out for every URL of a host that is
down. One scout per host finds that out; the host's other URLs are then not asked, and its answer stands for
them where it is about the host.
"""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from generator.links.answers import Answer, Engine, Trouble

_WAIT_PLEASE = {429, 503}
_ABOUT_THE_HOST = {Trouble.UNKNOWN_HOST, Trouble.RESOLVER, Trouble.UNREACHABLE, Trouble.TLS}


def ask_in_waves(urls: Sequence[str], engine: Engine) -> list[Answer]:
    """Return one answer for each of ``urls`` (unique), in their order."""
    scouts: dict[tuple[str, ...], str] = {}
    for url in urls:
        scouts.setdefault(_host(url), url)
    answers = _asked(list(scouts.values()), engine)
    for url in urls:
        spared = _spared(url, answers[scouts[_host(url)]])
        if spared is not None:
            answers.setdefault(url, spared)
    answers |= _asked([url for url in urls if url not in answers], engine)
    return [answers[url] for url in urls]


def _host(url: str) -> tuple[str, ...]:
    return urlsplit(url)[:2]  # with the scheme: a host may be well on port 80 and broken on 443


def _asked(urls: Sequence[str], engine: Engine) -> dict[str, Answer]:
    if not urls:
        return {}
    answers = {answer.url: answer for answer in engine(urls)}
    return {url: answers.get(url) or _silent(url) for url in urls}


def _silent(url: str) -> Answer:
    return Answer(url=url, error=Trouble.CHECKER, detail="the engine gave no answer")


def _spared(url: str, scout: Answer) -> Answer | None:
    """Return the answer for ``url`` if its host need not be asked again, else None."""
    if scout.hops:  # what failed may have been the other end of a redirect
        return None
    if scout.error in _ABOUT_THE_HOST:
        return replace(scout, url=url, detail=f"{scout.detail}, when asked for {scout.url}")
    if scout.status in _WAIT_PLEASE or scout.error is Trouble.TIMEOUT:
        # Perhaps only the scout is slow: nothing is learnt about the others, so they stay due, and the next
        # scout is another.
        detail = f"not asked, since its host answered {scout.detail} to {scout.url}"
        return Answer(url=url, error=Trouble.POSTPONED, detail=detail)
    return None

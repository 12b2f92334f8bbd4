"""The engine: LinkChecker, in several processes, through the guard.

One lock in LinkChecker sleeps 0.1 to 0.6 s before a host is asked again, and holds all its threads
meanwhile. So the URLs are sharded by host over processes, and within a process no two URLs of one host
follow each other while others are left.
"""

import zlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import zip_longest
from urllib.parse import urlsplit

from generator.links import linkchecker
from generator.links.answers import Answer, Trouble, spoken
from generator.links.fetch import ask
from generator.links.guard import FAILED, REFUSED, Decision, Guard
from generator.links.heads import Ruling
from generator.links.linkchecker import CheckerSettings
from generator.links.report import failed_at, plain, read_report
from generator.links.urls import UrlRefusedError, normal_url

__all__ = ["CheckerSettings", "check", "shards"]

_TROUBLES = {
    Ruling.REFUSED_REQUEST: Trouble.REFUSED,
    Ruling.REFUSED_ADDRESS: Trouble.REFUSED,
    Ruling.UNKNOWN_HOST: Trouble.UNKNOWN_HOST,
    Ruling.RESOLVER_FAILED: Trouble.RESOLVER,
    Ruling.UNREACHABLE: Trouble.UNREACHABLE,
    Ruling.BUSY: Trouble.POSTPONED,
    Ruling.TIME_LIMIT: Trouble.TIMEOUT,
}
_PERHAPS_MISSPELT = {400, 404, 410}
_ASKING_AGAIN = 8  # at a time; fewer than one host of the guard lets wait
_Rulings = dict[str | tuple[str, int], Decision]


def check(urls: Sequence[str], *, settings: CheckerSettings, guard: Guard) -> list[Answer]:
    """Ask each of ``urls`` (normal form, unique) once through ``guard``; give one answer each, in order.

    A URL about which LinkChecker said nothing is answered with ``Trouble.CHECKER`` and its last complaint.
    """
    already = len(guard.decisions)
    parts = shards(urls, count=settings.processes)
    with ThreadPoolExecutor(max(1, len(parts))) as pool:
        found = list(pool.map(lambda part: _check_part(part, settings=settings, proxy=guard.address), parts))
    answers = {answer.url: answer for part in found for answer in part}
    rulings = _rulings(guard.decisions[already:])
    first = [_explained(answers[url], rulings) for url in urls]
    again = _asked_again(first, settings=settings, guard=guard)
    rulings = _rulings(guard.decisions[already:])
    return [_explained(again[one.url], rulings) if one.url in again else one for one in first]


def _asked_again(answers: Iterable[Answer], *, settings: CheckerSettings, guard: Guard) -> dict[str, Answer]:
    """Ask verbatim what LinkChecker did not find; that answer is the one to believe.

    LinkChecker does not ask a URL as it is written (``%2F`` becomes ``/``, ``?q=%E9`` becomes ``?q=%EF%BF%BD``), and a
    country must not be told that a good link of its is dead.
    """

    def again(url: str) -> Answer:
        agent, patience = settings.user_agent, settings.timeout
        return ask(url, proxy=guard.address, user_agent=agent, timeout=patience, ca_file=settings.ca_file)

    missing = [answer.url for answer in answers if answer.status in _PERHAPS_MISSPELT]
    with ThreadPoolExecutor(_ASKING_AGAIN) as pool:
        return dict(zip(missing, pool.map(again, missing), strict=True))


def shards(urls: Iterable[str], *, count: int) -> list[list[str]]:
    """Spread ``urls`` over at most ``count`` lists: a host in one list only, and its URLs far apart in it."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)
    parts: list[list[list[str]]] = [[] for _ in range(max(1, count))]
    for _, group in sorted(hosts.items(), key=lambda item: (-len(item[1]), zlib.crc32(item[0].encode()))):
        min(parts, key=lambda part: sum(map(len, part))).append(group)
    return [_interleaved(part) for part in parts if part]


def _interleaved(groups: Sequence[Sequence[str]]) -> list[str]:
    return [url for row in zip_longest(*groups) for url in row if url is not None]


def _check_part(urls: Sequence[str], *, settings: CheckerSettings, proxy: str) -> list[Answer]:
    output, complaints = linkchecker.run(urls, settings=settings, proxy=proxy)
    answers = {answer.url: answer for answer in read_report(output)}
    last = (complaints.strip().splitlines() or ["no reason given"])[-1]
    silent = spoken(f"LinkChecker gave no answer: {last}")
    return [answers.get(url) or Answer(url=url, error=Trouble.CHECKER, detail=silent) for url in urls]


def _rulings(decisions: Iterable[Decision]) -> _Rulings:
    # Plain http is known by its URL; a tunnel by host and port only.
    rulings: _Rulings = {}
    for decision in decisions:
        if decision.ruling in _TROUBLES:
            rulings[decision.host, decision.port] = decision
            if decision.url is not None:
                rulings[decision.url] = decision
    return rulings


def _explained(answer: Answer, rulings: _Rulings) -> Answer:
    """Put the guard's reason in the place of what LinkChecker made of it."""
    decision = _decision(answer, rulings)
    if decision is not None:
        detail = f"{decision.reason} ({decision.host})"
        return replace(answer, status=None, error=_TROUBLES[decision.ruling], detail=detail, retry_after=None)
    return _strict(replace(answer, detail=plain(answer)))


def _decision(answer: Answer, rulings: _Rulings) -> Decision | None:
    if answer.status not in (REFUSED, FAILED):
        where = failed_at(answer)
        return rulings.get(where) if where else None
    # LinkChecker writes the address of an IPv6 server without brackets, so its redirects are asked first.
    reached = [hop.url for hop in answer.hops[-1:]] + [answer.final_url or "", answer.url]
    keys = [key for url in reached for key in _keys(url)]
    return next((rulings[key] for key in keys if key in rulings), None)


def _keys(url: str) -> list[str | tuple[str, int]]:
    try:
        normal = normal_url(url)
    except UrlRefusedError:
        return []
    parts = urlsplit(normal)
    return [normal, (parts.hostname or "", parts.port or 80)]


def _strict(answer: Answer) -> Answer:
    """Refuse an answer that was reached over a URL which may not be written, such as one with credentials."""
    for hop in answer.hops:
        try:
            normal_url(hop.url)
        except UrlRefusedError as refusal:
            detail = f"redirected to {refusal.reason}"
            return replace(answer, status=None, error=Trouble.REFUSED, detail=detail, retry_after=None)
    return answer

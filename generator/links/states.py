"""From an answer to one of four states: a pure table.

A single "not found" is only a candidate here; :mod:`generator.links.history` calls a URL dead after several
days of it.
"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from generator.links.answers import Answer, Hop, Trouble
from generator.links.urls import UrlRefusedError, normal_url


class State(StrEnum):
    """The four states of a URL."""

    OK = "ok"
    MOVED = "moved"
    UNVERIFIABLE = "unverifiable"
    DEAD = "dead"


class Doubt(StrEnum):
    """Why the target of a move deserves a look before it is taken over."""

    HOME_PAGE = "home-page"  # a page became the site's home page: it is probably gone
    OTHER_SITE = "other-site"  # perhaps a new name of the ministry, perhaps a parking page


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One observation of ``url``.

    ``reason`` is a stable word ("not-found", "tls", …), ``detail`` an English clause. ``target`` is the URL
    offered as a fix; ``minor`` says that the move is only from http to https. ``retry_after`` is in
    seconds. ``observed`` is False if nobody asked the URL, so that the verdict says nothing about it.
    """

    url: str
    state: State
    reason: str
    detail: str = ""
    target: str | None = None
    minor: bool = False
    doubt: Doubt | None = None
    retry_after: int | None = None
    observed: bool = True


_PERMANENT = {301, 308}
_NOT_FOUND = {404: "not-found", 410: "gone"}
_REASONS = {
    401: "login-needed",
    403: "forbidden",
    407: "login-needed",
    408: "timeout",
    425: "rate-limited",
    429: "rate-limited",
    451: "legal-reasons",
    503: "unavailable",
}
_NOT_ASKED = {Trouble.POSTPONED, Trouble.CHECKER}
# Second-level labels under which countries register names, so that "trade.gob.pe" and "sunat.gob.pe" are
# two sites.
_SECOND_LEVEL = frozenset(
    {"ac", "co", "com", "edu", "go", "gob", "gov", "govt", "gub", "mil", "ne", "net", "or", "org", "re"}
)


def classify(answer: Answer) -> Verdict:
    """Say what ``answer`` means for its URL."""
    if answer.error is not None:
        return _without_status(answer, answer.error)
    status = answer.status or 0
    if 200 <= status < 300:
        return _alive(answer)
    if status in _NOT_FOUND:
        return _verdict(answer, State.DEAD, _NOT_FOUND[status])
    fallback = "server-error" if status >= 500 else "unexpected-status"
    return _verdict(answer, State.UNVERIFIABLE, _REASONS.get(status, fallback))


def _without_status(answer: Answer, error: Trouble) -> Verdict:
    state = State.DEAD if error is Trouble.UNKNOWN_HOST else State.UNVERIFIABLE
    return _verdict(answer, state, error.value, observed=error not in _NOT_ASKED)


def _verdict(answer: Answer, state: State, reason: str, *, observed: bool = True) -> Verdict:
    return Verdict(
        url=answer.url,
        state=state,
        reason=reason,
        detail=answer.detail,
        retry_after=answer.retry_after,
        observed=observed,
    )


def _alive(answer: Answer) -> Verdict:
    target = _permanent_target(answer.hops)
    if target is None or target == answer.url:
        return _verdict(answer, State.OK, "ok")
    old, new = urlsplit(answer.url), urlsplit(target)
    minor = (old.scheme, new.scheme) == ("http", "https") and old[1:] == new[1:]
    reason = "https" if minor else "moved"
    doubt = _doubt(old, new)
    return Verdict(
        url=answer.url,
        state=State.MOVED,
        reason=reason,
        detail=answer.detail,
        target=target,
        minor=minor,
        doubt=doubt,
    )


def _permanent_target(hops: tuple[Hop, ...]) -> str | None:
    """Return where the permanent redirects end.

    What follows a temporary one (a login, a language) is nothing to write down.
    """
    target = None
    for hop in hops:
        if hop.status not in _PERMANENT:
            break
        target = hop.url
    try:
        return None if target is None else normal_url(target)
    except UrlRefusedError:  # a target we would refuse to ask is no fix
        return None


def _doubt(old: SplitResult, new: SplitResult) -> Doubt | None:
    if _site(old.hostname or "") != _site(new.hostname or ""):
        return Doubt.OTHER_SITE
    if new.path == "/" and not new.query and (old.path != "/" or old.query):
        return Doubt.HOME_PAGE
    return None


def _site(host: str) -> str:
    # About the registrable name. The public suffix list would be exact, but only a hint to a person hangs
    # on it.
    labels = host.split(".")
    second_level = len(labels) > 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if second_level else -2 :])

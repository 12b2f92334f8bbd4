"""What an engine says about one URL, in words that no engine owns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Why there is no HTTP status."""

    UNKNOWN_HOST = "unknown-host"
    RESOLVER = "resolver"  # the name system could not be asked
    REFUSED = "refused"  # our own rules: not a public address, not http, credentials, not a web port
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TLS = "tls"
    REDIRECTS = "redirects"
    PROTOCOL = "protocol"  # the server did not speak HTTP, or hung up
    POSTPONED = "postponed"  # not asked, since its host wants to be left in peace
    CHECKER = "checker"  # the engine gave no answer; nothing is known about the URL


@dataclass(frozen=True)
class Hop:
    """One redirect: its status and the URL it led to."""

    status: int
    url: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back for ``url``: either ``status`` (after ``hops``) or ``error``.

    ``retry_after`` is in seconds; ``detail`` is an English clause for people, never to be parsed.
    """

    url: str
    status: int | None = None
    final_url: str | None = None
    error: Trouble | None = None
    detail: str = ""
    hops: tuple[Hop, ...] = ()
    retry_after: int | None = None


Engine = Callable[[Sequence[str]], Sequence[Answer]]
"""Ask these URLs (normal form, unique), give one answer for each, in any order."""


def spoken(text: str) -> str:
    """Return a server's words fit to be shown: at most 200 characters, none of which steers a terminal or a page."""
    safe = (letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return "".join(safe)[:200]

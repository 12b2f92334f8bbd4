"""Tell "these links are dead" from "this machine has no network", so that a broken runner buries nobody.

When only suspects are due, all of them may fail on a sound network. So each run also asks a few URLs of other
hosts that were alive when last asked; if these cannot be reached either, the run says nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from generator.links.answers import Answer, Trouble
from generator.links.history import History
from generator.links.states import State

_ALIVE = (State.OK, State.MOVED)
_FEWEST_HOSTS = 3
_TOO_MANY_TO_VANISH = 10  # as many hosts do not cease to exist in one night: the resolver is broken


def controls(history: History, due: Sequence[str], today: date, *, count: int = 2) -> list[str]:
    """Return up to ``count`` URLs of other hosts than in ``due`` that were alive, soonest due first."""
    if not due:
        return []
    taken = {urlsplit(url).netloc for url in due} | history.waiting_hosts(today)
    alive = ((record.next_due, url) for url, record in history.records.items() if record.state in _ALIVE)
    chosen: dict[str, str] = {}
    for _, url in sorted(alive):
        host = urlsplit(url).netloc
        if host not in taken and len(chosen) < count:
            chosen.setdefault(host, url)
    return list(chosen.values())


def looks_offline(answers: Iterable[Answer], history: History) -> bool:
    """Whether no host was reached, of at least three, or of ten if they may never have existed."""
    known = list(answers)
    if any(answer.status is not None or answer.hops or answer.error is Trouble.TLS for answer in known):
        return False
    asked = [answer for answer in known if answer.error not in (Trouble.POSTPONED, Trouble.REFUSED)]
    hosts = {urlsplit(answer.url).hostname for answer in asked}
    existed = any(answer.error is not Trouble.UNKNOWN_HOST or _was_alive(history, answer.url) for answer in asked)
    return len(hosts) >= (_FEWEST_HOSTS if existed else _TOO_MANY_TO_VANISH)


def _was_alive(history: History, url: str) -> bool:
    record = history.records.get(url)
    return record is not None and record.state in _ALIVE

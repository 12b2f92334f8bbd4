"""What is known about each URL over the days, and when to ask it again: pure functions on values.

A URL is dead only after ``Policy.days_to_dead`` different days without it (and without a day on which it
was alive between them); till then it is unverifiable. Dead ends only when it is seen alive: a time-out is
no sign of life.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from urllib.parse import urlsplit

from generator.links.states import Doubt, State, Verdict

_SECONDS_A_DAY = 24 * 60 * 60


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How long each state is believed, in days.

    ``jitter`` is the part of it that chance adds or takes, so that URLs spread.
    """

    days_to_dead: int = 3
    ok_days: int = 30
    unverifiable_days: int = 7
    suspect_days: int = 1  # not found, but not often enough yet
    dead_days: int = 7
    jitter: float = 0.25
    longest_wait_days: int = 30  # no Retry-After silences a URL for longer


@dataclass(frozen=True, kw_only=True)
class Record:
    """One URL.

    ``since``: first day of this state. ``failures``: the first days on which it was not found since it was
    last alive. ``wait_until``: before this day its host does not want to be asked (Retry-After).
    """

    state: State
    since: date
    last_checked: date
    next_due: date
    reason: str
    detail: str = ""
    last_alive: date | None = None
    failures: tuple[date, ...] = ()
    wait_until: date | None = None
    target: str | None = None
    minor: bool = False
    doubt: Doubt | None = None


@dataclass(frozen=True)
class History:
    """A record for each URL (normal form) that was ever asked and is still remembered."""

    records: Mapping[str, Record] = field(default_factory=dict)

    def due(self, url: str, today: date) -> bool:
        """Whether ``url`` is to be asked on ``today``: its time is up, or it was never asked."""
        record = self.records.get(url)
        return record is None or record.next_due <= today

    def waiting_hosts(self, today: date) -> frozenset[str]:
        """Return the hosts that asked to be left in peace longer than till ``today``."""
        waits = ((url, record.wait_until) for url, record in self.records.items())
        return frozenset(urlsplit(url).netloc for url, until in waits if until is not None and until > today)

    def only(self, urls: Iterable[str]) -> "History":
        """Forget every URL but ``urls``."""
        kept = set(urls)
        return History({url: record for url, record in self.records.items() if url in kept})


def advance(history: History, verdicts: Iterable[Verdict], *, today: date, policy: Policy, rng: Random) -> History:
    """Return the history after the observations of one run; a URL that nobody asked stays as it was.

    ``rng`` is drawn from once per verdict in the order of URLs, so the same run gives the same file.
    """
    records = dict(history.records)
    for verdict in sorted(verdicts, key=lambda verdict: verdict.url):
        if verdict.observed:
            records[verdict.url] = _next(records.get(verdict.url), verdict, today, policy, rng)
    return History(records)


def _next(before: Record | None, verdict: Verdict, today: date, policy: Policy, rng: Random) -> Record:
    alive = verdict.state in (State.OK, State.MOVED)
    failures = () if alive else _failures(before, verdict, today, policy)
    state, detail = _state(before, verdict, failures, policy)
    same = before is not None and before.state is state
    draft = Record(
        state=state,
        since=before.since if before is not None and same else today,
        last_checked=today,
        next_due=today,
        reason=verdict.reason,
        detail=detail,
        last_alive=today if alive else before.last_alive if before else None,
        failures=failures,
        target=verdict.target,
        minor=verdict.minor,
        doubt=verdict.doubt,
        wait_until=_wait_until(verdict, today, policy),
    )
    rested = today + _rest(draft, policy, rng)
    return replace(draft, next_due=max(rested, draft.wait_until or rested))


def _failures(before: Record | None, verdict: Verdict, today: date, policy: Policy) -> tuple[date, ...]:
    days = set(before.failures if before else ())
    if verdict.state is State.DEAD:
        days.add(today)
    return tuple(sorted(days)[: policy.days_to_dead])  # the first ones tell since when; more would only grow


def _state(before: Record | None, verdict: Verdict, failures: tuple[date, ...], policy: Policy) -> tuple[State, str]:
    days, detail = len(failures), verdict.detail
    if verdict.state is State.DEAD and days >= policy.days_to_dead:
        return State.DEAD, f"not found on {days} days since {failures[0]}: {detail}"
    if verdict.state is State.DEAD:
        return State.UNVERIFIABLE, f"not found so far on {days} of {policy.days_to_dead} days: {detail}"
    if verdict.state is State.UNVERIFIABLE and before is not None and before.state is State.DEAD:
        return (
            State.DEAD,
            f"not found on {days} days since {min(failures, default=before.since)}, now: {detail}",
        )
    return verdict.state, detail


def _wait_until(verdict: Verdict, today: date, policy: Policy) -> date | None:
    if verdict.retry_after is None or verdict.state is not State.UNVERIFIABLE:
        return None
    days = -(-verdict.retry_after // _SECONDS_A_DAY)  # rounded up: a part of a day is waited for till the next
    return today + timedelta(days=min(days, policy.longest_wait_days))


def _rest(record: Record, policy: Policy, rng: Random) -> timedelta:
    """Return how long the URL is left alone: at least a day."""
    suspect = record.state is State.UNVERIFIABLE and record.last_checked in record.failures
    days = {
        State.OK: policy.ok_days,
        State.MOVED: policy.ok_days,
        State.UNVERIFIABLE: policy.suspect_days if suspect else policy.unverifiable_days,
        State.DEAD: policy.dead_days,
    }[record.state]
    spread = round(days * rng.uniform(1 - policy.jitter, 1 + policy.jitter))
    return timedelta(days=max(1, spread))

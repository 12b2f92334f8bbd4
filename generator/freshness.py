"""The age of a record: confirmed, due for review, stale or never confirmed (design: mark and list, never hide)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from generator.problems import same as _
from generator.settings import Period


class State(StrEnum):
    """What is known about a record's age; the values are used in exports, addresses and class names."""

    CONFIRMED = "confirmed"
    DUE = "due"
    STALE = "stale"
    UNCONFIRMED = "unconfirmed"


TITLES = {
    State.CONFIRMED: _("Confirmed"),
    State.DUE: _("Due for review"),
    State.STALE: _("Out of date"),
    State.UNCONFIRMED: _("Not yet confirmed by the country"),
}


@dataclass(frozen=True)
class Freshness:
    """A state and the day on which it began (None for what was never confirmed)."""

    state: State
    since: date | None


def freshness(verified: date | None, period: Period, today: date) -> Freshness:
    """Judge a record that was confirmed on `verified`, with the periods of its section, on the day `today`."""
    if verified is None:
        return Freshness(State.UNCONFIRMED, None)
    due, stale = _after(verified, period.due), _after(verified, period.stale)
    if today >= stale:
        return Freshness(State.STALE, stale)
    if today >= due:
        return Freshness(State.DUE, due)
    return Freshness(State.CONFIRMED, verified)


def _after(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))

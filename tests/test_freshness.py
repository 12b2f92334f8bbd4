"""The age of a record, day by day at each boundary."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.freshness import TITLES, Freshness, State, freshness
from generator.settings import Period

DAY = date(2026, 1, 1)
PERIOD = Period(due=90, stale=180)


@pytest.mark.parametrize(
    ("age", "state", "since"),
    [
        (0, State.CONFIRMED, 0),
        (89, State.CONFIRMED, 0),
        (90, State.DUE, 90),
        (179, State.DUE, 90),
        (180, State.STALE, 180),
        (5000, State.STALE, 180),
        (-1, State.CONFIRMED, 0),
    ],
)
def test_the_state_changes_on_the_day_the_period_ends(age: int, state: State, since: int):
    assert freshness(DAY, PERIOD, DAY + timedelta(days=age)) == Freshness(state, DAY + timedelta(days=since))


def test_what_was_never_confirmed_is_unconfirmed_on_any_day():
    assert freshness(None, PERIOD, DAY) == Freshness(State.UNCONFIRMED, None)


def test_a_leap_day_has_its_anniversary():
    assert freshness(date(2024, 2, 29), Period(365, 730), date(2025, 2, 28)) == Freshness(State.DUE, date(2025, 2, 28))


def test_stale_counts_when_both_periods_are_equal():
    assert freshness(DAY, Period(10, 10), DAY + timedelta(days=10)).state is State.STALE


@given(st.dates(), st.integers(1, 10**7), st.integers(1, 10**7), st.dates())
def test_no_date_is_too_late_or_too_early(verified: date, due: int, stale: int, today: date):
    found = freshness(verified, Period(due, stale), today)
    assert found.since is not None
    assert found.state in (State.CONFIRMED, State.DUE, State.STALE)


def test_every_state_has_a_title():
    assert set(TITLES) == set(State)

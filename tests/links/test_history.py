from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.links.history import History, Policy, advance
from generator.links.states import State, Verdict

DAY = date(2026, 3, 1)
URL = "https://a.example.org/x"
STEADY = Policy(jitter=0.0)
OK = Verdict(url=URL, state=State.OK, reason="ok", detail="200 OK")
GONE = Verdict(url=URL, state=State.DEAD, reason="not-found", detail="404 Not Found")
TIMEOUT = Verdict(url=URL, state=State.UNVERIFIABLE, reason="timeout", detail="no answer in time")
MOVED = Verdict(url=URL, state=State.MOVED, reason="moved", target="https://a.example.org/y")
SILENT = Verdict(url=URL, state=State.UNVERIFIABLE, reason="checker", observed=False)


def live(*steps: tuple[int, Verdict], policy: Policy = STEADY):
    """Return the record after one verdict on each of these days (counted from DAY)."""
    history = History()
    for day, verdict in steps:
        history = advance(history, [verdict], today=DAY + timedelta(days=day), policy=policy, rng=Random(1))
    return history.records[URL]


def test_alive():
    record = live((0, OK), (30, OK))
    assert (record.state, record.since, record.last_alive) == (State.OK, DAY, DAY + timedelta(days=30))
    assert record.next_due == DAY + timedelta(days=60)


def test_dead_only_after_three_different_days():
    first, second, third = (live(*[(day, GONE) for day in range(days)]) for days in (1, 2, 3))
    assert [first.state, second.state, third.state] == [State.UNVERIFIABLE, State.UNVERIFIABLE, State.DEAD]
    assert first.detail == "not found so far on 1 of 3 days: 404 Not Found"
    assert second.detail == "not found so far on 2 of 3 days: 404 Not Found"
    assert third.detail == "not found on 3 days since 2026-03-01: 404 Not Found"
    assert third.since == DAY + timedelta(days=2)


def test_three_runs_on_one_day_are_one_day():
    record = live((0, GONE), (0, GONE), (0, GONE))
    assert (record.state, record.failures) == (State.UNVERIFIABLE, (DAY,))


def test_a_day_on_which_it_was_alive_starts_the_count_again():
    record = live((0, GONE), (1, GONE), (2, OK), (3, GONE))
    assert record.state is State.UNVERIFIABLE
    assert record.failures == (DAY + timedelta(days=3),)
    assert record.last_alive == DAY + timedelta(days=2)


def test_a_timeout_between_neither_counts_nor_forgives():
    assert live((0, GONE), (1, TIMEOUT), (2, GONE)).state is State.UNVERIFIABLE
    assert live((0, GONE), (1, TIMEOUT), (2, GONE), (3, GONE)).state is State.DEAD


def test_timeouts_alone_never_kill():
    record = live(*[(day, TIMEOUT) for day in range(20)])
    assert (record.state, record.failures, record.since) == (State.UNVERIFIABLE, (), DAY)


def test_dead_stays_dead_through_a_timeout_and_ends_when_seen_alive():
    dead = [(0, GONE), (1, GONE), (2, GONE)]
    record = live(*dead, (9, TIMEOUT))
    assert (record.state, record.since) == (State.DEAD, DAY + timedelta(days=2))
    assert record.detail == "not found on 3 days since 2026-03-01, now: no answer in time"
    assert live(*dead, (9, TIMEOUT), (16, OK)).state is State.OK


def test_moved_is_alive_and_offers_its_target():
    record = live((0, MOVED))
    assert (record.state, record.target, record.last_alive) == (State.MOVED, "https://a.example.org/y", DAY)
    assert live((0, MOVED), (1, OK)).target is None


def test_a_verdict_about_a_url_that_nobody_asked_changes_nothing():
    history = History()
    assert advance(history, [SILENT], today=DAY, policy=STEADY, rng=Random(1)) == history
    assert live((0, OK), (40, SILENT)) == live((0, OK))


def test_a_suspect_is_asked_the_next_day_so_that_three_days_take_three_days():
    assert live((0, GONE)).next_due == DAY + timedelta(days=1)
    assert live((0, TIMEOUT)).next_due == DAY + timedelta(days=7)
    assert live((0, GONE), (1, TIMEOUT)).next_due == DAY + timedelta(days=8)


@pytest.mark.parametrize(("seconds", "days"), [(0, 7), (120, 7), (8 * 86400, 8), (8 * 86400 + 1, 9), (10**9, 30)])
def test_retry_after_is_respected_up_to_a_limit(seconds, days):
    record = live((0, replace(TIMEOUT, reason="rate-limited", retry_after=seconds)))
    assert record.next_due == DAY + timedelta(days=days)


def test_retry_after_of_an_answer_that_is_well_means_nothing():
    record = live((0, replace(OK, retry_after=60 * 86400)))
    assert (record.wait_until, record.next_due) == (None, DAY + timedelta(days=30))


def test_a_host_that_asked_for_peace_is_left_in_peace_whole():
    limited = replace(TIMEOUT, reason="rate-limited", retry_after=3 * 86400)
    history = advance(History(), [limited], today=DAY, policy=STEADY, rng=Random(1))
    assert history.waiting_hosts(DAY + timedelta(days=2)) == {"a.example.org"}
    assert history.waiting_hosts(DAY + timedelta(days=3)) == frozenset()


def test_jitter_spreads_urls_that_were_asked_on_one_day():
    verdicts = [replace(OK, url=f"https://a.example.org/{number}") for number in range(200)]
    history = advance(History(), verdicts, today=DAY, policy=Policy(), rng=Random(7))
    rests = {(record.next_due - DAY).days for record in history.records.values()}
    assert min(rests) >= 22
    assert max(rests) <= 38
    assert len(rests) > 10


def test_due():
    history = advance(History(), [OK], today=DAY, policy=STEADY, rng=Random(1))
    assert not history.due(URL, DAY + timedelta(days=29))
    assert history.due(URL, DAY + timedelta(days=30))
    assert history.due("https://never.example.org/", DAY)
    assert history.only(["https://never.example.org/"]) == History()


def test_one_seed_one_history_whatever_the_order_of_answers():
    verdicts = [replace(OK, url=f"https://a.example.org/{number}") for number in range(9)]
    one = advance(History(), verdicts, today=DAY, policy=Policy(), rng=Random(7))
    other = advance(History(), reversed(verdicts), today=DAY, policy=Policy(), rng=Random(7))
    assert one == other


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([OK, GONE, TIMEOUT, MOVED, SILENT])), max_size=25))
def test_nothing_is_dead_without_three_failures_since_it_was_alive(steps):
    history, today, failed = History(), DAY, set()
    for gap, verdict in steps:
        today += timedelta(days=gap)
        before = history
        history = advance(history, [verdict], today=today, policy=Policy(), rng=Random(1))
        failed = set() if verdict in (OK, MOVED) else failed | ({today} if verdict is GONE else set())
        if URL not in history.records:
            assert before == history
            continue
        record = history.records[URL]
        assert (record.state is State.DEAD) == (len(failed) >= 3)
        assert set(record.failures) <= failed
        assert record.next_due > record.last_checked >= record.since

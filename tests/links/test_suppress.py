from datetime import date

import pytest

from generator.links.history import Record
from generator.links.run import Standing
from generator.links.states import State
from generator.links.suppress import Suppression, Why, apply, read_suppressions

DAY = date(2026, 3, 1)


def standing(path: str, state: State | None) -> Standing:
    record = state and Record(state=state, since=DAY, last_checked=DAY, next_due=DAY, reason="")
    return Standing(url=f"https://a.example.org/{path}", places=(), record=record or None, asked=True)


def hide(path: str, *, until: date = DAY, prefix: bool = False) -> Suppression:
    return Suppression(url=f"https://a.example.org/{path}", reason="known", until=until, prefix=prefix)


def result(standings, *suppressions, **options):
    applied = apply(standings, suppressions, today=DAY, **options)
    names = [[one.url.rpartition("/")[2] for one in group] for group in (applied.shown, applied.hidden)]
    return *names, [finding.why for finding in applied.findings]


DEAD, BLOCKED, WELL = (
    standing("dead", State.DEAD),
    standing("blocked", State.UNVERIFIABLE),
    standing("well", State.OK),
)


def test_one_url_is_hidden_until_and_on_its_last_day():
    assert result([DEAD, BLOCKED, WELL], hide("dead")) == (["blocked", "well"], ["dead"], [])


def test_a_prefix_hides_what_is_bad_and_shows_what_is_well():
    assert result([DEAD, BLOCKED, WELL], hide("", prefix=True)) == (["well"], ["dead", "blocked"], [])


def test_a_url_is_not_a_prefix():
    assert result([DEAD], hide("de"), complete=False) == (["dead"], [], [])


def test_an_expired_one_hides_nothing_and_is_reported():
    assert result([DEAD], hide("dead", until=date(2026, 2, 28))) == (["dead"], [], [Why.EXPIRED])


def test_one_that_is_no_longer_needed_is_reported():
    assert result([WELL], hide("well")) == (["well"], [], [Why.NOT_NEEDED])
    assert result([WELL], hide("well", until=date(2020, 1, 1))) == (["well"], [], [Why.NOT_NEEDED])


def test_one_that_covers_nothing_is_reported_but_only_when_everything_was_looked_at():
    assert result([WELL], hide("other")) == (["well"], [], [Why.NOT_USED])
    assert result([WELL], hide("other"), complete=False) == (["well"], [], [])


def test_nothing_is_said_about_one_whose_url_was_never_answered():
    assert result([standing("new", None)], hide("new")) == (["new"], [], [])


def test_read_from_data():
    good, problems = read_suppressions(
        [
            {"url": "https://A.example.org", "reason": "the firewall lets nobody in", "until": "2026-09-01"},
            {"prefix": "https://a.example.org/x", "reason": "moving", "until": date(2026, 4, 1)},
        ]
    )
    assert problems == ()
    assert [(one.url, one.prefix, one.until) for one in good] == [
        ("https://a.example.org/", False, date(2026, 9, 1)),
        ("https://a.example.org/x", True, date(2026, 4, 1)),
    ]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"url": "https://a.example.org/", "until": "2026-09-01"}, "reason is missing"),
        ({"url": "https://a.example.org/", "reason": " ", "until": "2026-09-01"}, "a reason is needed"),
        ({"url": "https://a.example.org/", "reason": "x"}, "until is missing"),
        ({"url": "https://a.example.org/", "reason": "x", "until": "soon"}, "until must be a date"),
        ({"url": "ftp://a.example.org/", "reason": "x", "until": "2026-09-01"}, "only http and https"),
        ({"reason": "x", "until": "2026-09-01"}, "either url or prefix"),
        ({"url": "https://a.example.org/", "prefix": "https://a.example.org/", "reason": "x"}, "either url"),
        (
            {"url": "https://a.example.org/", "reason": "x", "until": "2026-09-01", "note": ""},
            "unknown keys note",
        ),
    ],
)
def test_a_bad_entry_is_a_problem_with_its_number(entry, problem):
    good, problems = read_suppressions([entry])
    assert good == ()
    assert len(problems) == 1
    assert problems[0].startswith("suppression 1: ")
    assert problem in problems[0]

"""What earlier runs found out about the addresses becomes problems at their lines, and to-dos of their countries."""

from datetime import date
from pathlib import Path

import pytest
from case import examined_in, project, settings
from internet import FIRST_LINE, country

from generator.checks import weblinks
from generator.checks.context import Context
from generator.links import Doubt, History, Record, State, write_history
from generator.linkstate import LinkState
from generator.problems import Level

TODAY = date(2026, 7, 1)
EARLIER = (date(2026, 4, 1), date(2026, 4, 2), date(2026, 4, 9))
URL = "https://a.example.org/page"
NEW = "https://a.example.org/new?a=1&b=2"


def record(state: State, **facts) -> Record:
    return Record(
        **{"state": state, "since": TODAY, "last_checked": TODAY, "next_due": TODAY, "reason": "reason"} | facts
    )


def problems(root: Path, records=None, backlinks=None, today: date = TODAY):
    examined = examined_in(root)
    links = LinkState(records or {}, backlinks or {})
    return list(weblinks.find(examined.network, Context(examined.schema, settings(root), today, links)))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path, xa=country("XA", URL))


@pytest.mark.parametrize(
    ("known", "rule"),
    [
        (record(State.OK), None),
        (record(State.UNVERIFIABLE), None),
        (record(State.UNVERIFIABLE, failures=EARLIER[:1]), weblinks.SUSPECT),
        (record(State.DEAD, failures=EARLIER), weblinks.DEAD),
        (record(State.DEAD), weblinks.DEAD),
        (record(State.MOVED, target=NEW), weblinks.MOVED),
        (record(State.MOVED, target=NEW, minor=True), weblinks.MOVED),
        (record(State.MOVED, target=NEW, doubt=Doubt.HOME_PAGE), weblinks.DOUBTFUL),
        (record(State.MOVED, target=NEW, doubt=Doubt.OTHER_SITE), weblinks.DOUBTFUL),
        (record(State.MOVED), None),
    ],
)
def test_a_state_and_its_rule(root: Path, known: Record, rule):
    found = problems(root, {URL: known})
    assert [problem.rule for problem in found] == ([rule] if rule else [])
    for problem in found:
        place = (problem.path, problem.line, problem.field)
        assert place == ("countries/xa.yml", FIRST_LINE, "links.link-1.url")
        assert problem.message() and problem.hint()


def test_nothing_about_an_address_ever_stops_a_build():
    assert {rule.level for rule in weblinks.RULES} == {Level.WARNING, Level.TODO}


def test_a_broken_address_is_broken_since_it_was_first_not_found(root: Path):
    (problem,) = problems(root, {URL: record(State.DEAD, failures=EARLIER, detail="404 Not Found")})
    assert problem.message() == "The address has not worked since 2026-04-01 (404 Not Found)."
    (problem,) = problems(root, {URL: record(State.DEAD)})
    assert problem.message() == "The address has not worked since 2026-07-01 (reason)."


def test_the_new_address_is_in_the_hint(root: Path):
    (problem,) = problems(root, {URL: record(State.MOVED, target=NEW)})
    assert problem.hint() == f"Write the new address: {NEW}."


def test_every_place_of_an_address_is_told(tmp_path: Path):
    root = project(tmp_path, xa=country("XA", URL, f"{URL}#a"), xb=country("XB", URL.replace("https", "HTTPS")))
    found = problems(root, {URL: record(State.DEAD)})
    assert [(problem.path, problem.line) for problem in found] == [
        ("countries/xa.yml", FIRST_LINE),
        ("countries/xa.yml", FIRST_LINE + 1),
        ("countries/xb.yml", FIRST_LINE),
    ]


@pytest.mark.parametrize(("day", "shown"), [(date(2026, 7, 1), 0), (date(2026, 7, 2), 0), (date(2026, 7, 3), 1)])
@pytest.mark.parametrize("entry", [f"url: {URL}", "url: https://a.example.org, prefix: true", f"url: {URL}#x"])
def test_a_suppression_hides_to_the_end_of_its_last_day(root: Path, day: date, shown: int, entry: str):
    with (root / "network.yml").open("a") as file:
        file.write(f"suppressed_links:\n  - {{{entry}, reason: x, until: 2026-07-02}}\n")
    assert len(problems(root, {URL: record(State.DEAD)}, today=day)) == shown


def test_a_suppression_of_another_address_hides_nothing(root: Path):
    with (root / "network.yml").open("a") as file:
        file.write("suppressed_links:\n  - {url: https://a.example.org/, reason: x, until: 2026-08-01}\n")
    assert len(problems(root, {URL: record(State.DEAD)})) == 1


@pytest.mark.parametrize(("answer", "told"), [(False, ["no-backlink"]), (True, []), (None, [])])
def test_only_a_definite_no_is_a_missing_backlink(tmp_path: Path, answer, told):
    root = project(tmp_path, xa=country("XA", URL, more=', backlink: "https://a.example.org/links"'))
    found = problems(root, backlinks={"https://a.example.org/links": answer})
    assert [problem.rule.id for problem in found] == told
    assert [problem.field for problem in found] == ["links.link-1.backlink"] * len(told)


def test_without_a_history_nothing_is_said(root: Path):
    assert problems(root) == []


def test_the_history_of_the_settings_reaches_the_check(root: Path):
    write_history(root / ".cache" / "links.json", History({URL: record(State.DEAD)}))
    assert [p.rule.id for p in examined_in(root).problems if p.rule in weblinks.RULES] == ["link-broken"]


def test_a_history_that_cannot_be_read_is_said_by_every_command_and_stays_where_it_is(root: Path):
    history = root / ".cache" / "links.json"
    history.parent.mkdir()
    history.write_text("{")
    found = [problem for problem in examined_in(root).problems if problem.rule is weblinks.HISTORY]
    assert [problem.path for problem in found] == [".cache/links.json"]
    assert history.read_text() == "{"

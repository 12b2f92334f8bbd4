import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.links.history import History, Record
from generator.links.history_file import read_history, write_history
from generator.links.states import Doubt, State

DAY = date(2026, 3, 1)
FULL = Record(
    state=State.MOVED,
    since=DAY,
    last_checked=DAY,
    next_due=date(2026, 4, 1),
    last_alive=DAY,
    failures=(DAY,),
    wait_until=date(2026, 3, 2),
    reason="moved",
    detail="301 → é",
    target="https://b.example.org/",
    minor=True,
    doubt=Doubt.OTHER_SITE,
)
PLAIN = Record(state=State.DEAD, since=DAY, last_checked=DAY, next_due=DAY, reason="not-found")

days = st.dates()
records = st.builds(
    Record,
    state=st.sampled_from(State),
    since=days,
    last_checked=days,
    next_due=days,
    reason=st.text(max_size=9),
    detail=st.text(alphabet=st.characters(codec="utf-8"), max_size=9),
    last_alive=st.none() | days,
    failures=st.lists(days, max_size=3).map(tuple),
    wait_until=st.none() | days,
    target=st.none() | st.just("https://b.example.org/"),
    minor=st.booleans(),
    doubt=st.none() | st.sampled_from(Doubt),
)


@given(st.dictionaries(st.sampled_from([f"https://a.example.org/{n}" for n in range(9)]), records))
def test_what_was_written_is_read(tmp_path_factory, facts):
    path = tmp_path_factory.mktemp("history") / "links.json"
    write_history(path, History(facts))
    assert read_history(path).history == History(facts)
    assert read_history(path).problem is None


def test_the_file_is_sorted_and_small_and_the_same_each_time(tmp_path):
    facts = {"https://b.example.org/": PLAIN, "https://a.example.org/": FULL}
    one, other = tmp_path / "one.json", tmp_path / "sub" / "other.json"
    write_history(one, History(facts))
    write_history(other, History(dict(reversed(facts.items()))))
    text = one.read_text(encoding="utf-8")
    assert text == other.read_text(encoding="utf-8")
    assert text.index("https://a.") < text.index('"https://b.example.org/": {')
    assert json.loads(text)["urls"]["https://b.example.org/"] == {
        "state": "dead",
        "since": "2026-03-01",
        "last_checked": "2026-03-01",
        "next_due": "2026-03-01",
        "reason": "not-found",
    }
    assert text.endswith("}\n")
    assert [path.name for path in (tmp_path / "sub").iterdir()] == ["other.json"]


def test_one_url_changed_is_few_lines_changed(tmp_path):
    facts = {f"https://a.example.org/{number}": FULL for number in range(20)}
    write_history(tmp_path / "one", History(facts))
    write_history(tmp_path / "two", History(facts | {"https://a.example.org/7": PLAIN}))
    one, two = ((tmp_path / name).read_text(encoding="utf-8").splitlines() for name in ("one", "two"))
    assert len(set(two) - set(one)) <= 5


def test_a_good_record_is_read(tmp_path):
    (tmp_path / "links.json").write_text(one(GOOD), encoding="utf-8")
    assert read_history(tmp_path / "links.json").history.records["https://a.example.org/"].state is State.OK


def test_a_missing_file_is_an_empty_history(tmp_path):
    loaded = read_history(tmp_path / "none.json")
    assert (loaded.history, loaded.problem, loaded.aside) == (History(), None, None)


GOOD = '{"state": "ok", "since": "2026-03-01", "last_checked": "2026-03-01", "next_due": "2026-03-01"}'


def one(fact: str, url: str = "https://a.example.org/") -> str:
    return f'{{"format": 1, "urls": {{"{url}": {fact}}}}}'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not a link history"),
        ("[" * 5000, "not a link history"),
        ("[]", "not a link history"),
        ("null", "not a link history"),
        ('{"urls": {}}', "not a link history"),
        ('{"format": 0, "urls": {}}', "format 0, and this version reads format 1"),
        ('{"format": 2, "urls": {}}', "format 2, and this version reads format 1"),
        ('{"format": 1, "urls": []}', "not a link history"),
        (one("{}"), "not a link history"),
        (one(GOOD.replace("ok", "fine")), "not a link history"),
        (one(GOOD.replace("03-01", "02-30")), "not a link history"),
        (one(GOOD.replace("}", ', "target": "javascript:alert(1)"}')), "not a link history"),
        (one(GOOD.replace("}", ', "detail": 7}')), "not a link history"),
        (one(GOOD, "https://u:p@a.example.org/"), "not a link history"),
        (one(GOOD, "https://A.example.org"), "not in normal form"),
        (one(GOOD)[:-5], "not a link history"),
    ],
)
def test_a_file_that_is_not_understood_is_a_problem_and_is_kept(tmp_path, text, problem):
    path = tmp_path / "links.json"
    for number in (1, 2):
        path.write_text(text, encoding="utf-8")
        loaded = read_history(path)
        assert loaded.history == History()
        assert problem in (loaded.problem or "")
        assert loaded.aside == tmp_path / f"links.json.unreadable-{number}"
        assert loaded.aside.read_text(encoding="utf-8") == text
        assert not path.exists()


def test_bytes_that_are_no_text_are_kept_too(tmp_path):
    path = tmp_path / "links.json"
    path.write_bytes(b"\xff\xfe\x00")
    loaded = read_history(path)
    assert loaded.problem
    assert loaded.aside is not None
    assert loaded.aside.read_bytes() == b"\xff\xfe\x00"

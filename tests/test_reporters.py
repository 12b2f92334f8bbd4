"""Forms of a report: nothing from a file can forge a command, steer a terminal or move a caret."""

import json
import re
import unicodedata

import pytest
from case import cases, examined, found_in
from hypothesis import example, given
from hypothesis import strategies as st

from generator.load import Source
from generator.problems import Level, Problem, Rule
from generator.reporters import REPORTERS, github, text
from generator.reporters import json as json_form
from generator.reporters.summary import summary
from generator.settings import LOCALE_DIR
from generator.text import Language

RULE = Rule("a-rule", Level.ERROR, "Unknown field “%(found)s”.", "Remove “%(found)s”.")
ANY = st.text(max_size=40)
HOSTILE = "x\r\n::error file=README.md,line=1::forged %0A %25 \x1b[2J\u202e"


def same(message: str) -> str:
    return message


def problem(found: str = "x", path: str = "countries/xa.yml", **more) -> Problem:
    return Problem(RULE, path, values={"found": found}, **more)


def github_lines(*problems: Problem) -> list[str]:
    return list(github.report(problems, {}, same))


COMMAND = re.compile(r"::(error|warning|notice) file=([^:,]*),line=(\d+),col=(\d+),title=([^:,]*)::(.*)")


def decoded(value: str) -> str:
    """As GitHub's runner reads a property or the data of a command."""
    return value.replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


@given(found=ANY, path=ANY, names=st.lists(ANY | st.integers(0, 9), max_size=3))
@example(found=HOSTILE, path=HOSTILE, names=[HOSTILE])
@example(found="a", path="countries/x,y:z.yml", names=[])
@example(found="a\x85b\u2028::error::c", path="a\x0b::warning::b", names=["\x0c::notice::x"])
def test_no_value_can_forge_a_command_for_github(found: str, path: str, names: list):
    lines = github_lines(problem(found, path, pointer=tuple(names)))
    assert len(lines) == 1
    assert len(lines[0].splitlines()) == 1, "the runner reads line by line"
    match = COMMAND.fullmatch(lines[0])
    assert match, "the properties are whole"
    assert decoded(match[2]) == text.printable(path) or "\n" in path
    assert (match[1], match[3], match[5]) == ("error", "1", "a-rule")


def test_github_shows_the_path_the_place_and_the_hint():
    shown = github_lines(problem("100%", line=3, column=5, pointer=("agencies", "a")))
    assert shown == [
        "::error file=countries/xa.yml,line=3,col=5,title=a-rule::"
        "countries/xa.yml:3:5: agencies.a: Unknown field “100%25”.%0ARemove “100%25”."
    ]


def test_each_level_has_its_command():
    assert set(github.COMMANDS) == set(Level)


@given(
    found=ANY,
    path=ANY,
    line=ANY,
    hidden=st.sampled_from("\x00\x07\x1b\x7f\x9b\u202e\u2066\u200e\ufeff\u2028\u2029\U000e0041\u00ad"),
)
def test_nothing_steers_the_terminal(found: str, path: str, line: str, hidden: str):
    source = Source(path, lines=(line + hidden,))
    shown = list(text.report([problem(found + hidden, path + hidden), problem(found, path)], {path: source}, same))
    for row in shown:
        assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in row)
        assert not any(
            unicodedata.bidirectional(char) in ("RLO", "LRO", "RLE", "LRE", "RLI", "LRI", "FSI", "PDF", "PDI")
            for char in row
        )
        assert hidden not in row


def caret(line: str, column: int, width: int) -> tuple[str, str]:
    source = Source("xa.yml", lines=(line,))
    rows = list(text.lines(problem(path="xa.yml", column=column, width=width), source, same))
    return rows[1], rows[2]


def columns(words: str) -> int:
    """The columns of a terminal, counted here by hand for the letters of these tests."""
    return sum(
        {"ក": 1, "្": 0, "ส": 1, "ี": 0, "\u200b": 0, "́": 0}.get(char, 2 if char > "\u2e80" else 1) for char in words
    )


@pytest.mark.parametrize(
    "before",
    [
        "kind: ",
        "名: ",
        "{ja: 貿易振興機構, x: ",
        "{ko: 무역, x: ",
        "km: ក្ក",
        "th: สี",
        "e\u0301: ",
        "km: ក\u200bក ",
        "ａ: ",
    ],
)
@pytest.mark.parametrize("value", ["zoo", "動物園"])
def test_the_caret_stands_under_the_value(before: str, value: str):
    shown, carets = caret(before + value, len(before) + 1, len(value))
    assert shown == f"    1 | {before}{value}"
    assert carets == "      | " + " " * columns(before) + "^" * columns(value)


def test_a_caret_is_under_its_value_in_a_very_long_line_too():
    line = "a" * 3000 + " ZOO " + "b" * 3000
    shown, carets = caret(line, 3002, 3)
    assert len(shown) < 200
    assert shown[carets.index("^") : carets.index("^") + 3] == "ZOO"
    assert carets.count("^") == 3


def test_a_value_longer_than_the_line_that_is_shown_has_carets_to_the_end_of_it():
    shown, carets = caret("a: " + "b" * 5000, 4, 5000)
    assert len(shown) == len(carets) < 200


def test_a_place_outside_the_file_has_no_snippet():
    rows = list(text.lines(problem(path="xa.yml", line=5), Source("xa.yml", lines=("a",)), same))
    assert rows == ["xa.yml:5:1: error: Unknown field “x”. [a-rule]", "    → Remove “x”."]
    assert list(text.lines(problem(path="xa.yml"), None, same)) == [
        "xa.yml:1:1: error: Unknown field “x”. [a-rule]",
        "    → Remove “x”.",
    ]


def test_the_carets_of_all_cases_stand_inside_their_lines():
    for case in cases():
        sources = examined(case.path, case.target).sources
        for found in found_in(case):
            rows = list(text.lines(found, sources.get(found.path), same))
            if len(rows) == 4:
                assert rows[2].index("^") <= text._width(rows[1]), case.id


@given(found=ANY, path=ANY)
def test_the_json_form_is_json_with_every_value_as_it_was(found: str, path: str):
    written = "".join(json_form.report([problem(found, path, line=2, column=3, pointer=("a", 0))], {}, same))
    assert json.loads(written) == {
        "problems": [
            {
                "path": path,
                "line": 2,
                "column": 3,
                "field": "a[0]",
                "level": "error",
                "rule": "a-rule",
                "message": f"Unknown field “{found}”.",
                "hint": f"Remove “{found}”.",
            }
        ]
    }


@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_every_form_can_say_that_nothing_was_found(name: str):
    shown = list(REPORTERS[name]([], {}, same))
    assert shown == ([] if name != "json" else ['{\n  "problems": []\n}'])


def test_the_summary_counts_each_level():
    english = Language("en", LOCALE_DIR, {})
    todo = Rule("t", Level.TODO, "m", "h")
    found = [problem(), Problem(todo, "a"), Problem(todo, "b")]
    assert summary(found, 1, english) == "1 file checked, 1 error, 0 warnings, 2 things to do (shown with --todo)."

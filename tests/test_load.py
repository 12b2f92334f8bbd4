"""The YAML door: nothing in a file's bytes raises, and every scalar stays the string that was written."""

import time
import tracemalloc
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.load import MAX_BYTES, parse, plain, read
from generator.load.compose import MAX_DEPTH, MAX_VALUES
from generator.load.hidden import hidden_characters
from generator.load.source import Mark
from generator.problems import GeneratorError, Problem


def ids(problems: list[Problem]) -> list[str]:
    return [problem.rule.id for problem in problems]


def data_of(text: str) -> dict:
    source, problems = parse(text.encode(), "xa.yml")
    assert ids(problems) == []
    return source.data


# Values that the rules of YAML 1.1 would change

CHANGED_BY_YAML_1_1 = [
    "0702",
    "8471.30",
    "0123",
    "0x1F",
    "0o17",
    "1_000",
    "1e3",
    "+56228275100",
    "NO",
    "no",
    "yes",
    "on",
    "off",
    "y",
    "true",
    "12:30",
    "12:30:45",
    ".inf",
    ".nan",
    "-.inf",
    "2024-02-30",
    "2024-01-01",
    "=",
    "1.",
    "0b11",
]


@pytest.mark.parametrize("value", CHANGED_BY_YAML_1_1)
def test_a_plain_value_stays_the_string_that_was_written(value: str):
    assert data_of(f"a: {value}\n") == {"a": value}


@pytest.mark.parametrize("value", CHANGED_BY_YAML_1_1)
def test_a_plain_name_stays_the_string_that_was_written(value: str):
    assert data_of(f"{value}: a\n") == {value: "a"}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_an_empty_text(written: str):
    assert data_of(f"a: {written}\n") == {"a": ""}


@pytest.mark.parametrize("written", ["~", "null"])
def test_nothing_in_quotation_marks_is_a_text(written: str):
    assert data_of(f'a: "{written}"\n') == {"a": written}


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=200).filter(lambda text: not any(hidden_characters(text))))
@example("Law #12: a\ttab, “quotes” and a \\ \" ' \n new line")
def test_any_text_comes_back_from_a_quoted_scalar_as_it_was(text: str):
    written = "".join(f"\\U{ord(char):08X}" if not char.isalnum() else char for char in text)
    assert data_of(f'a: "{written}"\n') == {"a": text}


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=100).filter(lambda text: not any(hidden_characters(text))))
def test_what_another_program_writes_is_read_as_it_was(text: str):
    written = yaml.safe_dump({"a": text}, allow_unicode=True, default_style='"', width=10_000)
    assert data_of(written) == {"a": text}


# Nothing raises


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=300))
@example(b"\xff\xfea\x00:\x00")
@example(b"a: [" * 500)
@example(b"? - ? - ? - a")
@example(b"a: !!python/object:os.system {}")
@example(b"%TAG ! tag:x,2000:\n---\n!a b")
@example(b'a: "\\U99999999"')
@example(b"&a [*a]")
def test_any_bytes_give_data_or_problems(content: bytes):
    source, problems = parse(content, "xa.yml")
    assert bool(source.data) or bool(problems)
    for problem in problems:
        assert problem.message() and problem.hint()
        assert 1 <= problem.line <= max(len(source.lines), content.count(b"\n") + 1) and problem.column >= 1


@settings(deadline=None, max_examples=300)
@given(st.text("ab:#-?&*!|>'\"%@`[]{},~ \n\t0", max_size=60))
def test_any_signs_of_yaml_give_data_or_problems(text: str):
    source, problems = parse(text.encode(), "xa.yml")
    assert bool(source.data) or bool(problems)


@settings(deadline=None, max_examples=300)
@given(st.text("ab:#-'\"[]{}, \n", max_size=60))
def test_what_is_accepted_reads_the_same_in_any_yaml_program(text: str):
    source, problems = parse(text.encode(), "xa.yml")
    if not problems:
        assert source.data == yaml.load(text, Loader=yaml.BaseLoader)


# Limits


def test_an_alias_bomb_stays_small():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    tracemalloc.start()
    source, problems = parse("\n".join(lines).encode(), "xa.yml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert set(ids(problems)) == {"yaml-feature"}
    assert len(problems) == 9 + 8 * 9
    assert peak < 5_000_000
    assert source.data["b"] == [""] * 9


def test_a_file_that_is_too_big_is_not_parsed(tmp_path: Path):
    path = tmp_path / "xa.yml"
    path.write_bytes(b"# " + b"x" * MAX_BYTES)
    source, problems = read(path, "countries/xa.yml")
    assert (ids(problems), source.data) == (["too-big"], {})
    assert problems[0].message() == "The file is larger than 512 kB."


def test_a_file_of_the_largest_size_is_read(tmp_path: Path):
    path = tmp_path / "xa.yml"
    start = b"a: b\n# "
    path.write_bytes(start + b"x" * (MAX_BYTES - len(start)))
    assert read(path, "countries/xa.yml")[0].data == {"a": "b"}


def test_too_many_values_are_refused_at_the_first_that_is_too_many():
    content = "a:\n" + "".join(f"  - {i}\n" for i in range(MAX_VALUES))
    problems = parse(content.encode(), "xa.yml")[1]
    assert [(problem.rule.id, problem.line) for problem in problems] == [("too-many-values", MAX_VALUES + 1)]


def test_values_may_be_nested_as_deeply_as_the_limit():
    def nested(depth: int) -> list[str]:
        return ids(parse(("a: " + "[" * depth + "b" + "]" * depth).encode(), "xa.yml")[1])

    assert nested(MAX_DEPTH - 1) == []
    assert nested(MAX_DEPTH) == ["too-deep"]


def test_the_largest_file_is_read_in_a_moment():
    content = ("a:\n" + "  - [b, c, d]\n" * 4900).encode()
    start = time.perf_counter()
    assert parse(content, "xa.yml")[1] == []
    assert time.perf_counter() - start < 5


# Files that are not files


def test_a_link_is_not_followed(tmp_path: Path):
    secret = tmp_path / "secret.yml"
    secret.write_text("country: XA\n")
    link = tmp_path / "xa.yml"
    link.symlink_to(secret)
    source, problems = read(link, "countries/xa.yml")
    assert source.data == {}
    assert [problem.message() for problem in problems] == ["The file cannot be read: it is a link, not a file."]


def test_a_link_to_nothing_is_a_problem(tmp_path: Path):
    link = tmp_path / "xa.yml"
    link.symlink_to(tmp_path / "nothing")
    assert ids(read(link, "countries/xa.yml")[1]) == ["unreadable"]


def test_a_folder_with_the_name_of_a_file_is_a_problem(tmp_path: Path):
    (tmp_path / "xa.yml").mkdir()
    problems = read(tmp_path / "xa.yml", "countries/xa.yml")[1]
    assert [problem.message() for problem in problems] == ["The file cannot be read: it is a folder, not a file."]


def test_a_file_that_the_system_refuses_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "xa.yml").write_text("a: b")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    problems = read(tmp_path / "xa.yml", "countries/xa.yml")[1]
    assert [problem.message() for problem in problems] == ["The file cannot be read: Permission denied."]


# Positions


def test_marks_are_where_names_and_values_stand():
    source = parse(b"a:\n  bc: def\n  g:\n    - h\n", "xa.yml")[0]
    assert source.mark(("a", "bc")) == Mark(2, 3, 2, 7, 3)
    assert source.mark(("a", "g", 0)) == Mark(4, 7, 4, 7, 1)


def test_columns_count_letters_and_not_bytes():
    source = parse("名: {é: ü, b: c}\n".encode(), "xa.yml")[0]
    assert source.mark(("名", "b")).value_column == 14


def test_a_byte_order_mark_moves_no_column():
    assert parse(b"\xef\xbb\xbfa: b\n", "xa.yml")[0].mark(("a",)) == Mark(1, 1, 1, 4, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_with_any_line_end(end: str):
    source = parse(end.join(["a: b", "", "c: d", ""]).encode(), "xa.yml")[0]
    assert source.mark(("c",)).line == 3
    assert source.lines[2] == "c: d"


def test_a_value_that_is_missing_stands_where_its_parent_stands():
    source = parse(b"a: b\nc:\n  d: e\n", "xa.yml")[0]
    assert source.mark(("c", "x", 3)).line == 2
    assert source.mark(("x",)).line == 1


def test_the_first_of_two_equal_names_counts_and_each_other_is_reported():
    source, problems = parse(b"a: 1\nb: 2\na: 3\na: 4\n", "xa.yml")
    assert source.data == {"a": "1", "b": "2"}
    assert [(p.line, p.message()) for p in problems] == [
        (3, "“a” is written twice in the same place; the first time on line 1."),
        (4, "“a” is written twice in the same place; the first time on line 1."),
    ]


def test_problems_inside_a_repeated_part_are_found_too():
    assert ids(parse(b"a: b\na:\n  c: *d\n", "xa.yml")[1]) == ["duplicate-key", "yaml-feature"]


def test_the_cut_text_is_shown_and_the_place_of_the_sign():
    problem = parse(b"a: Law #12\n", "xa.yml")[1][0]
    assert (problem.line, problem.column) == (1, 8)
    assert problem.message() == "Everything after the # is left out: the text is read as “Law”."


def test_a_very_long_value_is_quoted_only_in_part():
    for content in (f"a: {'x' * 4000} #12\n", f"{'x' * 100}: 1\n{'x' * 100}: 2\n", f"a: !{'x' * 900} b\n"):
        problem = parse(content.encode(), "xa.yml")[1][0]
        assert len(problem.message()) < 200, problem.rule.id


# The project's own configuration


def test_plain_reads_tags_of_mkdocs_as_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ADDRESS", "https://example.org/")
    path = tmp_path / "mkdocs.yml"
    path.write_text("a: !ENV [ADDRESS, none]\nb: !!python/name:os.system\nc: !x {d: 1}\ne: !x [1]\n")
    assert plain(path) == {"a": "https://example.org/", "b": "", "c": {"d": 1}, "e": [1]}


@pytest.mark.parametrize("content", [b"a: [", b"a: \xff", b"[" * 3000, b"a: 2024-02-30", b"a: {[b]: c}"])
def test_plain_says_in_one_line_what_is_wrong_with_the_configuration(tmp_path: Path, content: bytes):
    path = tmp_path / "mkdocs.yml"
    path.write_bytes(content)
    with pytest.raises(GeneratorError) as caught:
        plain(path)
    assert "mkdocs.yml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_plain_says_that_a_file_is_missing(tmp_path: Path):
    with pytest.raises(GeneratorError, match="No such file"):
        plain(tmp_path / "mkdocs.yml")

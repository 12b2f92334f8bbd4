"""The JSON Schema door: types, plain words, the probable meaning of a misspelt name, the best place."""

import re

import pytest
from case import cases, examined, found_in, good
from hypothesis import given
from hypothesis import strategies as st

from generator.load import parse
from generator.problems import GeneratorError, Problem
from generator.schema import Schema, nearest, typed, walk
from generator.settings import SCHEMA_DIR

SCHEMA = Schema(SCHEMA_DIR)
HEAD = "country: XA\nregion: north\nlanguages: [es]\ncurrency: [XAD]\n"


def applied(text: str) -> tuple[dict, list[Problem]]:
    source, problems = parse((HEAD + text).encode(), "countries/xa.yml")
    assert problems == []
    source, problems = SCHEMA.apply(source, "country")
    return source.data, problems


# Types


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("integer", "5", 5),
        ("integer", "-5", -5),
        ("integer", "+5", 5),
        ("integer", "007", 7),
        ("number", "2.50", 2.5),
        ("number", "-1", -1),
        ("number", "250000", 250000),
        ("boolean", "true", True),
        ("boolean", "false", False),
        ("string", "5", "5"),
        ("string", "true", "true"),
        ("string", "0702", "0702"),
    ],
)
def test_a_string_becomes_what_the_schema_asks_for(kind: str, written: str, value: object):
    found = typed(written, {"type": kind})
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("integer", "5.0"),
        ("integer", "1_000"),
        ("integer", "٣"),
        ("integer", "0x1F"),
        ("integer", ""),
        ("integer", "5\n"),
        ("integer", "9" * 16),
        ("number", "1e3"),
        ("number", ".inf"),
        ("number", "nan"),
        ("number", "1,5"),
        ("number", "."),
        ("boolean", "yes"),
        ("boolean", "True"),
        ("boolean", "1"),
    ],
)
def test_a_string_that_does_not_fit_stays_for_the_validator_to_report(kind: str, written: str):
    assert typed(written, {"type": kind}) == written


@given(
    st.recursive(
        st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=8,
    )
)
def test_typing_never_raises_and_keeps_the_shape(value: object):
    found = typed({"country": value, "agencies": {"a": value}}, SCHEMA.expanded("country.schema.json"))
    assert list(found) == ["country", "agencies"]
    assert isinstance(found["country"], type(value))


def test_types_reach_into_records_and_lists():
    data, problems = applied(
        "focal_points:\n  desk: {role: other, agency: a, reply_days: 5}\n"
        "action_plans:\n  p: {name: P, kind: study, barriers: [1, 13], budget: {amount: 2.5, currency: XAD}}\n"
        "regulations:\n  l: {name: L, kind: law, hs: [0702],\n"
        "    texts: [{language: es, url: https://example.org, official: false}]}\n"
    )
    assert problems == []
    assert data["focal_points"]["desk"]["reply_days"] == 5
    assert data["action_plans"]["p"]["barriers"] == [1, 13]
    assert data["action_plans"]["p"]["budget"]["amount"] == 2.5
    assert data["regulations"]["l"]["texts"][0]["official"] is False
    assert data["regulations"]["l"]["hs"] == ["0702"]


# Plain words


JARGON = re.compile(
    r"is not valid under|any of the given|is a required property|Additional properties|does not match|is not of type"
    r"|\$ref|oneOf|anyOf|allOf|additionalProperties|propertyNames|uniqueItems|minLength|maxLength|pattern|regex|schema"
    r"|\bNone\b|\bTrue\b|\bFalse\b|\bdict\b|\bobject\b|\barray\b|\binteger\b|\bboolean\b|\bnull\b|\bstring\b|instance"
    r"|\\d|\[a-z|\^\[|\{\d|<class|[{\[]'|'[}\]]|Traceback|Error\b|codec|mapping|scalar|sequence|\btoken\b|block end",
)


@pytest.mark.parametrize("path", [*(case.path for case in cases()), *good()], ids=lambda path: path.stem)
def test_messages_and_hints_are_in_plain_words(path):
    case = next((case for case in cases() if case.path == path), None)
    for problem in found_in(case) if case else examined(path).problems:
        for words in (problem.message(), problem.hint()):
            assert words.strip() == words != ""
            assert not JARGON.search(words.replace("python/object", ""))
            assert "%(" not in words and "\n" not in words and "“”" not in words
            assert words[-1] in ".?!…:" or words.endswith('"'), words
            assert len(words) < 1200, "a value must be shortened before it is quoted"


def test_no_finding_of_the_schema_says_twice_the_same():
    for case in cases():
        here = [(p.path, p.line, p.column, p.message()) for p in found_in(case)]
        assert len(here) == len(set(here)), case.id


# What was probably meant


@pytest.mark.parametrize(
    ("section", "written", "meant"),
    [
        ("agencies", "telefone", "phone"),
        ("agencies", "Telephone", "phone"),
        ("agencies", "e-mail", "email"),
        ("agencies", "adress", "address"),
        ("agencies", "web_page", "url"),
        ("agencies", "Kind", "kind"),
        ("agencies", "nmae", "name"),
        ("agencies", "source ", "source"),
        ("agencies", "field-sources", "field_sources"),
        ("focal_points", "replydays", "reply_days"),
        ("focal_points", "Agencia", "agency"),
        ("regulations", "in charge agency", None),
        ("agencies", "population", None),
        ("agencies", "x", None),
    ],
)
def test_a_misspelt_field_is_recognised(section: str, written: str, meant: str | None):
    problems = applied(f"{section}:\n  a:\n    {written!r}: x\n".replace("'", '"'))[1]
    found = next(p for p in problems if p.rule.id in ("misspelt-field", "unknown-field"))
    assert found.values["nearest"] == (meant or "")
    assert (found.line, found.column) == (7, 5)
    if meant:
        assert f"Did you mean “{meant}”?" in found.message()


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Law", "law"), ("degree", "decree"), ("mutual recognition", "mutual-recognition"), ("zzz", None)],
)
def test_the_nearest_code_is_proposed(written: str, meant: str | None):
    assert nearest(written, list(SCHEMA.codes("regulation-kind"))) == meant


@given(st.text(max_size=30))
def test_the_nearest_word_is_always_an_allowed_one(word: str):
    assert nearest(word, ["agency", "e-mail", "Name"]) in ("agency", "e-mail", "Name", None)


# The best place


def place(text: str, rule: str) -> list[tuple[int, int, str]]:
    return [(p.line, p.column, p.field) for p in applied(text)[1] if p.rule.id == rule]


def test_a_missing_field_is_reported_at_the_name_of_its_record():
    assert place("agencies:\n  promo:\n    kind: other\n", "missing-field") == [(6, 3, "agencies.promo")]


def test_each_missing_field_is_reported_once():
    problems = applied("agencies:\n  promo: {url: https://example.org}\n")[1]
    assert sorted(p.values["missing"] for p in problems) == ["kind", "name"]


def test_a_wrong_value_is_reported_at_the_value():
    assert place("agencies:\n  a: {kind: zzz, name: A}\n", "not-in-list") == [(6, 13, "agencies.a.kind")]


def test_a_wrong_entry_is_reported_at_the_entry():
    assert place("agencies:\n  a: {kind: other, name: A, topics: [sme, zzz]}\n", "not-in-list") == [
        (6, 43, "agencies.a.topics[1]")
    ]


def test_a_wrong_name_is_reported_at_the_name():
    assert place("agencies:\n  A B: {kind: other, name: A}\n", "wrong-form") == [(6, 3, "agencies.A B")]


def test_all_problems_are_found_in_one_run():
    problems = applied("agencies:\n  a: {kind: zzz, email: x, phone: y, url: z, colour: red}\n  B: {}\n")[1]
    assert [(p.line, p.rule.id) for p in sorted(problems, key=lambda p: (p.line, p.column, p.rule.id))] == [
        (6, "missing-field"),
        (6, "not-in-list"),
        (6, "wrong-form"),
        (6, "wrong-form"),
        (6, "wrong-form"),
        (6, "unknown-field"),
        (7, "missing-field"),
        (7, "missing-field"),
        (7, "wrong-form"),
    ]


# The rest of the model


def test_every_ref_is_followed():
    for name in SCHEMA.files:
        assert "$ref" not in str(SCHEMA.expanded(name))


def test_words_beside_a_ref_win():
    assert SCHEMA.field("agencies", "url").title == "Web page"
    assert SCHEMA.field("links", "backlink").title == "Links back from"


def test_sections_and_fields_are_in_the_order_of_the_schema():
    assert SCHEMA.sections == ("focal_points", "agencies", "regulations", "action_plans", "links")
    assert [field.name for field in SCHEMA.fields("links")][:4] == ["kind", "name", "url", "summary"]


def test_walk_gives_parents_before_children_with_their_schema():
    schema = SCHEMA.expanded("country.schema.json")
    found = {
        pointer: part.get("title")
        for pointer, part, _ in walk({"agencies": {"a": {"topics": ["sme"]}}, "odd": {"b": 1}}, schema)
    }
    assert list(found) == [
        (),
        ("agencies",),
        ("agencies", "a"),
        ("agencies", "a", "topics"),
        ("agencies", "a", "topics", 0),
        ("odd",),
        ("odd", "b"),
    ]
    assert (found["agencies", "a", "topics"], found["odd", "b"]) == ("Topics", None)


def test_a_schema_file_that_is_not_json_is_named(tmp_path):
    (tmp_path / "a.schema.json").write_text("{")
    with pytest.raises(GeneratorError, match=r"a\.schema\.json"):
        Schema(tmp_path)


def test_settings_get_their_defaults():
    values = SCHEMA.settings_values({"repository_url": "https://example.org"})
    assert values["countries"] == "countries"
    assert values["freshness"]["focal_points"] == {"due": 90, "stale": 180}


def test_everything_that_is_wrong_with_the_settings_is_said_at_once():
    with pytest.raises(GeneratorError) as caught:
        SCHEMA.settings_values({"colour": "red", "languages": "en"})
    assert {"colour" in str(caught.value), "languages" in str(caught.value), "repository_url" in str(caught.value)} == {
        True
    }

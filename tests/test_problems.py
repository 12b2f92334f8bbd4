"""Findings: how their place and words are made, and in which order they come."""

import re
from itertools import permutations

import pytest
from case import cases, found_in

from generator.checks import RULES
from generator.problems import Level, Problem, Rule, Term, dotted, has_errors, set_of, shorten, worst_first

RULE = Rule("a-rule", Level.ERROR, "“%(found)s” is %(kind)s.", "Write %(kind)s.")
TODO = Rule("a-todo", Level.TODO, "Something is missing.", "Add it.")


def reversed_words(message: str) -> str:
    return {"a list": "una lista"}.get(message, message)


@pytest.mark.parametrize(
    ("pointer", "field"),
    [((), ""), (("texts", 0, "url"), "texts[0].url"), (("a", "b"), "a.b"), (("a", 1, 2), "a[1][2]")],
)
def test_a_field_is_written_as_people_write_it(pointer: tuple, field: str):
    assert dotted(pointer) == field
    assert Problem(RULE, "xa.yml", pointer=pointer).field == field


def test_terms_are_translated_and_values_are_not():
    problem = Problem(RULE, "xa.yml", values={"found": "a list", "kind": Term("a list")})
    assert problem.message(reversed_words) == "“a list” is una lista."
    assert problem.hint(reversed_words) == "Write una lista."


def test_a_percent_sign_in_a_value_is_only_a_sign():
    assert Problem(RULE, "xa.yml", values={"found": "%(kind)s %s %", "kind": "x"}).message() == "“%(kind)s %s %” is x."


def test_the_worst_come_first_and_then_the_place_counts():
    found = [
        Problem(TODO, "a.yml", 1),
        Problem(RULE, "b.yml", 9, values={"found": "x", "kind": "y"}),
        Problem(TODO, "a.yml", 1, 2),
        Problem(TODO, "a.yml", 3),
    ]
    orders = {tuple((p.rule.id, p.path, p.line, p.column) for p in worst_first(order)) for order in permutations(found)}
    assert orders == {
        (("a-rule", "b.yml", 9, 1), ("a-todo", "a.yml", 1, 1), ("a-todo", "a.yml", 1, 2), ("a-todo", "a.yml", 3, 1))
    }


def test_the_same_finding_is_kept_once():
    assert len(set_of([Problem(TODO, "a.yml", 1), Problem(TODO, "a.yml", 1), Problem(TODO, "a.yml", 2)])) == 2


def test_only_errors_stop_a_build():
    assert has_errors([Problem(TODO, "a.yml"), Problem(RULE, "a.yml")])
    assert not has_errors([Problem(TODO, "a.yml")])


@pytest.mark.parametrize(
    ("value", "shown"), [("a\n b\t c", "a b c"), ("x" * 80, "x" * 80), ("x" * 81, "x" * 79 + "…"), (5, "5")]
)
def test_a_value_is_quoted_on_one_line_and_not_too_long(value: object, shown: str):
    assert shorten(value) == shown


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_is_wrong_and_what_to_do(rule: Rule):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    for words in (rule.message, rule.hint):
        names = re.findall(r"%\((\w+)\)s", words)
        assert words % dict.fromkeys(names, "x")
    assert rule.message != rule.hint


def test_every_value_of_a_message_is_given_where_it_is_reported():
    for case in cases():
        for problem in found_in(case):
            assert problem.message() and problem.hint()  # raises KeyError where a value is missing

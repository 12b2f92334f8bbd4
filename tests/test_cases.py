"""Each file of tests/cases has the problem that its name promises, there and no other; good files have none."""

from pathlib import Path

import pytest
import yaml
from case import Case, cases, examined, found_in, good

from generator.checks import CHECKS, RULES
from generator.problems import Level

BY_ID = {rule.id: rule for rule in RULES}
MADE_IN_TESTS = {"too-big", "too-many-values"}  # too large to keep as files; see test_load.py
SEEN_OTHERWISE = {  # PyYAML's own parser takes a lone surrogate for a letter, and a late directive for a document
    "backslash@5-surrogate-escaped": {("hidden-character", 5)},
    "special-start@5-percent-at-the-beginning": {("layout", 6)},
}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_problem_is_found_at_its_line(case: Case):
    found = [(problem.path, problem.rule.id, problem.line) for problem in found_in(case)]
    assert (case.shown, case.rule, case.line) in found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_no_other_error_is_reported(case: Case):
    errors = {problem.rule.id for problem in found_in(case) if problem.level is Level.ERROR}
    assert errors <= {case.rule}


@pytest.mark.parametrize("path", good(), ids=lambda path: path.stem)
def test_a_good_file_has_no_error_and_no_warning(path: Path):
    network = examined(path)
    assert [p.message() for p in network.problems if p.level > Level.TODO and p.rule.id != "text-missing"] == []
    assert network.network.countries["xa"].fields["country"] == "XA", "it was really read"


def test_every_rule_has_a_case():
    of_links = {rule.id for check in CHECKS if check.find.__module__.endswith(".weblinks") for rule in check.rules}
    assert {case.rule for case in cases()} | MADE_IN_TESTS == set(BY_ID) - of_links, "links need a history, not a file"


def test_the_ids_of_rules_are_unique():
    ids = [rule.id for rule in RULES]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="there is only one parser to compare")
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_both_parsers_of_pyyaml_find_the_same(case: Case, monkeypatch: pytest.MonkeyPatch):
    usual = {(p.rule.id, p.line) for p in found_in(case) if p.level is Level.ERROR}
    monkeypatch.delattr(yaml, "CSafeLoader")
    again = examined.__wrapped__(case.path, case.target).problems
    assert {(p.rule.id, p.line) for p in again if p.level is Level.ERROR} == SEEN_OTHERWISE.get(case.id, usual)

"""References across files: what one file says about another."""

from pathlib import Path

import pytest
from case import examined_in, project

from generator.problems import Level

XB = """\
country: XB
region: north
languages: [es]
currency: [XBD]
agencies:
  promo:
    kind: other
    name: {es: A, en: B}
"""
XA = """\
country: XA
region: north
languages: [es]
currency: [XAD]
focal_points:
  network:
    role: network-focal-point
    agency: """


def xa(reference: str) -> str:
    return f"{XA}{reference}\n"


def errors(root: Path) -> list[tuple[str, str]]:
    return [(p.path, p.rule.id) for p in examined_in(root).problems if p.level is Level.ERROR]


def test_a_record_of_another_country_can_be_named(tmp_path: Path):
    assert errors(project(tmp_path, xa=xa("xb/agencies/promo"), xb=XB)) == []


def test_a_record_that_another_country_does_not_have_is_an_error(tmp_path: Path):
    assert errors(project(tmp_path, xa=xa("xb/agencies/zoo"), xb=XB)) == [("countries/xa.yml", "unknown-reference")]


def test_a_broken_file_makes_no_errors_in_the_files_that_refer_to_it(tmp_path: Path):
    assert errors(project(tmp_path, xa=xa("xb/agencies/promo"), xb=XB + '  "')) == [("countries/xb.yml", "quote")]


def test_a_record_of_the_network_can_be_named(tmp_path: Path):
    root = project(tmp_path, xa=xa("network/agencies/office"))
    with (root / "network.yml").open("a") as file:
        file.write("agencies:\n  office:\n    kind: other\n    name: {en: Office}\n")
    assert errors(root) == []


@pytest.mark.parametrize(
    "reference",
    ["xb/regulations/promo", "xb/agencies/", "/promo", "xb//promo", "../agencies/promo", "zz/agencies/promo"],
)
def test_what_is_not_the_name_of_an_agency_is_an_error(tmp_path: Path, reference: str):
    found = errors(project(tmp_path, xa=xa(reference), xb=XB))
    assert found and {path for path, _ in found} == {"countries/xa.yml"}
    assert len(found) == 1, "one cause, one error"

"""The file for a new member: good as it is, and good line by line when the signs in front are taken away."""

from pathlib import Path

import pycountry
import pytest
from case import examined_in, project

from generator.load import parse
from generator.newfile import content
from generator.problems import Level, Problem
from generator.schema import Schema
from generator.settings import SCHEMA_DIR

SCHEMA = Schema(SCHEMA_DIR)


def written(code: str = "XA") -> list[str]:
    return list(content(code, None, ["north", "south"], SCHEMA))


def opened(lines: list[str]) -> str:
    """The file with every commented field taken into use; the help stays a comment."""
    head = next(number for number, line in enumerate(lines) if line.startswith("country:"))
    fields = [
        line[2:] if line.startswith("#   ") or line.removeprefix("# ").rstrip(":") in SCHEMA.sections else line
        for line in lines[head:]
    ]
    return "\n".join([*lines[:head], *fields]) + "\n"


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """What is wrong with the file when all of its lines are taken into use as they are."""
    return examined_in(project(tmp_path_factory.mktemp("new"), xa=opened(written()))).problems


def test_every_country_gets_a_file_without_errors(tmp_path: Path):
    codes = [country.alpha_2 for country in pycountry.countries]
    files = {code.lower(): "\n".join(written(code)) + "\n" for code in codes}
    found = examined_in(project(tmp_path, **files))
    assert len(found.network.countries) == len(codes) > 200
    assert [(p.path, p.message()) for p in found.problems if p.level is Level.ERROR] == []


def test_every_section_and_field_of_the_schema_is_there():
    data = parse(opened(written()).encode(), "xa.yml")[0].data
    for section in SCHEMA.sections:
        assert len(data[section]) == 1
        assert list(next(iter(data[section].values()))) == [field.name for field in SCHEMA.fields(section)]


def test_every_field_has_its_title_beside_it():
    lines = written()
    for section in SCHEMA.sections:
        for field in SCHEMA.fields(section):
            assert any(
                line.strip("# ").startswith(f"{field.name}:") and f"  # {field.title}." in line for line in lines
            )


def test_the_examples_are_good_values_but_for_the_names_that_they_invent(problems: list[Problem]):
    errors = [(p.rule.id, p.field.rpartition(".")[2]) for p in problems if p.level is Level.ERROR]
    assert {field for rule, field in errors} <= {"agency", "backup", "owner", "contact", "parent"}
    assert {rule for rule, field in errors} <= {"unknown-reference", "misspelt-reference", "refers-to-itself"}


def test_the_first_line_tells_the_editor_the_schema():
    assert written()[0] == "# yaml-language-server: $schema=../schema/country.schema.json"


def test_what_is_known_about_a_country_is_filled_in():
    lines = written("CL")
    assert "country: CL" in lines
    assert "currency: [CLP]" in lines
    assert any(line.startswith("languages: [es]") for line in lines)

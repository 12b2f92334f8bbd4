"""The schema is the only truth about fields: other programs read it as we do, and nothing has a list of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.exports.columns import COLUMNS
from generator.formats import FORMATS
from generator.schema import Schema
from generator.settings import PROJECT, SCHEMA_DIR

SCHEMA = Schema(SCHEMA_DIR)
FILES = sorted(SCHEMA_DIR.rglob("*.schema.json"))
DATA = ["country.schema.json", "network.schema.json"]
COUNTRIES = sorted((PROJECT / "countries").glob("*.yml"))
KEYWORDS = {  # what this project understands; anything else would look like a rule and be none
    "$schema",
    "$ref",
    "$defs",
    "title",
    "description",
    "examples",
    "default",
    "type",
    "format",
    "pattern",
    "properties",
    "required",
    "additionalProperties",
    "propertyNames",
    "items",
    "oneOf",
    "const",
    "minLength",
    "maxLength",
    "minItems",
    "minProperties",
    "minimum",
    "maximum",
    "uniqueItems",
    "x-text",
    "x-expects",
    "x-ref",
    "x-ordered",
    "x-section",
    "x-private",
}
COMPUTED = {
    "id",
    "country",
    "region",
    "section",
    "kind",
    "name_local",
    "name_en",
    "state",
    "page",
    "data_version",
    "data_commit",
    "data_date",
    "data_licence",
}


def properties(schema: dict[str, Any], where: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every property of an expanded schema, however deep: where it stands, its name and its schema."""
    for name, part in schema.get("properties", {}).items():
        yield where, name, part
        yield from properties(part, f"{where}/{name}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from properties(schema[key], where)


def keywords(schema: Any) -> Iterator[str]:
    """Every keyword of a schema file, but not the names of its fields."""
    for key, value in schema.items():
        yield key
        if key in ("properties", "$defs"):
            for part in value.values():
                yield from keywords(part)
        elif key in ("items", "additionalProperties", "propertyNames") and isinstance(value, dict):
            yield from keywords(value)
        elif key == "oneOf":
            for part in value:
                yield from keywords(part)


ALL = [(name, where, field, part) for name in DATA for where, field, part in properties(SCHEMA.expanded(name))]
SECTION_FIELDS = [(section, field) for section in SCHEMA.sections for field in SCHEMA.fields(section)]


@pytest.mark.parametrize(
    ("name", "where", "field", "part"), ALL, ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_property_has_a_title(name: str, where: str, field: str, part: dict):
    assert part.get("title", "").strip()
    assert part["title"][0].isupper()
    assert not part["title"].endswith(".")


@pytest.mark.parametrize(
    ("section", "field"), SECTION_FIELDS, ids=lambda value: value if isinstance(value, str) else value.name
)
def test_every_field_of_a_record_has_help(section: str, field):
    assert field.description.strip(), "the reference page and the editor show it"
    assert field.description[0].isupper() and field.description[-1] in ".)”"


def test_every_field_whose_form_is_not_obvious_has_an_example():
    missing = [
        f"{name}{where}/{field}"
        for name, where, field, part in ALL
        if (part.get("pattern") or part.get("format") or part.get("type") == "array")
        and not (
            part.get("examples")
            or part.get("x-expects")
            or part.get("items", {}).get("type") == "object"
            or part.get("items", {}).get("x-text")
        )
    ]
    assert missing == []


def test_every_value_with_a_rule_of_form_says_what_is_expected():
    def values(schema: dict, where: str) -> Iterator[tuple[str, dict]]:
        yield where, schema
        for key in ("items", "additionalProperties", "propertyNames"):
            if isinstance(schema.get(key), dict):
                yield from values(schema[key], f"{where}/{key}")
        for name, part in schema.get("properties", {}).items():
            yield from values(part, f"{where}/{name}")

    formed = ("pattern", "format", "minimum", "maximum")
    silent = [
        where
        for name in DATA
        for where, part in values(SCHEMA.expanded(name), name)
        if any(word in part for word in formed) and not part.get("x-expects")
    ]
    assert silent == []


def test_every_example_follows_its_own_rules():
    from jsonschema import Draft202012Validator

    for name, where, field, part in ALL:
        for example in part.get("examples", []):
            errors = [error.message for error in Draft202012Validator(part).iter_errors(example)]
            assert errors == [], f"{name}{where}/{field}: {example}"
            if part.get("format"):
                assert FORMATS[part["format"]](example), f"{name}{where}/{field}: {example}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_keyword_is_one_that_the_project_understands(path: Path):
    assert set(keywords(json.loads(path.read_text(encoding="utf-8")))) <= KEYWORDS


def test_every_keyword_of_our_own_is_read_somewhere():
    code = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "generator").rglob("*.py"))
    used = {
        word
        for path in FILES
        for word in keywords(json.loads(path.read_text(encoding="utf-8")))
        if word.startswith("x-")
    }
    assert {word for word in used if f'"{word}"' not in code} == set()


def test_every_format_of_the_schemas_is_checked_and_none_is_idle():
    used = {
        part["format"]
        for path in FILES
        for part in parts(json.loads(path.read_text(encoding="utf-8")))
        if "format" in part
    }
    assert used == set(FORMATS)


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from parts(value)


def test_every_reference_and_order_names_what_exists():
    for _, where, field, part in ALL:
        assert part.get("x-ref", "agencies") in SCHEMA.sections, f"{where}/{field}"
        assert set(part.get("x-ordered", ())) <= set(part.get("properties", {}))


def test_every_object_refuses_fields_that_it_does_not_know():
    for path in FILES:
        for part in parts(json.loads(path.read_text(encoding="utf-8"))):
            if part.get("type") == "object" and "properties" in part:
                assert part.get("additionalProperties") is False or isinstance(part["additionalProperties"], dict), (
                    part.get("title")
                )


def test_every_section_has_a_file_of_its_own_with_the_same_title_and_help():
    for name in DATA:
        for section, part in SCHEMA.files[name]["properties"].items():
            if part.get("x-section"):
                assert part["additionalProperties"] == {"$ref": f"{section}.schema.json"}
                assert (part["title"], part["description"]) == (SCHEMA.title(section), SCHEMA.description(section))


def test_the_network_has_the_sections_of_a_country():
    sections = [
        [name for name, part in SCHEMA.files[file]["properties"].items() if part.get("x-section")] for file in DATA
    ]
    assert sections[0] == sections[1] == list(SCHEMA.sections)


@pytest.mark.parametrize("path", sorted((SCHEMA_DIR / "codelists").glob("*.json")), ids=lambda path: path.name)
def test_a_code_list_has_each_code_and_each_title_once(path: Path):
    rows = json.loads(path.read_text(encoding="utf-8"))["oneOf"]
    assert rows and all(set(row) <= {"const", "title", "description"} for row in rows)
    for key in ("const", "title"):
        values = [row[key] for row in rows]
        assert sorted(values) == sorted(set(values))


def test_every_code_list_is_used():
    text = "".join(path.read_text(encoding="utf-8") for path in FILES if path.parent == SCHEMA_DIR)
    assert {
        path.name for path in (SCHEMA_DIR / "codelists").glob("*.json") if f'"codelists/{path.name}' not in text
    } == set()


def test_columns_of_the_directory_are_fields_of_the_schema():
    fields = {field.name for section in ("focal_points", "agencies") for field in SCHEMA.fields(section)}
    assert {column.name for column in COLUMNS} - COMPUTED <= fields
    assert {column.name for column in COLUMNS} >= COMPUTED


def test_no_private_field_is_a_column():
    private = {field.name for _, field in SECTION_FIELDS if field.is_private}
    assert private == {"person"}
    assert not private & {column.name for column in COLUMNS}


# An independent judge: check-jsonschema, with a YAML parser and formats that are not ours


def judge(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_another_program_accepts_the_schemas_as_schemas():
    done = judge("--check-metaschema", *FILES)
    assert done.returncode == 0, done.stdout + done.stderr


def test_another_program_accepts_all_country_files():
    done = judge("--schemafile", SCHEMA_DIR / "country.schema.json", *COUNTRIES)
    assert done.returncode == 0, done.stdout + done.stderr


def test_another_program_accepts_the_network_file():
    done = judge("--schemafile", SCHEMA_DIR / "network.schema.json", PROJECT / "network.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_another_program_refuses_what_is_wrong(tmp_path: Path):
    wrong = tmp_path / "xa.yml"
    wrong.write_text("country: Xanadu\nregion: north\nlanguages: [es]\ncurrency: [XAD]\n")
    assert judge("--schemafile", SCHEMA_DIR / "country.schema.json", wrong).returncode == 1

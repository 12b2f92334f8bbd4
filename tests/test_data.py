"""The data that is shipped: 36 members, public facts only, nothing invented and nothing confirmed that was not."""

import json
import re
from pathlib import Path

import pytest
from case import TODAY

from generator.configuration import configured
from generator.examine import Examined, examine
from generator.load import read
from generator.problems import Level
from generator.settings import PROJECT
from generator.text import matches

COUNTRIES = sorted((PROJECT / "countries").glob("*.yml"))
# The members of the forum (https://www.fealac.org)
EAST_ASIA = ["au", "bn", "cn", "id", "jp", "kh", "kr", "la", "mm", "mn", "my", "nz", "ph", "sg", "th", "vn"]
LATIN_AMERICA = [
    "ar",
    "bo",
    "br",
    "cl",
    "co",
    "cr",
    "cu",
    "do",
    "ec",
    "gt",
    "hn",
    "mx",
    "ni",
    "pa",
    "pe",
    "py",
    "sr",
    "sv",
    "uy",
    "ve",
]


@pytest.fixture(scope="module")
def real() -> Examined:
    return examine(configured(PROJECT / "mkdocs.yml"), TODAY)


def leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in [str(key), *leaves(item)]]
    return [leaf for item in value for leaf in leaves(item)] if isinstance(value, list) else [str(value)]


def test_all_36_members_have_a_file():
    assert sorted(path.stem for path in COUNTRIES) == sorted(EAST_ASIA + LATIN_AMERICA)
    assert len(COUNTRIES) == 36


def test_nothing_else_lies_beside_them():
    assert sorted(path.name for path in (PROJECT / "countries").iterdir()) == [path.name for path in COUNTRIES]


def test_there_is_no_error_and_only_the_warning_that_texts_are_missing(real: Examined):
    assert {
        (p.path, p.line, p.rule.id) for p in real.problems if p.level > Level.TODO and p.rule.id != "text-missing"
    } == set()


def test_every_country_is_in_its_region(real: Examined):
    assert [member.code for member in real.network.of_region("east-asia")] == EAST_ASIA
    assert [member.code for member in real.network.of_region("latin-america")] == LATIN_AMERICA


@pytest.mark.parametrize("path", COUNTRIES, ids=lambda path: path.stem)
class TestEveryFile:
    def test_the_first_line_tells_the_editor_the_schema(self, path: Path):
        assert (
            path.read_text(encoding="utf-8").splitlines()[0]
            == "# yaml-language-server: $schema=../schema/country.schema.json"
        )

    def test_the_second_line_names_the_country(self, path: Path):
        line = path.read_text(encoding="utf-8").splitlines()[1]
        assert re.fullmatch(
            r"# [A-Z][\w ’(),.-]+: edit this file, then open a pull request\. Help: CONTRIBUTING\.md", line
        )

    def test_nothing_is_confirmed_and_no_person_is_named(self, path: Path):
        data = read(path, path.name)[0].data
        for section in ("focal_points", "agencies", "regulations", "action_plans", "links"):
            for record in data.get(section, {}).values():
                assert not {"verified", "person"} & set(record)

    def test_nothing_is_invented(self, path: Path):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"example\.(org|com|net)|\bexample\b|lorem|ipsum|FIXME|\bXA\b", text, re.IGNORECASE)

    def test_contacts_come_with_a_source(self, path: Path):
        data = read(path, path.name)[0].data
        for section in ("focal_points", "agencies"):
            for slug, record in data.get(section, {}).items():
                for field in {"email", "phone", "form"} & set(record):
                    assert record.get("source") or field in record.get("field_sources", {}), f"{slug}: {field}"

    def test_mailboxes_are_nowhere_but_in_the_field_for_them(self, path: Path):
        data = read(path, path.name)[0].data
        mailboxes = [leaf for leaf in leaves(data) if re.search(r"[\w.+-]+@[\w-]+\.\w", leaf)]
        declared = [
            record["email"]
            for section in ("focal_points", "agencies")
            for record in data.get(section, {}).values()
            if "email" in record
        ]
        assert sorted(mailboxes) == sorted(declared)

    def test_names_are_in_english_too(self, path: Path):
        data = read(path, path.name)[0].data
        for section in ("agencies", "regulations", "action_plans", "links"):
            for slug, record in data.get(section, {}).items():
                name = record["name"]
                assert isinstance(name, str) or "en" in name, slug

    def test_the_file_is_written_as_all_others(self, path: Path):
        content = path.read_bytes()
        assert b"\r" not in content and b"\t" not in content
        assert content.endswith(b"\n") and not content.endswith(b"\n\n")
        assert not any(line != line.rstrip() for line in content.decode().splitlines())


def test_every_country_has_a_focal_point_of_the_network(real: Examined):
    for member in real.network.countries.values():
        assert [
            record.slug for record in member.records("focal_points") if record.get("role") == "network-focal-point"
        ], member.code


def test_no_address_is_given_twice_as_a_mailbox(real: Examined):
    mailboxes = [record.get("email") for record in real.network.records.values() if record.get("email")]
    assert mailboxes and sorted(mailboxes) == sorted(set(mailboxes))


def test_official_languages_are_among_those_of_cldr(real: Examined):
    from babel.languages import get_official_languages

    for code, member in real.network.countries.items():
        known = [tag.replace("_", "-") for tag in get_official_languages(code.upper(), regional=True, de_facto=True)]
        assert any(matches(member.languages[0], tag) for tag in known), code


def test_sources_are_web_addresses_and_not_this_project(real: Examined):
    for record in real.network.records.values():
        if source := record.get("source"):
            assert source.startswith("http"), record.id
    assert json.dumps([dict(record.fields) for record in real.network.records.values()])

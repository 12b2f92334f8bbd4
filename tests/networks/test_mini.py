"""The fictional network is rich enough to stand for every other one, and nothing of the real one shows in it."""

import gzip
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from generator.freshness import State
from generator.network import NETWORK
from generator.problems import has_errors

REAL_WORDS = re.compile(r"fealac|focalae|east[ -]asia|latin[ -]america", re.IGNORECASE)


def properties(schema, where=()):
    """Every property below a part of the expanded schema, as its path; `*` stands for a free name or a list's entry."""
    for name, part in schema.get("properties", {}).items():
        yield (*where, name)
        yield from properties(part, (*where, name))
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from properties(schema[key], (*where, "*"))


def present(value, schema, where=()):
    """The paths of the properties that a value uses."""
    if isinstance(value, dict):
        for name, item in value.items():
            known = name in schema.get("properties", {})
            part = schema["properties"][name] if known else schema.get("additionalProperties")
            step = (*where, name if known else "*")
            if known:
                yield step
            if isinstance(part, dict):
                yield from present(item, part, step)
    elif isinstance(value, list):
        for item in value:
            yield from present(item, schema.get("items", {}), (*where, "*"))


@pytest.mark.parametrize("name", ["country", NETWORK])
def test_every_field_of_every_section_occurs(mini, name):
    schema = mini.examined.schema.expanded(f"{name}.schema.json")
    members = mini.examined.network.countries.values() if name == "country" else [mini.examined.network.own]
    used = {path for member in members for path in present(member.fields, schema)}
    # The network's own records are of the same kinds as a country's, which occur in full.
    sections = set(mini.examined.schema.sections) if name == NETWORK else set()
    missing = {path for path in properties(schema) if path not in used and not (path[0] in sections and len(path) > 2)}
    assert not missing


def test_it_has_no_errors(mini):
    assert not has_errors(mini.examined.problems)


def test_all_four_states_occur(mini, view):
    found = {view.freshness(record).state for record in mini.examined.network.records.values()}
    assert found == set(State)


def test_its_pages_show_all_four_states(mini):
    page = mini.read("en/directory")
    assert {state for state in State if f'data-state="{state.value}"' in page} == set(State)


def test_no_word_of_the_real_network_is_in_its_site(mini):
    """Another network changes its data and its settings, nothing else."""
    files = [
        path
        for path in mini.folder.rglob("*")
        if path.suffix in {".html", ".json", ".csv", ".xml", ".txt", ".js", ".css", ".svg"}
    ]
    assert len(files) > 50
    found = {
        path.relative_to(mini.folder).as_posix(): match.group()
        for path in files
        if (match := REAL_WORDS.search(path.read_text(encoding="utf-8")))
    }
    assert not found


def test_no_country_of_the_real_network_has_a_page(mini):
    two_letters = {path.name for path in (mini.folder / "en").iterdir() if len(path.name) == 2}
    assert two_letters == {"xa", "xb"}


def test_its_own_settings_are_used(mini):
    meta = json.loads(mini.read("data/network.json"))["meta"]
    assert meta["licence"]["name"] == "CC0 1.0"
    page = mini.read("en/xa")
    assert "https://git.example.org/mini/edit/main/countries/xa.yml" in page
    assert "<title>Andoria – S&amp;N &lt;L&gt;</title>" in page
    assert 'href="https://mini.example.org/portal/en/xa/"' in page


def test_its_first_language_is_the_default(mini):
    assert mini.read("index.html").startswith('<!doctype html>\n<html lang="es">')
    assert 'hreflang="x-default" href="https://mini.example.org/portal/es/' in mini.read("en/sitemap.xml")


def test_a_country_without_a_place_on_the_map_is_in_the_lists(mini):
    home = mini.read("en")
    assert re.search(r'<a href="[^"]*xa/">Andoria</a>', home)
    assert 'class="fn-map__member"' not in home


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_hostile_text_becomes_markup(mini, language):
    for path in mini.pages(language):
        page = re.sub(r"<script>(?!alert).*?</script>", "", mini.read(f"{language}/{path}"), flags=re.DOTALL)
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
        assert not re.search(r"<[^>]*\sonmouseover=alert\(4\)", re.sub(r'"[^"]*"', '""', page)), path
        assert not re.search(r'href="\s*(javascript|data|vbscript):', page, re.IGNORECASE), path
        assert not re.search("<em>nobody|<i>League|<L>", page), path
        assert re.search(r"&(?!amp;|lt;|gt;|quot;|nbsp;|#\d+;)", page) is None, path


def test_text_is_never_a_template_or_markdown(mini):
    page = mini.read("en/xa")
    assert "{{ 7*7 }} and {% raw %} are not computed." in page
    assert ">49" not in page
    assert "**bold** and [a link](javascript:alert(3))" in page


def test_a_text_that_looks_like_a_slot_stays_a_text(mini):
    page = mini.read("en/xa/action-plans/big-plan")
    assert "Ends with a slot: ⟦slot:content⟧" in page
    assert page.count("<h1>") == 1


def test_no_slot_is_left_anywhere(mini):
    left = [path for path in mini.html() if re.search("⟦slot:(?!content⟧)", path.read_text(encoding="utf-8"))]
    assert not left


def test_a_named_person_is_on_the_page_but_in_no_file(mini):
    """The search index is a file too (compressed), and everybody can load it."""
    assert "Zoraida Quimerica" in mini.read("en/xa")
    files = [path for path in mini.folder.rglob("*") if path.is_file() and path.suffix != ".html"]
    assert any(path.suffix == ".pf_fragment" for path in files)
    assert not [path for path in files if b"quimerica" in unpacked(path.read_bytes()).lower()]


def unpacked(content):
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


def test_a_person_whose_consent_has_ended_is_named_nowhere(mini):
    assert b"Caducado" in (mini.config.parent / "countries" / "xa.yml").read_bytes()
    files = [path for path in mini.folder.rglob("*") if path.is_file()]
    assert not [path for path in files if b"caducado" in unpacked(path.read_bytes()).lower()]


@pytest.mark.parametrize(
    ("day", "shown"), [("2026-01-01", False), ("2026-01-02", True), ("2027-01-02", True), ("2027-01-03", False)]
)
def test_a_person_is_shown_from_the_day_of_the_consent_to_its_end(mini, view, day, shown):
    view.stamp = replace(view.stamp, date=date.fromisoformat(day))
    names = [field.name for field, _value in view.fields(mini.examined.network.records["xa/focal_points/network"])]
    assert ("person" in names) is shown

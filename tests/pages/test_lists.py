"""Tables across countries: every record has a row; the filters offer only what occurs, and all that occurs."""

import re

import pytest

from generator.pages.lists import row_filters

TABLES = {"directory": ("focal_points", "agencies"), "regulations": ("regulations",), "action-plans": ("action_plans",)}


def rows(page):
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    return [dict(re.findall(r'data-([a-z]+)="([^"]*)"', attributes)) for attributes in re.findall(r"<tr([^>]*)>", body)]


def choices(page):
    form = page.split("data-filters")[1].split("</form>")[0]
    selects = re.findall(r'<select[^>]* name="(\w+)">(.*?)</select>', form, re.DOTALL)
    return {
        name: [value for value in re.findall(r'<option value="([^"]*)">', options) if value]
        for name, options in selects
    }


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_record_has_a_row(mini, table, language):
    wanted = [record for record in mini.examined.network.records.values() if record.section in TABLES[table]]
    assert len(rows(mini.read(f"{language}/{table}"))) == len(wanted)


@pytest.mark.parametrize("table", TABLES)
def test_each_choice_finds_a_row_and_each_row_can_be_chosen(real, table):
    page = real.read(f"en/{table}")
    offered = choices(page)
    for name in ("country", "kind", "topic", "language"):
        occurring = {value for row in rows(page) for value in row.get(name, "").split()} - {"network"}
        assert set(offered.get(name, [])) - {"network"} == occurring, name


def test_regions_and_states_are_offered_in_full(mini):
    offered = choices(mini.read("en/directory"))
    assert offered["region"] == ["south", "north"]
    assert offered["state"] == ["confirmed", "due", "stale", "unconfirmed"]


def test_the_values_of_a_row(mini, view):
    record = mini.examined.network.records["xa/focal_points/network"]
    assert row_filters(view, record) == {
        "region": "south",
        "country": "xa",
        "kind": "network-focal-point",
        "topic": "customs sme",
        "language": "es en th",
        "state": "confirmed",
    }


def test_a_regulation_can_be_found_by_the_languages_of_its_texts(mini, view):
    assert row_filters(view, mini.examined.network.records["xa/regulations/fruit-rule"])["language"] == "es en"
    assert row_filters(view, mini.examined.network.records["xa/regulations/seed-rule"])["language"] == "es th"


def test_rows_are_ordered_by_the_visitors_names_of_countries(real):
    for language in ("en", "ja"):
        page = real.read(f"{language}/directory")
        order = list(dict.fromkeys(row["country"] for row in rows(page)))
        listed = re.findall(r'<option value="([a-z]{2})">', page.split('name="country"')[1].split("</select>")[0])
        assert [code for code in order if code != "network"] == listed


def test_the_form_is_hidden_until_javascript_shows_it(mini):
    assert re.search(r"<form[^>]*data-filters hidden>", mini.read("en/directory"))


def test_countries_without_an_entry_are_named(real):
    page = real.read("en/action-plans")
    assert "Countries without an entry" in page
    have = {row["country"] for row in rows(page)}
    offered = set(re.findall(r"countries/([a-z]{2})\.yml", page.split("Countries without an entry")[1]))
    assert not have & offered
    assert len(offered | (have - {"network"})) == 36

"""The menu marks the page one is on, and the entry one is below."""

import re

import pytest

from generator.menu import MENU, menu


def marked(path):
    items = menu(lambda text: text, "../", path)
    return [
        (target, current)
        for target, current in re.findall(r'href="\.\./([^"]*)"(?: aria-current="(\w+)")?', items)
        if current
    ]


@pytest.mark.parametrize("target", [target for target, _title in MENU])
def test_the_page_itself(target):
    assert marked(target) == [(target, "page")]


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("xa/regulations/fruit-rule/", "regulations/"),
        ("xa/action-plans/big-plan/", "action-plans/"),
        ("network/regulations/charter/", "regulations/"),
        ("xa/", "countries/"),
    ],
)
def test_a_page_below_an_entry(path, entry):
    assert marked(path) == [(entry, "true")]


def test_the_to_do_list_of_a_country_is_below_what_needs_attention():
    assert marked("status/xa/") == [("status/", "true")]


@pytest.mark.parametrize("path", ["", "search/", "privacy/", "network/", "fields/"])
def test_pages_outside_the_menu(path):
    assert marked(path) == []


def test_titles_are_escaped():
    assert "<b>" not in menu(lambda text: f"<b>{text}", "./", "")


def test_every_entry_exists_on_the_site(mini):
    for language in mini.languages:
        for target, _title in MENU:
            assert (mini.folder / language / target / "index.html").is_file(), (language, target)


def test_pages_carry_their_mark(mini):
    assert mini.read("en/directory").count('aria-current="page"') == 1
    assert mini.read("en/about").count('aria-current="page"') == 1

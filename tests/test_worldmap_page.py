"""The map on the home page: a picture of the same links that the list of members has."""

import re
from xml.etree import ElementTree

import pytest


@pytest.fixture(scope="module")
def figure(real):
    return re.search(r'<figure class="fn-map">.*?</figure>', real.read("en"), re.DOTALL).group()


@pytest.fixture(scope="module")
def drawing(figure):
    return ElementTree.fromstring(re.search(r"<svg.*?</svg>", figure, re.DOTALL).group())


def test_it_is_well_formed_and_has_every_member_once(real, drawing):
    links = [link.get("href") for link in drawing.iterfind("a")]
    codes = {path for path in real.pages("en") if re.fullmatch(r"[a-z]{2}/", path)}
    assert sorted(links) == sorted(f"./{code}" for code in codes)


def test_each_shape_is_named(drawing):
    titles = [link.findtext("title") for link in drawing.iterfind("a")]
    assert all(titles)
    assert len(set(titles)) == 36


def test_it_is_not_read_or_walked_twice(drawing):
    assert drawing.get("aria-hidden") == "true"
    assert all(link.get("tabindex") == "-1" for link in drawing.iterfind("a"))


def test_it_takes_no_position(figure):
    assert "takes no position on boundaries" in figure
    assert "Natural Earth" in figure


def test_names_are_in_the_language_of_the_page(real):
    assert "<title>Japón</title>" in real.read("es")
    assert "<title>日本</title>" in real.read("ja")


def test_it_reserves_its_place(drawing):
    assert float(drawing.get("width")) > 0
    assert float(drawing.get("height")) > 0

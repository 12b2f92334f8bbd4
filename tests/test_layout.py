"""A layout is cut at its slots and filled again; a value never becomes a slot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.layout import SLOTS, Layout, cut, slot

PAGE = f"<title>{slot('title')}</title><a href='{slot('base')}/x'>{slot('content')}</a>{slot('base')}"


def test_cut_and_pour():
    poured = cut(PAGE).pour({"title": "T", "base": "..", "content": "<p>C</p>"})
    assert poured == "<title>T</title><a href='../x'><p>C</p></a>.."


@given(st.dictionaries(st.sampled_from(SLOTS), st.text()).map(lambda some: {**dict.fromkeys(SLOTS, ""), **some}))
def test_every_value_comes_out_as_it_went_in(values):
    page = "·".join(slot(name) for name in SLOTS)
    assert cut(page).pour(values) == "·".join(values[name] for name in SLOTS)


def test_a_value_that_looks_like_a_slot_is_not_filled():
    poured = cut(PAGE).pour({"title": slot("content"), "base": slot("title"), "content": "secret"})
    assert poured.count("secret") == 1
    assert poured.startswith(f"<title>{slot('content')}</title>")


def test_a_page_without_a_place_for_content_is_refused():
    with pytest.raises(ValueError, match="content"):
        cut(f"<title>{slot('title')}</title>")


def test_an_unknown_slot_is_refused():
    with pytest.raises(ValueError, match="unknown slot footer"):
        slot("footer")


def test_a_missing_value_is_an_error():
    with pytest.raises(KeyError):
        cut(PAGE).pour({"title": "T"})


def test_a_page_without_slots_but_content_keeps_its_text():
    assert Layout(("a", "content", "b")).pour({"content": "-"}) == "a-b"


def test_the_layouts_of_the_site_use_every_slot(mini):
    for language, layout in mini.plugin.layouts.items():
        assert set(layout.pieces[1::2]) == set(SLOTS), language


def test_the_layout_page_itself_is_not_published(mini):
    assert not list(mini.folder.rglob("layout*"))

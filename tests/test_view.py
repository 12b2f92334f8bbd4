"""The network as one visitor sees it: which language of a text, which words for a state, which addresses."""

import pytest

from generator.freshness import State
from generator.view import anchor

TEXT = {"en": "Law", "es": "Ley", "ja": "法"}


def test_the_visitors_language_comes_unmarked(make_view):
    view = make_view("es")
    assert str(view.text(TEXT, "xa")) == "Ley"
    assert not view.fell_back


@pytest.mark.parametrize(("page", "text"), [("pt", {"pt-BR": "Lei"}), ("zh", {"zh-Hans": "法"})])
def test_a_regional_form_is_the_visitors_language(make_view, page, text):
    view = make_view(page)
    assert str(view.text(text, "xa")) == next(iter(text.values()))
    assert not view.fell_back


def test_english_comes_before_the_countrys_own_language(make_view):
    view = make_view("ko")
    assert str(view.text(TEXT, "xb")) == '<span lang="en">Law</span> <abbr class="fn-lang" title="영어">en</abbr>'
    assert view.fell_back


def test_the_countrys_own_language_comes_last(make_view):
    view = make_view("en")
    assert str(view.text({"fr": "Loi", "ja": "法"}, "xb")).startswith('<span lang="ja">法</span>')


def test_any_language_is_better_than_none(make_view):
    assert str(make_view("en").text({"fr": "Loi"}, "xb")).startswith('<span lang="fr">Loi</span>')


def test_a_neutral_text_is_not_marked(make_view):
    view = make_view("ja")
    assert str(view.text("ISO 9001", "xa")) == "ISO 9001"
    assert not view.fell_back


def test_a_page_with_a_fallback_says_so_and_one_without_does_not(mini):
    sentence = 'class="fn-notice fn-notice--language"'
    assert sentence in mini.read("es/xb")
    assert sentence in mini.read("en/xb")
    assert sentence not in mini.read("en/network/regulations/charter")


def test_the_notice_does_not_stick_to_the_next_page(mini):
    sentence = 'class="fn-notice fn-notice--language"'
    assert sentence not in mini.read("en/downloads")
    assert sentence not in mini.read("en/search")


def test_originals_are_those_of_the_countrys_languages(make_view):
    view = make_view("en")
    assert view.originals({**TEXT, "fr": "Loi"}, "xa") == [("es", "Ley")]
    assert view.originals(TEXT, "xb") == [("ja", "法")]
    assert view.originals("Law", "xa") == []
    assert view.originals(None, "xa") == []


@pytest.mark.parametrize(
    ("record", "state", "words"),
    [
        ("xa/focal_points/network", State.CONFIRMED, "Confirmed on April 1, 2026"),
        ("xa/focal_points/enquiry", State.DUE, "Due for review since April 15, 2026"),
        ("xa/focal_points/old-desk", State.STALE, "Out of date since November 28, 2025"),
        ("xa/focal_points/silent", State.UNCONFIRMED, "Not yet confirmed by the country"),
        ("xb/agencies/trade", State.CONFIRMED, "Confirmed on May 2, 2025"),
        ("xa/agencies/customs", State.STALE, "Out of date since May 1, 2026"),
    ],
)
def test_states_in_words(mini, view, record, state, words):
    """XB confirmed its agency 364 days before the day of the build; XA its customs 730 days before it."""
    found = mini.examined.network.records[record]
    assert view.freshness(found).state is state
    assert view.state_words(found) == words


def test_countries_are_ordered_by_their_names(make_view):
    assert [member.code for member in make_view("en").countries] == ["xa", "xb"]


def test_where_records_are_shown(mini, view):
    records = mini.examined.network.records
    assert view.path(records["xa/regulations/fruit-rule"]) == "xa/regulations/fruit-rule/"
    assert view.path(records["xa/action_plans/big-plan"]) == "xa/action-plans/big-plan/"
    assert view.path(records["xa/focal_points/network"]) == "xa/#focal-points-network"
    assert view.path(records["network/regulations/charter"]) == "network/regulations/charter/"
    assert anchor(records["xa/action_plans/big-plan"]) == "action-plans-big-plan"


def test_every_record_is_where_its_address_leads(mini, view):
    for record in mini.examined.network.records.values():
        page, _hash, place = view.path(record).partition("#")
        text = mini.read(f"en/{page}")
        assert not place or f'id="{place}"' in text, record.id


def test_addresses_for_editing_and_reporting_are_quoted(view):
    assert (
        view.edit_url("countries/a b&c.yml", 7) == "https://git.example.org/mini/edit/main/countries/a%20b%26c.yml#L7"
    )
    assert "record=xa%2Flinks%2Fa%26b" in view.report_url("xa/links/a&b", "xa/")


def test_a_focal_point_without_a_name_is_called_by_its_role(mini, view):
    assert view.name_text(mini.examined.network.records["xa/focal_points/silent"]) == "Investment"


def test_silent_countries_are_those_without_a_way_to_their_focal_point(mini, view):
    assert view.silent_countries() == []


def test_which_languages_of_a_text_are_asked_for(mini, view):
    assert view.needed_languages(mini.examined.network.records["xb/regulations/import-act"]) == ("ja", "en")
    assert view.needed_languages(mini.examined.network.records["network/regulations/charter"]) == ("en",)

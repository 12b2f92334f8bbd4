"""Languages: which one a visitor is shown, and how names, dates and numbers are written."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.settings import LOCALE_DIR
from generator.text import Language, Localized, catalogues, localize, matches, sort_key, translations

TAGS = st.sampled_from(["en", "es", "es-MX", "pt", "pt-BR", "zh", "zh-Hans", "ko", "km"])


def language(tag: str, **names: dict[str, str]) -> Language:
    return Language(tag, LOCALE_DIR, names)


@pytest.mark.parametrize(
    ("wanted", "tag", "same"),
    [
        ("pt", "pt", True),
        ("pt", "pt-BR", True),
        ("pt-BR", "pt", True),
        ("zh", "zh-Hans", True),
        ("pt", "es", False),
        ("en", "eng", False),
        ("e", "en", False),
    ],
)
def test_a_tag_matches_its_own_language(wanted: str, tag: str, same: bool):
    assert matches(wanted, tag) is same


@pytest.mark.parametrize(
    ("value", "wanted", "text", "tag", "fallback"),
    [
        ({"es": "uno", "en": "one"}, ["es"], "uno", "es", False),
        ({"pt-BR": "um"}, ["pt"], "um", "pt-BR", False),
        ({"zh-Hans": "一"}, ["zh", "en"], "一", "zh-Hans", False),
        ({"pt": "a", "pt-BR": "b"}, ["pt-BR"], "b", "pt-BR", False),
        ({"es": "uno", "en": "one"}, ["ko", "en"], "one", "en", True),
        ({"es": "uno"}, ["ko", "en"], "uno", "es", True),
        ({"en": "one", "es": "uno"}, ["ko", "es", "en"], "uno", "es", True),
        ({}, ["ko"], "", "en", True),
    ],
)
def test_a_visitor_gets_the_first_wanted_language_that_there_is(
    value: dict, wanted: list[str], text: str, tag: str, fallback: bool
):
    assert localize(value, wanted) == Localized(text, tag, fallback)


def test_a_text_without_languages_stands_for_itself():
    assert localize("Example-Net", ["ko"]) == Localized("Example-Net", None, False)


@given(st.dictionaries(TAGS, st.text(min_size=1), min_size=1), st.lists(TAGS, min_size=1))
def test_a_text_is_one_of_its_languages_and_marked_if_it_is_not_the_visitors(value: dict[str, str], wanted: list[str]):
    found = localize(value, wanted)
    assert value[found.language] == found.text
    assert found.is_fallback is not matches(wanted[0], found.language)


@pytest.mark.parametrize(
    ("tag", "value", "written"),
    [
        ("en", "2026-06-30", "June 30, 2026"),
        ("en", "2026-06", "June 2026"),
        ("en", "2026", "2026"),
        ("es", "2026-06-30", "30 de junio de 2026"),
        ("es", "2026-06", "junio de 2026"),
        ("es", "2026", "2026"),
        ("ja", "2026-06", "2026年6月"),
        ("ja", "2026", "2026年"),
        ("ko", "2026-06-30", "2026년 6월 30일"),
        ("en", date(2026, 6, 30), "June 30, 2026"),
    ],
)
def test_a_date_says_no_more_than_is_known(tag: str, value: str | date, written: str):
    assert language(tag).date(value) == written


def test_names_of_countries_are_those_of_cldr_unless_the_settings_say_otherwise():
    assert language("es").country_name("jp") == "Japón"
    assert language("es", es={"JP": "El Japón"}).country_name("jp") == "El Japón"
    assert language("es", en={"JP": "Nippon"}).country_name("jp") == "Japón"
    assert language("en").country_name("xz") == "XZ"


def test_names_of_languages_are_in_the_language_of_the_page():
    assert language("en").language_name("km") == "Khmer"
    assert language("es").language_name("pt-BR").startswith("portugués")
    assert language("en").language_name("qqq-Xxxx") == "qqq-Xxxx"
    assert language("pt").own_name == "Português"


def test_amounts_and_lists_are_written_as_in_the_language():
    assert language("en").money(1234.5, "USD") == "$1,234.50"
    assert language("es").number(1234567) == "1.234.567"
    assert language("en").percent(0.5) == "50%"
    assert language("en").list(["a", "b", "c"]) == "a, b, and c"
    assert language("en").currency_name("CLP") == "Chilean Peso"


def test_sorting_ignores_accents_and_capitals():
    assert sorted(["Zamora", "Ácido", "abc", "Ñandú", "nube"], key=sort_key) == [
        "abc",
        "Ácido",
        "Ñandú",
        "nube",
        "Zamora",
    ]


def test_a_folder_with_a_catalogue_is_a_language_and_english_comes_first(tmp_path: Path):
    for tag in ("es", "ar", "pt-BR"):
        (tmp_path / tag / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / tag / "LC_MESSAGES" / "focalnet.po").write_text(
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "b"\n'
        )
    (tmp_path / "empty").mkdir()
    assert catalogues(tmp_path) == ("en", "ar", "es", "pt-BR")
    assert translations(tmp_path, "es").gettext("a") == "b"
    assert translations(tmp_path, "es").gettext("c") == "c"
    assert translations(tmp_path, "fr").gettext("a") == "a"


@pytest.mark.parametrize("tag", catalogues(LOCALE_DIR))
def test_every_catalogue_can_be_read_and_an_empty_message_stays_empty(tag: str):
    assert language(tag).gettext("") == ""
    assert language(tag).ngettext("%(count)s file checked", "%(count)s files checked", 2) % {"count": 2}

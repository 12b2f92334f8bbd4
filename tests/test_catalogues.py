"""Every visible string is in every catalogue, with the same values in it."""

import re

import pytest
from babel.messages.pofile import read_po

from generator.catalogue import template
from generator.settings import LOCALE_DIR

LANGUAGES = sorted(path.name for path in LOCALE_DIR.iterdir() if path.is_dir())
VALUES = re.compile(r"%\(\w+\)s|\{\w+\}")


def forms(message):
    """The forms of a message or of its translation."""
    return message if isinstance(message, (tuple, list)) else (message,)


@pytest.fixture(scope="module")
def source():
    return {message.id for message in template() if message.id}


def catalogue(language):
    path = LOCALE_DIR / language / "LC_MESSAGES" / "focalnet.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_messages_of_the_sources_and_no_others(language, source):
    """`make catalogue` was run."""
    assert {message.id for message in catalogue(language) if message.id} == source


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_message_is_translated(language):
    assert [message.id for message in catalogue(language) if message.id and not all(forms(message.string))] == []


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_a_translation_has_the_values_of_its_message(language):
    for message in catalogue(language):
        wanted = {value for form in forms(message.id) for value in VALUES.findall(form)}
        for form in forms(message.string) if message.id else ():
            found = set(VALUES.findall(form))
            assert found == wanted or (message.pluralizable and found <= wanted), (message.id, form)


def test_every_language_of_the_site_has_its_pages_by_hand():
    english = {path.name for path in (LOCALE_DIR.parent.parent / "docs" / "en").iterdir()}
    for language in LANGUAGES:
        assert {path.name for path in (LOCALE_DIR.parent.parent / "docs" / language).iterdir()} == english

"""Languages: gettext catalogues, names and dates by CLDR, and which language of a text a visitor is shown."""

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.languages import get_official_languages
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent, get_territory_currencies
from babel.support import NullTranslations, Translations

from generator.formats import first_day

DOMAIN = "focalnet"
ENGLISH = "en"


@dataclass(frozen=True)
class Localized:
    """A text as a visitor gets it: its language (None if neutral) and whether it stands in for a missing one."""

    text: str
    language: str | None
    is_fallback: bool


def catalogues(folder: Path) -> tuple[str, ...]:
    """The languages that have a catalogue, English first: adding a folder adds a language."""
    found = sorted(path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return (ENGLISH, *(language for language in found if language != ENGLISH))


def translations(folder: Path, language: str) -> NullTranslations:
    """Read a catalogue; an untranslated message stays in English."""
    path = folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language, domain=DOMAIN)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain=DOMAIN)


def matches(wanted: str, tag: str) -> bool:
    """Whether two language tags are the same language (`pt` and `pt-BR`, `zh` and `zh-Hans`)."""
    return wanted == tag or wanted.split("-", maxsplit=1)[0] == tag.split("-", maxsplit=1)[0]


def localize(value: Any, wanted: Iterable[str]) -> Localized:
    """Choose the language of a text: the first of `wanted` that it has; the first of `wanted` is the visitor's."""
    if not isinstance(value, Mapping):
        return Localized(str(value), None, False)
    preferred = tuple(wanted)
    for language in preferred:
        exact = [tag for tag in value if tag == language] or [tag for tag in value if matches(language, tag)]
        if exact:
            return Localized(str(value[exact[0]]), exact[0], not matches(preferred[0], exact[0]))
    tag, text = next(iter(value.items()), (ENGLISH, ""))
    return Localized(str(text), str(tag), True)


def sort_key(text: str) -> str:
    """Order without accents and capitals, as readers of Latin scripts expect; other scripts keep their code order."""
    return "".join(char for char in normalize("NFKD", text) if not combining(char)).casefold()


class Language:
    """How one language of the site writes names, dates and numbers (CLDR), and its catalogue."""

    def __init__(self, tag: str, folder: Path, country_names: Mapping[str, Mapping[str, str]]) -> None:
        """Read the catalogue of `tag` below `folder`; `country_names` are the settings' exceptions to CLDR."""
        self.tag = tag
        self.locale = Locale.parse(tag, sep="-")
        self.catalogue = translations(folder, tag)
        self._country_names = country_names.get(tag, {})
        self._language_names: dict[str, str] = {}
        self._messages: dict[str, str] = {}

    def gettext(self, message: str) -> str:
        """A message in this language."""
        if message not in self._messages:
            self._messages[message] = str(self.catalogue.ugettext(message)) if message else ""
        return self._messages[message]

    def ngettext(self, one: str, many: str, count: int) -> str:
        """A message that depends on a number."""
        return str(self.catalogue.ungettext(one, many, count))

    @cached_property
    def own_name(self) -> str:
        """The language's name in itself."""
        return str(self.locale.get_language_name(self.tag.replace("-", "_")) or self.tag).capitalize()

    def language_name(self, tag: str) -> str:
        """The name of another language."""
        if tag not in self._language_names:
            self._language_names[tag] = _language_name(tag, self.locale)
        return self._language_names[tag]

    def country_name(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 code."""
        code = code.upper()
        return self._country_names.get(code) or str(self.locale.territories.get(code, code))

    def currency_name(self, code: str) -> str:
        """The name of a currency by its ISO 4217 code."""
        return str(self.locale.currencies.get(code, code))

    def date(self, value: str | datetime.date) -> str:
        """A full or reduced ISO 8601 date as the language writes it."""
        if isinstance(value, datetime.date):
            return format_date(value, format="long", locale=self.locale)
        skeleton = {4: "y", 7: "yMMMM"}.get(len(value))
        day = first_day(value)
        return (
            format_skeleton(skeleton, day, locale=self.locale)
            if skeleton
            else format_date(day, format="long", locale=self.locale)
        )

    def short_date(self, value: datetime.date) -> str:
        """A day in few characters, for places beside a text."""
        return format_date(value, format="medium", locale=self.locale)

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return format_decimal(value, locale=self.locale)

    def money(self, amount: float, currency: str) -> str:
        """An amount with its currency as the language writes it."""
        return format_currency(amount, currency, locale=self.locale)

    def percent(self, share: float) -> str:
        """A share (0–1) as the language writes it."""
        return format_percent(share, locale=self.locale)

    def list(self, items: Sequence[str]) -> str:
        """Several names as the language joins them."""
        return format_list(tuple(items), locale=self.locale)


def _language_name(tag: str, locale: Locale) -> str:
    try:
        name = Locale.parse(tag, sep="-").get_display_name(locale)
    except (ValueError, UnknownLocaleError):
        name = locale.languages.get(tag.split("-", maxsplit=1)[0])
    return str(name or tag)


def country_name_in(code: str, tag: str) -> str:
    """The name of a country in another language than the site's, or an empty text where CLDR has none."""
    try:
        return str(Locale.parse(tag, sep="-").territories.get(code.upper(), ""))
    except (ValueError, UnknownLocaleError):
        return ""


def official_languages(code: str) -> tuple[str, ...]:
    """The languages that CLDR calls official in a country, as BCP 47 tags."""
    return tuple(tag.replace("_", "-") for tag in get_official_languages(code, de_facto=True))


def currencies(code: str) -> tuple[str, ...]:
    """The currencies that CLDR knows in a country today (ISO 4217)."""
    return tuple(get_territory_currencies(code))

"""What the schema's `format` words mean: one function and one registry line per format."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from urllib.parse import urlsplit

SCHEMES = ("https", "http", "mailto", "tel")
_HOST = re.compile(r"(?!-)[^\s/?#@:%.\[\]]+(\.[^\s/?#@:%.\[\]]+)+\.?")
_PHONE = re.compile(r"\+[0-9]+([ -][0-9]+)*")
_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def is_url(text: str) -> bool:
    """A full address of one of the four schemes; a web address has a host with a dot and carries no credentials."""
    if re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]", text):
        return False
    try:
        parts = urlsplit(text)
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if parts.scheme in ("mailto", "tel"):
        return bool(parts.path)
    return (
        parts.scheme in SCHEMES
        and port_is_valid
        and "@" not in parts.netloc
        and bool(_HOST.fullmatch(parts.hostname or ""))
    )


def is_email(text: str) -> bool:
    """RFC 5322 address with a domain that has a dot; whether it receives mail is not tried."""
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 slow to import, seldom needed

    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return "." in text.rpartition("@")[2]


def is_phone(text: str) -> bool:
    """ITU-T E.164: a plus sign, a country code and a number that is possible there. Spaces and hyphens are allowed."""
    import phonenumbers  # noqa: PLC0415 slow to import, seldom needed

    if not _PHONE.fullmatch(text):  # phonenumbers also takes letters, extensions and line ends
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text))
    except phonenumbers.NumberParseException:
        return False


def is_mobile(text: str) -> bool:
    """Whether a telephone is surely a mobile one; in some countries numbers do not tell."""
    import phonenumbers  # noqa: PLC0415 slow to import, seldom needed

    return bool(phonenumbers.number_type(phonenumbers.parse(text)) == phonenumbers.PhoneNumberType.MOBILE)


def numeric_code(country: str) -> str | None:
    """The numeric code of ISO 3166-1 for a two-letter code, by which maps know countries; None if there is none."""
    import pycountry  # noqa: PLC0415 slow to import

    found = pycountry.countries.get(alpha_2=country.upper())
    return str(found.numeric) if found else None


def is_date(text: str) -> bool:
    """ISO 8601 calendar date that exists, year-month-day."""
    return len(text) == 10 and is_partial_date(text)


def is_partial_date(text: str) -> bool:
    """ISO 8601 date of full or reduced precision: 2026-06-30, 2026-06 or 2026."""
    if not _PARTIAL_DATE.fullmatch(text):
        return False
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def first_day(text: str) -> date:
    """The first day that a full or reduced date can mean. Raises ValueError when there is no such day."""
    return date.fromisoformat((text + "-01-01")[:10] if len(text) == 4 else (text + "-01")[:10])


def is_language(text: str) -> bool:
    """BCP 47: a language that ISO 639 knows, with script and region if given."""
    match = re.fullmatch(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", text)
    return match is not None and match.group(1) in _languages()


def is_country(text: str) -> bool:
    """ISO 3166-1 alpha-2, or a code that the standard leaves to users (AA, QM–QZ, XA–XZ, ZZ)."""
    return bool(re.fullmatch(r"AA|Q[M-Z]|X[A-Z]|ZZ", text)) or text in _countries()


def is_currency(text: str) -> bool:
    """ISO 4217 alphabetic code, or one left to users (beginning with X)."""
    return bool(re.fullmatch(r"X[A-Z]{2}", text)) or text in _currencies()


def is_subdivision(text: str) -> bool:
    """ISO 3166-2 code; those of user-assigned countries are taken as they are."""
    import pycountry  # noqa: PLC0415 slow to import, seldom needed

    user_assigned = bool(re.fullmatch(r"X[A-Z]-[A-Z0-9]{1,3}", text))
    return user_assigned or pycountry.subdivisions.get(code=text) is not None  # type: ignore[no-untyped-call]


def is_timezone(text: str) -> bool:
    """A name of the IANA time zone database."""
    return text in _timezones()


@cache
def _timezones() -> frozenset[str]:
    from zoneinfo import available_timezones  # noqa: PLC0415 reads the file system

    return frozenset(available_timezones()) - {"Factory", "localtime", "posixrules"}  # not the same everywhere


@cache
def _languages() -> frozenset[str]:
    import pycountry  # noqa: PLC0415 slow to import

    two = {language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2")}
    return frozenset(two | {language.alpha_3 for language in pycountry.languages})


@cache
def _countries() -> frozenset[str]:
    import pycountry  # noqa: PLC0415 slow to import

    return frozenset(country.alpha_2 for country in pycountry.countries)


@cache
def _currencies() -> frozenset[str]:
    import pycountry  # noqa: PLC0415 slow to import

    return frozenset(currency.alpha_3 for currency in pycountry.currencies)


FORMATS: dict[str, Callable[[str], bool]] = {
    "country": is_country,
    "currency": is_currency,
    "date": is_date,
    "email": is_email,
    "language": is_language,
    "partial-date": is_partial_date,
    "phone": is_phone,
    "subdivision": is_subdivision,
    "timezone": is_timezone,
    "uri": is_url,
}

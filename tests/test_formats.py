"""The formats: what is accepted, and that nothing hides behind an accepted value."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.formats import FORMATS, first_day, is_date, is_partial_date, is_url

ACCEPTED = {
    "country": ["CL", "JP", "XA", "ZZ", "QM"],
    "currency": ["CLP", "USD", "XXX", "XAD"],
    "date": ["2024-02-29", "2026-06-30"],
    "email": ["promo@example.org", "a.b+c@sub.example.org", "josé@example.org", "a@例え.jp"],
    "language": ["es", "pt-BR", "zh-Hans", "zh-Hant-TW", "fil", "es-419", "qu"],
    "partial-date": ["2026", "2026-06", "2026-06-30"],
    "phone": ["+56 2 2827 5100", "+56228275100", "+1-201-555-0100"],
    "subdivision": ["CL-VS", "XA-1", "XA-ABC"],
    "timezone": ["America/Santiago", "Asia/Phnom_Penh", "UTC"],
    "uri": [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "https://例え.jp/道",
        "https://example.org/%E9%81%93",
        "mailto:a@example.org",
        "tel:+56228275100",
        "HTTPS://EXAMPLE.ORG/",
        "https://192.0.2.1/",
        "https://example.org./",
    ],
}
REFUSED = {
    "country": ["cl", "CHL", "C", "UK", "XX1", "AB"],
    "currency": ["clp", "X", "XX", "Xyz", "XXXX", "ABC"],
    "date": [
        "2024-02-30",
        "2023-02-29",
        "2026-6-30",
        "2026-06",
        "30.06.2026",
        "2026-W01-1",
        "20260630",
        "٢٠٢٦-٠٦-٣٠",
        "0000-01-01",
    ],
    "email": [
        "a",
        "a@",
        "@example.org",
        "a@b",
        "a b@example.org",
        "a@example.org, b@example.org",
        "A <a@example.org>",
        "a@[192.0.2.1]",
        "a@-example.org",
    ],
    "language": ["english", "EN", "en_US", "zz", "en-us", "e", "es-", "pt-BR-x"],
    "partial-date": ["26", "2026-13", "2026-00", "2026-06-31", "2026-06-", "2026/06", "1.5.2026"],
    "phone": [
        "56228275100",
        "+56",
        "+999 123 456 789",
        "+1 201 CALL NOW",
        "+1 201 555 0100 ext. 5",
        "+1 201 555 0100;ext=5",
        "+٥٦228275100",
        "++56228275100",
        "+56  2 2827 5100",
        "00 56 2 2827 5100",
    ],
    "subdivision": ["CL", "VS", "CL-XX", "XA-", "XA-abcd"],
    "timezone": ["Santiago", "GMT+25", "../etc/passwd", "localtime", "Factory", "america/santiago"],
    "uri": [
        "example.org",
        "//example.org",
        "https:example.org",
        "https:///path",
        "https://",
        "https://localhost",
        "https://example..org",
        "https://.example.org",
        "https://user@example.org",
        "https://user:word@example.org",
        "https://example.org:99999",
        "https://example.org:0",
        "https://[::1]/",
        "https://[",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,a",
        "vbscript:a",
        "file:///etc/passwd",
        "ftp://example.org",
        "https://example.org/a b",
        'https://example.org/"',
        "https://example.org/<b>",
        "https://example.org\\@example.com",
        "https://-example.org",
        "mailto:",
        "tel:",
        "https://exam%70le.org",
    ],
}


def pairs(of: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(word, value) for word, values in of.items() for value in values]


@pytest.mark.parametrize(("word", "value"), pairs(ACCEPTED))
def test_accepts(word: str, value: str):
    assert FORMATS[word](value) is True


@pytest.mark.parametrize(("word", "value"), pairs(REFUSED))
def test_refuses(word: str, value: str):
    assert FORMATS[word](value) is False


@pytest.mark.parametrize(("word", "value"), pairs(ACCEPTED))
@pytest.mark.parametrize("more", ["\n", " ", "\t", "\r", "\u00a0", "\n2026", "\x00"])
def test_nothing_can_be_added_to_an_accepted_value(word: str, value: str, more: str):
    assert FORMATS[word](value + more) is False
    assert FORMATS[word](more + value) is False


@pytest.mark.parametrize("word", sorted(FORMATS))
def test_an_empty_text_has_no_format(word: str):
    assert FORMATS[word]("") is False


def test_every_format_has_examples_here():
    assert set(ACCEPTED) == set(REFUSED) == set(FORMATS)


@pytest.mark.parametrize("word", sorted(FORMATS))
@given(text=st.text(max_size=40))
@example(text="\ud800")
@example(text="https://\ud800.example.org")
@example(text="a@\ud800.org")
def test_no_text_makes_a_format_raise(word: str, text: str):
    assert FORMATS[word](text) in (True, False)


@given(st.dates())
def test_every_day_is_a_date_in_each_precision(day: date):
    text = day.isoformat()
    assert is_date(text) and is_partial_date(text) and is_partial_date(text[:7]) and is_partial_date(text[:4])
    assert first_day(text) == day
    assert first_day(text[:7]) == day.replace(day=1)
    assert first_day(text[:4]) == day.replace(month=1, day=1)


@given(st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}", fullmatch=True))
def test_a_partial_date_is_one_that_exists(text: str):
    def exists() -> bool:
        try:
            date.fromisoformat(text + "-01-01"[: 10 - len(text)] if len(text) > 4 else f"{text}-01-01")
        except ValueError:
            return False
        return True

    assert is_partial_date(text) == exists()


@given(st.text(st.sampled_from("htps:/@.#?%[]\\<>\"' \nexamplorg0123456789"), max_size=40))
@example("https://example.org@evil.example.org")
def test_an_accepted_address_is_safe_in_a_link(text: str):
    if is_url(text):
        assert re.match(r"(https?://|mailto:|tel:)", text, re.IGNORECASE)
        assert not re.search(r"[\s<>\"\\]", text)

"""Values on pages: everything is escaped, and only addresses of four schemes become links."""

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import show as module
from generator.show import show, telephone

HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.fixture(scope="module")
def link(make_view):
    return partial(module.link, make_view("en"))


@pytest.fixture
def record(mini):
    return mini.examined.network.records["xa/focal_points/network"]


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:a@example.org", "tel:+44-20-7946-0123"]
)
def test_safe_addresses_become_links(link, address):
    assert re.fullmatch(r'<a href="[^"<>]*" rel="noopener nofollow">[^<>]*</a>', str(link(address)))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "\u00a0javascript:alert(1)",
        "javascript&colon;alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "DATA:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox(1)",
        "VBScript:msgbox(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "//example.org/x",
        "/local",
        "",
        "https://",
        "https://user:secret@example.org/",
        'https://example.org/"onclick=alert(1)',
        "https://example.org/\x00",
        "https://example.org/<b>",
    ],
)
def test_other_addresses_stay_text(link, address):
    assert "<a" not in str(link(address, "words"))
    assert "<a" not in str(link(address))


@given(st.text())
def test_no_address_breaks_out_of_its_place(link, address):
    for shown in (
        str(link(address)),
        str(link(f"https://example.org/{address}")),
        str(link("https://example.org/", address or "x")),
    ):
        inner = re.sub(r'^<a href="([^"<>]*)" rel="noopener nofollow">(.*)</a>$', r"\1\2", shown, flags=re.DOTALL)
        assert not set(inner) & set("<>\"'")


@given(st.sampled_from(["javascript", "vbscript", "data", "blob", "file"]), st.text(max_size=5), st.data())
def test_a_script_scheme_never_becomes_a_link(link, scheme, noise, data):
    mixed = "".join(data.draw(st.sampled_from([char, char.upper()])) for char in scheme)
    at = data.draw(st.integers(0, len(mixed)))
    assert "<a" not in str(link(f"{mixed[:at]}{noise}{mixed[at:]}:alert(1)")) or ":" in noise


@pytest.mark.parametrize(
    "schema",
    [
        {"x-text": True},
        {"type": "string"},
        {"format": "uri"},
        {"format": "language"},
        {"format": "country"},
        {"format": "currency"},
        {"oneOf": [{"const": "a", "title": "A"}]},
        {"x-ref": "agencies"},
        {},
    ],
)
def test_hostile_text_of_every_kind_is_escaped(view, record, schema):
    shown = str(show(view, schema, HOSTILE, record))
    assert "<script" not in shown
    assert not re.search(r'=\s*"[^"]*<', shown)


def test_hostile_text_in_lists_groups_and_languages(view, record):
    schema = {"items": {"type": "object", "properties": {"a": {"title": "<i>", "x-text": True}}}}
    shown = str(show(view, schema, [{"a": {"th": HOSTILE}}], record))
    assert "<script" not in shown
    assert "<i>" not in shown
    assert '<span lang="th">' in shown


def test_a_language_tag_cannot_break_out(view, record):
    shown = str(show(view, {"x-text": True}, {'"><b>': "text"}, record))
    assert "<b>" not in shown


@pytest.mark.parametrize(
    ("schema", "value", "shown"),
    [
        ({"type": "boolean"}, True, "Yes"),
        ({"type": "boolean"}, False, "No"),
        ({"type": "integer"}, 1234567, "1,234,567"),
        ({"type": "number"}, 0, "0"),
        ({"format": "date"}, "2026-06-30", '<time datetime="2026-06-30">June 30, 2026</time>'),
        ({"format": "partial-date"}, "2026-06", '<time datetime="2026-06">June 2026</time>'),
        ({"format": "partial-date"}, "2026", '<time datetime="2026">2026</time>'),
        ({"format": "language"}, "pt-BR", "Portuguese (Brazil)"),
        ({"format": "country"}, "XB", '<a href="xb/">Borealia</a>'),
        ({"format": "country"}, "CL", "Chile"),
        ({"format": "currency"}, "EUR", "Euro (EUR)"),
        ({"items": {"format": "language"}}, ["es", "en"], "Spanish, English"),
        ({"items": {"x-text": True}}, ["a", "b"], "<ul><li>a</li><li>b</li></ul>"),
        ({"oneOf": [{"const": "a", "title": "An A"}]}, "a", "An A"),
        ({"oneOf": [{"const": "a", "title": "An A"}]}, "gone", "gone"),
        ({"x-ref": "agencies"}, "customs", '<a href="xa/#agencies-customs">-2 Andoria Customs</a>'),
        ({"x-ref": "agencies"}, "nobody", "nobody"),
    ],
)
def test_how_values_look(view, record, schema, value, shown):
    assert str(show(view, schema, value, record)) == shown


def test_a_telephone_can_be_called_and_copied(view, record):
    shown = str(show(view, {"format": "phone"}, "+44 20 7946 0123", record))
    assert 'href="tel:+44-20-7946-0123"' in shown
    assert 'data-copy="+44 20 7946 0123"' in shown
    assert telephone("+1 202-555-0123") == "tel:+1-202-555-0123"


def test_an_email_can_be_written_to_and_copied(view, record):
    shown = str(show(view, {"format": "email"}, "a+b@example.org", record))
    assert 'href="mailto:a+b@example.org"' in shown
    assert 'data-copy="a+b@example.org"' in shown


def test_a_fallback_in_a_list_is_marked(view, record):
    shown = str(show(view, {"items": {"x-text": True}}, [{"th": "ก"}], record))
    assert '<li><span lang="th">ก</span> <abbr' in shown
    assert view.fell_back


@pytest.mark.parametrize(
    ("address", "mark"),
    [
        ("https://promo.example.org", '<span class="fn-link fn-link--ok">worked on Apr 30, 2026</span>'),
        ("https://gazette.example.org", '<span class="fn-link fn-link--moved">moved, worked on Apr 30, 2026</span>'),
        ("https://law.example.org/1", '<span class="fn-link fn-link--unverifiable">last worked on Feb 1, 2026</span>'),
        (
            "https://customs.example.org",
            'fn-link--dead">broken, last worked on Jan 15, 2026</span> <a href="https://web.archive.org/',
        ),
        ("https://chamber.example.org", '<span class="fn-link fn-link--dead">did not answer on Apr 30, 2026</span>'),
    ],
)
def test_what_is_known_of_an_address_stands_beside_it(link, address, mark):
    assert mark in str(link(address))


def test_an_address_that_nobody_asked_has_no_mark(link):
    assert "fn-link" not in str(link("https://nobody.example.org"))
    assert "fn-link" not in str(link("mailto:a@example.org"))

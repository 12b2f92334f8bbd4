import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.links.urls import Place, UrlRefusedError, gather, normal_url


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("HTTP://example.org:80/A?b#c", "http://example.org/A?b"),
        ("https://example.org:443/", "https://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://example.org./", "https://example.org/"),
        ("https://мфа.example.org/путь", "https://xn--80axy.example.org/%D0%BF%D1%83%D1%82%D1%8C"),
        ("https://example.org/a%20b?c=%C3%A9&d=é", "https://example.org/a%20b?c=%C3%A9&d=%C3%A9"),
        ("http://93.184.215.14/x", "http://93.184.215.14/x"),
        ("http://[2606:2800:0000::1]/", "http://[2606:2800::1]/"),
    ],
)
def test_one_normal_form(written, normal):
    assert normal_url(written) == normal


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "only http"),
        ("file:///etc/passwd", "only http"),
        ("javascript:alert(1)", "only http"),
        ("example.org", "only http"),
        ("http://user:secret@example.org/", "credentials"),
        ("http://user@example.org/", "credentials"),
        ("http://@example.org/", "credentials"),
        ("http://example.org:22/", "port 22"),
        ("http://example.org:x/", "not a port"),
        ("http://example.org:99999/", "not a port"),
        ("http://localhost/", "not a public host name"),
        ("http:///path", "not a public host name"),
        ("http://2130706433/", "in disguise"),
        ("http://0x7f.1/", "in disguise"),
        ("http://127.1/", "in disguise"),
        ("http://0177.0.0.1/", "in disguise"),
        ("http://[::1", "not a URL"),
        ("http://[fe80::1%eth0]/", "one network interface"),
        ("http://-a.example.org/", "not a host name"),
        ("http://a..example.org/", "not a host name"),
        ("http://a b.example.org/", "white space"),
        ("http://example.org/\r\nX: y", "white space"),
        ("http://example.org\\@evil.example/", "backslash"),
        ("http://straße.example.org/", "disputed"),
        ("http://example.org/" + "a" * 2000, "longer than"),
    ],
)
def test_refused_with_a_reason(url, reason):
    with pytest.raises(UrlRefusedError, match=reason):
        normal_url(url)


@given(st.from_regex(r"https?://[a-zA-Z0-9._-]{1,20}(:\d{1,5})?(/[^\s]{0,20})?", fullmatch=True))
def test_the_normal_form_is_its_own_normal_form(url):
    try:
        normal = normal_url(url)
    except UrlRefusedError:
        return
    assert normal_url(normal) == normal
    assert normal.isascii()


@given(st.text(max_size=60))
def test_any_text_is_normal_or_refused(text):
    for url in (text, f"http://{text}", f"https://example.org/{text}"):
        try:
            assert normal_url(url).startswith(("http://", "https://"))
        except UrlRefusedError as refusal:
            assert refusal.reason


def test_gather_knows_each_url_once_by_every_place():
    gathered = gather(
        {
            "https://example.org": [Place("pe.yml", 9), Place("cl.yml", 3)],
            "https://EXAMPLE.org/#top": [Place("cl.yml", 7)],
            "mailto:a@example.org": [Place("cl.yml", 8)],
        }
    )
    assert gathered.urls == {"https://example.org/": (Place("cl.yml", 3), Place("cl.yml", 7), Place("pe.yml", 9))}
    assert [(one.url, one.places) for one in gathered.refused] == [("mailto:a@example.org", (Place("cl.yml", 8),))]

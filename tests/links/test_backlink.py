import time
from dataclasses import replace

import pytest

from generator.links.backlink import links_back

from .servers import FAST, Reply, internet

PORTAL = "https://portal.example.net/en/"
PAGE = "http://a.example.org/links"
AGENT = "focalnet-links/test (+mailto:links@example.org)"


def ask(guard, page: str = PAGE, **options):
    return links_back(page, PORTAL, guard=guard, user_agent=AGENT, timeout=2.0, **options)


def judge(body: str, **headers: str):
    reply = Reply(body=body.encode(), headers={"Content-Type": "text/html; charset=utf-8"} | headers)
    with internet({"/links": reply}) as (guard, _, _site):
        return ask(guard)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://portal.example.net/en/">x</a>',
        "<A class=x HREF=https://portal.example.net/en>x</A>",
        '<a href="http://www.portal.example.net/en/pe/agencies/?a=b#c">x</a>',
        '<a href=" //portal.example.net/en/ ">x</a>',
        '<area href="https://PORTAL.example.net/en/">',
        '<base href="https://portal.example.net/"><a href="en/">x</a>',
        '<a href="https://portal.example.net/en/?a&amp;b">x</a>',
        '<a href="http://[broken">x</a><a href="mailto:a@b">y</a><a href="https://portal.example.net/en/">x</a>',
    ],
)
def test_a_link_back_is_found(link):
    found = judge(f"<!doctype html><p>{link}")
    assert found.found is True
    assert found.href


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://portal.example.net/">x</a>',
        '<a href="https://portal.example.net/english/">x</a>',
        '<a href="https://portal.example.net.evil.example/en/">x</a>',
        '<a href="https://evil.example/?https://portal.example.net/en/">x</a>',
        "https://portal.example.net/en/",
        '<!-- <a href="https://portal.example.net/en/">x</a> -->',
        '<script>"<a href=https://portal.example.net/en/>"</script>',
        '<link href="https://portal.example.net/en/">',
        "",
    ],
)
def test_what_is_no_link_to_the_portal(link):
    assert judge(f"<!doctype html><p>{link}").found is False


@pytest.mark.parametrize(
    ("reply", "detail"),
    [
        (Reply(403), "403 Forbidden"),
        (Reply(404), "404 Not Found"),
        (Reply(body=b"%PDF", headers={"Content-Type": "application/pdf"}), "not an HTML page"),
        (Reply(301, {"Location": "http://10.0.0.1/"}), "not a public address"),
        (Reply(301, {"Location": "http://[::ffff:7f00:1]/"}), "not a public address"),
        (Reply(302, {"Location": "http://u:p@a.example.org/"}), "credentials"),
        (Reply(302, {"Location": "file:///etc/passwd"}), "not allowed"),
        (Reply(302, {"Location": "/links"}), "redirect"),
        (Reply(delay=2.5), "timed out"),
        (Reply(stream=lambda out: out.write(b"\x00\x01\x02\r\n\r\n")), ""),
    ],
)
def test_what_cannot_be_read_is_not_known(reply, detail):
    with internet({"/links": reply}) as (guard, net, _):
        found = ask(guard)
    assert found.found is None
    assert detail in found.detail
    assert found.detail.isprintable()
    assert {address for address, _ in net.dialled} <= {"93.184.215.14"}


@pytest.mark.parametrize("page", ["ftp://a.example.org/", "http://u:p@a.example.org/", "file:///etc/passwd"])
def test_a_page_that_may_not_be_asked_is_not_asked(page):
    with internet({}) as (guard, net, _):
        assert ask(guard, page).found is None
        assert net.resolved == []


def test_a_page_cut_by_either_limit_is_no_proof_of_a_missing_link():
    body = b"<p>" + b"x" * 300_000
    with internet({"/links": Reply(body=body)}, limits=replace(FAST, received_bytes=10**6)) as (
        guard,
        _,
        _site,
    ):
        assert ask(guard).found is False
        assert ask(guard, max_bytes=1000).found is None
    with internet({"/links": Reply(body=body)}, limits=replace(FAST, received_bytes=1000)) as (
        guard,
        _,
        _site,
    ):
        assert ask(guard).found is None


def without_length(out):
    out.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"x" * 300_000)


def without_end(out):
    out.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
    time.sleep(1.0)


@pytest.mark.parametrize(
    ("stream", "limits"),
    [(without_length, replace(FAST, received_bytes=1000)), (without_end, replace(FAST, seconds=0.3))],
)
def test_an_end_that_the_guard_made_is_not_the_pages_end(stream, limits, tls, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.ca_file))
    routes = {"/links": Reply(stream=stream)}
    limits = replace(limits, received_bytes=limits.received_bytes + 4000)  # for the handshake
    with internet(routes, limits=limits, tls=tls.trusted) as (guard, _, _site):
        assert ask(guard).found is None
        assert ask(guard, PAGE.replace("http:", "https:")).found is None


def test_a_page_without_a_length_that_ends_by_itself_is_whole():
    with internet({"/links": Reply(stream=without_length)}, limits=replace(FAST, received_bytes=10**6)) as (guard, *_):
        assert ask(guard).found is False


def test_a_link_before_the_cut_is_found():
    body = f'<a href="{PORTAL}">x</a>'.encode() + b"x" * 300_000
    with internet({"/links": Reply(body=body)}) as (guard, _, _site):
        assert ask(guard, max_bytes=1000).found is True


def test_an_unknown_charset_harms_nobody():
    assert judge(f'<a href="{PORTAL}">', **{"Content-Type": "text/html; charset=nonsense"}).found is True


def test_no_proxy_of_the_environment_leads_past_the_guard(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with internet({"/links": Reply()}) as (guard, net, _):
        assert ask(guard).found is False
        assert net.dialled == [("93.184.215.14", 80)]


def test_https_goes_through_a_tunnel(tls, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.ca_file))
    reply = Reply(body=f'<a href="{PORTAL}">x</a>'.encode())
    with internet({}, tls=tls.trusted, tls_routes={"/links": reply}) as (guard, net, _):
        assert ask(guard, "https://a.example.org/links").found is True
        assert net.dialled == [("93.184.215.14", 443)]
    with internet({}, tls=tls.untrusted, tls_routes={"/links": reply}) as (guard, _, _site):
        found = ask(guard, "https://a.example.org/links")
    assert found.found is None
    assert "certificate verify failed" in found.detail

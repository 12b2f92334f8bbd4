import pytest

from generator.links.heads import RefusalError, closing_head, read_head
from generator.links.urls import PORTS


def head(*lines: str):
    return read_head(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"), ports=PORTS)


def test_a_plain_request_is_rewritten_for_its_server():
    read = head(
        "GET http://A.example.org/x?y HTTP/1.1",
        "Host: evil.example",
        "User-Agent: us",
        "Cookie: a=b",
        "Authorization: Basic eDp5",
        "Proxy-Authorization: Basic eDp5",
        "Proxy-Connection: keep-alive",
        "Connection: keep-alive, X-Secret",
        "X-Secret: 1",
        "Te: trailers",
        "Upgrade: h2c",
        "Accept: */*",
    )
    assert (read.host, read.port, read.url) == ("a.example.org", 80, "http://a.example.org/x?y")
    assert read.onward.decode().split("\r\n") == [
        "GET /x?y HTTP/1.1",
        "Host: a.example.org",
        "User-Agent: us",
        "Accept: */*",
        "Connection: close",
        "",
        "",
    ]


def test_a_tunnel_sends_nothing_of_its_own():
    read = head("CONNECT a.example.org:443 HTTP/1.1", "Host: evil.example", "Cookie: a=b")
    assert (read.host, read.port, read.url, read.onward) == ("a.example.org", 443, None, b"")
    assert read.is_tunnel


def test_a_tunnel_to_an_ipv6_address():
    assert head("CONNECT [2606:2800::1]:443 HTTP/1.1").host == "2606:2800::1"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["GET / HTTP/1.1", "Host: a.example.org"], "only http"),
        (["GET https://a.example.org/ HTTP/1.1"], "tunnel"),
        (["GET ftp://a.example.org/ HTTP/1.1"], "only http"),
        (["GET file:///etc/passwd HTTP/1.1"], "only http"),
        (["GET http://u:p@a.example.org/ HTTP/1.1"], "credentials"),
        (["GET http://a.example.org:8080/ HTTP/1.1"], "port 8080"),
        (["GET http://2852039166/ HTTP/1.1"], "disguise"),
        (["GET http://a.example.org/ HTTP/2"], "request line"),
        (["GET  http://a.example.org/ HTTP/1.1"], "request line"),
        (["POST http://a.example.org/ HTTP/1.1"], "POST"),
        (["GET http://a.example.org/ HTTP/1.1", "Content-Length: 4"], "body"),
        (["GET http://a.example.org/ HTTP/1.1", "Transfer-Encoding: chunked"], "body"),
        (["GET http://a.example.org/ HTTP/1.1", "X: a\nY: b"], "header"),
        (["GET http://a.example.org/ HTTP/1.1", "X : a"], "header"),
        (["GET http://a.example.org/ HTTP/1.1", " folded"], "header"),
        (["CONNECT a.example.org HTTP/1.1"], "host and a port"),
        (["CONNECT a.example.org:25 HTTP/1.1"], "port 25"),
        (["CONNECT u:p@a.example.org:443 HTTP/1.1"], "credentials"),
        (["CONNECT a.example.org:443/x HTTP/1.1"], "host and a port"),
        (["CONNECT 127.1:443 HTTP/1.1"], "disguise"),
        ([""], "request line"),
    ],
)
def test_what_is_not_plainly_well_formed_is_refused(lines, reason):
    with pytest.raises(RefusalError, match=reason):
        head(*lines)


def test_a_response_says_that_the_connection_ends_and_sets_no_cookie():
    raw = b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nSet-Cookie: a=b\r\nX: y\r\n\r\n"
    assert closing_head(raw) == b"HTTP/1.1 200 OK\r\nX: y\r\nConnection: close\r\n\r\n"

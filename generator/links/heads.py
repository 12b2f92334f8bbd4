"""The head of a request to the guard: read strictly, judged, and rewritten for the server.

A proxy that reads a request otherwise than the server behind it can be tricked; so what is not plainly
well-formed is refused, a body is refused, and of the client's headers only end-to-end ones without secrets
go on.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from generator.links.urls import UrlRefusedError, normal_host, normal_url


class Ruling(StrEnum):
    """What became of one connection through the guard."""

    PASSED = "passed"
    REFUSED_REQUEST = "refused-request"
    REFUSED_ADDRESS = "refused-address"
    UNKNOWN_HOST = "unknown-host"
    RESOLVER_FAILED = "resolver-failed"
    UNREACHABLE = "unreachable"
    BUSY = "busy"
    TIME_LIMIT = "time-limit"
    BYTE_LIMIT = "byte-limit"


class RefusalError(Exception):
    """This request does not pass; ``ruling`` and ``reason`` go to the client and into the log."""

    def __init__(self, ruling: Ruling, reason: str) -> None:
        super().__init__(reason)
        self.ruling = ruling
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Head:
    """A request that may go on: where to, and what to send there (nothing for a tunnel)."""

    host: str
    port: int
    url: str | None
    onward: bytes

    @property
    def is_tunnel(self) -> bool:
        """Whether the client asked by CONNECT for a tunnel instead of one plain http request."""
        return self.url is None


_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*)")
_HOP_BY_HOP = {b"connection", b"keep-alive", b"te", b"trailer", b"transfer-encoding", b"upgrade"}
_SECRET = {b"cookie", b"authorization"}
_REPLACED = {b"host", b"content-length"}


def read_head(raw: bytes, *, ports: Collection[int]) -> Head:
    """Read a request head (up to and with its empty line); raise :class:`RefusalError`."""
    request, *fields = raw.removesuffix(b"\r\n\r\n").split(b"\r\n")
    parts = request.decode("latin-1").split(" ")
    if len(parts) != 3 or parts[2] not in ("HTTP/1.1", "HTTP/1.0"):
        raise RefusalError(Ruling.REFUSED_REQUEST, "not an HTTP request line")
    headers = _headers(fields)
    method, target, _ = parts
    try:
        return _tunnel(target, ports) if method == "CONNECT" else _request(method, target, headers, ports)
    except UrlRefusedError as refusal:
        raise RefusalError(Ruling.REFUSED_REQUEST, refusal.reason) from None


def _headers(fields: Iterable[bytes]) -> list[tuple[bytes, bytes]]:
    headers = []
    for field in fields:
        match = _HEADER.fullmatch(field)
        if match is None:
            raise RefusalError(Ruling.REFUSED_REQUEST, "not an HTTP header")
        headers.append((match[1], match[2]))
    return headers


def _tunnel(target: str, ports: Collection[int]) -> Head:
    # The same rules as for a URL, and a port must be named.
    parts = urlsplit(normal_url(f"https://{target}", ports=ports))
    if not re.search(r":\d+$", target) or parts.path != "/" or parts.query:
        raise UrlRefusedError("CONNECT wants a host and a port")
    return Head(host=normal_host(parts.hostname or ""), port=parts.port or 443, url=None, onward=b"")


def _request(method: str, target: str, headers: list[tuple[bytes, bytes]], ports: Collection[int]) -> Head:
    if method not in ("GET", "HEAD"):
        raise UrlRefusedError(f"the method {method[:20]} is not for asking")
    if any(name.lower() == b"transfer-encoding" or _is_body(name, value) for name, value in headers):
        raise UrlRefusedError("a request with a body")
    url = normal_url(target, ports=ports)
    parts = urlsplit(url)
    if parts.scheme != "http":
        raise UrlRefusedError("https only through a tunnel")
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    lines = [f"{method} {path} HTTP/1.1".encode(), f"Host: {parts.netloc}".encode(), *_end_to_end(headers)]
    onward = b"\r\n".join([*lines, b"Connection: close", b"", b""])
    return Head(host=normal_host(parts.hostname or ""), port=parts.port or 80, url=url, onward=onward)


def closing_head(raw: bytes) -> bytes:
    """Return a response head that says the connection ends after it, and that sets no cookie.

    A client that believes otherwise would send its next request into a connection that is being closed.
    """
    status, *fields = raw.removesuffix(b"\r\n\r\n").split(b"\r\n")
    dropped = (b"connection:", b"keep-alive:", b"proxy-connection:", b"set-cookie:")
    kept = [field for field in fields if not field.lower().startswith(dropped)]
    return b"\r\n".join([status, *kept, b"Connection: close", b"", b""])


def _is_body(name: bytes, value: bytes) -> bool:
    return name.lower() == b"content-length" and value.strip() != b"0"


def _end_to_end(headers: list[tuple[bytes, bytes]]) -> list[bytes]:
    named = b",".join(value for name, value in headers if name.lower() == b"connection")
    dropped = _HOP_BY_HOP | _SECRET | _REPLACED | {token.strip().lower() for token in named.split(b",")}
    kept = ((name, value) for name, value in headers if name.lower() not in dropped)
    return [b"%s: %s" % pair for pair in kept if not pair[0].lower().startswith(b"proxy-")]

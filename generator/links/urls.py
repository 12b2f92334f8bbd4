"""Which URLs may be asked at all, and their one normal form.

Only http and https, a public-looking host name, no credentials, the scheme's own ports. The normal form is
what two spellings of one URL share: lower-case scheme and ASCII host, no default port, no fragment, every
other character percent-encoded. The guard applies the same rules again to each request that passes through
it (redirects included).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urlsplit

PORTS = frozenset({80, 443})
_DEFAULT_PORT = {"http": 80, "https": 443}
_MAX_LENGTH = 2000  # LinkChecker warns from 2047 on; browsers and proxies begin to fail near there
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC = re.compile(r"\d+|0x[0-9a-f]*")
# IDNA 2003, which the standard library speaks, maps these to an other host than IDNA 2008, which browsers
# speak.
_DISPUTED = frozenset("ßς\u200c\u200d")
# Everything RFC 3986 allows in a path or query, and "%" since what is encoded already stays as written.
_SAFE = "%/:?#[]@!$&'()*+,;=-._~"


class UrlRefusedError(ValueError):
    """This URL is not to be asked; ``reason`` says why in one English clause."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, order=True)
class Place:
    """Where a URL is written: a file (as the caller names it) and a line (from 1)."""

    path: str
    line: int


@dataclass(frozen=True, kw_only=True)
class RefusedUrl:
    """A URL as it was written, which will not be asked, and why."""

    url: str
    reason: str
    places: tuple[Place, ...]


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """``urls``: each URL once, in normal form, sorted, with all its places; ``refused``: the others."""

    urls: Mapping[str, tuple[Place, ...]]
    refused: tuple[RefusedUrl, ...]


def gather(places: Mapping[str, Sequence[Place]], *, ports: Iterable[int] = PORTS) -> Gathered:
    """Bring URLs as written into normal form, joining the places of those that are the same."""
    urls: dict[str, set[Place]] = {}
    refused: list[RefusedUrl] = []
    for url, where in sorted(places.items()):
        try:
            urls.setdefault(normal_url(url, ports=ports), set()).update(where)
        except UrlRefusedError as refusal:
            refused.append(RefusedUrl(url=url, reason=refusal.reason, places=tuple(sorted(where))))
    joined = {url: tuple(sorted(where)) for url, where in sorted(urls.items())}
    return Gathered(urls=joined, refused=tuple(refused))


def normal_url(url: str, *, ports: Iterable[int] = PORTS) -> str:
    """Return the normal form of ``url``; raise :class:`UrlRefusedError` if it may not be asked."""
    parts = _split(url)
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT:
        raise UrlRefusedError("only http and https are checked")
    if "@" in parts.netloc:
        raise UrlRefusedError("credentials in a URL")
    host = normal_host(parts.hostname or "")
    authority = f"[{host}]" if ":" in host else host
    port = _port(parts, ports)
    if port not in (None, _DEFAULT_PORT[scheme]):
        authority += f":{port}"
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    result = f"{scheme}://{authority}{quote(parts.path, safe=_SAFE) or '/'}{query}"
    if len(result) > _MAX_LENGTH:
        raise UrlRefusedError(f"longer than {_MAX_LENGTH} characters")
    return result


def _split(url: str) -> SplitResult:
    # urlsplit silently drops tabs and newlines and browsers read a backslash as a slash: two readers, two
    # hosts.
    if any(character <= " " or character in "\\\x7f" for character in url):
        raise UrlRefusedError("white space, a control character or a backslash in a URL")
    try:
        return urlsplit(url)
    except ValueError:
        raise UrlRefusedError("not a URL") from None


def _port(parts: SplitResult, ports: Iterable[int]) -> int | None:
    try:
        port = parts.port
    except ValueError:
        raise UrlRefusedError("not a port number") from None
    if port is not None and port not in ports:
        raise UrlRefusedError(f"port {port} is not a web server's")
    return port


def normal_host(host: str) -> str:
    """Return the lower-case ASCII form of a host name, or an IP address in its shortest form, no brackets."""
    if ":" in host:
        return _ipv6(host)
    name = _ascii(host).removesuffix(".")
    labels = name.split(".")
    if _NUMERIC.fullmatch(labels[-1]):
        return _ipv4(name)
    if len(labels) < 2:
        raise UrlRefusedError("not a public host name")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise UrlRefusedError("not a host name")
    return name


def _ascii(host: str) -> str:
    if _DISPUTED & set(host):
        raise UrlRefusedError("a host whose ASCII form is disputed; write it in its xn-- form")
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise UrlRefusedError("not a host name") from None


def _ipv4(host: str) -> str:
    # A host whose last label is a number is an IPv4 address to every client, also as 2130706433, 0x7f.1 or
    # 0177.0.0.1.
    try:
        return str(IPv4Address(host))
    except ValueError:
        raise UrlRefusedError("an IP address in disguise") from None


def _ipv6(host: str) -> str:
    try:
        address = IPv6Address(host)
    except ValueError:
        raise UrlRefusedError("not an IP address") from None
    if address.scope_id:
        raise UrlRefusedError("an IP address of one network interface")
    return str(address)

"""Does a ministry's page link back to the portal?

One GET through the guard, of which at most ``max_bytes`` are read. Only links in the HTML that the server
sends are seen; a page that is made in the browser cannot be judged, nor can one that is cut: then the
answer is "not known", never "no".
"""

import http.client
import urllib.error
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from generator.links.answers import spoken
from generator.links.fetch import NO_ANSWER, get
from generator.links.guard import Guard
from generator.links.heads import Ruling
from generator.links.urls import UrlRefusedError, normal_url

_CUT = {Ruling.BYTE_LIMIT, Ruling.TIME_LIMIT}
_HTML = {"text/html", "application/xhtml+xml"}


@dataclass(frozen=True, kw_only=True)
class Backlink:
    """``found``: True, False, or None if it is not known.

    ``href``: the link as found; ``detail``: an English clause.
    """

    found: bool | None
    detail: str
    href: str | None = None


def links_back(
    page: str, portal: str, *, guard: Guard, user_agent: str, timeout: float = 20.0, max_bytes: int = 1_000_000
) -> Backlink:
    """Say whether the HTML at ``page`` links to ``portal`` or to any page below it.

    http and https, "www." and a final slash make no difference. ``timeout`` is in seconds of silence. The guard
    limits the whole, so its ``received_bytes`` should exceed ``max_bytes``; what it cut is "not known".
    """
    already = len(guard.decisions)
    try:
        url = normal_url(page)
        with get(url, proxy=guard.address, user_agent=user_agent, timeout=timeout) as response:
            if response.headers.get_content_type() not in _HTML:
                return Backlink(found=None, detail="not an HTML page")
            body, whole = _body(response, max_bytes)
            # An end by the guard looks like the page's own end where no length was announced.
            whole = whole and not any(one.ruling in _CUT for one in guard.decisions[already:])
            charset = response.headers.get_content_charset() or "utf-8"
            return _judge(_hrefs(body, charset, response.geturl()), portal, whole=whole)
    except UrlRefusedError as refusal:
        return Backlink(found=None, detail=refusal.reason)
    except urllib.error.HTTPError as error:
        error.close()
        return Backlink(found=None, detail=spoken(f"{error.code} {error.reason}"))
    except NO_ANSWER as error:
        return Backlink(found=None, detail=spoken(str(error)) or type(error).__name__)


def _body(response: http.client.HTTPResponse, max_bytes: int) -> tuple[bytes, bool]:
    try:
        body = response.read(max_bytes + 1)
    except http.client.IncompleteRead as cut:  # by the guard's limit
        return cut.partial, False
    # read(n) hides that a connection ended too early; what Content-Length had still promised does not.
    return body[:max_bytes], len(body) <= max_bytes and not response.length


def _judge(hrefs: Iterable[str], portal: str, *, whole: bool) -> Backlink:
    wanted = _key(normal_url(portal))
    for href in hrefs:
        try:
            key = _key(normal_url(href))
        except UrlRefusedError:
            continue
        if key == wanted or key.startswith(f"{wanted}/"):
            return Backlink(found=True, detail="links to the portal", href=href)
    if not whole:
        return Backlink(found=None, detail="the page is too long to be read to its end")
    return Backlink(found=False, detail="no link to the portal in the page's HTML")


def _key(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path}".rstrip("/")


def _hrefs(body: bytes, charset: str, base: str) -> list[str]:
    try:
        text = body.decode(charset, "replace")
    except LookupError:  # a charset nobody knows; links are ASCII in almost every one
        text = body.decode("latin-1")
    links = _Links()
    links.feed(text)
    links.close()
    origin = _joined(base, links.base)
    return [_joined(origin, href) for href in links.hrefs]


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""


class _Links(HTMLParser):
    """Collects the addresses of links, and of the first ``base``."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if href and tag in ("a", "area"):
            self.hrefs.append(href)
        elif href and tag == "base" and not self.base:
            self.base = href

"""One GET through the guard by the standard library, for what LinkChecker cannot: read a page, ask a URL verbatim."""

import http.client
import ssl
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit
from urllib.request import (
    BaseHandler,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
    UnknownHandler,
)

from generator.links.answers import Answer, Hop, Trouble, spoken

NO_ANSWER = (OSError, http.client.HTTPException, ValueError)
"""What a request may raise that ends without an HTTP status; ``urllib.error.HTTPError`` (an OSError) has one."""


def ask(url: str, *, proxy: str, user_agent: str, timeout: float, ca_file: Path | None = None) -> Answer:
    """Ask ``url`` exactly as it is written and read no body; ``timeout`` is in seconds of silence."""
    hops: list[Hop] = []
    try:
        with get(url, proxy=proxy, user_agent=user_agent, timeout=timeout, ca_file=ca_file, hops=hops) as response:
            status, final, said = response.status, response.geturl(), response.reason
    except urllib.error.HTTPError as error:
        status, final, said = error.code, error.url or url, error.reason
        error.close()
    except NO_ANSWER as error:
        return Answer(url=url, error=Trouble.PROTOCOL, detail=spoken(str(error)), hops=tuple(hops))
    return Answer(url=url, status=status, final_url=final, detail=spoken(f"{status} {said}"), hops=tuple(hops))


@contextmanager
def get(
    url: str,
    *,
    proxy: str,
    user_agent: str,
    timeout: float,
    ca_file: Path | None = None,
    hops: list[Hop] | None = None,
) -> Iterator[http.client.HTTPResponse]:
    """Open ``url`` (normal form) through ``proxy``, a guard's address; redirects are appended to ``hops``."""
    request = Request(url, headers={"User-Agent": user_agent, "Accept": "text/html, */*;q=0.5"})  # noqa: S310
    opener = _opener(proxy, ca_file, [] if hops is None else hops)
    with opener.open(request, timeout=timeout) as response:
        yield response


def _opener(proxy: str, ca_file: Path | None, hops: list[Hop]) -> OpenerDirector:
    # Not build_opener: it knows file: and ftp:, and its proxy handler lets no_proxy lead past the guard.
    opener = OpenerDirector()
    handlers: list[BaseHandler] = [
        _Through(proxy),
        HTTPHandler(),
        HTTPSHandler(context=ssl.create_default_context(cafile=ca_file)),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
        _FewRedirects(hops),
        UnknownHandler(),
    ]
    for handler in handlers:
        opener.add_handler(handler)
    return opener


class _FewRedirects(HTTPRedirectHandler):
    max_redirections = 5

    def __init__(self, hops: list[Hop]) -> None:
        self._hops = hops

    def redirect_request(  # noqa: PLR0917 - as the base class has it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        self._hops.append(Hop(code, newurl))
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


class _Through(BaseHandler):
    """Sends every request, and so every redirect, through one proxy."""

    def __init__(self, proxy: str) -> None:
        self._proxy = urlsplit(proxy).netloc

    def http_request(self, request: Request) -> Request:
        request.set_proxy(self._proxy, "http")
        return request

    https_request = http_request

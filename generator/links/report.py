"""Read LinkChecker's CSV into answers.

One row per URL: ``result`` is "404 Not Found" or "SSLError: …", ``warningstring`` has a line per redirect,
``url`` is where it ended. The texts are those of LinkChecker 10.6 in the C locale; a test runs the real
program, so a release that changes them is noticed. What cannot be read becomes ``Trouble.CHECKER``, never
"ok".
"""

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import StringIO

from generator.links.answers import Answer, Hop, Trouble, spoken
from generator.links.linkchecker import COLUMNS

_STATUS = re.compile(r"([1-9]\d\d)\b")
_REDIRECT = re.compile(r"Redirected to [`'](.+)' status: (\d{3})\b")
_RETRY_AFTER = re.compile(r"Retry-after[=:] ?([^)\n]+)", re.IGNORECASE)
_FAILED_AT = re.compile(r"ConnectionPool\(host='([^']+)', port=(\d+)\)")
_ROBOTS = "robots.txt"
# The name of the exception stands first; the rest of the text is cut at 240 characters and so proves
# nothing by its absence.
_TROUBLES = {
    "SSLError": Trouble.TLS,
    "ReadTimeout": Trouble.TIMEOUT,
    "ConnectTimeout": Trouble.TIMEOUT,
    "TooManyRedirects": Trouble.REDIRECTS,
    "InvalidSchema": Trouble.REFUSED,
    "InvalidURL": Trouble.REFUSED,
    "LinkCheckerError": Trouble.REFUSED,
    "ProxyError": Trouble.UNREACHABLE,
    "ConnectionError": Trouble.PROTOCOL,
    "ChunkedEncodingError": Trouble.PROTOCOL,
    "ContentDecodingError": Trouble.PROTOCOL,
    "InvalidHeader": Trouble.PROTOCOL,
}
_TLS_REASON = re.compile(r"\[SSL[^]]*\] ([\w -]+)")
_PLAIN = {
    Trouble.TIMEOUT: "no answer in time",
    Trouble.PROTOCOL: "the server hung up or did not speak HTTP",
    Trouble.UNREACHABLE: "no connection to the host",
    Trouble.REDIRECTS: "too many redirects",
}

Row = Mapping[str, str]


def read_report(text: str, *, now: datetime | None = None) -> Iterator[Answer]:
    """Give the answers in LinkChecker's output; a cut last row is left out.

    ``now`` turns a Retry-After date into seconds.
    """
    # Not splitlines(): it would also split at the form feeds and the like in a server's status line.
    rows = csv.reader(StringIO(text, newline=""), delimiter=";", quotechar='"')
    with suppress(csv.Error):
        for row in rows:
            if len(row) == len(COLUMNS) and row[0] != COLUMNS[0]:
                yield _answer(dict(zip(COLUMNS, row, strict=True)), now or datetime.now(UTC))


def failed_at(answer: Answer) -> tuple[str, int] | None:
    """Return host and port of the connection that failed, where LinkChecker's text names them."""
    match = _FAILED_AT.search(answer.detail)
    return (match[1].lower().strip("[]"), int(match[2])) if match else None


def plain(answer: Answer) -> str:
    """Return the detail of ``answer`` without Python's names for it."""
    if answer.error is Trouble.TLS:
        reason = _TLS_REASON.search(answer.detail)
        return f"TLS: {reason[1].strip()}" if reason else "TLS failed"
    return _PLAIN[answer.error] if answer.error in _PLAIN else spoken(answer.detail)


def _answer(row: Row, now: datetime) -> Answer:
    url, result = row["urlname"], row["result"]
    status = _STATUS.match(result)
    if status is None:
        return _without_status(row)
    return Answer(
        url=url,
        status=int(status[1]),
        final_url=row["url"],
        detail=result,
        hops=_hops(row),
        retry_after=_retry_after(row, now),
    )


def _without_status(row: Row) -> Answer:
    url, text, info = row["urlname"], row["result"], row["infostring"]
    if _ROBOTS in info:
        return Answer(url=url, error=Trouble.REFUSED, detail=info)
    # "URL host … has invalid port": LinkChecker cannot read http://[2001:db8::1]/, for example.
    unread = Trouble.REFUSED if text.startswith("URL ") else Trouble.CHECKER
    return Answer(url=url, error=_TROUBLES.get(text.split(":", 1)[0], unread), detail=text, hops=_hops(row))


def _hops(row: Row) -> tuple[Hop, ...]:
    hops = [Hop(int(status), url) for url, status in _REDIRECT.findall(row["warningstring"])]
    # LinkChecker copies the result of a redirect to the URL it led to, if that was asked too; its own hops
    # come after it.
    reached = [number for number, hop in enumerate(hops, 1) if hop.url == row["urlname"]]
    return tuple(hops[max(reached, default=0) :])


def _retry_after(row: Row, now: datetime) -> int | None:
    match = _RETRY_AFTER.search(f"{row['infostring']}\n{row['warningstring']}")
    return None if match is None else seconds(match[1].strip(), now=now)


def seconds(retry_after: str, *, now: datetime) -> int | None:
    """Return a Retry-After header (seconds or a date, RFC 9110 §10.2.3) as seconds from ``now``, or None."""
    if re.fullmatch(r"[0-9]{1,9}", retry_after):
        return int(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0, round((until - now).total_seconds()))

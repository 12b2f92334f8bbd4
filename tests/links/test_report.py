import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.links.answers import Answer, Hop, Trouble
from generator.links.linkchecker import COLUMNS
from generator.links.report import failed_at, plain, read_report, seconds

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
URL = "http://a.example.org/"


def report(*rows: dict) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        whole = dict.fromkeys(COLUMNS, "") | {"urlname": URL, "url": URL} | row
        writer.writerow([whole[column] for column in COLUMNS])
    return out.getvalue()


def answer(**row) -> Answer:
    (only,) = read_report(report(row), now=NOW)
    return only


def moved(status: int, url: str) -> str:
    return f"Redirected to `{url}' status: {status} Whatever."


def test_a_status():
    assert answer(result="404 Not Found", valid="False") == Answer(
        url=URL, status=404, final_url=URL, detail="404 Not Found"
    )


def test_429_is_no_200_although_linkchecker_calls_it_valid():
    found = answer(
        result="429 Too Many Requests",
        valid="True",
        warningstring="Rate limited (Retry-After: 120)",
        infostring="HTTP headers Retry-after=120",
    )
    assert (found.status, found.retry_after) == (429, 120)


def test_hops_in_their_order_with_their_own_status():
    warnings = "\n".join([moved(301, "http://b.example.org/?q='1'"), moved(302, "http://c.example.org/")])
    assert answer(result="200 OK", warningstring=warnings).hops == (
        Hop(301, "http://b.example.org/?q='1'"),
        Hop(302, "http://c.example.org/"),
    )


def test_the_copied_result_of_a_redirect_is_not_a_redirect_of_its_target():
    warnings = "\n".join([moved(301, URL), moved(308, "http://b.example.org/")])
    assert answer(result="200 OK", warningstring=warnings).hops == (Hop(308, "http://b.example.org/"),)


@pytest.mark.parametrize(
    ("result", "trouble"),
    [
        ("SSLError: HTTPSConnectionPool(host='a', port=443): …", Trouble.TLS),
        ("ReadTimeout: HTTPConnectionPool(host='127.0.0.1', port=1): …", Trouble.TIMEOUT),
        ("TooManyRedirects: Exceeded 10 redirects.", Trouble.REDIRECTS),
        ("InvalidSchema: No connection adapters were found for 'file:///etc/passwd'", Trouble.REFUSED),
        ("ProxyError: HTTPSConnectionPool(host='a', port=443): …", Trouble.UNREACHABLE),
        ("ConnectionError: ('Connection aborted.', …)", Trouble.PROTOCOL),
        ("URL host '%5B::1%5D' has invalid port", Trouble.REFUSED),
        ("syntax OK", Trouble.CHECKER),
        ("something new in release 11", Trouble.CHECKER),
        ("", Trouble.CHECKER),
    ],
)
def test_what_is_no_status_is_a_trouble_and_never_ok(result, trouble):
    found = answer(result=result, valid="True")
    assert (found.status, found.error) == (None, trouble)


def test_robots_txt_is_a_refusal_although_linkchecker_calls_it_valid():
    found = answer(result="syntax OK", infostring="Access denied by robots.txt, checked only syntax.")
    assert found.error is Trouble.REFUSED


def test_who_failed_is_read_from_the_text():
    text = "ProxyError: HTTPSConnectionPool(host='B.example.org', port=443): Max retries exceeded"
    assert failed_at(answer(result=text)) == ("b.example.org", 443)


def test_a_person_reads_no_python():
    text = "SSLError: HTTPSConnectionPool(host='a', port=443): Max retries exceeded with url: / (Caused by ("
    cause = "SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed"
    assert plain(answer(result=text + cause)) == "TLS: certificate verify failed"
    assert plain(answer(result=text)) == "TLS failed"
    assert plain(answer(result="ReadTimeout: HTTPConnectionPool(…)")) == "no answer in time"


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=30), min_size=6, max_size=6))
def test_no_status_line_of_a_server_breaks_the_rows_around_it(texts):
    # "\r" inside an unquoted field is the one thing Python 3.11's csv writes but does not read back.
    hostile = dict(zip(COLUMNS, (text.replace("\r", "") for text in texts), strict=True))
    text = report({"result": "200 OK"}, hostile, {"urlname": "http://b.example.org/", "result": "404 Not Found"})
    found = {one.url: one.status for one in read_report(text, now=NOW)}
    assert found[URL] == 200 or hostile["urlname"] == URL
    assert found["http://b.example.org/"] == 404


def test_a_row_that_was_cut_is_left_out():
    text = report({"result": "200 OK"}, {"urlname": "http://b.example.org/", "result": "200 OK"})
    assert [one.url for one in read_report(text[:-30], now=NOW)] == [URL]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("120", 120),
        ("0", 0),
        ("Sun, 01 Mar 2026 13:00:00 GMT", 3600),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("1" * 30, None),
        ("None", None),
    ],
)
def test_retry_after(header, expected):
    assert seconds(header, now=NOW) == expected

"""What is known of the addresses: read from a file that may be missing or broken, looked up however one is spelt."""

import json
from datetime import date
from pathlib import Path

import pytest
from case import examined_in, project
from internet import FIRST_LINE, country

from generator.links import Record, State
from generator.linkstate import (
    LinkState,
    backlinks_path,
    normal,
    read_backlinks,
    read_link_state,
    suppressions,
    written,
)

DAY = date(2026, 7, 1)
URL = "https://a.example.org/"
KNOWN = Record(state=State.OK, since=DAY, last_checked=DAY, next_due=DAY, reason="ok")


@pytest.mark.parametrize("spelling", [URL, "https://a.example.org", "HTTPS://A.Example.ORG:443/#part"])
def test_an_address_is_found_however_it_is_spelt(spelling: str):
    assert LinkState({URL: KNOWN}).of(spelling) is KNOWN


@pytest.mark.parametrize(
    "url",
    ["http://a.example.org/", "https://a.example.org/b", "mailto:a@example.org", "https://u:p@a.example.org/", ""],
)
def test_of_another_address_nothing_is_known(url: str):
    assert LinkState({URL: KNOWN}).of(url) is None
    assert LinkState().of(url) is None


def test_what_may_not_be_asked_has_no_normal_form():
    assert normal("https://u:p@a.example.org/") is None
    assert normal("https://a.example.org") == URL


def test_without_a_file_nothing_is_known(tmp_path: Path):
    assert read_link_state(tmp_path / "links.json") == LinkState()
    assert read_link_state(tmp_path) == LinkState(), "a folder is no history"


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b'{"format": 2}', b"[" * 100_000])
def test_reading_a_broken_history_says_so_and_moves_nothing(tmp_path: Path, content: bytes):
    path = tmp_path / "links.json"
    path.write_bytes(content)
    found = read_link_state(path)
    assert found.records == {}
    assert found.problem
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("links.json", content)]


def test_the_history_comes_with_the_backlinks_beside_it(tmp_path: Path):
    fact = {"state": "ok", "since": "2026-07-01", "last_checked": "2026-07-01", "next_due": "2026-08-01"}
    path = tmp_path / "links.json"
    path.write_text(json.dumps({"format": 1, "urls": {URL: fact}}))
    backlinks_path(path).write_text(json.dumps({URL: False}))
    found = read_link_state(path)
    assert (set(found.records), found.backlinks, found.problem) == ({URL}, {URL: False}, "")


@pytest.mark.parametrize(
    ("content", "known"),
    [
        ('{"a": true, "b": false, "c": null}', {"a": True, "b": False, "c": None}),
        ('{"a": "no", "b": 0, "c": [], "d": false}', {"d": False}),
        ("[false]", {}),
        ("false", {}),
        ("{", {}),
        ("[" * 100_000, {}),
    ],
)
def test_of_the_answers_about_backlinks_only_answers_are_read(tmp_path: Path, content: str, known: dict):
    path = tmp_path / "backlinks.json"
    path.write_text(content)
    assert read_backlinks(path) == known


def test_answers_that_are_not_there_or_not_text_are_none(tmp_path: Path):
    (tmp_path / "backlinks.json").write_bytes(b"\xff\xfe")
    assert read_backlinks(tmp_path / "backlinks.json") == read_backlinks(tmp_path / "nothing.json") == {}


def test_every_web_address_of_every_file_is_known_with_its_line(tmp_path: Path):
    root = project(tmp_path, xa=country("XA", URL, "mailto:a@example.org"), xb=country("XB", f"{URL}#b", URL))
    with (root / "network.yml").open("a") as file:
        file.write(f'url: {URL}\nsuppressed_links:\n  - {{url: "{URL}x", reason: x, until: 2026-08-01}}\n')
    network = examined_in(root)
    assert [(one.source.path, one.line, one.url) for one in written(network.network, network.schema)] == [
        ("countries/xa.yml", FIRST_LINE, URL),
        ("countries/xb.yml", FIRST_LINE, f"{URL}#b"),
        ("countries/xb.yml", FIRST_LINE + 1, URL),
        ("network.yml", 9, URL),
    ]


def test_a_suppression_keeps_its_place_beside_wrong_ones(tmp_path: Path):
    root = project(tmp_path)
    with (root / "network.yml").open("a") as file:
        file.write(
            "suppressed_links:\n"
            f"  - {{url: {URL}, reason: x, until: soon}}\n"
            "  - word\n"
            f"  - {{url: {URL}, until: 2026-08-01}}\n"
            f"  - {{url: {URL}a, reason: x, until: 2026-08-01, prefix: true}}\n"
            f"  - {{url: {URL}b, reason: x, until: 2026-08-02, prefix: false}}\n"
        )
    known = suppressions(examined_in(root).network)
    assert {at: (one.url, one.prefix, one.until.day) for at, one in known.items()} == {
        3: (f"{URL}a", True, 1),
        4: (f"{URL}b", False, 2),
    }


@pytest.mark.parametrize("value", ["5", "word", "[]", "{a: b}"])
def test_suppressions_of_another_shape_are_none(tmp_path: Path, value: str):
    root = project(tmp_path)
    with (root / "network.yml").open("a") as file:
        file.write(f"suppressed_links: {value}\n")
    assert suppressions(examined_in(root).network) == {}

"""What is known of the addresses, as the site shows it: beside each link, on the page of all, in each to-do list."""

import json
import re
from dataclasses import replace

import pytest
from conftest import MINI_DAY, Built, copy_mini
from markupsafe import escape

from generator.checks import weblinks as check
from generator.linkstate import LinkState
from generator.pages import weblinks
from generator.plugin import build_site

A_LINK = re.compile(r'<a href="(https?://[^"]+)" rel="noopener nofollow">[^<]*</a>( <span class="fn-link[^<]*</span>)?')
EDIT = "https://git.example.org/mini/edit/main/countries/"


@pytest.fixture(scope="module")
def unknown(tmp_path_factory) -> Built:
    """The fictional network without a history, in English."""
    folder = tmp_path_factory.mktemp("unknown")
    config = copy_mini(folder)
    (folder / "links.json").unlink()
    plugin = build_site(config, folder / "site", {"languages": ["en"]}, MINI_DAY, lambda stage, done, total: None)
    assert plugin is not None
    return Built(folder / "site", plugin.settings.languages, plugin, config)


def marks(site, path):
    """The outbound links of a page with what stands beside them."""
    return A_LINK.findall(site.read(path))


@pytest.mark.parametrize(
    ("page", "address", "words"),
    [
        ("en/xa", "https://customs.example.org", "broken, last worked on Jan 15, 2026"),
        ("en/xa", "https://promo.example.org", "worked on Apr 30, 2026"),
        ("en/xa", "https://gazette.example.org", "moved, worked on Apr 30, 2026"),
        ("en/xb", "https://chamber.example.org", "did not answer on Apr 30, 2026"),
        ("en/xb/regulations/import-act", "https://law.example.org/1", "last worked on Feb 1, 2026"),
    ],
)
def test_the_state_and_its_date_stand_beside_the_link(mini, page, address, words):
    beside = [mark for url, mark in marks(mini, page) if url == address]
    assert beside
    assert all(f">{words}</span>" in mark for mark in beside), beside


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_outbound_link_with_a_known_address_is_marked_on_every_page(mini, language):
    seen = 0
    for page in mini.pages(language):
        for url, mark in marks(mini, f"{language}/{page}"):
            assert bool(mark) is (mini.examined.links.of(url) is not None), (page, url)
            seen += bool(mark)
    assert seen > 10


def test_no_link_to_a_known_address_goes_unmarked_by_another_way(mini):
    """Also a template that would write a link by itself is found."""
    for page in mini.pages("en"):
        for url in re.findall(r'<a [^>]*href="(https?://[^"]+)"', mini.read(f"en/{page}")):
            if mini.examined.links.of(url):
                assert url in {one for one, _ in marks(mini, f"en/{page}")}, (page, url)


def test_a_broken_address_has_an_archived_copy_and_others_have_none(mini):
    copies = set()
    for page in mini.pages("en"):
        copies |= set(
            re.findall(r'<a href="(https://web\.archive\.org/[^"]+)"[^>]*>Archived copy</a>', mini.read(f"en/{page}"))
        )
    assert copies == {
        "https://web.archive.org/web/https://customs.example.org",
        "https://web.archive.org/web/https://chamber.example.org",
    }


def test_the_archive_can_be_left_out(mini, view):
    assert view.link_state("https://chamber.example.org")[2]
    view.settings = replace(mini.settings, archive_url="")
    assert view.link_state("https://chamber.example.org")[2] == ""


def test_the_words_are_in_the_language_of_the_page(mini):
    spanish = dict(marks(mini, "es/xa"))["https://promo.example.org"]
    assert "worked" not in spanish
    assert "2026" in spanish


def sections(page):
    """The countries of the page of all addresses: code to HTML."""
    return dict(re.findall(r'<section id="([a-z]+)">(.*?)</section>', page, re.DOTALL))


def test_the_page_of_all_addresses_lists_each_country_with_its_lines(mini):
    found = sections(mini.read("en/status/links"))
    assert set(found) == {"xa", "xb"}
    for code, html in found.items():
        wanted = [p for p in mini.examined.problems if p.path == f"countries/{code}.yml" and p.rule in check.RULES]
        assert wanted
        edits = re.findall(rf'href="{re.escape(EDIT)}{code}\.yml#L(\d+)"', html)
        assert sorted(map(int, edits)) == sorted(problem.line for problem in wanted)
        assert f'<span class="fn-count">{len(wanted)}</span>' in html
    assert "The address has not worked since 2026-03-01 (404)." in found["xa"]
    assert "Write the new address: https://new.gazette.example.org/?a=1&amp;b=2." in found["xa"]
    assert "https://chamber.example.org" not in found["xa"]


def test_the_page_can_be_reached(mini):
    assert re.search(r'<a href="[^"]*links/">', mini.read("en/status").split("<h1>")[1].split("</main>")[0])


@pytest.mark.parametrize("code", ["xa", "xb"])
def test_the_to_do_list_of_a_country_contains_them(mini, view, code):
    page = mini.read(f"en/status/{code}")
    for problem in mini.examined.problems:
        if problem.path == f"countries/{code}.yml" and problem.rule in check.RULES:
            assert escape(view.message(problem)) in page
            assert f"{EDIT}{code}.yml#L{problem.line}" in page


def test_without_a_history_nothing_is_shown_and_the_page_says_so(unknown):
    for page in unknown.pages("en"):
        html = unknown.read(f"en/{page}")
        assert "fn-link--" not in html, page
        assert "web.archive.org" not in html, page
    page = unknown.read("en/status/links")
    assert "The addresses have not been checked yet." in page
    assert sections(page) == {}


def test_a_history_changes_no_address_and_no_other_file(mini, unknown):
    assert mini.pages("en") == unknown.pages("en")
    ours, theirs = (json.loads(site.read("data/xa.json")) for site in (mini, unknown))
    for data in (ours, theirs):
        data["meta"].pop("commit", None)
    assert ours == theirs


def test_addresses_of_the_network_itself_are_on_the_page(mini, make_view):
    view = make_view("en")
    problem = mini.examined.network.own.source.problem(
        check.DEAD, ("secretariat", "url"), since="2026-03-01", found="404", date="2026-04-30", target=""
    )
    view._problems = [problem]
    (page,) = weblinks.pages(view)
    assert [(member.code, found) for member, found in page.values["rows"]] == [("network", [problem])]
    assert (mini.folder / "en" / "network" / "index.html").is_file(), "the name of the section leads there"


def test_nothing_to_do_is_said_without_calling_every_address_well(mini, make_view):
    view = make_view("en")
    view._problems, view.links = [], LinkState(mini.examined.links.records)
    (page,) = weblinks.pages(view)
    assert (page.values["rows"], page.values["known"]) == ([], len(mini.examined.links.records))

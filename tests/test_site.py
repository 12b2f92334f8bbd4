"""What a whole site has: the same pages in every language, links between them, sitemaps."""

import re
from html import unescape
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from generator.site import write_sitemaps

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(params=["mini", "real"])
def site(request):
    return request.getfixturevalue(request.param)


def site_url(site):
    return re.search(r"Sitemap: (.*)sitemap.xml", site.read("robots.txt")).group(1)


def test_every_language_has_the_same_pages(site):
    first, *others = (site.pages(language) for language in site.languages)
    assert len(first) > 20
    for language, pages in zip(site.languages[1:], others, strict=True):
        assert set(first) ^ set(pages) == set(), language


def test_languages_lead_to_the_same_page(site):
    for language in site.languages:
        for path in site.pages(language):
            page = site.read(f"{language}/{path}")
            menu = page.split('class="fn-languages"')[1].split("</details>")[0]
            here = f"https://x.invalid/{language}/{path}"
            links = {
                tag: urljoin(here, href) for href, tag in re.findall(r'<a href="([^"]*)" hreflang="([^"]*)"', menu)
            }
            assert links == {tag: f"https://x.invalid/{tag}/{path}" for tag in site.languages}, path
            assert menu.count("aria-current") == 1
            for tag in links:
                assert (site.folder / tag / path / "index.html").is_file(), f"{tag}/{path}"


def test_every_page_says_its_language_title_and_address(site):
    for language in site.languages:
        titles = {}
        for path in site.pages(language):
            page = site.read(f"{language}/{path}")
            assert re.search(rf'<html lang="{language}[^"]*"', page), path
            assert f'<link rel="canonical" href="{site_url(site)}{language}/{path}">' in page, path
            assert len(re.findall(r"<h1[ >]", page)) == 1, path
            title = unescape(re.search(r"<title>([^<]+)</title>", page).group(1)).strip()
            assert title
            titles.setdefault(title, []).append(path)
        twice = {title: paths for title, paths in titles.items() if len(paths) > 1}
        assert not twice, language


def test_the_index_of_sitemaps(site):
    index = ElementTree.fromstring(site.read("sitemap.xml"))
    wanted = [f"{site_url(site)}{language}/sitemap.xml" for language in site.languages]
    assert [place.text for place in index.iterfind("s:sitemap/s:loc", NAMES)] == wanted


def test_sitemaps_name_all_pages_absolutely_and_each_other(site):
    base, found = site_url(site), {}
    assert base.startswith("https://")
    for language in site.languages:
        for entry in ElementTree.fromstring(site.read(f"{language}/sitemap.xml")).iterfind("s:url", NAMES):
            links = {link.get("hreflang"): link.get("href") for link in entry.iterfind("x:link", NAMES)}
            found[entry.findtext("s:loc", namespaces=NAMES)] = links
    assert set(found) == {f"{base}{language}/{path}" for language in site.languages for path in site.pages(language)}
    for address, links in found.items():
        own = next(tag for tag, target in links.items() if target == address and tag != "x-default")
        assert own == address.removeprefix(base).split("/")[0]
        assert links["x-default"] == links[site.languages[0]]
        assert set(links) == {*site.languages, "x-default"}
        assert all(found[target] == links for target in links.values())


def test_addresses_in_sitemaps_are_escaped(tmp_path):
    write_sitemaps({"en": ["a&b/"]}, "https://example.org/?x&y/", tmp_path)
    entry = ElementTree.parse(tmp_path / "en" / "sitemap.xml").find("s:url/s:loc", NAMES)
    assert entry.text == "https://example.org/?x&y/en/a&b/"


def test_nothing_is_loaded_from_another_host(site):
    """Pages link to other hosts; they load nothing from them."""
    loads = re.compile(
        r'<(?:script|img|iframe|audio|video|source|embed|object|input)\b[^>]*?\s(?:src|data|srcset)="([^"]*)"',
        re.IGNORECASE,
    )
    sheets = re.compile(r'<link\b[^>]*?rel="(?!canonical|alternate|license)[^"]*"[^>]*>', re.IGNORECASE)
    foreign = re.compile(r"^(?:[a-z]+:)?//|^data:", re.IGNORECASE)
    for path in site.html():
        page = path.read_text(encoding="utf-8")
        addresses = [
            *loads.findall(page),
            *(href for tag in sheets.findall(page) for href in re.findall(r'href="([^"]*)"', tag)),
        ]
        assert not [address for address in addresses if foreign.match(address)], path
        assert "preconnect" not in page
        assert "dns-prefetch" not in page


def test_no_style_or_script_of_ours_loads_from_another_host(site):
    for path in [site.folder / "assets" / "focalnet.css", site.folder / "assets" / "focalnet.js"]:
        assert not re.search(
            r"url\(\s*['\"]?(?:https?:)?//|fetch\(['\"]http|import\(['\"]http", path.read_text(encoding="utf-8")
        )


def test_the_404_page_works_from_any_depth(site):
    page = site.read("404.html")
    local = [href for href in re.findall(r'(?:href|src)="([^"#]*)"', page) if not re.match(r"https?:|mailto:", href)]
    assert local
    assert all(href.startswith("/") for href in local)


def test_the_404_page_speaks_all_languages(site):
    page = site.read("404.html")
    assert re.findall(r'<section lang="([^"]*)"', page) == list(site.languages)


def test_the_chooser_offers_all_languages_in_their_own_words(real):
    page = real.read("index.html")
    offered = re.findall(r'<a href="([a-z-]+)/" hreflang="([a-z-]+)" lang="([a-z-]+)">([^<]+)</a>', page)
    assert [(a, b, c) for a, b, c, _ in offered] == [(tag, tag, tag) for tag in real.languages]
    assert [name for *_, name in offered] == ["English", "Español", "Português", "中文", "日本語", "한국어"]


def test_there_are_no_forgotten_files(site):
    top = {path.name for path in site.folder.iterdir()}
    assert top == {*site.languages, "404.html", "assets", "data", "index.html", "pagefind", "robots.txt", "sitemap.xml"}
    left = [path for path in site.folder.parent.iterdir() if path.name.endswith((".new", ".old"))]
    assert not left

"""How heavy pages are: people read them on phones and slow links."""

import gzip
import re

import pytest

COUNTRY_PAGE = 40_000
FIRST_VISIT = 100_000


def assets(site, path):
    """The files that a page loads at once: styles, scripts, icon."""
    page = site.read(path)
    found = re.findall(r'<script[^>]*\ssrc="([^"]+)"', page)
    found += [
        re.search(r'href="([^"]+)"', tag).group(1)
        for tag in re.findall(r'<link\b[^>]*rel="(?:stylesheet|icon)"[^>]*>', page)
    ]
    return {(site.folder / path / address).resolve() for address in found}


def compressed(content):
    return len(gzip.compress(content, 9))


def test_country_pages(real):
    sizes = {
        f"{language}/{path}": len(real.read(f"{language}/{path}").encode())
        for language in real.languages
        for path in real.pages(language)
        if re.fullmatch(r"[a-z]{2}/", path)
    }
    assert len(sizes) == 36 * len(real.languages)
    heavy = {path: size for path, size in sizes.items() if size >= COUNTRY_PAGE}
    assert not heavy, sorted(heavy.items(), key=lambda row: -row[1])[:10]


@pytest.mark.parametrize("path", ["{language}/", "{language}/cl/", "{language}/jp/"])
def test_first_visits(real, path):
    for language in real.languages:
        place = path.format(language=language)
        files = assets(real, place)
        assert len(files) >= 4
        total = compressed(real.read(place).encode()) + sum(compressed(file.read_bytes()) for file in files)
        assert total < FIRST_VISIT, f"{place}: {total} bytes"


def test_useful_in_the_first_round_trip(real):
    """The focal point of a country is within the first 14 kB that a server sends (compressed)."""
    for path in real.pages("en"):
        if re.fullmatch(r"[a-z]{2}/", path):
            page = real.read(f"en/{path}")
            until = page.index('id="agencies"')
            assert compressed(page[:until].encode()) < 14_000, path

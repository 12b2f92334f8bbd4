"""The same commit on the same day gives the same bytes, whole or language by language."""

import json
import re

import pytest
from conftest import run_focalnet


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def different(one, other):
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


@pytest.fixture(scope="module")
def twice(tmp_path_factory, real):
    folder = tmp_path_factory.mktemp("again") / "site"
    done = run_focalnet("build", "--site-dir", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    one, other = contents(real.folder), contents(folder)
    commits = {json.loads(found["data/network.json"])["meta"]["commit"] for found in (one, other)}
    assert len(commits) == 1, "somebody committed while the tests ran: run them again"
    return one, other


def test_two_builds_are_the_same(twice):
    one, other = twice
    assert [path for path in different(one, other) if not path.startswith("pagefind/")] == []


def test_two_search_indexes_are_the_same(twice):
    one, other = twice
    assert different(one, other) == []


def test_no_page_has_the_time_of_the_clock(real):
    stamped = re.compile(r"Build Date UTC|\b\d{2}:\d{2}:\d{2}\b")
    assert not [path for path in real.html() if stamped.search(path.read_text(encoding="utf-8"))]


def without_languages(page):
    """A page without the list of languages to go to, which is about the whole site."""
    return re.sub(rb"<li><a href=\"[^\"]*\" hreflang=[^\n]*</li>\s*", b"", page)


def test_one_language_alone_is_the_same_as_in_a_full_build(tmp_path, real):
    """Only what names the other languages differs: the language menu, and hreflang in the sitemap."""
    done = run_focalnet("build", "--languages", "es", "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stdout + done.stderr
    alone, full = contents(tmp_path / "site" / "es"), contents(real.folder / "es")
    assert set(alone) == set(full)
    pages = [path for path in full if path.endswith(".html")]
    assert [path for path in pages if without_languages(alone[path]) != without_languages(full[path])] == []
    others = set(full) - set(pages)
    assert others == {"sitemap.xml"}
    places = re.compile(rb"<loc>[^<]*</loc>")
    assert places.findall(alone["sitemap.xml"]) == places.findall(full["sitemap.xml"])
    data_alone, data_full = contents(tmp_path / "site" / "data"), contents(real.folder / "data")
    assert different(data_alone, data_full) == []

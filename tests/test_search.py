"""The search index: the same site gives the same bytes, and what it names is there to be found."""

import gzip
import json
import shutil
from pathlib import Path

import cbor2
import pytest

from generator.problems import GeneratorError
from generator.search import index_search, settle

SIGNATURE = b"pagefind_dcd"
WORDS = {
    "en": ["firms export fruit", "customs answers firms"],
    "es": ["las empresas exportan fruta", "la aduana responde"],
    "ja": ["企業が果物を輸出する", "税関が答える"],
}
VALUES = ("seven", "Customs", "zebra", "alpha", "ñandú", "学", "beta", "gamma", "delta", "epsilon")


def page(language: str, words: str, number: int) -> str:
    filters = "".join(
        f'<span data-pagefind-filter="{name}">{value}-{number % 3}</span>'
        for name in ("section", "country", "topic")
        for value in VALUES
    )
    return (
        f"<!doctype html><html lang={language}><head><title>{words}</title></head>"
        f"<body><main data-pagefind-body><h1>{words}</h1>{filters}</main></body></html>"
    )


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> tuple[Path, Path]:
    """The indexes of the same small site, made twice."""
    first = tmp_path_factory.mktemp("search") / "one"
    for language, texts in WORDS.items():
        for number in range(12):
            path = first / language / "xa" / f"page-{number}" / "index.html"
            path.parent.mkdir(parents=True)
            path.write_text(page(language, texts[number % 2], number), encoding="utf-8")
    second = shutil.copytree(first, first.with_name("two"))
    for folder in (first, second):
        index_search(folder, ["xa"])
    return first / "pagefind", second / "pagefind"


def contents(bundle: Path) -> dict[str, bytes]:
    return {path.relative_to(bundle).as_posix(): path.read_bytes() for path in bundle.rglob("*") if path.is_file()}


def decoded(path: Path):
    content = gzip.decompress(path.read_bytes())
    assert content.startswith(SIGNATURE), "the search script looks for it"
    return cbor2.loads(content.removeprefix(SIGNATURE))


def languages(bundle: Path) -> dict[str, dict]:
    return json.loads((bundle / "pagefind-entry.json").read_text(encoding="utf-8"))["languages"]


def test_two_indexes_of_the_same_site_are_the_same_bytes(two):
    assert contents(two[0]) == contents(two[1])


def test_settling_again_changes_nothing(two, tmp_path):
    copy = shutil.copytree(two[0], tmp_path / "copy")
    settle(copy)
    assert contents(copy) == contents(two[0])


def test_the_languages_of_the_site_are_in_the_entry_with_files_that_exist(two):
    found = languages(two[0])
    assert set(found) == set(WORDS)
    for tag, language in found.items():
        assert language["hash"].startswith(f"{tag}_")
        assert language["page_count"] == 12
        assert (two[0] / f"pagefind.{language['hash']}.pf_meta").is_file()
        assert (two[0] / f"wasm.{language['wasm'] or 'unknown'}.pagefind").is_file()


def test_every_filter_that_is_named_exists_with_its_values_in_order(two):
    named = set()
    for language in languages(two[0]).values():
        meta = decoded(two[0] / f"pagefind.{language['hash']}.pf_meta")
        filters = dict(meta[3])
        assert list(filters) == sorted(filters) == ["country", "section", "topic"]
        for name, file in filters.items():
            named.add(f"{file}.pf_filter")
            key, values = decoded(two[0] / "filter" / f"{file}.pf_filter")
            assert key == name
            assert [value for value, _ in values] == sorted(f"{value}-{at}" for value in VALUES for at in range(3))
            assert all(len(pages) == 4 for _, pages in values)
    assert {path.name for path in (two[0] / "filter").iterdir()} == named, "no file is left over"


def test_every_page_and_every_part_of_the_index_that_is_named_exists(two):
    for language in languages(two[0]).values():
        _version, pages, parts, *_ = decoded(two[0] / f"pagefind.{language['hash']}.pf_meta")
        fragments = {path.name.removesuffix(".pf_fragment") for path in (two[0] / "fragment").iterdir()}
        assert {entry[0] for entry in pages} <= fragments
        assert all((two[0] / "index" / f"{part[-1]}.pf_index").is_file() for part in parts)
    assert len(list(two[0].glob("*.pf_meta"))) == len(WORDS)


def test_interfaces_that_the_portal_does_not_use_are_gone(two):
    names = {path.name for path in two[0].iterdir()}
    assert not [name for name in names if "-ui" in name or "highlight" in name]
    assert "pagefind.js" in names


def test_a_site_that_cannot_be_indexed_is_one_sentence(tmp_path: Path):
    with pytest.raises(GeneratorError, match="The search index could not be made"):
        index_search(tmp_path / "nothing", ["xa"])

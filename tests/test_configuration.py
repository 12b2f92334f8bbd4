"""The settings: from mkdocs.yml, completed, with paths that do not depend on where one stands."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from generator.configuration import completed, configured, today
from generator.examine import country_files, shown
from generator.problems import GeneratorError
from generator.settings import PROJECT, Period

BLOCK = {"repository_url": "https://git.example.org/network/"}


@pytest.mark.parametrize(
    "plugins",
    [
        "  - search\n  - focalnet: {repository_url: 'https://git.example.org/network/'}",
        "  focalnet: {repository_url: 'https://git.example.org/network/'}\n  search: {}",
    ],
)
def test_the_block_of_the_plugin_is_found_in_both_forms_that_mkdocs_takes(tmp_path: Path, plugins: str):
    (tmp_path / "mkdocs.yml").write_text(f"site_url: https://example.org/\nplugins:\n{plugins}\n")
    settings = configured(tmp_path / "mkdocs.yml")
    assert (settings.repository_url, settings.site_url) == ("https://git.example.org/network", "https://example.org/")


def test_changes_replace_single_settings(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - focalnet: {repository_url: x, network: other.yml}\n")
    settings = configured(tmp_path / "mkdocs.yml", countries="members")
    assert (settings.countries, settings.network) == (tmp_path / "members", tmp_path / "other.yml")


def test_paths_are_relative_to_the_configuration_and_not_to_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(PROJECT)
    settings = completed(BLOCK, tmp_path / "mkdocs.yml", "")
    assert settings.countries == tmp_path / "countries"
    assert shown(settings.countries / "xa.yml", settings) == "countries/xa.yml"
    assert shown(Path("/elsewhere/xa.yml"), settings) == "/elsewhere/xa.yml"


def test_each_section_has_its_period(tmp_path: Path):
    settings = completed({**BLOCK, "freshness": {"links": {"due": 10, "stale": 20}}}, tmp_path / "mkdocs.yml", "")
    assert settings.period("links") == Period(10, 20)
    assert settings.period("agencies") == Period(365, 730)


def test_languages_are_those_of_the_catalogues_unless_the_settings_say_otherwise(tmp_path: Path):
    assert completed(BLOCK, tmp_path / "mkdocs.yml", "").languages[0] == "en"
    assert completed({**BLOCK, "languages": ["es"]}, tmp_path / "mkdocs.yml", "").languages == ("es",)


def test_the_day_is_that_of_source_date_epoch_in_utc():
    assert today({"SOURCE_DATE_EPOCH": "1782863999"}) == date(2026, 6, 30)
    assert today({"SOURCE_DATE_EPOCH": "1782864000"}) == date(2026, 7, 1)


def test_without_it_the_day_is_today():
    before = datetime.now(UTC).date()
    assert before <= today({}) <= datetime.now(UTC).date()


def test_hidden_files_beside_the_country_files_are_passed_over(tmp_path: Path):
    (tmp_path / "countries").mkdir()
    for name in (".gitkeep", ".xa.yml.swp", "xa.yml", "XB.yml", "xc.yaml", "xdd.yml", "åb.yml"):
        (tmp_path / "countries" / name).touch()
    problems = []
    files = list(country_files(completed(BLOCK, tmp_path / "mkdocs.yml", ""), problems))
    assert [path.name for path in files] == ["xa.yml"]
    assert sorted(problem.path for problem in problems) == [
        "countries/XB.yml",
        "countries/xc.yaml",
        "countries/xdd.yml",
        "countries/åb.yml",
    ]


def test_a_network_without_a_folder_of_countries_cannot_be_read(tmp_path: Path):
    with pytest.raises(GeneratorError, match="There is no folder"):
        list(country_files(completed(BLOCK, tmp_path / "mkdocs.yml", ""), []))

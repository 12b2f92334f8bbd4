"""The page of a country: who to ask comes first, gaps are said, ways to correct are there."""

import re

import pytest


@pytest.fixture(scope="module")
def andoria(mini):
    return mini.read("en/xa")


def test_who_to_ask_comes_before_everything_else(andoria):
    sections = re.findall(r'<section id="([a-z-]+)"', andoria)
    assert sections[0] == "focal-points"
    assert sections == ["focal-points", "agencies", "regulations", "action-plans", "links"]


def test_each_record_can_be_edited_reported_and_confirmed(mini, andoria):
    for record in mini.examined.network.countries["xa"].records("focal_points"):
        assert f"countries/xa.yml#L{record.line}" in andoria
        assert f"record=xa%2Ffocal_points%2F{record.slug}&amp;page=" in andoria
        assert f"record=xa%2Ffocal_points%2F{record.slug}&amp;date=2026-05-01" in andoria


def test_the_edit_link_leads_to_the_line_of_the_record(mini):
    record = mini.examined.network.records["xa/agencies/promo"]
    lines = (mini.config.parent / record.source_path).read_text(encoding="utf-8").splitlines()
    assert lines[record.line - 1].strip() == "promo:"


def test_a_silent_focal_point_says_so_and_offers_the_agency(andoria):
    card = andoria.split('id="focal-points-silent"')[1].split("</section>")[0]
    assert "No e-mail or telephone is published yet." in card
    assert 'href="https://promo.example.org"' in card


def test_what_is_uncertain_or_without_source_is_marked(andoria):
    network = andoria.split('id="focal-points-network"')[1].split("</section>")[0]
    assert "not certain" in network
    assert "Source missing" in andoria.split('id="focal-points-silent"')[1].split("</section>")[0]


def test_names_are_also_in_the_countrys_own_languages(mini):
    page = mini.read("en/xb")
    assert '<span class="fn-original" lang="ja">ボレアリア貿易省</span>' in page


def test_the_own_name_of_a_country_obeys_the_settings(andoria):
    """XA has a name in CLDR (a test locale); the settings of the network give another one."""
    assert "Pseudo" not in andoria


def test_an_empty_section_says_what_belongs_there(real):
    pages = [real.read(f"en/{path}") for path in real.pages("en") if re.fullmatch(r"[a-z]{2}/", path)]
    empty = [page for page in pages if 'class="fn-empty"' in page]
    assert empty
    assert all("Nothing here yet." in page and "Add an entry" in page for page in empty)


def test_every_country_of_the_files_has_a_page(real):
    from generator.settings import PROJECT

    codes = {path.stem for path in (PROJECT / "countries").glob("*.yml")}
    assert {path.strip("/") for path in real.pages("en") if re.fullmatch(r"[a-z]{2}/", path)} == codes

"""Countries, records and what they are looked up by."""

from datetime import date

import pytest

from generator.load import parse
from generator.network import NETWORK, Network, Record, build

SECTIONS = ("focal_points", "agencies")
OWN = "regions:\n  south: {name: South}\n  north: {name: North}\nagencies:\n  office: {name: Office}\n"
XA = """\
country: XA
region: north
languages: [es, en]
agencies:
  promo: {name: Promo}
  sme:
    name: SME
focal_points:
  desk: {agency: promo}
"""
XB = "country: XB\nregion: north\n"


def network(**files: str) -> Network:
    sources = {code: parse(text.encode(), f"countries/{code}.yml")[0] for code, text in {"own": OWN, **files}.items()}
    return build(sources.pop("own"), sources, SECTIONS)


def record_of(text: str) -> Record:
    return next(network(xa=f"agencies:\n  a: {{{text}}}\n").countries["xa"].records())


def test_a_record_has_a_lasting_id_and_a_place():
    record = network(xa=XA).records["xa/agencies/sme"]
    assert (record.id, record.source_path, record.line) == ("xa/agencies/sme", "countries/xa.yml", 6)
    assert record.pointer == ("agencies", "sme")
    assert (record.get("name"), record.get("nothing")) == ("SME", None)


def test_countries_are_in_alphabetical_order_and_the_network_last():
    assert [member.code for member in network(xb=XB, xa=XA).members] == ["xa", "xb", NETWORK]


def test_records_are_in_the_order_of_the_sections_and_then_of_the_file():
    assert [record.id for record in network(xa=XA).countries["xa"].records()] == [
        "xa/focal_points/desk",
        "xa/agencies/promo",
        "xa/agencies/sme",
    ]
    assert [record.slug for record in network(xa=XA).countries["xa"].records("agencies")] == ["promo", "sme"]


def test_the_network_has_records_of_its_own():
    assert network().records["network/agencies/office"].owner == NETWORK
    assert network(xa=XA).member(NETWORK).code == NETWORK
    assert network(xa=XA).member("xa").region == "north"


def test_regions_keep_the_order_of_the_network_file():
    assert list(network().regions) == ["south", "north"]


def test_the_countries_of_a_region_are_found():
    made = network(xb=XB, xa=XA)
    assert [member.code for member in made.of_region("north")] == ["xa", "xb"]
    assert made.of_region("south") == ()


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("promo", "xa/agencies/promo"),
        ("xa/agencies/sme", "xa/agencies/sme"),
        ("network/agencies/office", "network/agencies/office"),
        ("office", None),
        ("desk", None),
        ("xb/agencies/promo", None),
        ("", None),
        ("/", None),
    ],
)
def test_a_reference_finds_a_record_of_its_file_or_by_its_full_name(reference: str, found: str | None):
    made = network(xa=XA, xb=XB)
    target = made.find(made.records["xa/focal_points/desk"], "agencies", reference)
    assert (target.id if target else None) == found


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("verified: 2026-06-30", date(2026, 6, 30)),
        ("verified: 2026-06", None),
        ("verified: soon", None),
        ("verified: [2026-06-30]", None),
        ("name: A", None),
    ],
)
def test_only_a_full_date_confirms_a_record(written: str, day: date | None):
    assert record_of(written).verified == day


@pytest.mark.parametrize(
    "text",
    [
        "agencies: promo\n",
        "agencies: [promo]\n",
        "agencies: {promo: x}\n",
        "languages: es\nregion: [a]\n",
        "regions: [a]\n",
    ],
)
def test_values_of_a_wrong_shape_are_left_out(text: str):
    made = network(xa=text)
    assert made.countries["xa"].languages == ()
    assert not any(record.owner == "xa" for record in made.records.values())


def test_a_network_file_of_a_wrong_shape_has_no_regions():
    assert network(own="regions: [north]\n").regions == {}


def test_languages_are_the_declared_tags_in_their_order():
    assert network(xa="languages: [pt, [x], es]\n").countries["xa"].languages == ("pt", "es")

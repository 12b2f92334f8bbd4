"""The directory and the to-do lists as CSV."""

import csv
import io
import re

import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from generator.exports.columns import COLUMNS
from generator.exports.directory_csv import guarded
from generator.exports.todo_csv import HEADER

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def read(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


@pytest.fixture(scope="module")
def rows(files):
    header, *body = read(files["directory.csv"])
    return [dict(zip(header, row, strict=True)) for row in body]


@pytest.fixture(scope="module")
def by_id(rows):
    return {row["id"]: row for row in rows}


def test_the_columns_are_those_of_the_registry(files):
    assert read(files["directory.csv"])[0] == [column.name for column in COLUMNS]
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)


def test_there_is_a_row_for_every_contact_ordered_by_id(data, rows):
    ids = [row["id"] for row in rows]
    assert ids == sorted(ids)
    wanted = {record.id for record in data.network.records.values() if record.section in ("focal_points", "agencies")}
    assert set(ids) == wanted


def test_lines_end_as_the_standard_says(files):
    for name in ("directory.csv", "todo.csv"):
        quoted = re.sub(rb'"(?:[^"]|"")*"', b"", files[name])
        assert quoted.count(b"\n") == quoted.count(b"\r\n") > 0
        assert files[name].endswith(b"\r\n")


def test_a_rows_values(by_id):
    row = by_id["xa/focal_points/network"]
    assert row["country"] == "XA"
    assert row["region"] == "south"
    assert row["kind"] == "network-focal-point"
    assert row["agency"] == "xa/agencies/promo"
    assert row["phone"] == "tel:+44-20-7946-0123"
    assert row["address"] == "Calle Inventada 1\n1000 Ciudad\n"
    assert row["languages"] == "es en th"
    assert row["reply_days"] == "5"
    assert row["state"] == "confirmed"
    assert row["verified"] == "2026-04-01"
    assert row["page"] == "https://mini.example.org/portal/en/xa/#focal-points-network"
    assert row["data_date"] == "2026-05-01"
    assert re.fullmatch(r"[0-9a-f]{40}", row["data_commit"])
    assert row["data_licence"] == "CC0 1.0"
    assert by_id["network/focal_points/desk"]["country"] == ""
    assert by_id["xb/focal_points/shared"]["agency"] == "xa/agencies/customs"


def test_all_states_occur(rows):
    assert {row["state"] for row in rows} == {"confirmed", "due", "stale", "unconfirmed"}


def test_the_page_of_each_row_exists(mini, rows):
    for row in rows:
        path, _hash, place = row["page"].removeprefix("https://mini.example.org/portal/").partition("#")
        assert f'id="{place}"' in mini.read(path), row["id"]


def test_formulas_are_disarmed(by_id):
    assert by_id["xa/agencies/promo"]["acronym"] == "'=PROMO()"
    assert by_id["xa/agencies/promo"]["address"] == "'+1+1 Calle Inventada"
    assert by_id["xa/agencies/ministry"]["name_local"] == "'@SUM(Ministerio)"
    assert by_id["xa/agencies/ministry"]["name_en"] == "'=cmd|' /C calc'!A0"
    assert by_id["xa/agencies/customs"]["name_en"] == "'-2 Andoria Customs"


@pytest.mark.parametrize("name", ["directory.csv", "todo.csv"])
def test_no_cell_begins_like_a_formula(files, name):
    assert not [cell for row in read(files[name]) for cell in row if cell.startswith(DANGEROUS)]


@given(st.text())
def test_the_guard_adds_one_sign_or_nothing(cell):
    safe = guarded(cell)
    assert safe in (cell, f"'{cell}")
    assert not safe.startswith(DANGEROUS)
    assert guarded(safe) == safe


@given(st.sampled_from(DANGEROUS), st.text())
def test_whatever_begins_like_a_formula_is_guarded(sign, rest):
    assert guarded(sign + rest) == f"'{sign}{rest}"


@given(st.text(alphabet=st.characters(exclude_characters="".join(DANGEROUS)), min_size=1))
def test_what_is_harmless_stays_as_it_is(cell):
    assert guarded(cell) == cell


def test_telephones_need_no_apostrophe(rows):
    assert {row["phone"] for row in rows} >= {"tel:+44-20-7946-0123", "tel:+1-202-555-0123"}
    assert all(not row["phone"] or re.fullmatch(r"tel:\+[0-9-]+", row["phone"]) for row in rows)


def test_the_description_fits_the_file(files, tmp_path):
    """Judged by frictionless, which is not our code."""
    for name in ("directory.csv", "datapackage.json"):
        (tmp_path / name).write_bytes(files[name])
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])


def test_a_wrong_file_would_not_fit(files, tmp_path):
    (tmp_path / "datapackage.json").write_bytes(files["datapackage.json"])
    lines = files["directory.csv"].split(b"\r\n")
    (tmp_path / "directory.csv").write_bytes(b"\r\n".join([lines[0].replace(b"id,", b"identifier,", 1), *lines[1:]]))
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_to_do_lists_have_every_finding(data, files):
    header, *body = read(files["todo.csv"])
    assert tuple(header) == HEADER
    assert len(body) == len(data.problems)
    rows = [dict(zip(header, row, strict=True)) for row in body]
    places = [(row["file"], int(row["line"])) for row in rows]
    assert places == sorted(places)
    assert {row["level"] for row in rows} == {"warning", "todo"}
    found = next(row for row in rows if row["rule"] == "no-way-to-reach" and row["country"] == "XA")
    assert found["field"] == "focal_points.silent"
    assert found["file"] == "countries/xa.yml"
    assert found["message"]
    assert found["hint"]
    assert found["data_date"] == "2026-05-01"

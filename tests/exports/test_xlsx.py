"""The directory as a spreadsheet, read back with another library."""

import csv
import io
import zipfile

import openpyxl
import pytest

from generator.exports.columns import COLUMNS


@pytest.fixture(scope="module")
def book(files):
    return openpyxl.load_workbook(io.BytesIO(files["directory.xlsx"]))


def test_it_has_two_sheets(book):
    assert book.sheetnames == ["directory", "columns"]


def test_every_cell_is_text_and_none_a_formula(book):
    for sheet in book:
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert len(cells) > 50
        assert {cell.data_type for cell in cells} == {"s"}
        assert {cell.number_format for cell in cells} == {"@"}
        assert not [cell for cell in cells if cell.hyperlink]


def test_rows_are_those_of_the_csv_without_its_apostrophes(book, files):
    sheet = [[cell or "" for cell in row] for row in book["directory"].iter_rows(values_only=True)]
    assert sheet[0] == [column.title for column in COLUMNS]
    lines = list(csv.reader(io.StringIO(files["directory.csv"].decode("utf-8"), newline="")))[1:]
    assert sheet[1:] == [[cell.removeprefix("'") for cell in line] for line in lines]


def test_formulas_stay_text(book):
    values = {cell for row in book["directory"].iter_rows(values_only=True) for cell in row}
    assert {
        "=PROMO()",
        "+1+1 Calle Inventada",
        "-2 Andoria Customs",
        "@SUM(Ministerio)",
        "=cmd|' /C calc'!A0",
    } <= values


def test_columns_are_explained_and_the_file_says_what_it_is_of(book, mini):
    rows = [row[:3] for row in book["columns"].iter_rows(values_only=True)]
    assert [row[0] for row in rows[1 : len(COLUMNS) + 1]] == [column.name for column in COLUMNS]
    about = {row[0]: row[1] for row in rows[len(COLUMNS) + 1 :] if row[0]}
    assert about == {
        "Version": mini.stamp.version,
        "Commit": mini.stamp.commit,
        "Date": "2026-05-01",
        "Licence": "CC0 1.0",
    }


def test_it_can_be_filtered_and_its_header_stays(book):
    assert book["directory"].freeze_panes == "B2"
    assert book["directory"].auto_filter.ref


def test_no_time_of_the_clock_is_in_it(files, book):
    assert book.properties.created.date().isoformat() == "2026-05-01"
    archive = zipfile.ZipFile(io.BytesIO(files["directory.xlsx"]))
    assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}

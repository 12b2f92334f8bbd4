"""The directory as a spreadsheet: every cell is text, so nothing becomes a formula or loses its plus sign."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, time

import xlsxwriter

from generator.exports.columns import COLUMNS, contacts, row
from generator.exports.export import Data, Export
from generator.problems import same as _

NAME = "directory.xlsx"


def files(data: Data) -> Iterator[tuple[str, bytes]]:
    """Yield the one file: a sheet with the rows, a sheet that explains the columns."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        # The default is the clock: the same commit and day must give the same bytes.
        book.set_properties(
            {
                "title": "Directory",
                "created": datetime.combine(data.stamp.date, time(), UTC).replace(tzinfo=None),
            }
        )
        bold, text = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
        rows = [row(contact) for contact in contacts(data.network, data.schema, data.settings, data.stamp)]
        _sheet(book.add_worksheet("directory"), [[column.title for column in COLUMNS], *rows], bold, text)
        explained = [[column.name, column.title, column.description] for column in COLUMNS]
        _sheet(
            book.add_worksheet("columns"),
            [["Column", "Title", "What it contains"], *explained, *_about(data)],
            bold,
            text,
        )
    yield NAME, buffer.getvalue()


def _sheet(sheet: xlsxwriter.worksheet.Worksheet, rows: list[list[str]], bold: object, text: object) -> None:
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write_string(number, column, cell, bold if number == 0 else text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows) - 1, 1), len(rows[0]) - 1)
    sheet.set_column(0, len(rows[0]) - 1, 24)


def _about(data: Data) -> list[list[str]]:
    stamp = data.stamp
    return [
        [],
        ["Version", stamp.version],
        ["Commit", stamp.commit],
        ["Date", stamp.date.isoformat()],
        ["Licence", stamp.licence["name"], stamp.licence["url"]],
    ]


EXPORT = Export(
    NAME,
    _("Directory as a spreadsheet"),
    _("The same rows for Excel and LibreOffice; every cell is text."),
    files,
)

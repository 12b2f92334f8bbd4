"""The directory as CSV (RFC 4180, UTF-8): one row per contact."""

import csv
import io
from collections.abc import Iterator

from generator.exports.columns import COLUMNS, contacts, row
from generator.exports.export import Data, Export
from generator.problems import same as _

NAME = "directory.csv"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full width counts in East Asia


def files(data: Data) -> Iterator[tuple[str, bytes]]:
    """Yield the one file. Line ends are CR LF and quotation marks are doubled, as RFC 4180 says."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in COLUMNS)
    for contact in contacts(data.network, data.schema, data.settings, data.stamp):
        writer.writerow(guarded(cell) for cell in row(contact))
    yield NAME, text.getvalue().encode("utf-8")


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula (OWASP ASVS 1.2.10; CWE-1236).

    Telephones need none: they are written as tel: addresses, so they begin with a letter and keep their plus.
    """
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


EXPORT = Export(
    NAME,
    _("Directory as CSV"),
    _(
        "One row for each focal point and agency, for programs and databases. "
        "A cell that begins with = + - or @ has an apostrophe before it."
    ),
    files,
)

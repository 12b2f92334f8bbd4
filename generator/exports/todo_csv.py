"""The to-do lists of all countries as CSV, for coordinators: one row per gap, with the place in the file."""

import csv
import io
from collections.abc import Iterator

from generator.exports.directory_csv import guarded
from generator.exports.export import Data, Export
from generator.problems import same as _

NAME = "todo.csv"
HEADER = (
    "country",
    "level",
    "rule",
    "field",
    "file",
    "line",
    "message",
    "hint",
    "data_version",
    "data_commit",
    "data_date",
    "data_licence",
)


def files(data: Data) -> Iterator[tuple[str, bytes]]:
    """Yield the one file (RFC 4180, UTF-8), in the order of the files and lines."""
    codes = {member.source.path: member.code.upper() for member in data.network.countries.values()}
    stamp = data.stamp
    about = (stamp.version, stamp.commit, stamp.date.isoformat(), stamp.licence["name"])
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for problem in sorted(
        data.problems, key=lambda problem: (problem.path, problem.line, problem.rule.id, problem.field)
    ):
        cells = (
            codes.get(problem.path, ""),
            problem.level.name.lower(),
            problem.rule.id,
            problem.field,
            problem.path,
            str(problem.line),
            problem.message(),
            problem.hint(),
            *about,
        )
        writer.writerow(guarded(cell) for cell in cells)
    yield NAME, text.getvalue().encode("utf-8")


EXPORT = Export(
    NAME,
    _("To-do lists as CSV"),
    _("What is missing, unconfirmed or uncertain, with the file and line of each gap (in English)."),
    files,
)

"""A description of the directory for data tools: the columns with their titles and help (Frictionless Data Package)."""

import json
from collections.abc import Iterator
from typing import Any

from generator.exports import directory_csv
from generator.exports.columns import COLUMNS
from generator.exports.export import Data, Export
from generator.exports.json_files import meta
from generator.problems import same as _

NAME = "datapackage.json"


def files(data: Data) -> Iterator[tuple[str, bytes]]:
    """Yield the one file (specs.frictionlessdata.io/data-package)."""
    about = meta(data)
    package: dict[str, Any] = {
        "name": "directory",
        "version": about["version"],
        "created": f"{about['date']}T00:00:00Z",
        "commit": about["commit"],
        "date": about["date"],
        "licenses": [{"title": about["licence"]["name"], "path": about["licence"]["url"]}],
        "resources": [
            {
                "name": "directory",
                "path": directory_csv.NAME,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [_field(column.name, column.title, column.description) for column in COLUMNS],
                    "primaryKey": ["id"],
                },
            }
        ],
    }
    yield NAME, (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _field(name: str, title: str, description: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": "string", "title": title, "description": description}
    return {**field, "constraints": {"required": True, "unique": True}} if name == "id" else field


EXPORT = Export(
    NAME,
    _("Description of the directory"),
    _("The columns in machine-readable form (Frictionless Data Package)."),
    files,
)

"""The registry of exports: an export is one module and one line here."""

from generator.exports import datapackage, directory_csv, directory_xlsx, json_files, todo_csv
from generator.exports.export import Data, Export

EXPORTS: tuple[Export, ...] = (
    directory_xlsx.EXPORT,
    directory_csv.EXPORT,
    datapackage.EXPORT,
    json_files.WHOLE,
    json_files.SINGLE,
    todo_csv.EXPORT,
)

__all__ = ["EXPORTS", "Data", "Export"]

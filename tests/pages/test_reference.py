"""The pages that explain the fields and the files are made from the schema and from the columns."""

import re

from markupsafe import escape

from generator.exports import EXPORTS
from generator.exports.columns import COLUMNS


def test_every_field_of_the_schema_is_explained(mini):
    page = mini.read("en/fields")
    schema = mini.examined.schema
    for section in ("country", *schema.sections):
        part = page.split(f'<section id="{section.replace("_", "-")}"')[1].split("</section>")[0]
        for field in schema.fields(section):
            if field.name not in schema.sections:
                assert f"<code>{field.name}</code>" in part, f"{section}.{field.name}"
                assert str(escape(field.description)) in part


def test_every_code_of_every_list_is_there(mini):
    page = mini.read("en/fields")
    for section in mini.examined.schema.sections:
        for field in mini.examined.schema.fields(section):
            for row in field.codes:
                assert f"<code>{row['const']}</code> {escape(row['title'])}" in page


def test_every_file_for_download_exists(mini):
    page = mini.read("en/downloads")
    links = re.findall(r'href="\.\./\.\./data/([^"]+)"', page)
    assert {"xa.json", "xb.json", *(export.name for export in EXPORTS if "<" not in export.name)} <= set(links)
    for name in links:
        assert (mini.folder / "data" / name).is_file()


def test_no_file_for_download_is_left_unmentioned(mini):
    page = mini.read("en/downloads")
    for file in (mini.folder / "data").iterdir():
        assert f"data/{file.name}" in page


def test_every_column_is_explained(mini):
    page = mini.read("en/downloads")
    for column in COLUMNS:
        assert f"<code>{column.name}</code>" in page
        assert str(escape(column.description)) in page

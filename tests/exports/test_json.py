"""All data as JSON."""

import json
from dataclasses import replace

import pytest

from generator.exports import EXPORTS
from generator.exports.columns import COLUMNS, SECTIONS
from generator.exports.json_files import SINGLE, WHOLE
from generator.network import NETWORK
from generator.schema import Schema
from generator.settings import SCHEMA_DIR


@pytest.fixture(scope="module")
def whole(files):
    return json.loads(files["network.json"])


def test_every_file_says_what_it_is_of(files, mini):
    for name in ("network.json", "xa.json", "xb.json"):
        about = json.loads(files[name])["meta"]
        assert set(about) == {"version", "commit", "date", "licence"}
        assert about["date"] == "2026-05-01"
        assert about["commit"] == mini.stamp.commit
        assert len(about["commit"]) == 40
        assert about["licence"] == {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"}


def test_everything_is_there(whole, data):
    for record in data.network.records.values():
        owner = whole[NETWORK] if record.owner == NETWORK else whole["countries"][record.owner]
        shown = owner[record.section][record.slug]
        assert shown["id"] == record.id
        assert shown["state"] in ("confirmed", "due", "stale", "unconfirmed")
        public = {name: value for name, value in record.fields.items() if name != "person"}
        assert {name: value for name, value in shown.items() if name not in ("id", "state")} == public


def test_a_countrys_file_is_its_part_of_the_whole(whole, files):
    for code, member in whole["countries"].items():
        single = json.loads(files[f"{code}.json"])
        assert single.pop("meta") == whole["meta"]
        assert single == member


def test_countries_are_in_order(whole):
    assert list(whole["countries"]) == sorted(whole["countries"])


def test_values_have_their_types(whole):
    plan = whole["countries"]["xa"]["action_plans"]["big-plan"]
    assert plan["budget"]["amount"] == 1250000
    assert plan["measures"][0]["indicator"]["target"] == 1234.5
    assert whole["countries"]["xa"]["regulations"]["fruit-rule"]["texts"][0]["official"] is True
    assert whole["countries"]["xa"]["regulations"]["fruit-rule"]["hs"] == ["0810"]


def test_text_is_readable_without_escapes(files):
    assert "ボレアリア貿易省".encode() in files["xb.json"]
    assert files["xb.json"].endswith(b"}\n")


def test_fields_that_are_private_are_in_no_file(files, data):
    private = {
        field.name for section in data.schema.sections for field in data.schema.fields(section) if field.is_private
    }
    assert private == {"person"}
    for name, content in files.items():
        assert b"Quimerica" not in content, name
        assert b'"person"' not in content, name


def test_privacy_follows_the_schema_not_a_list_of_names(data):
    schema = Schema(SCHEMA_DIR)
    schema.expanded("focal_points.schema.json")["properties"]["email"]["x-private"] = True
    changed = replace(data, schema=schema)
    texts = dict(WHOLE.files(changed)) | dict(SINGLE.files(changed))
    assert len(texts) == 3
    assert not [name for name, content in texts.items() if b"league@promo.example.org" in content]


def test_no_column_is_of_a_private_field(data):
    private = {field.name for section in SECTIONS for field in data.schema.fields(section) if field.is_private}
    assert not private & {column.name for column in COLUMNS}


def test_the_same_data_give_the_same_bytes(data, files):
    assert {name: content for export in EXPORTS for name, content in export.files(data)} == files


def test_names_of_files_are_unique(data):
    names = [name for export in EXPORTS for name, _content in export.files(data)]
    assert len(names) == len(set(names))

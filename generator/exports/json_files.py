"""All data as JSON: the whole network in one file, and one file for each country. Persons are left out."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.exports.export import Data, Export
from generator.freshness import freshness
from generator.network import NETWORK, Member, Record
from generator.problems import same as _
from generator.schema import Field

NAME = "network.json"


def whole(data: Data) -> Iterator[tuple[str, bytes]]:
    """Yield the file of the network with all its countries."""
    countries = {code: _member(member, data) for code, member in data.network.countries.items()}
    yield NAME, _bytes({"meta": meta(data), NETWORK: _member(data.network.own, data), "countries": countries})


def single(data: Data) -> Iterator[tuple[str, bytes]]:
    """Yield a file for each country."""
    for code, member in data.network.countries.items():
        yield f"{code}.json", _bytes({"meta": meta(data), **_member(member, data)})


def meta(data: Data) -> dict[str, Any]:
    """Version, commit, date and licence of a file."""
    stamp = data.stamp
    return {
        "version": stamp.version,
        "commit": stamp.commit,
        "date": stamp.date.isoformat(),
        "licence": dict(stamp.licence),
    }


def _member(member: Member, data: Data) -> dict[str, Any]:
    name = NETWORK if member.code == NETWORK else "country"
    own = {
        field.name: member.fields[field.name]
        for field in data.schema.fields(name)
        if field.name in member.fields and field.name not in data.schema.sections
    }
    sections = {
        section: {record.slug: _record(record, data) for record in member.records(section)}
        for section in data.schema.sections
    }
    return {**own, **{section: records for section, records in sections.items() if records}}


def _record(record: Record, data: Data) -> dict[str, Any]:
    age = freshness(record.verified, data.settings.period(record.section), data.stamp.date)
    return {
        "id": record.id,
        **_public(record.fields, data.schema.fields(record.section)),
        "state": age.state.value,
    }


def _public(values: Mapping[str, Any], fields: tuple[Field, ...]) -> dict[str, Any]:
    return {field.name: values[field.name] for field in fields if field.name in values and not field.is_private}


def _bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


WHOLE = Export(
    NAME,
    _("Whole network as JSON"),
    _("Everything in one file, with the state of each record, for programs."),
    whole,
)
SINGLE = Export(
    "<cc>.json",
    _("Each country as JSON"),
    _("One file for each country, named by its code, such as cl.json."),
    single,
)

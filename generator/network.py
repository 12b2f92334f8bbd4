"""The network: countries, their records and the indexes that checks, pages and exports look things up in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from generator.formats import is_date
from generator.load import Source
from generator.problems import Pointer

NETWORK = "network"


@dataclass(frozen=True)
class Record:
    """One record of a section. `owner` is the country's code in lower case, or `network`."""

    owner: str
    section: str
    slug: str
    fields: Mapping[str, Any]
    source_path: str
    line: int

    @property
    def id(self) -> str:
        """The address of the record inside the network; it never changes."""
        return f"{self.owner}/{self.section}/{self.slug}"

    @property
    def pointer(self) -> Pointer:
        """Where the record stands in its file."""
        return (self.section, self.slug)

    @property
    def verified(self) -> date | None:
        """The day on which the country confirmed the record, if it did."""
        value = self.fields.get("verified")
        return date.fromisoformat(value) if isinstance(value, str) and is_date(value) else None

    def get(self, name: str) -> Any:
        """A field's value, or None."""
        return self.fields.get(name)


@dataclass(frozen=True)
class Member:
    """A country, or the network itself: the fields of its file and its records by section."""

    code: str
    source: Source
    sections: Mapping[str, Mapping[str, Record]]

    @property
    def fields(self) -> Mapping[str, Any]:
        """The file's own fields."""
        return self.source.data

    @property
    def languages(self) -> tuple[str, ...]:
        """The declared languages, the authoritative one first."""
        declared = self.fields.get("languages")
        return tuple(tag for tag in declared if isinstance(tag, str)) if isinstance(declared, list) else ()

    @property
    def region(self) -> str:
        """The short name of the region (empty for the network itself)."""
        return str(self.fields.get("region", ""))

    def records(self, section: str | None = None) -> Iterator[Record]:
        """All records, or those of one section, in the order of the file."""
        for name, records in self.sections.items():
            if section in (None, name):
                yield from records.values()


@dataclass(frozen=True)
class Network:
    """All members by code in alphabetical order, and the network's own file."""

    own: Member
    countries: Mapping[str, Member] = field(default_factory=dict)

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """Every record by its id."""
        return {record.id: record for member in self.members for record in member.records()}

    @property
    def members(self) -> tuple[Member, ...]:
        """The countries and then the network's own file."""
        return (*self.countries.values(), self.own)

    @property
    def regions(self) -> Mapping[str, Any]:
        """The regions in the order of the network file."""
        found = self.own.fields.get("regions")
        return found if isinstance(found, dict) else {}

    def member(self, code: str) -> Member:
        """A country by its code, or the network itself."""
        return self.own if code == NETWORK else self.countries[code]

    def find(self, record: Record, section: str, reference: str) -> Record | None:
        """The record that `reference` names: a slug of the same file, or `<country>/<section>/<slug>`."""
        return self.records.get(reference if "/" in reference else f"{record.owner}/{section}/{reference}")

    def of_region(self, region: str) -> tuple[Member, ...]:
        """The countries of a region, in alphabetical order of their codes."""
        return tuple(member for member in self.countries.values() if member.region == region)


def build(own: Source, countries: Mapping[str, Source], sections: tuple[str, ...]) -> Network:
    """Index what was loaded. Values of a wrong shape are left out here; the schema has reported them."""
    members = {code: _member(code, source, sections) for code, source in sorted(countries.items())}
    return Network(_member(NETWORK, own, sections), members)


def _member(code: str, source: Source, sections: tuple[str, ...]) -> Member:
    found = {name: _records(code, name, source) for name in sections}
    return Member(code, source, found)


def _records(code: str, section: str, source: Source) -> dict[str, Record]:
    entries = source.data.get(section)
    if not isinstance(entries, dict):
        return {}
    return {
        slug: Record(code, section, slug, fields, source.path, source.mark((section, slug)).line)
        for slug, fields in entries.items()
        if isinstance(fields, dict)
    }

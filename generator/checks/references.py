"""Whatever names another record or another field names one that exists."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.checks.context import Check, Context, values
from generator.network import Member, Network
from generator.problems import Level, Pointer, Problem, Rule, shorten
from generator.problems import same as _
from generator.schema import nearest

UNKNOWN_RECORD = Rule(
    "unknown-reference",
    Level.ERROR,
    _("There is no “%(found)s” among %(section)s."),
    _("Use the short name of a record that exists (%(allowed)s), or add the record."),
)
MISSPELT_RECORD = Rule(
    "misspelt-reference",
    Level.ERROR,
    _("There is no “%(found)s” among %(section)s. Did you mean “%(nearest)s”?"),
    _("Write “%(nearest)s”, or add the record."),
)
ITSELF = Rule(
    "refers-to-itself",
    Level.ERROR,
    _("The record names itself in “%(field)s”."),
    _("Name another record, or remove the line."),
)
UNKNOWN_NAME = Rule(
    "unknown-field-name",
    Level.ERROR,
    _("The record has no field “%(found)s”."),
    _("Use the name of a field of this record: %(allowed)s."),
)


def find(network: Network, context: Context) -> Iterator[Problem]:
    """Look up every reference, and every field that `uncertain` and `field_sources` name."""
    for member in network.members:
        for pointer, section, value in values(member, context, "x-ref"):
            if isinstance(value, str) and value:
                yield from _reference(network, member, pointer, section, value)
        for record in member.records():
            yield from _field_names(member, record.pointer, record.fields)


def _reference(network: Network, member: Member, pointer: Pointer, section: str, value: str) -> Iterator[Problem]:
    record = network.records.get(f"{member.code}/{pointer[0]}/{pointer[1]}")
    target = network.find(record, section, value) if record else None
    if target is None and _is_unreadable(network, value):
        return
    if target is None or target.section != section:
        allowed = list(member.sections.get(section, {}))
        near = nearest(value, allowed)
        rule = MISSPELT_RECORD if near else UNKNOWN_RECORD
        yield member.source.problem(
            rule, pointer, found=shorten(value), section=section, nearest=near or "", allowed=", ".join(allowed) or "–"
        )
    elif target is record:
        yield member.source.problem(ITSELF, pointer, field=str(pointer[-1]))


def _is_unreadable(network: Network, reference: str) -> bool:
    """Whether the reference leads into a file that could not be read, which is reported there."""
    member = network.countries.get(reference.partition("/")[0])
    return "/" in reference and member is not None and not member.fields


def _field_names(member: Member, pointer: Pointer, fields: Mapping[str, Any]) -> Iterator[Problem]:
    named = [((*pointer, "uncertain", i), name) for i, name in enumerate(_of(fields, "uncertain", list))]
    named += [((*pointer, "field_sources", name), name) for name in _of(fields, "field_sources", dict)]
    for place, name in named:
        if isinstance(name, str) and name not in fields:
            yield member.source.problem(UNKNOWN_NAME, place, found=shorten(name), allowed=", ".join(fields))


def _of(fields: Mapping[str, Any], name: str, kind: type) -> Any:
    value = fields.get(name)
    return value if isinstance(value, kind) else kind()


CHECK = Check((UNKNOWN_RECORD, MISSPELT_RECORD, ITSELF, UNKNOWN_NAME), find)

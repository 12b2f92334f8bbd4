"""Names stand in the local language and in English; so do regulations (founding document, IV.B, measure TF2)."""

from collections.abc import Iterator

from generator.checks.context import Check, Context
from generator.network import Member, Network, Record
from generator.problems import Level, Problem, Rule
from generator.problems import same as _
from generator.text import ENGLISH, matches

NAME = Rule(
    "name-not-translated",
    Level.TODO,
    _("The name is missing in: %(missing)s."),
    _("Add a line for each missing language below “name”."),
)
TEXT = Rule(
    "text-missing",
    Level.WARNING,
    _("There is no address of the text in: %(missing)s."),
    _(
        "Add the text below “texts” with its “language” and “url”. "
        "A translation for information is welcome: “official: false”."
    ),
)


def find(network: Network, _context: Context) -> Iterator[Problem]:
    """Look for the authoritative language and English in names, and in the texts of regulations."""
    for member in network.members:
        for record in member.records():
            yield from _name(member, record)
        for record in member.records("regulations"):
            yield from _texts(member, record)


def needed(member: Member) -> tuple[str, ...]:
    """The authoritative language of a file, and English."""
    return tuple(dict.fromkeys((*member.languages[:1], ENGLISH)))


def _name(member: Member, record: Record) -> Iterator[Problem]:
    name = record.get("name")
    if isinstance(name, dict):
        missing = [tag for tag in needed(member) if not any(matches(tag, present) for present in name)]
        if missing:
            yield member.source.problem(NAME, (*record.pointer, "name"), at_name=True, missing=", ".join(missing))


def _texts(member: Member, record: Record) -> Iterator[Problem]:
    texts = record.get("texts")
    present = [str(text.get("language")) for text in texts if isinstance(text, dict)] if isinstance(texts, list) else []
    missing = [tag for tag in needed(member) if not any(matches(tag, one) for one in present)]
    if missing:
        yield member.source.problem(
            TEXT,
            (*record.pointer, "texts") if present else record.pointer,
            at_name=True,
            missing=", ".join(missing),
        )


CHECK = Check((NAME, TEXT), find)

"""Texts are in the languages that the file declares, and the declared languages are used."""

from collections.abc import Iterator

from generator.checks.context import Check, Context, values
from generator.network import Member, Network
from generator.problems import Level, Problem, Rule
from generator.problems import same as _
from generator.text import ENGLISH, matches

UNDECLARED = Rule(
    "undeclared-language",
    Level.WARNING,
    _("A text is in “%(found)s”, which is not among the file’s languages (%(declared)s)."),
    _("Add “%(found)s” to “languages”, or correct the tag."),
)
UNUSED = Rule(
    "unused-language",
    Level.TODO,
    _("No text is in “%(found)s”, one of the country’s languages."),
    _("Add texts in “%(found)s”, beginning with the names of agencies."),
)


def find(network: Network, context: Context) -> Iterator[Problem]:
    """Compare the tags of all texts with the declared languages."""
    for member in network.members:
        used: set[str] = set()
        for pointer, _keyword, value in values(member, context, "x-text"):
            for tag in value if isinstance(value, dict) else ():
                used.add(tag)
                if tag != ENGLISH and not any(matches(tag, declared) for declared in member.languages):
                    yield member.source.problem(
                        UNDECLARED,
                        (*pointer, tag),
                        at_name=True,
                        found=tag,
                        declared=", ".join(member.languages),
                    )
        yield from _unused(member, used)


def _unused(member: Member, used: set[str]) -> Iterator[Problem]:
    for index, declared in enumerate(member.languages):
        if used and not any(matches(declared, tag) for tag in used):
            yield member.source.problem(UNUSED, ("languages", index), found=declared)


CHECK = Check((UNDECLARED, UNUSED), find)

"""The common criteria for contents: what every country is asked for (founding document, II.A.3)."""

from collections.abc import Iterator

from generator.checks.context import Check, Context
from generator.network import Member, Network
from generator.problems import Level, Problem, Rule, Term
from generator.problems import same as _

SECTION = Rule("empty-section", Level.TODO, _("There is nothing yet under “%(section)s”."), _("%(help)s"))
FIELD = Rule("empty-field", Level.TODO, _("“%(title)s” (%(field)s) is not filled in."), _("%(help)s"))
FOCAL_POINT = Rule(
    "no-focal-point",
    Level.WARNING,
    _("The country has no focal point of the network."),
    _("Add a record with the role “network-focal-point” below “focal_points”."),
)
ASKED_FOR = ("sme_definition",)


def find(network: Network, context: Context) -> Iterator[Problem]:
    """List the empty sections and fields of every country."""
    for member in network.countries.values():
        for section in context.schema.sections:
            if not member.sections[section]:
                yield member.source.problem(
                    SECTION, (section,), section=section, help=Term(context.schema.description(section))
                )
        for name in ASKED_FOR:
            if not member.fields.get(name):
                field = context.schema.field("country", name)
                yield member.source.problem(
                    FIELD, (name,), field=name, title=Term(field.title), help=Term(field.description)
                )
        yield from _focal_point(member)


def _focal_point(member: Member) -> Iterator[Problem]:
    roles = [record.get("role") for record in member.records("focal_points")]
    if "network-focal-point" not in roles:
        yield member.source.problem(FOCAL_POINT, ("focal_points",), at_name=True)


CHECK = Check((SECTION, FIELD, FOCAL_POINT), find)

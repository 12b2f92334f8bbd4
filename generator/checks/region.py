"""A country belongs to one of the network's regions."""

from collections.abc import Iterator

from generator.checks.context import Check, Context
from generator.network import Network
from generator.problems import Level, Problem, Rule, shorten
from generator.problems import same as _

RULE = Rule(
    "unknown-region",
    Level.ERROR,
    _("There is no region “%(found)s” in the network."),
    _("Choose one of: %(allowed)s."),
)


def find(network: Network, _context: Context) -> Iterator[Problem]:
    """Look each region up in the network file."""
    for member in network.countries.values():
        if network.regions and member.region and member.region not in network.regions:
            yield member.source.problem(
                RULE, ("region",), found=shorten(member.region), allowed=", ".join(network.regions)
            )


CHECK = Check((RULE,), find)

"""Codes of places begin with the code of the country (UN/LOCODE, ISO 3166-2)."""

from collections.abc import Iterator

from generator.checks.context import Check, Context
from generator.network import Network
from generator.problems import Level, Problem, Rule
from generator.problems import same as _

RULE = Rule(
    "place-of-another-country",
    Level.WARNING,
    _("“%(found)s” is a place of another country than %(country)s."),
    _("Write a code that begins with %(country)s, if that is where the office is."),
)
FIELDS = ("locode", "area")


def find(network: Network, _context: Context) -> Iterator[Problem]:
    """Compare the first two letters of each place with the country."""
    for member in network.countries.values():
        for record in member.records():
            for name in FIELDS:
                code = record.get(name)
                if isinstance(code, str) and code and code[:2] != member.code.upper():
                    yield member.source.problem(RULE, (*record.pointer, name), found=code, country=member.code.upper())


CHECK = Check((RULE,), find)

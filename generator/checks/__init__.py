"""The registry of checks: a check is one module and one line here."""

from collections.abc import Iterator
from itertools import chain

from generator import load, schema
from generator.checks import (
    completeness,
    contacts,
    dates,
    evidence,
    file_name,
    languages,
    places,
    references,
    region,
    translations,
    weblinks,
)
from generator.checks.context import Check, Context
from generator.network import Network
from generator.problems import Problem, Rule

CHECKS: tuple[Check, ...] = (
    file_name.CHECK,
    region.CHECK,
    references.CHECK,
    languages.CHECK,
    translations.CHECK,
    dates.CHECK,
    contacts.CHECK,
    places.CHECK,
    evidence.CHECK,
    completeness.CHECK,
    weblinks.CHECK,
)
RULES: tuple[Rule, ...] = (*load.RULES, *schema.RULES, *chain.from_iterable(check.rules for check in CHECKS))


def run(network: Network, context: Context) -> Iterator[Problem]:
    """Run every check over the network."""
    for check in CHECKS:
        yield from check.find(network, context)

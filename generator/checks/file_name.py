"""The name of a file is the code of its country, so that nobody edits another country's file by mistake."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.checks.context import Check, Context
from generator.network import Network
from generator.problems import Level, Problem, Rule
from generator.problems import same as _

RULE = Rule(
    "file-name",
    Level.ERROR,
    _("The file is called “%(file)s”, but its country is “%(country)s”."),
    _("Call the file “%(expected)s.yml”, or correct the country code."),
)


def find(network: Network, _context: Context) -> Iterator[Problem]:
    """Compare each file's name with its country code."""
    for member in network.countries.values():
        code, name = member.fields.get("country"), PurePosixPath(member.source.path).stem
        if isinstance(code, str) and len(code) == 2 and code.lower() != name:
            yield member.source.problem(RULE, ("country",), file=f"{name}.yml", country=code, expected=code.lower())


CHECK = Check((RULE,), find)

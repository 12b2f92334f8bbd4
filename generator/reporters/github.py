"""For GitHub Actions: workflow commands, which the pull request shows beside the line.

Values are escaped as GitHub's own toolkit does, so that nothing in a file can forge a command
(actions/toolkit, packages/core/src/command.ts). GitHub shows ten of each level per step, so the worst come first.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.load import Source
from generator.problems import Gettext, Level, Problem
from generator.reporters import text as text_form

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.TODO: "notice"}


def report(problems: Sequence[Problem], sources: Mapping[str, Source], gettext: Gettext) -> Iterator[str]:
    """Yield one command per problem; to the log goes the place again, since annotations hide it."""
    for problem in problems:
        place = f"{problem.path}:{problem.line}:{problem.column}"
        name = f"{problem.field}: " if problem.field else ""
        words = f"{place}: {name}{problem.message(gettext)}\n{problem.hint(gettext)}"
        properties = {
            "file": problem.path,
            "line": problem.line,
            "col": problem.column,
            "title": problem.rule.id,
        }
        listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
        yield f"::{COMMANDS[problem.level]} {listed}::{_data(words)}"


def _data(value: str) -> str:
    shown = "\n".join(text_form.printable(line) for line in value.split("\n"))
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")

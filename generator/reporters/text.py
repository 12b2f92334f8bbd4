"""For people at a terminal: place, message, the line with a caret, and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from unicodedata import category, east_asian_width

from generator.load import Source
from generator.problems import Gettext, Level, Problem
from generator.problems import same as _

LEVELS = {Level.ERROR: _("error"), Level.WARNING: _("warning"), Level.TODO: _("to do")}
_LONGEST = 160


def report(problems: Sequence[Problem], sources: Mapping[str, Source], gettext: Gettext) -> Iterator[str]:
    """Yield the lines about each problem, worst first as they come."""
    for problem in problems:
        yield from lines(problem, sources.get(problem.path), gettext)
        yield ""


def lines(problem: Problem, source: Source | None, gettext: Gettext) -> Iterator[str]:
    """The lines about one problem."""
    place = f"{problem.path}:{problem.line}:{problem.column}"
    name = f"{problem.field}: " if problem.field else ""
    yield printable(f"{place}: {gettext(LEVELS[problem.level])}: {name}{problem.message(gettext)} [{problem.rule.id}]")
    if source and 0 < problem.line <= len(source.lines):
        yield from _snippet(problem, source.lines[problem.line - 1])
    yield "    → " + printable(problem.hint(gettext))


def _snippet(problem: Problem, line: str) -> Iterator[str]:
    start = max(0, problem.column - _LONGEST // 2) if len(line) > _LONGEST else 0
    shown = printable(line)[start : start + _LONGEST]
    number = str(problem.line)
    column = problem.column - 1 - start
    before = shown[:column]
    carets = "^" * max(1, _width(shown[column : column + problem.width]))
    yield f"    {number} | {shown}"
    yield f"    {' ' * len(number)} | {' ' * _width(before)}{carets}"


def _width(text: str) -> int:
    """Columns of a terminal: East Asian wide letters take two, marks none."""
    return sum(
        0 if category(char) in ("Mn", "Me", "Cf") else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


def printable(text: str) -> str:
    """Replace what could steer a terminal or reorder a line: controls, format characters, line ends."""
    return "".join(
        "�"
        if category(char) in ("Cc", "Cs", "Zl", "Zp") or (category(char) == "Cf" and char not in "\u200b\u200c\u200d")
        else char
        for char in text
    )

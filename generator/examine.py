"""The first half of the straight line: files are loaded, typed and checked; out come the network and all problems."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import checks, load
from generator.checks.context import Context
from generator.linkstate import NOTHING_KNOWN, LinkState, read_link_state
from generator.load import UNREADABLE, Source, read
from generator.network import NETWORK, Network, build
from generator.problems import GeneratorError, Level, Problem, Term, worst_first
from generator.problems import same as _
from generator.schema import RULES as SCHEMA_RULES
from generator.schema import Schema
from generator.settings import SCHEMA_DIR, Settings, full_path


@dataclass(frozen=True)
class Examined:
    """The network as far as it could be read, and every problem of every file, worst first."""

    network: Network
    problems: list[Problem]
    schema: Schema
    sources: dict[str, Source]
    links: LinkState = NOTHING_KNOWN


def examine(settings: Settings, today: date, only: frozenset[str] = frozenset()) -> Examined:
    """Load and check the whole network. Raises GeneratorError when there is no network to read.

    With `only`, the files that are meant, the others are read for what is referred to but not held against the
    schema: what is then found in them means nothing.
    """
    schema = Schema(SCHEMA_DIR)
    problems: list[Problem] = []
    own = _source(settings.network, NETWORK, settings, schema, problems)
    countries = {}
    for path in country_files(settings, problems):
        is_meant = not only or shown(path, settings) in only
        countries[path.stem] = _source(path, "country", settings, schema, problems, is_meant=is_meant)
    network = build(own, countries, schema.sections)
    links = read_link_state(settings.link_history)
    problems += checks.run(network, Context(schema, settings, today, links))
    sources = {source.path: source for source in (own, *countries.values())}
    return Examined(network, worst_first(_without_echoes(problems, sources)), schema, sources, links)


def country_files(settings: Settings, problems: list[Problem]) -> Iterator[Path]:
    """The files of the countries folder in alphabetical order; a stray file is a problem."""
    if not settings.countries.is_dir():
        raise GeneratorError(f"There is no folder {settings.countries} with country files.")
    for path in sorted(settings.countries.iterdir()):
        if len(path.stem) == 2 and path.stem.isascii() and path.stem.islower() and path.suffix == ".yml":
            yield path
        elif not path.name.startswith("."):
            reason = Term(_("its name is not a country code in small letters followed by .yml"))
            problems.append(Problem(UNREADABLE, shown(path, settings), values={"reason": reason}))


def shown(path: Path, settings: Settings) -> str:
    """The path as messages and addresses show it: relative to the project, with forward slashes."""
    absolute = full_path(path)
    return (
        absolute.relative_to(settings.root).as_posix()
        if absolute.is_relative_to(settings.root)
        else absolute.as_posix()
    )


def _source(
    path: Path, name: str, settings: Settings, schema: Schema, problems: list[Problem], *, is_meant: bool = True
) -> Source:
    source, found = read(path, shown(path, settings))
    problems += found
    if not source.data or not is_meant:
        return source
    source, found = schema.apply(source, name)
    problems += found
    return source


def _without_echoes(problems: list[Problem], sources: dict[str, Source]) -> list[Problem]:
    """Drop what only follows from another finding: an empty file lacks everything, a cut value fits nothing."""
    in_doubt = {(problem.path, problem.pointer) for problem in problems if problem.rule in load.IN_DOUBT}
    misfits = {(problem.path, problem.pointer) for problem in problems if problem.rule in _SCHEMA}

    def is_echo(problem: Problem) -> bool:
        source, pointer = sources.get(problem.path), problem.pointer
        if source is None or problem.rule in _FORM:
            return False
        if not source.data or any((problem.path, pointer[:end]) in in_doubt for end in range(1, len(pointer) + 1)):
            return True
        looked_up = problem.level > Level.TODO and problem.rule not in _SCHEMA
        return looked_up and (problem.path, pointer) in misfits

    return [problem for problem in problems if not is_echo(problem)]


_FORM = frozenset(load.RULES)
_SCHEMA = frozenset(SCHEMA_RULES)

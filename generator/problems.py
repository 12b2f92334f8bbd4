"""Findings about data are values: a `Problem` says where, what was found, what is expected, what to do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

Gettext = Callable[[str], str]
Pointer = tuple[str | int, ...]
LONGEST_QUOTE = 80


def same(message: str) -> str:
    """Mark a message for the catalogues and leave it in English (gettext's usual `N_`)."""
    return message


class Level(IntEnum):
    """How bad a problem is. Only errors stop a build; a to-do is a gap that the site shows and lists."""

    TODO = 1
    WARNING = 2
    ERROR = 3


class Term(str):
    """A value of a message that is itself to be translated (a schema title, a name of a type)."""

    __slots__ = ()


class GeneratorError(Exception):
    """The set-up is broken or was used wrongly: not a finding about data. Ends the run with exit code 2."""


@dataclass(frozen=True)
class Rule:
    """One kind of problem. The id never changes; message and hint are gettext strings with %(name)s values."""

    id: str
    level: Level
    message: str
    hint: str


@dataclass(frozen=True)
class Problem:
    """One finding: a rule, a place (1-based line and column) and the values of the rule's message."""

    rule: Rule
    path: str
    line: int = 1
    column: int = 1
    pointer: Pointer = ()
    values: Mapping[str, str] = field(default_factory=dict)
    width: int = 1

    @property
    def level(self) -> Level:
        """The level of the rule."""
        return self.rule.level

    @property
    def field(self) -> str:
        """The path of the field as people write it, such as `focal_points.fealac.email`."""
        return dotted(self.pointer)

    def message(self, gettext: Gettext = same) -> str:
        """What is wrong, in the language of `gettext`."""
        return gettext(self.rule.message) % self._shown(gettext)

    def hint(self, gettext: Gettext = same) -> str:
        """What to do about it, in the language of `gettext`."""
        return gettext(self.rule.hint) % self._shown(gettext)

    def _shown(self, gettext: Gettext) -> dict[str, str]:
        return {k: gettext(v) if isinstance(v, Term) else v for k, v in self.values.items()}


def dotted(pointer: Pointer) -> str:
    """Return `("texts", 0, "url")` as `texts[0].url`."""
    text = ""
    for part in pointer:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def shorten(value: object) -> str:
    """A value as it is quoted in a message: on one line and not too long."""
    text = " ".join(str(value)[: 2 * LONGEST_QUOTE].split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def worst_first(problems: Iterable[Problem]) -> list[Problem]:
    """Errors before warnings before to-dos; then by file and place. The same findings give the same order."""
    return sorted(set_of(problems), key=lambda p: (-p.level, p.path, p.line, p.column, p.rule.id, p.field, p.message()))


def set_of(problems: Iterable[Problem]) -> list[Problem]:
    """Drop repetitions of the same finding at the same place."""
    seen = {(p.rule.id, p.path, p.line, p.column, p.field, p.message()): p for p in problems}
    return list(seen.values())


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether a build must not go on."""
    return any(p.level is Level.ERROR for p in problems)

"""A parsed file: its data and where each value stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.problems import Pointer, Problem, Rule


@dataclass(frozen=True)
class Mark:
    """Where a value stands in its file: 1-based line and column of its name (or list dash) and of the value."""

    line: int
    column: int
    value_line: int
    value_column: int
    width: int = 1


@dataclass(frozen=True)
class Source:
    """A parsed file: nested dicts and lists whose leaves are strings, and the place of each value."""

    path: str
    data: dict[str, Any] = field(default_factory=dict)
    marks: Mapping[Pointer, Mark] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def mark(self, pointer: Pointer) -> Mark:
        """Return the place of `pointer`, or of its nearest parent that exists."""
        while pointer and pointer not in self.marks:
            pointer = pointer[:-1]
        return self.marks.get(pointer, Mark(1, 1, 1, 1))

    def problem(self, rule: Rule, pointer: Pointer, *, at_name: bool = False, **values: str) -> Problem:
        """Make a problem at the value of `pointer`, or at its name when the name is what is wrong."""
        mark = self.mark(pointer)
        line, column = (
            (mark.line, mark.column) if at_name or pointer not in self.marks else (mark.value_line, mark.value_column)
        )
        width = len(str(pointer[-1])) if at_name and pointer else mark.width
        return Problem(rule, self.path, line, column, pointer, values, width)

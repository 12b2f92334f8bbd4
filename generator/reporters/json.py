"""For programs: one JSON document with all problems."""

import json
from collections.abc import Iterator, Mapping, Sequence

from generator.load import Source
from generator.problems import Gettext, Problem


def report(problems: Sequence[Problem], _sources: Mapping[str, Source], gettext: Gettext) -> Iterator[str]:
    """Yield the document as one string."""
    rows = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "field": problem.field,
            "level": problem.level.name.lower(),
            "rule": problem.rule.id,
            "message": problem.message(gettext),
            "hint": problem.hint(gettext),
        }
        for problem in problems
    ]
    yield json.dumps({"problems": rows}, ensure_ascii=False, indent=2)

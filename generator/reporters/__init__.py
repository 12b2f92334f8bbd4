"""The registry of reporters: each turns problems into the lines of one form."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.load import Source
from generator.problems import Gettext, Problem
from generator.reporters import github, json, text

Reporter = Callable[[Sequence[Problem], Mapping[str, Source], Gettext], Iterator[str]]

REPORTERS: dict[str, Reporter] = {
    "text": text.report,
    "github": github.report,
    "json": json.report,
}

"""A page before it is rendered: where it stands, its template and what the template needs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.view import View


@dataclass(frozen=True)
class Page:
    """`path` is relative to the language's root and ends with a slash (empty for the home page).

    `source` is the file and line that the page was made from."""

    path: str
    template: str
    title: str
    description: str
    values: Mapping[str, Any] = field(default_factory=dict)
    source: tuple[str, int] | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""


PageType = Callable[[View], Iterator[Page]]

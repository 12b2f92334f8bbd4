"""A page before it is rendered: where it stands, its template and what the template needs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.view import View


@dataclass(frozen=True)
class Page:
    """`path` is relative to the language's root and ends with a slash (empty for the home page)."""

    path: str
    template: str
    title: str
    description: str
    values: Mapping[str, Any] = field(default_factory=dict)
    edit: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""


PageType = Callable[[View], Iterator[Page]]

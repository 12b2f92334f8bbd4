"""The theme's chrome, rendered once per language and cut at marked slots; a page is poured into it as a string join.

MkDocs and Material spend about 12 ms on a page, most of it on the same chrome. A layout page goes through MkDocs once
per language; wherever its template writes `slot("title")`, the finished page is cut (docs/development/architecture.md).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

SLOTS = ("title", "description", "canonical", "base", "path", "menu", "content", "edit", "source")
_MARK = re.compile("⟦slot:([a-z]+)⟧")


def slot(name: str) -> str:
    """The mark at which a layout is cut. Raises ValueError for a name that no page fills."""
    if name not in SLOTS:
        raise ValueError(f"unknown slot {name}")
    return f"⟦slot:{name}⟧"


@dataclass(frozen=True)
class Layout:
    """The chrome in pieces: text, slot, text, slot, … text."""

    pieces: tuple[str, ...]

    def pour(self, values: Mapping[str, str]) -> str:
        """Fill the slots. Each value must already be escaped for the place where its slot stands."""
        return "".join(values[piece] if index % 2 else piece for index, piece in enumerate(self.pieces))


def cut(page: str) -> Layout:
    """Cut a rendered page at its slots. Raises ValueError when it has no place for content."""
    pieces = tuple(_MARK.split(page))
    if "content" not in pieces[1::2]:
        raise ValueError("the layout has no slot for content")
    return Layout(pieces)

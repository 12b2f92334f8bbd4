"""What earlier runs of `focalnet links` found out about the web addresses: read from a small file, never asked here."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.load import Source
from generator.network import NETWORK, Member, Network
from generator.problems import Pointer
from generator.schema import Schema, walk

if TYPE_CHECKING:
    from generator.links import Record as LinkRecord
    from generator.links import Suppression


@dataclass(frozen=True)
class LinkState:
    """The record of each address in its normal form, and whether each backlink page links back (None: not known)."""

    records: "Mapping[str, LinkRecord]" = field(default_factory=dict)
    backlinks: Mapping[str, bool | None] = field(default_factory=dict)
    problem: str = ""

    def of(self, url: str) -> "LinkRecord | None":
        """What is known of an address as it is written, or None."""
        return self.records.get(normal(url) or "") if self.records else None


def normal(url: str) -> str | None:
    """The form in which the history knows an address, or None if it may not be asked."""
    from generator.links import UrlRefusedError, normal_url  # noqa: PLC0415 only if there is a history

    try:
        return normal_url(url)
    except UrlRefusedError:
        return None


def read_link_state(history: Path) -> LinkState:
    """Read the history file and the file of backlinks beside it; without them nothing is known."""
    if not history.is_file():
        return LinkState()
    from generator.links import read_history  # noqa: PLC0415 only if there is a history

    loaded = read_history(history, set_aside=False)
    return LinkState(loaded.history.records, read_backlinks(backlinks_path(history)), loaded.problem or "")


def suppressions(network: Network) -> "dict[int, Suppression]":
    """The suppressions of the network file by their place in its list; what the schema refuses is left out."""
    entries = network.own.fields.get("suppressed_links")
    if not isinstance(entries, list):
        return {}
    from generator.links import read_suppressions  # noqa: PLC0415 only if there is one

    known = {at: _suppression(entry) for at, entry in enumerate(entries) if isinstance(entry, dict)}
    return {at: one for at, entry in known.items() for one in read_suppressions([entry])[0]}


def _suppression(entry: Mapping[str, Any]) -> dict[str, Any]:
    about = {"prefix" if entry.get("prefix") is True else "url": entry.get("url", "")}
    return {**about, "reason": entry.get("reason", ""), "until": entry.get("until", "")}


def backlinks_path(history: Path) -> Path:
    """Where the answers about backlinks stand, beside the history."""
    return history.with_name("backlinks.json")


def read_backlinks(path: Path) -> dict[str, bool | None]:
    """The answers about backlinks by page; an unreadable file is as good as none, since they are asked every night."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    known = found.items() if isinstance(found, dict) else ()
    return {str(page): answer for page, answer in known if answer is None or isinstance(answer, bool)}


@dataclass(frozen=True)
class Written:
    """An address as it is written in a file, and where."""

    url: str
    member: Member
    pointer: Pointer

    @property
    def source(self) -> Source:
        """The file."""
        return self.member.source

    @property
    def line(self) -> int:
        """The line of the address."""
        return self.source.mark(self.pointer).value_line


NOTHING_KNOWN = LinkState()


def written(network: Network, schema: Schema) -> Iterator[Written]:
    """Every web address of every file, in the order of the files; mailto: and tel: are not web addresses."""
    for member in network.members:
        name = NETWORK if member.code == NETWORK else "country"
        for pointer, part, value in walk(member.fields, schema.expanded(f"{name}.schema.json")):
            is_address = part.get("format") == "uri" and "suppressed_links" not in pointer
            if is_address and isinstance(value, str) and value.lower().startswith(("http:", "https:")):
                yield Written(value, member, pointer)

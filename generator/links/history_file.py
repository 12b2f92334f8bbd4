"""The file of the history: small, sorted, one line per fact, so that a diff of it reads as news.

It may come from a cache or from a branch, so it may be missing, cut, or of another version. Whatever cannot
be understood completely is kept aside under an other name and reported; the run goes on with an empty
history.
"""

import json
import tempfile
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from generator.links.history import History, Record
from generator.links.states import Doubt, State
from generator.links.urls import normal_url

FORMAT = 1
_MAX_BYTES = 50_000_000  # about 100,000 URLs; a larger file is not ours


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """The history, and if the file was not understood: why (``problem``) and where it is now (``aside``)."""

    history: History
    problem: str | None = None
    aside: Path | None = None


def read_history(path: Path, *, set_aside: bool = True) -> Loaded:
    """Read the history at ``path``.

    A missing file is an empty history. A bad file is renamed, never overwritten; if not even that
    is possible, OSError is raised. Who will not write it does without ``set_aside``.
    """
    if not path.exists():
        return Loaded(history=History())
    try:
        return Loaded(history=_parse(path))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        problem = str(error) if isinstance(error, _NotUnderstoodError) else f"not a link history: {error!r}"[:200]
        return Loaded(history=History(), problem=problem, aside=_set_aside(path) if set_aside else None)


def write_history(path: Path, history: History) -> None:
    """Write ``history``, at once or not at all; the same history always gives the same bytes."""
    facts = {url: _to_json(record) for url, record in sorted(history.records.items())}
    text = json.dumps({"format": FORMAT, "urls": facts}, indent=1, ensure_ascii=False, sort_keys=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False)  # noqa: SIM115
    try:
        with file:
            file.write(text + "\n")
        Path(file.name).chmod(0o644)  # a temporary file is for its owner only, a history is for everybody
        Path(file.name).replace(path)
    except OSError:
        Path(file.name).unlink()
        raise


class _NotUnderstoodError(ValueError):
    """The file says of itself that this version cannot read it."""


def _parse(path: Path) -> History:
    if path.stat().st_size > _MAX_BYTES:
        raise _NotUnderstoodError(f"larger than {_MAX_BYTES} bytes")
    content = json.loads(path.read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        raise _NotUnderstoodError(f"format {content['format']!r}, and this version reads format {FORMAT}")
    return History({_known(url): _from_json(fact) for url, fact in content["urls"].items()})


def _known(url: str) -> str:
    if normal_url(url) != url:
        raise _NotUnderstoodError(f"a URL that is not in normal form: {url[:80]}")
    return url


def _set_aside(path: Path) -> Path:
    for number in count(1):
        aside = path.with_name(f"{path.name}.unreadable-{number}")
        if not aside.exists():
            break
    return path.rename(aside)


def _to_json(record: Record) -> dict[str, Any]:
    fact: dict[str, Any] = {
        "state": record.state.value,
        "since": record.since.isoformat(),
        "last_checked": record.last_checked.isoformat(),
        "last_alive": record.last_alive and record.last_alive.isoformat(),
        "next_due": record.next_due.isoformat(),
        "wait_until": record.wait_until and record.wait_until.isoformat(),
        "failures": [day.isoformat() for day in record.failures],
        "reason": record.reason,
        "detail": record.detail,
        "target": record.target,
        "minor": record.minor,
        "doubt": record.doubt and record.doubt.value,
    }
    return {key: value for key, value in fact.items() if value}  # what is not there takes no line


def _from_json(fact: dict[str, Any]) -> Record:
    return Record(
        state=State(fact["state"]),
        since=date.fromisoformat(fact["since"]),
        last_checked=date.fromisoformat(fact["last_checked"]),
        last_alive=date.fromisoformat(fact["last_alive"]) if "last_alive" in fact else None,
        next_due=date.fromisoformat(fact["next_due"]),
        failures=tuple(date.fromisoformat(day) for day in fact.get("failures", ())),
        wait_until=date.fromisoformat(fact["wait_until"]) if "wait_until" in fact else None,
        reason=_text(fact.get("reason", "")),
        detail=_text(fact.get("detail", "")),
        target=_known(fact["target"]) if "target" in fact else None,
        minor=fact.get("minor", False) is True,
        doubt=Doubt(fact["doubt"]) if "doubt" in fact else None,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value

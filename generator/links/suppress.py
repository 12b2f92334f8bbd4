"""Suppressions: links known to be troublesome, each with a reason and a last day, and themselves checked.

They live in data, as a list of ``{url or prefix, reason, until}``. One that has expired hides nothing any
more, and one that hides nothing because its links are well again is reported, so that the list gets shorter
by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.links.run import Standing
from generator.links.states import State
from generator.links.urls import UrlRefusedError, normal_url

_KEYS = {"url", "prefix", "reason", "until"}


@dataclass(frozen=True, kw_only=True)
class Suppression:
    """Hide what is known about ``url`` until and on the day ``until``.

    With ``prefix`` it speaks of every URL that begins so.
    """

    url: str
    reason: str
    until: date
    prefix: bool = False

    def covers(self, url: str) -> bool:
        """Whether this suppression speaks of ``url`` (normal form)."""
        return url.startswith(self.url) if self.prefix else url == self.url


class Why(StrEnum):
    """What is wrong with a suppression."""

    EXPIRED = "expired"
    NOT_NEEDED = "not-needed"  # every URL it covers is ok
    NOT_USED = "not-used"  # it covers no URL at all


@dataclass(frozen=True, kw_only=True)
class SuppressionFinding:
    """A suppression to be removed, renewed or corrected."""

    suppression: Suppression
    why: Why


@dataclass(frozen=True, kw_only=True)
class Applied:
    """The standings that remain, those that are hidden, and findings about the suppressions themselves."""

    shown: tuple[Standing, ...]
    hidden: tuple[Standing, ...]
    findings: tuple[SuppressionFinding, ...]


def apply(
    standings: Sequence[Standing], suppressions: Iterable[Suppression], *, today: date, complete: bool = True
) -> Applied:
    """Hide the standings that are suppressed on ``today``.

    Without ``complete`` no suppression is called unused.
    """
    known = tuple(suppressions)
    active = [suppression for suppression in known if today <= suppression.until]
    hidden = tuple(
        standing for standing in standings if _is_bad(standing) and any(one.covers(standing.url) for one in active)
    )
    urls = {standing.url for standing in hidden}
    findings = ((one, _why(one, standings, today, complete)) for one in known)
    return Applied(
        shown=tuple(standing for standing in standings if standing.url not in urls),
        hidden=hidden,
        findings=tuple(SuppressionFinding(suppression=one, why=why) for one, why in findings if why is not None),
    )


def _why(suppression: Suppression, standings: Sequence[Standing], today: date, complete: bool) -> Why | None:
    covered = [standing for standing in standings if suppression.covers(standing.url)]
    if not covered:
        return Why.NOT_USED if complete else None
    if all(standing.record is not None and not _is_bad(standing) for standing in covered):
        return Why.NOT_NEEDED
    return Why.EXPIRED if today > suppression.until else None


def _is_bad(standing: Standing) -> bool:
    return standing.record is not None and standing.record.state is not State.OK


def read_suppressions(
    data: Sequence[Mapping[str, object]],
) -> tuple[tuple[Suppression, ...], tuple[str, ...]]:
    """Read suppressions from data, and return one English problem per entry that is none.

    An entry is ``{url or prefix, reason, until}`` with ``until`` as a date or as YYYY-MM-DD.
    """
    good: list[Suppression] = []
    problems: list[str] = []
    for number, entry in enumerate(data, 1):
        try:
            good.append(_read(entry))
        except (ValueError, TypeError, KeyError) as error:
            problems.append(f"suppression {number}: {_said(error)}")
    return tuple(good), tuple(problems)


def _said(error: Exception) -> str:
    return f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)


def _read(entry: Mapping[str, object]) -> Suppression:
    if unknown := set(entry) - _KEYS:
        raise ValueError(f"unknown keys {', '.join(sorted(map(str, unknown)))}")
    if ("url" in entry) == ("prefix" in entry):
        raise ValueError("either url or prefix")
    reason = str(entry["reason"]).strip()
    if not reason:
        raise ValueError("a reason is needed")
    prefix = "prefix" in entry
    url = _url(str(entry["prefix" if prefix else "url"]))
    return Suppression(url=url, prefix=prefix, reason=reason, until=_day(entry["until"]))


def _url(text: str) -> str:
    try:
        return normal_url(text)
    except UrlRefusedError as refusal:
        raise ValueError(f"{text[:80]}: {refusal.reason}") from None


def _day(value: object) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("until must be a date, YYYY-MM-DD") from None

"""The home page: what this is, the map and the members, what people come for, the newest and the most urgent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from generator.network import Record
from generator.pages.page import Page
from generator.problems import same as _
from generator.tally import tally
from generator.view import View

NEWEST = 5
SOON = timedelta(days=90)


@dataclass(frozen=True)
class Deadline:
    """Something that ends soon: its day, what it is (a gettext string) and the record."""

    day: str
    words: str
    record: Record


def pages(view: View) -> Iterator[Page]:
    """Yield the home page and the page with all countries."""
    own = view.network.own.fields
    name = view.plain(own["name"])
    description = view.plain(own["summary"]) if own.get("summary") else name
    shared = {
        "regions": _regions(view),
        "progress": {member.code: tally(view, member) for member in view.countries},
    }
    values: dict[str, Any] = {
        **shared,
        "map": view.world,
        "newest": _newest(view),
        "deadlines": _deadlines(view),
    }
    yield Page("", "home.html", name, description, values, kind="home")
    gettext = view.language.gettext
    yield Page(
        "countries/",
        "countries.html",
        gettext(_("Countries")),
        gettext(_("The member countries and how complete and fresh their entries are.")),
        shared,
        kind="list",
    )


def _regions(view: View) -> list[tuple[str, str, Any]]:
    return [
        (region, view.region_name(region), view.by_name(view.network.of_region(region)))
        for region in view.network.regions
    ]


def _newest(view: View) -> list[tuple[str, Record]]:
    """What was confirmed or issued last: (ISO date, record)."""
    dated = [
        (_latest(record), record) for section in ("regulations", "action_plans") for record in view.records(section)
    ]
    return sorted(((day, record) for day, record in dated if day), key=lambda row: (row[0], row[1].id), reverse=True)[
        :NEWEST
    ]


def _latest(record: Record) -> str:
    dates = record.get("dates") or record.get("period") or {}
    known = [dates.get("issued"), dates.get("in_force"), dates.get("from"), record.get("verified")]
    return max((day for day in known if isinstance(day, str)), default="")


def _deadlines(view: View) -> list[Deadline]:
    """What ends in the next weeks, the nearest first."""
    first, last = view.stamp.date.isoformat(), (view.stamp.date + SOON).isoformat()
    found = [deadline for record in view.network.records.values() for deadline in _of(record)]
    return sorted(
        (deadline for deadline in found if first <= deadline.day <= last),
        key=lambda deadline: (deadline.day, deadline.record.id),
    )


def _of(record: Record) -> Iterator[Deadline]:
    if record.get("comment_until"):
        yield Deadline(record.fields["comment_until"], _("Comments close"), record)
    for measure in record.get("measures") or ():
        if measure.get("due") and not measure.get("done"):
            yield Deadline(measure["due"], _("Measure due"), record)
    until = (record.get("valid") or {}).get("to")
    if until and len(until) == 10:
        yield Deadline(until, _("Ends"), record)

"""A page per regulation and action plan."""

from collections.abc import Iterator
from typing import Any

from generator.network import Record
from generator.pages.page import Page
from generator.view import PAGED, View

_TEMPLATES = {"regulations": "regulation.html", "action_plans": "action_plan.html"}


def pages(view: View) -> Iterator[Page]:
    """Yield a page for every record of the sections that have pages."""
    for section in PAGED:
        for record in view.records(section):
            yield _page(view, record)


def _page(view: View, record: Record) -> Page:
    name = view.name_text(record)
    country = view.country_name(record.owner)
    kind = view.title_of(record.section, "kind", record.get("kind"))
    summary = view.plain(record.fields["summary"], record.owner) if record.get("summary") else f"{kind}, {country}"
    return Page(
        view.path(record),
        _TEMPLATES[record.section],
        f"{name} – {country}",
        summary,
        {"record": record, "related": _related(view, record)},
        (record.source_path, record.line),
        {"country": country, "kind": view.section_title(record.section)},
        record.section,
    )


def _related(view: View, record: Record) -> list[Any]:
    """Other records of the same country and section that share a topic."""
    topics = set(record.get("topics") or ())
    others = view.network.member(record.owner).records(record.section)
    return [other for other in others if other is not record and topics & set(other.get("topics") or ())]

"""Tables across countries: the directory of focal points and agencies, the regulations, the action plans."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.freshness import State
from generator.network import NETWORK, Record
from generator.pages.page import Page
from generator.problems import same as _
from generator.view import SLUGS, View

CONTACTS = ("focal_points", "agencies")


def pages(view: View) -> Iterator[Page]:
    """Yield the three tables."""
    gettext = view.language.gettext
    yield Page(
        "directory/",
        "directory.html",
        gettext(_("Directory")),
        gettext(_("Focal points and agencies of all member countries, with their contact details.")),
        _values(view, [record for section in CONTACTS for record in view.records(section)], "kind"),
        kind="list",
    )
    for section, description in _DESCRIPTIONS.items():
        yield Page(
            f"{SLUGS[section]}/",
            "records.html",
            view.section_title(section),
            gettext(description),
            {**_values(view, view.records(section), "kind"), "section": section},
            kind="list",
        )


_DESCRIPTIONS = {
    "regulations": _("Trade regulations of all member countries, with the date and the address of each text."),
    "action_plans": _("Action plans of agencies in all member countries."),
}


def _values(view: View, records: list[Record], kind: str) -> Mapping[str, Any]:
    rows = sorted(records, key=lambda record: _order(view, record))
    return {"rows": rows, "choices": _choices(view, rows, kind)}


def _order(view: View, record: Record) -> tuple[int, int]:
    codes = [NETWORK, *(member.code for member in view.countries)]
    return codes.index(record.owner), view.schema.sections.index(record.section)


def _choices(view: View, rows: list[Record], kind: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The filters of a table: (name, title, [(value, words)]), only with values that occur."""
    gettext = view.language.gettext
    regions = [(region, view.region_name(region)) for region in view.network.regions]
    countries = [(m.code, view.country_name(m.code)) for m in view.countries if any(r.owner == m.code for r in rows)]
    tags = sorted({tag.split("-")[0] for record in rows for tag in _languages(view, record)})
    found = [
        ("region", gettext(_("Region")), regions),
        ("country", gettext(_("Country")), countries),
        (kind, gettext(_("Kind or role")), _kinds(view, rows)),
        ("topic", gettext(_("Topic")), _topics(view, rows)),
        (
            "language",
            gettext(_("Language")),
            sorted(((tag, view.language.language_name(tag)) for tag in tags), key=lambda row: row[1]),
        ),
        ("state", gettext(_("State")), [(state.value, view.state_title(state)) for state in State]),
    ]
    return [(name, title, choices) for name, title, choices in found if choices]


def _kinds(view: View, rows: list[Record]) -> list[tuple[str, str]]:
    found = {
        kind_of(record): (view.title_of(record.section, "role" if record.get("role") else "kind", kind_of(record)))
        for record in rows
    }
    return sorted(found.items(), key=lambda row: row[1])


def _topics(view: View, rows: list[Record]) -> list[tuple[str, str]]:
    titles = view.schema.codes("topic")
    present = {topic for record in rows for topic in record.get("topics") or ()}
    return sorted(
        ((topic, view.language.gettext(titles[topic])) for topic in present if topic in titles),
        key=lambda row: row[1],
    )


def kind_of(record: Record) -> str:
    """The role of a focal point, the kind of anything else."""
    return str(record.get("role") or record.get("kind") or "")


def _languages(view: View, record: Record) -> tuple[str, ...]:
    """The languages in which a record can be used: those spoken, or those of its texts, else the country's own."""
    spoken = record.get("languages") or [text["language"] for text in record.get("texts") or ()]
    return tuple(spoken) or view.network.member(record.owner).languages


def row_filters(view: View, record: Record) -> Mapping[str, str]:
    """The values by which a row can be filtered, separated by spaces."""
    return {
        "region": view.network.member(record.owner).region,
        "country": record.owner,
        "kind": kind_of(record),
        "topic": " ".join(record.get("topics") or ()),
        "language": " ".join(dict.fromkeys(tag.split("-")[0] for tag in _languages(view, record))),
        "state": view.freshness(record).state.value,
    }

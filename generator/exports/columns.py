"""The columns of the directory, in one place: the files and the page that explains them both come from here.

One row is one contact: a focal point or an agency. Titles and help of a field's column are those of the schema.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.freshness import freshness
from generator.network import NETWORK, Network, Record
from generator.problems import same as _
from generator.schema import Schema
from generator.settings import Settings
from generator.show import telephone
from generator.stamp import Stamp
from generator.text import ENGLISH, matches
from generator.view import PAGED

SECTIONS = ("focal_points", "agencies")


@dataclass(frozen=True)
class Contact:
    """One row's record and what is needed to describe it."""

    record: Record
    network: Network
    schema: Schema
    settings: Settings
    stamp: Stamp


@dataclass(frozen=True)
class Column:
    """A column: its name, its title and help (gettext strings) and how a cell is made."""

    name: str
    title: str
    description: str
    cell: Callable[[Contact], str]


def contacts(network: Network, schema: Schema, settings: Settings, stamp: Stamp) -> Iterator[Contact]:
    """Every row, in the order of the ids."""
    records = [record for record in network.records.values() if record.section in SECTIONS]
    for record in sorted(records, key=lambda record: record.id):
        yield Contact(record, network, schema, settings, stamp)


def row(contact: Contact) -> list[str]:
    """The cells of one row, in the order of the columns."""
    return [column.cell(contact) for column in COLUMNS]


def _field(name: str) -> Callable[[Contact], str]:
    return lambda contact: _joined(contact.record.get(name))


def _joined(value: object) -> str:
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    return "" if value is None else str(value)


def _english(name: str) -> Callable[[Contact], str]:
    return lambda contact: _in(contact.record.get(name), (ENGLISH,))


def _local(name: str) -> Callable[[Contact], str]:
    return lambda contact: _in(contact.record.get(name), contact.network.member(contact.record.owner).languages)


def _in(value: object, wanted: tuple[str, ...]) -> str:
    if not isinstance(value, Mapping):
        return _joined(value)
    return next((str(text) for language in wanted for tag, text in value.items() if matches(language, tag)), "")


def _agency(contact: Contact) -> str:
    reference = contact.record.get("agency")
    found = contact.network.find(contact.record, "agencies", reference) if isinstance(reference, str) else None
    return found.id if found else ""


def _phone(contact: Contact) -> str:
    phone = contact.record.get("phone")
    return telephone(phone) if isinstance(phone, str) else ""


def _page(contact: Contact) -> str:
    from generator.view import anchor  # noqa: PLC0415

    record = contact.record
    return f"{contact.settings.site_url}{ENGLISH}/{record.owner}/#{anchor(record)}"


def _state(contact: Contact) -> str:
    period = contact.settings.period(contact.record.section)
    return freshness(contact.record.verified, period, contact.stamp.date).state.value


def _country(contact: Contact) -> str:
    return "" if contact.record.owner == NETWORK else contact.record.owner.upper()


COLUMNS: tuple[Column, ...] = (
    Column(
        "id",
        _("Id"),
        _("The lasting name of the record: country, section and short name."),
        lambda c: c.record.id,
    ),
    Column(
        "country",
        _("Country"),
        _("The country’s code (ISO 3166-1 alpha-2); empty for the network itself."),
        _country,
    ),
    Column(
        "region",
        _("Region"),
        _("The region of the network, by its short name."),
        lambda c: c.network.member(c.record.owner).region,
    ),
    Column("section", _("Section"), _("“focal_points” or “agencies”."), lambda c: c.record.section),
    Column(
        "kind",
        _("Kind or role"),
        _("The role of a focal point or the kind of an agency, as its code."),
        lambda c: str(c.record.get("role") or c.record.get("kind") or ""),
    ),
    Column(
        "name_local",
        _("Name in the local language"),
        _("The name in the first of the country’s languages that it has."),
        _local("name"),
    ),
    Column("name_en", _("Name in English"), _("The name in English, if there is one."), _english("name")),
    Column("acronym", _("Abbreviation"), _("The short form by which the agency is known."), _field("acronym")),
    Column("agency", _("Agency"), _("For a focal point: the id of its agency."), _agency),
    Column("email", _("E-mail"), _("The mailbox of the office, not of a person."), _field("email")),
    Column(
        "phone",
        _("Telephone"),
        _("The telephone as a tel: address (RFC 3966), so that a spreadsheet keeps its plus sign."),
        _phone,
    ),
    Column("form", _("Contact form"), _("The address of a contact form."), _field("form")),
    Column("url", _("Web page"), _("The official page."), _field("url")),
    Column("address", _("Address"), _("The postal address in the local language."), _local("address")),
    Column(
        "languages",
        _("Languages spoken"),
        _("Language tags (BCP 47), separated by spaces."),
        _field("languages"),
    ),
    Column(
        "reply_days",
        _("Days to a reply"),
        _("The working days within which the office promises to answer."),
        _field("reply_days"),
    ),
    Column(
        "backup",
        _("Backup"),
        _("The short name of the focal point to write to when this one does not answer."),
        _field("backup"),
    ),
    Column("topics", _("Topics"), _("Codes of topics, separated by spaces."), _field("topics")),
    Column(
        "uncertain",
        _("Uncertain fields"),
        _("Names of fields that still have to be checked, separated by spaces."),
        _field("uncertain"),
    ),
    Column("source", _("Source"), _("The page or document that the record was taken from."), _field("source")),
    Column(
        "verified",
        _("Confirmed on"),
        _("The day on which the country last confirmed the record (ISO 8601); empty if it never did."),
        _field("verified"),
    ),
    Column("state", _("State"), _("confirmed, due, stale or unconfirmed, on the day of the file."), _state),
    Column("page", _("Page"), _("Where the record is shown."), _page),
    Column(
        "data_version",
        _("Version"),
        _("The version of the software that made the file."),
        lambda c: c.stamp.version,
    ),
    Column(
        "data_commit",
        _("Commit"),
        _("The commit of the repository that the file was made from."),
        lambda c: c.stamp.commit,
    ),
    Column(
        "data_date",
        _("Date"),
        _("The day for which the file was made (ISO 8601)."),
        lambda c: c.stamp.date.isoformat(),
    ),
    Column("data_licence", _("Licence"), _("The licence of the data."), lambda c: c.stamp.licence["name"]),
)
assert not set(SECTIONS) & set(PAGED)  # noqa: S101 rows link to places on country pages

"""The network as one visitor sees it: in one language, on one day. Templates get it as `view`."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from generator.checks.translations import needed
from generator.freshness import TITLES, Freshness, State, freshness
from generator.linkstate import NOTHING_KNOWN, LinkState
from generator.network import NETWORK, Member, Network, Record
from generator.problems import Level, Problem
from generator.problems import same as _
from generator.schema import Field, Schema
from generator.settings import Settings
from generator.stamp import Stamp
from generator.text import ENGLISH, Language, Localized, localize, matches, sort_key
from generator.worldmap import WorldMap

PAGED = ("regulations", "action_plans")
SLUGS = {"regulations": "regulations", "action_plans": "action-plans"}


_LINK_WORDS = {
    "ok": _("worked on %(date)s"),
    "moved": _("moved, worked on %(date)s"),
    "unverifiable": _("last worked on %(date)s"),
    "dead": _("broken, last worked on %(date)s"),
    "never": _("did not answer on %(date)s"),
}


class View:
    """One language's view of a network. Remembers whether the page being rendered fell back to another language."""

    def __init__(
        self,
        *,
        network: Network,
        schema: Schema,
        settings: Settings,
        language: Language,
        stamp: Stamp,
        problems: Sequence[Problem],
        world: WorldMap,
        links: LinkState = NOTHING_KNOWN,
    ) -> None:
        self.network = network
        self.schema = schema
        self.settings = settings
        self.language = language
        self.stamp = stamp
        self.world = world
        self.links = links
        self.fell_back = False
        self.root = ""
        self._problems = problems
        self._reading: dict[str, tuple[str, ...]] = {}
        self._titles: dict[tuple[str, str], dict[str, str]] = {}
        self._states: dict[tuple[str, date | None], tuple[State, str]] = {}

    def reading_order(self, owner: str) -> tuple[str, ...]:
        """The languages to try for a text of `owner`: the visitor's, English, then the country's own."""
        if owner not in self._reading:
            own = self.network.member(owner).languages
            self._reading[owner] = tuple(dict.fromkeys((self.language.tag, ENGLISH, *own)))
        return self._reading[owner]

    def localized(self, value: Any, owner: str = NETWORK) -> Localized:
        """The text in the best language there is."""
        return localize(value, self.reading_order(owner))

    def plain(self, value: Any, owner: str = NETWORK) -> str:
        """The text alone, for titles and lists of choices."""
        return self.localized(value, owner).text

    def text(self, value: Any, owner: str = NETWORK) -> Markup:
        """The text, marked with its language when it is not the page's."""
        found = self.localized(value, owner)
        if found.language is None or matches(self.language.tag, found.language):
            return escape(found.text)
        self.fell_back = True
        tag, name = escape(found.language), escape(self.language.language_name(found.language))
        mark = f'<abbr class="fn-lang" title="{name}">{escape(found.language.split("-")[0])}</abbr>'
        return Markup(f'<span lang="{tag}">{escape(found.text)}</span> {mark}')

    def originals(self, value: Any, owner: str) -> list[tuple[str, str]]:
        """The text in the owner's own languages, where they are not the page's: (tag, text)."""
        if not isinstance(value, Mapping):
            return []
        shown = self.localized(value, owner).language
        own = self.network.member(owner).languages
        return [
            (tag, text)
            for tag, text in value.items()
            if tag not in (shown, ENGLISH) and any(matches(tag, one) for one in own)
        ]

    def name(self, record: Record) -> Any:
        """What a record is called: its name, or for a focal point without one, its role."""
        return record.get("name") or self.title_of(record.section, "role", record.get("role"))

    def name_text(self, record: Record) -> str:
        """The name without markup."""
        return self.plain(self.name(record), record.owner)

    def title_of(self, section: str, field: str, code: Any) -> str:
        """The title of a code in the code list of a field, in this language."""
        key = (section, field)
        if key not in self._titles:
            rows = self.schema.field(section, field).schema.get("oneOf", [])
            self._titles[key] = {row["const"]: self.language.gettext(row["title"]) for row in rows}
        return self._titles[key].get(code, str(code or ""))

    def section_title(self, section: str) -> str:
        """The title of a section, in this language."""
        return self.language.gettext(self.schema.title(section))

    def fields(self, record: Record, *, without: Sequence[str] = ()) -> list[tuple[Field, Any]]:
        """The fields of a record that have a value, in the schema's order."""
        return [
            (field, record.fields[field.name])
            for field in self.schema.fields(record.section)
            if field.name in record.fields and field.name not in without and self._may_be_shown(field, record)
        ]

    def _may_be_shown(self, field: Field, record: Record) -> bool:
        """Whether a private value is shown: only from the day of the consent to its end."""
        consent = record.fields[field.name]["consent"] if field.is_private else None
        return consent is None or consent["date"] <= self.stamp.date.isoformat() <= consent["until"]

    def country_name(self, code: str) -> str:
        """The name of a country, or of the network."""
        return (
            self.plain(self.network.own.fields.get("abbreviation") or self.network.own.fields.get("name", ""))
            if code == NETWORK
            else self.language.country_name(code)
        )

    def region_name(self, region: str) -> str:
        """The name of a region, in this language."""
        return self.plain(self.network.regions.get(region, {}).get("name", region))

    @cached_property
    def countries(self) -> tuple[Member, ...]:
        """The countries by name in this language."""
        return self.by_name(self.network.countries.values())

    def by_name(self, members: Any) -> tuple[Member, ...]:
        """Countries in the order of their names in this language."""
        return tuple(sorted(members, key=lambda member: sort_key(self.country_name(member.code))))

    def records(self, section: str) -> list[Record]:
        """All records of a section, by country and then by name, the network's own first."""
        order = {NETWORK: -1, **{member.code: index for index, member in enumerate(self.countries)}}
        found = [record for member in self.network.members for record in member.records(section)]
        return sorted(found, key=lambda record: (order[record.owner], sort_key(self.name_text(record)), record.slug))

    def freshness(self, record: Record) -> Freshness:
        """The age of a record on the day of the build."""
        return freshness(record.verified, self.settings.period(record.section), self.stamp.date)

    def state_title(self, state: State) -> str:
        """The words for a state, in this language."""
        return self.language.gettext(TITLES[state])

    def state_of(self, record: Record) -> tuple[State, str]:
        """The state of a record and its words; many records share both."""
        key = (record.section, record.verified)
        if key not in self._states:
            self._states[key] = (self.freshness(record).state, self.state_words(record))
        return self._states[key]

    def state_words(self, record: Record) -> str:
        """The state with its date, as a visitor reads it."""
        age, gettext = self.freshness(record), self.language.gettext
        if age.since is None:
            return self.state_title(age.state)
        words = {
            State.CONFIRMED: _("Confirmed on %(date)s"),
            State.DUE: _("Due for review since %(date)s"),
            State.STALE: _("Out of date since %(date)s"),
        }
        return gettext(words[age.state]) % {"date": self.language.date(age.since)}

    def path(self, record: Record) -> str:
        """Where a record is shown, from the language's root: a page of its own or a place on its country's page."""
        if record.section in PAGED:
            return f"{record.owner}/{SLUGS[record.section]}/{record.slug}/"
        return f"{record.owner}/#{anchor(record)}"

    def link(self, record: Record) -> str:
        """The address of a record from the page being rendered."""
        return self.root + self.path(record)

    def link_state(self, url: str) -> tuple[str, str, str] | None:
        """What is known of an address: its state, the words for it with the date, and an archived copy's address."""
        known = self.links.of(url)
        if known is None:
            return None
        day = known.last_alive or known.last_checked
        words = self.language.gettext(_LINK_WORDS[known.state if known.last_alive else "never"])
        archive = (
            self.settings.archive_url.format(url=url) if known.state == "dead" and self.settings.archive_url else ""
        )
        return str(known.state), words % {"date": self.language.short_date(day)}, archive

    def edit_url(self, path: str, line: int = 1) -> str:
        """Where a file can be edited."""
        return self.settings.edit_address(path, line)

    def edit_record(self, record: Record) -> str:
        """Where a record can be edited."""
        return self.edit_url(record.source_path, record.line)

    def report_url(self, record_id: str, path: str) -> str:
        """Where a problem with a record can be reported."""
        page = f"{self.settings.site_url}{self.language.tag}/{path}"
        return self.settings.report_url.format(
            repository=self.settings.repository_url,
            record=quote(record_id, safe=""),
            page=quote(page, safe=""),
        )

    def confirm_url(self, record_id: str) -> str:
        """Where an official says that a record is still correct."""
        return self.settings.confirm_url.format(
            repository=self.settings.repository_url,
            record=quote(record_id, safe=""),
            date=self.stamp.date.isoformat(),
        )

    @cached_property
    def _by_file(self) -> dict[str, list[Problem]]:
        found: dict[str, list[Problem]] = {}
        for problem in self._problems:
            found.setdefault(problem.path, []).append(problem)
        return found

    def problems(self, member: Member, least: Level = Level.TODO) -> list[Problem]:
        """The warnings and to-dos of a file, worst first."""
        return [problem for problem in self._by_file.get(member.source.path, []) if problem.level >= least]

    def message(self, problem: Problem) -> str:
        """A problem's message, in this language."""
        return problem.message(self.language.gettext)

    def hint(self, problem: Problem) -> str:
        """What to do about a problem, in this language."""
        return problem.hint(self.language.gettext)

    def record_of(self, problem: Problem) -> Record | None:
        """The record that a problem is about, if it is about one."""
        if len(problem.pointer) < 2:
            return None
        owner = next(member.code for member in self.network.members if member.source.path == problem.path)
        return self.network.records.get(f"{owner}/{problem.pointer[0]}/{problem.pointer[1]}")

    def needed_languages(self, record: Record) -> tuple[str, ...]:
        """The languages in which the text of a regulation is asked for: the country's own first one, and English."""
        return needed(self.network.member(record.owner))

    def countries_without(self, section: str) -> list[Member]:
        """The countries that have no record in a section."""
        return [member for member in self.countries if not member.sections[section]]

    def silent_countries(self) -> list[Member]:
        """The countries whose focal points of the network cannot be reached."""
        silent = {
            problem.path
            for problem in self._problems
            if problem.rule.id == "no-way-to-reach" and self._is_network_point(problem)
        }
        return [member for member in self.countries if member.source.path in silent]

    def _is_network_point(self, problem: Problem) -> bool:
        record = self.record_of(problem)
        return record is not None and record.get("role") == "network-focal-point"

    def map_links(self, root: str) -> list[dict[str, str]]:
        """What the map needs of each country: its code, name and address."""
        return [
            {"code": member.code, "name": self.country_name(member.code), "url": f"{root}{member.code}/"}
            for member in self.countries
        ]


def anchor(record: Record) -> str:
    """The place of a record on its country's page."""
    return f"{record.section.replace('_', '-')}-{record.slug}"

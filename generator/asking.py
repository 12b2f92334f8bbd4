"""`focalnet links`: asks the web addresses of the files through the guard, keeps the history, says what it means."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from random import Random
from typing import Any
from urllib.parse import urlsplit

from generator import links
from generator.changes import files_at
from generator.checks import weblinks
from generator.checks.context import Context
from generator.examine import Examined, shown
from generator.linkstate import LinkState, Written, backlinks_path, normal, suppressions, written
from generator.load import Source, parse
from generator.network import build
from generator.problems import GeneratorError, Level, Problem, Rule, has_errors, worst_first
from generator.problems import same as _
from generator.reporters.text import printable
from generator.schema import Schema
from generator.settings import Settings
from generator.text import Language

REFUSED = Rule(
    "link-refused",
    Level.ERROR,
    _("The address may not be asked: %(found)s."),
    _("Write the public web address of the page, without a user name or password."),
)
_RENEW = _("Remove it from “suppressed_links”, or give it a new last day and say why.")
SUPPRESSIONS = {
    "expired": Rule("suppression-expired", Level.WARNING, _("The suppression of %(found)s has expired."), _RENEW),
    "not-needed": Rule(
        "suppression-not-needed",
        Level.WARNING,
        _("The suppression of %(found)s is not needed: its addresses work."),
        _RENEW,
    ),
    "not-used": Rule(
        "suppression-not-used", Level.WARNING, _("The suppression of %(found)s matches no address."), _RENEW
    ),
}
RULES = (REFUSED, *SUPPRESSIONS.values())
BACKLINK_BYTES = 1_200_000
LONGEST_LIST = 60_000  # bytes; GitHub takes 65,536 characters for the whole text of an issue
LONGEST_WORDS = 3_000


@dataclass(frozen=True)
class Asking:
    """What to ask: only the files in `wanted` (all if empty), nothing in `known`; with `force` also what is not due."""

    wanted: frozenset[str] = frozenset()
    known: frozenset[str] | None = None
    force: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether all addresses of the network are meant, so that the history may forget the others."""
        return not self.wanted and self.known is None

    def means(self, address: Written) -> bool:
        """Whether an address is one of those to be asked."""
        return (not self.wanted or address.source.path in self.wanted) and address.url not in (self.known or ())


@dataclass(frozen=True)
class Answered:
    """How many addresses there are and were asked, and what was found. `offline`: nobody could be reached."""

    addresses: int
    asked: int
    offline: bool
    problems: list[Problem]


@dataclass(frozen=True)
class Surroundings:
    """What the run gets from outside: the day, chance, and how the guard resolves, judges and connects."""

    today: date
    rng: Random
    guard: Mapping[str, Any]


def ask(examined: Examined, settings: Settings, asking: Asking, around: Surroundings) -> Answered:
    """Ask what is due, keep the history, and report on the addresses that were meant.

    A run for a pull request (`known` is given) judges only what is new, and leaves the history as it is.
    """
    addresses = [one for one in written(examined.network, examined.schema) if asking.means(one)]
    loaded = links.read_history(settings.link_history, set_aside=asking.known is None)
    whole = asking.is_complete and not has_errors(examined.problems)  # a broken file has addresses that nobody sees
    outcome, refused = _outcome(addresses, loaded.history, settings, asking, around, complete=whole)
    backlinks = _backlinks(examined, settings, around) if asking.is_complete and not outcome.offline else {}
    if asking.known is None and not outcome.offline:
        _keep(settings, outcome.history, backlinks if asking.is_complete else None)
    context = Context(examined.schema, settings, around.today, LinkState(outcome.history.records, backlinks))
    problems = [
        *_about(addresses, examined, context),
        *_refusals(refused, addresses),
        *(_suppressions(examined, outcome, around) if whole else ()),
    ]
    if loaded.problem:
        problems.append(weblinks.history_problem(settings, loaded.problem))
    return Answered(len(addresses), outcome.asked, outcome.offline, worst_first(problems))


def known_at(revision: str, settings: Settings, schema: Schema) -> frozenset[str]:
    """The addresses that the files had at another revision. Raises GeneratorError when Git has no such revision."""
    folders = (shown(settings.countries, settings), shown(settings.network, settings))
    sources = {path: parse(content, path)[0] for path, content in files_at(settings.root, revision, folders)}
    own = sources.pop(folders[1], Source(folders[1]))
    network = build(own, {PurePosixPath(path).stem: source for path, source in sources.items()}, schema.sections)
    return frozenset(address.url for address in written(network, schema))


def _outcome(
    addresses: Sequence[Written],
    history: links.History,
    settings: Settings,
    asking: Asking,
    around: Surroundings,
    *,
    complete: bool,
) -> tuple[links.Outcome, dict[str, str]]:
    """Ask; also say why which addresses, as they are written, may not be asked."""
    places: dict[str, list[links.Place]] = {}
    for address in addresses:
        places.setdefault(address.url, []).append(links.Place(address.source.path, address.line))
    with links.open_guard(**around.guard) as guard:
        engine = partial(links.check, settings=links.CheckerSettings(user_agent=settings.user_agent), guard=guard)
        outcome = links.check_urls(
            places,
            history=history,
            today=around.today,
            rng=around.rng,
            policy=links.Policy(),
            engine=engine,
            force=asking.force or asking.known is not None,
            complete=complete,
        )
        return outcome, {**_private(places, guard), **{refused.url: refused.reason for refused in outcome.refused}}


def _private(places: Iterable[str], guard: links.Guard) -> dict[str, str]:
    """The addresses whose own host is not public; where a redirect led is not the file's mistake."""
    found = {one.host for one in guard.decisions if one.ruling is links.Ruling.REFUSED_ADDRESS}
    hosts = {url: urlsplit(normal(url) or "").hostname or "" for url in places}
    return {
        url: "not a public address"
        for url, host in hosts.items()
        if host in found or (_is_number(host) and not links.is_public(host))
    }


def _is_number(host: str) -> bool:
    """Whether a host in its normal form is an IP address."""
    return ":" in host or host.rpartition(".")[2].isdigit()


def _about(addresses: Sequence[Written], examined: Examined, context: Context) -> Iterator[Problem]:
    meant = {(address.source.path, address.pointer) for address in addresses}
    return (problem for problem in weblinks.find(examined.network, context) if (problem.path, problem.pointer) in meant)


def _refusals(reasons: Mapping[str, str], addresses: Sequence[Written]) -> Iterator[Problem]:
    for address in addresses:
        if address.url in reasons:
            yield address.source.problem(REFUSED, address.pointer, found=reasons[address.url])


def _suppressions(examined: Examined, outcome: links.Outcome, around: Surroundings) -> Iterator[Problem]:
    source = examined.network.own.source
    for at, one in suppressions(examined.network).items():
        for finding in links.apply(outcome.standings, [one], today=around.today).findings:
            yield source.problem(SUPPRESSIONS[finding.why], ("suppressed_links", at), found=one.url)


def _backlinks(examined: Examined, settings: Settings, around: Surroundings) -> dict[str, bool | None]:
    pages = sorted({str(r.fields["backlink"]) for r in examined.network.records.values() if r.get("backlink")})
    if not pages or not settings.site_url:
        return {}
    limits = replace(around.guard.get("limits") or links.Limits(), received_bytes=BACKLINK_BYTES)
    with links.open_guard(**{**around.guard, "limits": limits}) as guard:
        return {
            page: links.links_back(page, settings.site_url, guard=guard, user_agent=settings.user_agent).found
            for page in pages
        }


def _keep(settings: Settings, history: links.History, backlinks: Mapping[str, bool | None] | None) -> None:
    """Write what is known now. Raises GeneratorError when the files cannot be written."""
    try:
        links.write_history(settings.link_history, history)
        if backlinks is not None:
            text = json.dumps(backlinks, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
            backlinks_path(settings.link_history).write_text(text, encoding="utf-8")
    except OSError as error:
        raise GeneratorError(f"{settings.link_history} cannot be written: {error.strerror}.") from error


def issues(problems: Sequence[Problem], examined: Examined, language: Language) -> Iterator[tuple[str, str]]:
    """For each country with broken or moved addresses: its code and the text of an issue, its title first."""
    urls = {(one.source.path, one.pointer): one.url for one in written(examined.network, examined.schema)}
    for member in examined.network.countries.values():
        found = [
            _line(problem, urls.get((problem.path, problem.pointer), ""), language)
            for problem in problems
            if problem.path == member.source.path and problem.rule in _WORTH_AN_ISSUE
        ]
        if found:
            yield member.code, "\n".join(_issue(language.country_name(member.code), found, language))


def _issue(country: str, lines: Sequence[str], language: Language) -> Iterator[str]:
    yield "# " + language.gettext(_("Web addresses to look at: %(country)s")) % {"country": country}
    yield ""
    yield language.gettext(
        _(
            "These addresses in the country’s file no longer lead where they should. "
            "This text is kept up to date every night."
        )
    )
    yield ""
    listed = list(_fitting(lines))
    yield from listed
    more = len(lines) - len(listed)
    if more:
        yield ""
        words = language.ngettext(
            "%(num)s more address is not listed, because this text would become too long.",
            "%(num)s more addresses are not listed, because this text would become too long.",
            more,
        )
        yield words % {"num": more}


def _fitting(lines: Sequence[str]) -> Iterator[str]:
    left = LONGEST_LIST
    for line in lines:
        left -= len(line.encode()) + 1
        if left < 0:
            return
        yield line


def _line(problem: Problem, url: str, language: Language) -> str:
    """A problem as an entry of a Markdown list."""
    safe = replace(problem, values={name: _code(words) for name, words in problem.values.items()})
    place = f"{_code(f'{problem.path}:{problem.line}')} {_code(url)}"
    return f"- {place} {safe.message(language.gettext)} {safe.hint(language.gettext)}"


def _code(words: str) -> str:
    """Words of a file or a server as code: GitHub makes no markup, mention, link or reference of what is in it.

    A backslash would not do: GitHub looks for mentions and links when the backslashes are gone.
    """
    shown = printable(" ".join(words.split())[:LONGEST_WORDS]) or "-"
    fence = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    space = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{space}{shown}{space}{fence}"


_WORTH_AN_ISSUE = frozenset({weblinks.DEAD, weblinks.MOVED, weblinks.DOUBTFUL})

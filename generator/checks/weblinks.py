"""Web addresses that were found broken or moved. Nothing is asked here: `focalnet links` asks and keeps a history."""

from collections.abc import Iterator
from typing import Any

from generator.checks.context import Check, Context
from generator.linkstate import Written, normal, suppressions, written
from generator.network import Network
from generator.problems import Level, Problem, Rule
from generator.problems import same as _
from generator.settings import Settings

DEAD = Rule(
    "link-broken",
    Level.WARNING,
    _("The address has not worked since %(since)s (%(found)s)."),
    _("Correct the address, or give the page’s new place. If it is gone for good, remove the line."),
)
SUSPECT = Rule(
    "link-not-found",
    Level.WARNING,
    _("The address was not found on %(date)s. It is asked again on other days before it is called broken (%(found)s)."),
    _("Open the address. If it does not work for you either, correct it."),
)
MOVED = Rule(
    "link-moved",
    Level.TODO,
    _("The page has moved for good (%(found)s)."),
    _("Write the new address: %(target)s."),
)
DOUBTFUL = Rule(
    "link-moved-elsewhere",
    Level.TODO,
    _("The address leads to another page, perhaps not the right one (%(found)s)."),
    _("Open %(target)s. If it is the right page, write its address; otherwise look for the page’s new place."),
)
NO_BACKLINK = Rule(
    "no-backlink",
    Level.TODO,
    _("The page %(found)s does not link to the portal."),
    _("Ask the editors of the page to add a link to the portal, or remove “backlink”."),
)

HISTORY = Rule(
    "link-history",
    Level.WARNING,
    _("The history of the addresses could not be read: %(found)s."),
    _("Nothing is lost but time: every address is asked again. Look at the file if this happens more than once."),
)


def find(network: Network, context: Context) -> Iterator[Problem]:
    """Look every address up in what earlier runs found out."""
    if context.links.problem:
        yield history_problem(context.settings, context.links.problem)
    if context.links.records:
        hidden = [one for one in suppressions(network).values() if context.today <= one.until]
        for address in written(network, context.schema):
            if not any(one.covers(normal(address.url) or "") for one in hidden):
                yield from _address(address, context)
    for member in network.members:
        for record in member.records("links"):
            page = record.get("backlink")
            if isinstance(page, str) and context.links.backlinks.get(page) is False:
                yield member.source.problem(NO_BACKLINK, (*record.pointer, "backlink"), found=page)


def history_problem(settings: Settings, found: str) -> Problem:
    """What is said of a history that is cut, foreign or of another format."""
    path = settings.link_history
    shown = path.relative_to(settings.root) if path.is_relative_to(settings.root) else path
    return Problem(HISTORY, shown.as_posix(), values={"found": found})


def _address(address: Written, context: Context) -> Iterator[Problem]:
    known = context.links.of(address.url)
    if known is None:
        return
    values: dict[str, Any] = {
        "found": known.detail or known.reason,
        "date": known.last_checked.isoformat(),
        "target": known.target or "",
    }
    if known.state == "dead":
        since = min(known.failures, default=known.since).isoformat()
        yield address.source.problem(DEAD, address.pointer, since=since, **values)
    elif known.state == "unverifiable" and known.failures:
        yield address.source.problem(SUSPECT, address.pointer, **values)
    elif known.state == "moved" and known.target:
        yield address.source.problem(DOUBTFUL if known.doubt else MOVED, address.pointer, **values)


RULES = (DEAD, SUSPECT, MOVED, DOUBTFUL, NO_BACKLINK, HISTORY)
CHECK = Check(RULES, find)

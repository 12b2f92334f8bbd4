"""What is known about a record: where it comes from, who confirmed it and when."""

from collections.abc import Iterator

from generator.checks.context import Check, Context
from generator.freshness import State, freshness
from generator.network import Member, Network, Record
from generator.problems import Level, Problem, Rule
from generator.problems import same as _

SOURCE = Rule(
    "source-missing",
    Level.TODO,
    _("The record does not say where it comes from."),
    _("Add “source” with the address of the page or document."),
)
UNCERTAIN = Rule(
    "uncertain-fields",
    Level.TODO,
    _("Some fields still have to be checked: %(fields)s."),
    _("Correct them and take their names out of “uncertain”."),
)
UNCONFIRMED = Rule(
    "not-confirmed",
    Level.TODO,
    _("The country has not confirmed the record yet."),
    _("If all of it is right, add “verified” with today’s date."),
)
DUE = Rule(
    "due-for-review",
    Level.TODO,
    _("The record has been due for review since %(since)s."),
    _("Check it and write today’s date into “verified”."),
)
STALE = Rule(
    "out-of-date",
    Level.TODO,
    _("The record has been out of date since %(since)s."),
    _("Check it and write today’s date into “verified”."),
)
_BY_STATE = {State.UNCONFIRMED: UNCONFIRMED, State.DUE: DUE, State.STALE: STALE}


def find(network: Network, context: Context) -> Iterator[Problem]:
    """Judge every record of every file."""
    for member in network.members:
        for record in member.records():
            if not record.get("source"):
                yield member.source.problem(SOURCE, record.pointer, at_name=True)
            uncertain = record.get("uncertain")
            if isinstance(uncertain, list) and uncertain:
                yield member.source.problem(
                    UNCERTAIN,
                    (*record.pointer, "uncertain"),
                    at_name=True,
                    fields=", ".join(map(str, uncertain)),
                )
            yield from _age(member, record, context)


def _age(member: Member, record: Record, context: Context) -> Iterator[Problem]:
    age = freshness(record.verified, context.settings.period(record.section), context.today)
    if age.state in _BY_STATE:
        since = age.since.isoformat() if age.since else ""
        yield member.source.problem(_BY_STATE[age.state], record.pointer, at_name=True, since=since)


CHECK = Check((SOURCE, UNCERTAIN, UNCONFIRMED, DUE, STALE), find)

"""Dates follow each other, and nothing was confirmed in the future."""

from collections.abc import Iterator
from itertools import pairwise

from generator.checks.context import Check, Context, values
from generator.formats import is_partial_date
from generator.network import Member, Network
from generator.problems import Level, Pointer, Problem, Rule
from generator.problems import same as _

ORDER = Rule(
    "dates-out-of-order",
    Level.ERROR,
    _("“%(later)s” (%(later_date)s) is before “%(earlier)s” (%(earlier_date)s)."),
    _("Correct one of the two dates."),
)
FUTURE = Rule(
    "confirmed-in-future",
    Level.ERROR,
    _("The record is said to have been confirmed on %(date)s, which is not yet past."),
    _("Write the day on which you checked the record: today or earlier."),
)


def find(network: Network, context: Context) -> Iterator[Problem]:
    """Compare the dates that the schema says are in order, and every `verified` with today."""
    for member in network.members:
        for pointer, names, value in values(member, context, "x-ordered"):
            if isinstance(value, dict):
                yield from _order(member, pointer, [(name, value[name]) for name in names if _is_date(value.get(name))])
        for record in member.records():
            if record.verified and record.verified > context.today:
                yield member.source.problem(FUTURE, (*record.pointer, "verified"), date=record.verified.isoformat())


def _is_date(value: object) -> bool:
    return isinstance(value, str) and is_partial_date(value)


def _order(member: Member, pointer: Pointer, dates: list[tuple[str, str]]) -> Iterator[Problem]:
    for (earlier, first), (later, second) in pairwise(dates):
        length = min(len(first), len(second))  # 2004 and 2004-05 do not contradict each other
        if second[:length] < first[:length]:
            yield member.source.problem(
                ORDER, (*pointer, later), later=later, later_date=second, earlier=earlier, earlier_date=first
            )


CHECK = Check((ORDER, FUTURE), find)

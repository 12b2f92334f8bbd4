"""How complete a country's file is: counted from the problems that the checks found, so that both always agree."""

from collections import Counter
from dataclasses import dataclass

from generator.freshness import State
from generator.network import Member
from generator.problems import Level
from generator.view import View


@dataclass(frozen=True)
class Tally:
    """Counts of a country: its records, those with a source, each state, empty sections, warnings and to-dos."""

    records: int
    sourced: int
    states: Counter[State]
    uncertain: int
    unreachable: int
    empty: int
    warnings: int
    todo: int

    @property
    def percent(self) -> int:
        """The share of records that the country has confirmed and that name their source (0–100)."""
        done = self.states[State.CONFIRMED] + self.states[State.DUE] + self.sourced
        return round(100 * done / (2 * self.records)) if self.records else 0


def tally(view: View, member: Member) -> Tally:
    """Count the records and problems of a file."""
    records = list(member.records())
    rules = Counter(problem.rule.id for problem in view.problems(member))
    levels = Counter(problem.level for problem in view.problems(member))
    return Tally(
        records=len(records),
        sourced=len(records) - rules["source-missing"],
        states=Counter(view.freshness(record).state for record in records),
        uncertain=rules["uncertain-fields"],
        unreachable=rules["no-way-to-reach"],
        empty=rules["empty-section"],
        warnings=levels[Level.WARNING],
        todo=levels[Level.TODO],
    )

"""What every check gets beside the network: the schema, the settings and the day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.linkstate import NOTHING_KNOWN, LinkState
from generator.network import NETWORK, Member, Network
from generator.problems import Pointer, Problem, Rule
from generator.schema import Schema, walk
from generator.settings import Settings


@dataclass(frozen=True)
class Context:
    """The surroundings of a check."""

    schema: Schema
    settings: Settings
    today: date
    links: LinkState = NOTHING_KNOWN


CheckFunction = Callable[[Network, Context], Iterator[Problem]]


@dataclass(frozen=True)
class Check:
    """One check: the rules it can report and the function that finds them."""

    rules: tuple[Rule, ...]
    find: CheckFunction


def values(member: Member, context: Context, keyword: str) -> Iterator[tuple[Pointer, Any, Any]]:
    """The values of a file whose schema carries `keyword`: place, the keyword's value, and the value itself."""
    name = NETWORK if member.code == NETWORK else "country"
    schema = context.schema.expanded(f"{name}.schema.json")
    for pointer, part, value in walk(member.fields, schema):
        if keyword in part:
            yield pointer, part[keyword], value

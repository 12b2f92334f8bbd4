"""What an export is: the files it makes, what they are for, and a function that makes their bytes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.network import Network
from generator.problems import Problem
from generator.schema import Schema
from generator.settings import Settings
from generator.stamp import Stamp


@dataclass(frozen=True)
class Data:
    """Everything an export may use."""

    network: Network
    schema: Schema
    settings: Settings
    stamp: Stamp
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class Export:
    """`name` is the file's name (or a pattern, for one file per country); title and description are gettext strings."""

    name: str
    title: str
    description: str
    files: Callable[[Data], Iterator[tuple[str, bytes]]]

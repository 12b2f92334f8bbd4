"""What a build is of. It stands on every page and in every file, so that a copy can say where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Stamp:
    """What a build is of: version of the software, commit of the data, day, licence of the data."""

    version: str
    commit: str
    date: date
    licence: Mapping[str, str]

"""A case is one file in tests/cases: its name says which problem examining it must find, and where.

    <rule>@<line>[-<note>][=<name>].yml

It becomes `countries/xa.yml` of an invented network (tests/cases/network.yml), or the file that `=<name>` says:
`=network` the network file itself, `=xb` another country, `=notes.txt` a file with another ending.
Files in tests/cases/good have no problem worth a warning.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import mkdtemp

from generator.configuration import completed
from generator.examine import Examined, examine
from generator.problems import Problem
from generator.settings import Settings

CASES = Path(__file__).parent / "cases"
NETWORK_FILE = CASES / "network.yml"
TODAY = date(2026, 7, 1)
_NAME = re.compile(r"(?P<rule>[a-z-]+)@(?P<line>\d+)(-(?P<note>[a-z0-9-]+))?(=(?P<target>[A-Za-z.]+))?")


@dataclass(frozen=True)
class Case:
    """What the name of a case file promises."""

    path: Path
    rule: str
    line: int
    target: str

    @property
    def id(self) -> str:
        """How pytest calls the case."""
        return self.path.stem

    @property
    def shown(self) -> str:
        """The path of the file in messages."""
        return "network.yml" if self.target == "network.yml" else f"countries/{self.target}"


def cases() -> list[Case]:
    """All cases, in alphabetical order."""
    return [_case(path) for path in sorted(CASES.glob("*@*"))]


def good() -> list[Path]:
    """All files in which nothing is wrong."""
    return sorted((CASES / "good").glob("*.yml"))


def _case(path: Path) -> Case:
    match = _NAME.fullmatch(path.stem)
    assert match, f"{path.name} does not follow the rule for names in tests/case.py"
    name = match["target"] or "xa"
    return Case(path, match["rule"], int(match["line"]), name if "." in name else f"{name}.yml")


def settings(root: Path) -> Settings:
    """The settings of a project that was made in `root`."""
    return completed(
        {"repository_url": "https://git.example.org/network"}, root / "mkdocs.yml", "https://network.example.org/"
    )


def project(root: Path, **files: str | bytes) -> Path:
    """An invented network in `root`, with `files` as its countries: `xa="country: XA …"`."""
    (root / "countries").mkdir(exist_ok=True)
    copyfile(NETWORK_FILE, root / "network.yml")
    (root / "mkdocs.yml").write_text("plugins:\n  - focalnet:\n      repository_url: https://git.example.org/network\n")
    for name, content in files.items():
        (root / "countries" / f"{name}.yml").write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def examined_in(root: Path, today: date = TODAY) -> Examined:
    """Everything that is found in the network in `root`."""
    return examine(settings(root), today)


@cache
def examined(path: Path, target: str = "xa.yml") -> Examined:
    """Everything that is found in the invented network with this file in it (remembered: nothing changes it)."""
    root = project(Path(mkdtemp(prefix="focalnet-case-")))
    copyfile(path, root / target if target == "network.yml" else root / "countries" / target)
    return examined_in(root)


def found_in(case: Case) -> list[Problem]:
    """The problems of a case."""
    return examined(case.path, case.target).problems

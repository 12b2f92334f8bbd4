"""The YAML door: a file's bytes become data with positions; whatever could corrupt data is a problem.

Every scalar stays the string that was written, because YAML 1.1 would turn HS `0702` into 450, `+56228275100`
into a number without its plus and `NO` into false. The schema gives each value its type afterwards.
"""

from collections.abc import Iterator
from pathlib import Path

from generator.load import rules
from generator.load.compose import Composer
from generator.load.hidden import hidden_characters
from generator.load.plain import plain
from generator.load.source import Mark, Source
from generator.problems import Problem, Term
from generator.problems import same as _

MAX_BYTES = 512 * 1024
RULES = rules.RULES
IN_DOUBT = rules.IN_DOUBT
UNREADABLE = rules.UNREADABLE
__all__ = ["IN_DOUBT", "RULES", "UNREADABLE", "Mark", "Source", "parse", "plain", "read"]


def read(path: Path, shown: str) -> tuple[Source, list[Problem]]:
    """Read the file at `path`, called `shown` in messages. Never raises for what the file contains."""
    if path.is_symlink() or not path.is_file():
        return Source(shown), [Problem(UNREADABLE, shown, values={"reason": _why_not_a_file(path)})]
    if path.stat().st_size > MAX_BYTES:
        return Source(shown), [Problem(rules.TOO_BIG, shown, values={"limit": f"{MAX_BYTES // 1024} kB"})]
    try:
        return parse(path.read_bytes(), shown)
    except OSError as error:
        return Source(shown), [Problem(UNREADABLE, shown, values={"reason": str(error.strerror)})]


def _why_not_a_file(path: Path) -> Term:
    if path.is_symlink():
        return Term(_("it is a link, not a file"))
    return Term(_("it is a folder, not a file") if path.is_dir() else _("there is no such file"))


def parse(content: bytes, shown: str) -> tuple[Source, list[Problem]]:
    """Parse the bytes of a file. With any problem of form the data may be partial; all that was found is reported."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Source(shown), [Problem(rules.ENCODING, shown, line=content.count(b"\n", 0, error.start) + 1)]
    if "\0" in text:  # UTF-16 without a mark: every second byte is zero
        return Source(shown), [Problem(rules.ENCODING, shown, line=text.count("\n", 0, text.index("\0")) + 1)]
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    hidden = list(_hidden_in_lines(lines, shown))
    if hidden:
        return Source(shown, lines=lines), hidden
    composer = Composer(shown, lines)
    data = composer.compose(text)
    if not composer.problems and not (isinstance(data, dict) and data):
        composer.problems.append(Problem(rules.NOT_FIELDS, shown))
    return Source(shown, data if isinstance(data, dict) else {}, composer.marks, lines), composer.problems


def _hidden_in_lines(lines: tuple[str, ...], shown: str) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        for match in hidden_characters(line):
            yield Problem(
                rules.HIDDEN_CHARACTER,
                shown,
                number,
                match.start() + 1,
                values={"character": f"U+{ord(match.group()):04X}"},
            )

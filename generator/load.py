"""The YAML door: a file's bytes become data with positions; whatever could corrupt data is a problem.

Every scalar stays the string that was written, because YAML 1.1 would turn HS `0702` into 450, `+56228275100`
into a number without its plus and `NO` into false. The schema gives each value its type afterwards.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from generator.problems import GeneratorError, Level, Pointer, Problem, Rule, Term
from generator.problems import same as _

MAX_BYTES = 512 * 1024
MAX_DEPTH = 12
MAX_VALUES = 20_000

UNREADABLE = Rule("unreadable", Level.ERROR, _("The file cannot be read: %(reason)s."),
                  _("Save it as a plain text file in UTF-8, with the name of the country code."))
TOO_BIG = Rule("too-big", Level.ERROR, _("The file is larger than %(limit)s."),
               _("Shorten the texts, or link to long documents instead of copying them."))
ENCODING = Rule("encoding", Level.ERROR, _("The file is not saved as UTF-8: the first byte that does not fit is on this line."),
                _("In your editor choose “Save with encoding: UTF-8”."))
HIDDEN_CHARACTER = Rule("hidden-character", Level.ERROR, _("There is an invisible character here (%(character)s)."),
                        _("Delete the line and type it again; the character probably came with text copied from elsewhere."))
LAYOUT = Rule("layout", Level.ERROR, _("The file’s layout cannot be understood here."),
              _("Compare the line with the ones around it: the same spaces at the beginning, a colon and a space after the field’s name, text with special signs in quotation marks."))
TAB = Rule("tab", Level.ERROR, _("There is a tab at the beginning of this line or between its parts."), _("Use spaces instead of tabs."))
COLON = Rule("colon", Level.ERROR, _("The text of this line contains a colon followed by a space."),
             _("Put the whole text in quotation marks: \"…\"."))
QUOTE = Rule("quote", Level.ERROR, _("A quotation mark or bracket is not closed."),
             _("Close it where the text ends. Inside \"…\" write \\\" for a quotation mark that belongs to the text."))
SPECIAL_START = Rule("special-start", Level.ERROR, _("A text begins with a sign that has a special meaning here (such as @ ` %% or a second quotation mark)."),
                     _("Put the whole text in quotation marks: \"…\"."))
INDENT = Rule("indentation", Level.ERROR, _("The spaces at the beginning of this line do not fit the lines above."),
              _("Fields of the same record begin in the same column. Move this line or the one above it."))
DUPLICATE_KEY = Rule("duplicate-key", Level.ERROR, _("“%(key)s” is written twice in the same place; the first time on line %(first)s."),
                     _("Keep one of the two, or give one of them another name."))
NOT_A_NAME = Rule("not-a-name", Level.ERROR, _("The name of a field must be a short text."), _("Write a name, a colon, a space and the value."))
FEATURE = Rule("yaml-feature", Level.ERROR, _("“%(feature)s” is a feature of YAML that is not allowed here."),
               _("Write the value out in full. If the sign belongs to the text, put the whole text in quotation marks: \"…\"."))
SECOND_DOCUMENT = Rule("second-document", Level.ERROR, _("A second document begins here (a line with ---)."), _("Remove the line: a file holds one document."))
TOO_DEEP = Rule("too-deep", Level.ERROR, _("The values are nested too deeply."), _("Check for brackets that are not closed."))
TOO_MANY = Rule("too-many-values", Level.ERROR, _("The file has more than %(limit)s values."), _("Split or shorten the file."))
CUT_BY_HASH = Rule("cut-by-hash", Level.ERROR, _("Everything after the # is left out: the text is read as “%(read)s”."),
                   _("If the # belongs to the text, put the whole text in quotation marks: \"…\". If it is a comment, write it on a line of its own."))
NOT_FIELDS = Rule("not-fields", Level.ERROR, _("The file does not contain fields."), _("Begin with “country: ” and the country code. “focalnet new” writes a file to start from."))
RULES = (UNREADABLE, TOO_BIG, ENCODING, HIDDEN_CHARACTER, LAYOUT, TAB, COLON, QUOTE, SPECIAL_START, INDENT, DUPLICATE_KEY,
         NOT_A_NAME, FEATURE, SECOND_DOCUMENT, TOO_DEEP, TOO_MANY, CUT_BY_HASH, NOT_FIELDS)

# Controls, bidirectional overrides, line separators that YAML 1.1 takes for line ends, invisible operators, BOM inside, surrogates.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]")
# Zero-width spaces and joiners separate words in Thai, Lao, Burmese and Khmer; anywhere else they only hide.
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff"
_ZERO_WIDTH = re.compile(f"(?<![{_SPACELESS}])[\u200b-\u200d]|[\u200b-\u200d](?![{_SPACELESS}])|\u00ad")

_ERROR_RULES = (
    (re.compile(r"mapping values are not allowed"), COLON),
    (re.compile(r"found character '\\t'|tab character|found a tab|'\\t'"), TAB),
    (re.compile(r"while scanning a quoted scalar|unexpected end of stream|expected ',' or '[\]}]'"), QUOTE),
    (re.compile(r"cannot start any token|unknown directive|directive name|while scanning a directive|expected alphabetic"), SPECIAL_START),
    (re.compile(r"expected <block end>|could not find expected ':'|wrong indent|block sequence entries are not allowed|inconsistent|less indented"), INDENT),
)


@dataclass(frozen=True)
class Mark:
    """Where a value stands in its file: 1-based line and column of its name (or list dash) and of the value."""

    line: int
    column: int
    value_line: int
    value_column: int
    width: int = 1


@dataclass(frozen=True)
class Source:
    """A parsed file: nested dicts and lists whose leaves are strings, and the place of each value."""

    path: str
    data: dict[str, Any] = field(default_factory=dict)
    marks: Mapping[Pointer, Mark] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def mark(self, pointer: Pointer) -> Mark:
        """Return the place of `pointer`, or of its nearest parent that exists."""
        while pointer and pointer not in self.marks:
            pointer = pointer[:-1]
        return self.marks.get(pointer, Mark(1, 1, 1, 1))

    def problem(self, rule: Rule, pointer: Pointer, *, at_name: bool = False, **values: str) -> Problem:
        """Make a problem at the value of `pointer`, or at its name when the name is what is wrong."""
        mark = self.mark(pointer)
        line, column = (mark.line, mark.column) if at_name or pointer not in self.marks else (mark.value_line, mark.value_column)
        width = len(str(pointer[-1])) if at_name and pointer else mark.width
        return Problem(rule, self.path, line, column, pointer, values, width)


def read(path: Path, shown: str) -> tuple[Source, list[Problem]]:
    """Read the file at `path`, called `shown` in messages. Never raises for what the file contains."""
    if path.is_symlink() or not path.is_file():
        reason = Term(_("it is a link, not a file") if path.is_symlink() else _("there is no such file"))
        return Source(shown), [Problem(UNREADABLE, shown, values={"reason": reason})]
    if path.stat().st_size > MAX_BYTES:
        return Source(shown), [Problem(TOO_BIG, shown, values={"limit": f"{MAX_BYTES // 1024} kB"})]
    try:
        return parse(path.read_bytes(), shown)
    except OSError as error:
        return Source(shown), [Problem(UNREADABLE, shown, values={"reason": str(error.strerror)})]


def parse(content: bytes, shown: str) -> tuple[Source, list[Problem]]:
    """Parse the bytes of a file. With any problem of form the data may be partial; all that was found is reported."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Source(shown), [Problem(ENCODING, shown, line=content.count(b"\n", 0, error.start) + 1)]
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    hidden = list(_hidden_in_lines(lines, shown))
    if hidden:
        return Source(shown, lines=lines), hidden
    composer = _Composer(shown, lines)
    data = composer.compose(text)
    if not composer.problems and not isinstance(data, dict):
        composer.problems.append(Problem(NOT_FIELDS, shown))
    return Source(shown, data if isinstance(data, dict) else {}, composer.marks, lines), composer.problems


def plain(path: Path) -> Any:
    """Read a trusted YAML file of the project itself (mkdocs.yml), taking unknown tags for their plain values.

    Raises GeneratorError when the file is missing or is not YAML.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_PlainLoader)  # noqa: S506 a SafeLoader
    except (OSError, yaml.YAMLError) as error:
        raise GeneratorError(f"{path}: {error}") from error


class _PlainLoader(yaml.SafeLoader):
    """A safe loader that passes over MkDocs' own tags (!ENV, !!python/name)."""


def _untagged(loader: yaml.SafeLoader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else None


_PlainLoader.add_constructor("!ENV", construct_env_tag)  # as MkDocs itself reads it
_PlainLoader.add_multi_constructor("!", _untagged)
_PlainLoader.add_multi_constructor("tag:yaml.org,2002:python/", _untagged)


def _hidden_in_lines(lines: tuple[str, ...], shown: str) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        for match in hidden_characters(line):
            yield Problem(HIDDEN_CHARACTER, shown, number, match.start() + 1, values={"character": f"U+{ord(match.group()):04X}"})


def hidden_characters(text: str) -> Iterator[re.Match[str]]:
    """Find the characters that a reader cannot see and a file must not contain (Trojan Source, CVE-2021-42574)."""
    yield from _NEVER.finditer(text)
    yield from _ZERO_WIDTH.finditer(text)


class _Stop(Exception):
    """Reading cannot go on; the problem is already noted."""


class _Composer:
    """Builds data from parse events: without recursion limits, aliases, tags, or duplicate keys that get lost."""

    def __init__(self, shown: str, lines: tuple[str, ...]) -> None:
        self.shown = shown
        self.lines = lines
        self.problems: list[Problem] = []
        self.marks: dict[Pointer, Mark] = {}
        self.count = 0

    def compose(self, text: str) -> Any:
        """Return the data of the first document, or None where it cannot be understood."""
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's parser is about ten times as fast
        events = yaml.parse(text, Loader=loader)
        try:
            return self._document(events)
        except yaml.MarkedYAMLError as error:
            self._layout_problem(error)
        except (yaml.YAMLError, ValueError, RecursionError):
            self.problems.append(Problem(LAYOUT, self.shown))
        except _Stop:
            pass
        return None

    def _document(self, events: Iterator[yaml.Event]) -> Any:
        data, started = None, False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and started:
                self._note(SECOND_DOCUMENT, event)
                raise _Stop
            if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)):
                data, started = self._value(event, events, ()), True
        return data

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], pointer: Pointer) -> Any:
        self._refuse_features(event, pointer)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, pointer)
        if len(pointer) >= MAX_DEPTH:
            self._note(TOO_DEEP, event, pointer)
            raise _Stop
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, pointer)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, pointer)
        return ""

    def _mapping(self, events: Iterator[yaml.Event], pointer: Pointer) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, events, pointer)
            value_event = next(events)
            if key in data:
                first = self.marks[(*pointer, key)].line
                self._note(DUPLICATE_KEY, event, (*pointer, key), key=key, first=str(first))
                self._value(value_event, events, (*pointer, f"{key} (2)"))
                continue
            self._mark((*pointer, key), event, value_event)
            data[key] = self._value(value_event, events, (*pointer, key))
        return data

    def _key(self, event: yaml.Event, events: Iterator[yaml.Event], pointer: Pointer) -> str:
        self._refuse_features(event, pointer)
        if not isinstance(event, yaml.ScalarEvent):
            self._note(NOT_A_NAME, event, pointer)
            raise _Stop
        return self._scalar(event, pointer)

    def _sequence(self, events: Iterator[yaml.Event], pointer: Pointer) -> list[Any]:
        data: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            self._mark((*pointer, len(data)), event, event)
            data.append(self._value(event, events, (*pointer, len(data))))
        return data

    def _scalar(self, event: yaml.ScalarEvent, pointer: Pointer) -> str:
        self.count += 1
        if self.count > MAX_VALUES:
            self._note(TOO_MANY, event, pointer, limit=str(MAX_VALUES))
            raise _Stop
        value = str(event.value)
        for match in hidden_characters(value):
            self._note(HIDDEN_CHARACTER, event, pointer, character=f"U+{ord(match.group()):04X}")
        if event.style is None:
            self._refuse_cut(event, pointer)
            return "" if value in ("~", "null", "Null", "NULL") else value
        return value

    def _refuse_cut(self, event: yaml.ScalarEvent, pointer: Pointer) -> None:
        """`Law #12` would silently become `Law`. A comment set apart by two spaces and a space after # stays legal."""
        line = self.lines[event.end_mark.line] if event.end_mark.line < len(self.lines) else ""
        rest = line[event.end_mark.column :]
        if re.match(r"\s+#", rest) and event.value and not re.match(r"\s{2,}#(\s|$)", rest):
            self._note(CUT_BY_HASH, event, pointer, read=str(event.value))

    def _refuse_features(self, event: yaml.Event, pointer: Pointer) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._note(FEATURE, event, pointer, feature=f"*{anchor}")
        elif anchor:
            self._note(FEATURE, event, pointer, feature=f"&{anchor}")
        elif tag:
            self._note(FEATURE, event, pointer, feature=str(tag))

    def _mark(self, pointer: Pointer, name: yaml.Event, value: yaml.Event) -> None:
        start, end = value.start_mark, value.end_mark
        width = end.column - start.column if end.line == start.line else 1
        self.marks[pointer] = Mark(name.start_mark.line + 1, name.start_mark.column + 1, start.line + 1, start.column + 1, max(width, 1))

    def _note(self, rule: Rule, event: yaml.Event, pointer: Pointer = (), **values: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(rule, self.shown, mark.line + 1, mark.column + 1, pointer, values))

    def _layout_problem(self, error: yaml.MarkedYAMLError) -> None:
        words = f"{error.context or ''} {error.problem or ''}"
        rule = next((rule for pattern, rule in _ERROR_RULES if pattern.search(words)), LAYOUT)
        mark = error.problem_mark or error.context_mark
        if rule is QUOTE and error.context_mark is not None:
            mark = error.context_mark  # where the quotation began, not the end of the file
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if rule is not TAB and 0 < line <= len(self.lines) and re.match(r" *\t", self.lines[line - 1]):
            rule = TAB
        self.problems.append(Problem(rule, self.shown, min(line, len(self.lines)), column))

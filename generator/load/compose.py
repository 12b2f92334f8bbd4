"""From parse events to data: without recursion limits, aliases, tags, or duplicate keys that get lost."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from generator.load import rules
from generator.load.hidden import hidden_characters
from generator.load.source import Mark
from generator.problems import Pointer, Problem, Rule, shorten

MAX_DEPTH = 12
MAX_VALUES = 20_000

_ERROR_RULES = (
    (re.compile(r"mapping values are not allowed"), rules.COLON),
    (re.compile(r"found character '\\t'|tab character|found a tab|'\\t'"), rules.TAB),
    (re.compile(r"hexa?decimal|unknown escape character|invalid Unicode character escape"), rules.BACKSLASH),
    (re.compile(r"could not find expected ':'"), rules.NO_COLON),
    (re.compile(r"while scanning a quoted scalar|unexpected end of stream|expected ',' or '[\]}]'"), rules.QUOTE),
    (
        re.compile(
            r"cannot start any token|unknown directive|directive name|while scanning a directive|expected alphabetic"
        ),
        rules.SPECIAL_START,
    ),
    (
        re.compile(
            r"expected <block end>|did not find expected (key|'-' indicator)|wrong indent|inconsistent|less indented"
            r"|block sequence entries are not allowed"
        ),
        rules.INDENT,
    ),
)


class _StopReading(Exception):  # noqa: N818 a signal, not an error
    """Reading cannot go on; the problem is already noted."""


class Composer:
    """Builds data from parse events: without recursion limits, aliases, tags, or duplicate keys that get lost."""

    def __init__(self, shown: str, lines: tuple[str, ...]) -> None:
        self.shown = shown
        self.lines = lines
        self.problems: list[Problem] = []
        self.marks: dict[Pointer, Mark] = {}
        self.opened: list[yaml.CollectionStartEvent] = []
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
            self.problems.append(Problem(rules.LAYOUT, self.shown))
        except _StopReading:
            pass
        return None

    def _document(self, events: Iterator[yaml.Event]) -> Any:
        data, started = None, False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and started:
                self._note(rules.SECOND_DOCUMENT, event)
                raise _StopReading
            if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)):
                data, started = self._value(event, events, ()), True
        return data

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], pointer: Pointer) -> Any:
        self._refuse_features(event, pointer)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, pointer)
        if len(pointer) >= MAX_DEPTH:
            self._note(rules.TOO_DEEP, event, pointer)
            raise _StopReading
        if not isinstance(event, yaml.CollectionStartEvent):
            return ""
        self.opened.append(event)
        mapping = isinstance(event, yaml.MappingStartEvent)
        data = self._mapping(events, pointer) if mapping else self._sequence(events, pointer)
        self.opened.pop()
        return data

    def _mapping(self, events: Iterator[yaml.Event], pointer: Pointer) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, pointer)
            value_event = next(events)
            if key in data:
                first = self.marks[(*pointer, key)].line
                self._note(rules.DUPLICATE_KEY, event, (*pointer, key), key=key, first=str(first))
                self._value(value_event, events, (*pointer, f"{key} (2)"))
                continue
            self._mark((*pointer, key), event, value_event)
            data[key] = self._value(value_event, events, (*pointer, key))
        return data

    def _key(self, event: yaml.Event, pointer: Pointer) -> str:
        self._refuse_features(event, pointer)
        if not isinstance(event, yaml.ScalarEvent):
            if not isinstance(event, yaml.AliasEvent):
                self._note(rules.NOT_A_NAME, event, pointer)
            raise _StopReading
        pointer = (*pointer, str(event.value))
        if event.value == "<<" and not event.style:
            self._note(rules.FEATURE, event, pointer, feature="<<")
        name = self._scalar(event, pointer)
        if not name:
            self._note(rules.NOT_A_NAME, event, pointer)
            raise _StopReading
        return name

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
            self._note(rules.TOO_MANY, event, pointer, limit=str(MAX_VALUES))
            raise _StopReading
        value = str(event.value)
        for match in hidden_characters(value):
            self._note(rules.HIDDEN_CHARACTER, event, pointer, character=f"U+{ord(match.group()):04X}")
        if not event.style:  # plain: None from PyYAML’s own parser, "" from libyaml’s
            self._refuse_cut(event, pointer)
            return "" if value in ("~", "null", "Null", "NULL") else value
        return value

    def _refuse_cut(self, event: yaml.ScalarEvent, pointer: Pointer) -> None:
        """`Law #12` would silently become `Law`. A comment set apart by two spaces and a space after # stays legal."""
        number, column = _place(event.end_mark)
        rest = self.lines[number - 1][column - 1 :] if number <= len(self.lines) else ""
        cut = re.match(r"\s+#", rest)
        if cut and event.value and not re.match(r"\s{2,}#(\s|$)", rest):
            line, column = _place(event.end_mark)
            values = {"read": shorten(event.value)}
            self.problems.append(Problem(rules.CUT_BY_HASH, self.shown, line, column + cut.end() - 1, pointer, values))

    def _refuse_features(self, event: yaml.Event, pointer: Pointer) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._note(rules.FEATURE, event, pointer, feature=f"*{anchor}")
        elif anchor:
            self._note(rules.FEATURE, event, pointer, feature=f"&{anchor}")
        elif tag:
            self._note(rules.FEATURE, event, pointer, feature=str(tag))

    def _mark(self, pointer: Pointer, name: yaml.Event, value: yaml.Event) -> None:
        line, column = _place(value.start_mark)
        last_line, end = _place(value.end_mark)
        width = max(end - column, 1) if last_line == line else 1
        self.marks[pointer] = Mark(*_place(name.start_mark), line, column, width)

    def _note(self, rule: Rule, event: yaml.Event, pointer: Pointer = (), **values: str) -> None:
        short = {name: shorten(value) for name, value in values.items()}
        self.problems.append(Problem(rule, self.shown, *_place(event.start_mark), pointer, short))

    def _layout_problem(self, error: yaml.MarkedYAMLError) -> None:
        words = f"{error.context or ''} {error.problem or ''}"
        rule = next((rule for pattern, rule in _ERROR_RULES if pattern.search(words)), rules.LAYOUT)
        mark: Any = error.problem_mark or error.context_mark
        if rule in (rules.QUOTE, rules.NO_COLON) and error.context_mark is not None:
            mark = error.context_mark  # where the quotation or the line began, not what follows it
        if "node content" in words and self._is_end(mark):  # the bracket that is open, not the end of the file
            rule, mark = rules.QUOTE, self.opened[-1].start_mark
        line, column = _place(mark)
        written = self.lines[line - 1] if line <= len(self.lines) else ""
        if rule is rules.COLON and ":" not in written[: column - 1]:
            rule, line, column = self._before_colon(line)
        if re.match(r" *\t", written) or written[column - 1 : column] == "\t":
            rule = rules.TAB
        elif rule is rules.INDENT and written[: column - 1].strip(" "):
            rule = rules.LAYOUT  # in the middle of a line: something after a quotation or a bracket
        if not any(problem.line == line for problem in self.problems):  # the cause is noted already
            self.problems.append(Problem(rule, self.shown, min(line, len(self.lines)), column))

    def _before_colon(self, line: int) -> tuple[Rule, int, int]:
        """A first colon that may not be there: the line above lacks one, or the two are not in one column."""
        above = next((number for number in range(line - 1, 0, -1) if self.lines[number - 1].strip()), line)
        text = self.lines[above - 1]
        if above != line and ":" not in text and not text.lstrip().startswith(("-", "#")):
            return rules.NO_COLON, above, len(text) - len(text.lstrip()) + 1
        written = self.lines[line - 1]
        return rules.INDENT, line, len(written) - len(written.lstrip()) + 1

    def _is_end(self, mark: Any) -> bool:
        rest = self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""
        return bool(self.opened) and not rest.strip() and not any(line.strip() for line in self.lines[mark.line + 1 :])


def _place(mark: Any) -> tuple[int, int]:
    """Line and column as people count them, from 1."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)

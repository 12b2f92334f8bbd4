"""The JSON Schema door: gives every value its type, says what does not fit, and tells the rest of the code the fields.

The files in `schema/` are the only truth about fields: titles, help, order, code lists and rules all come from here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from generator.formats import FORMATS
from generator.load import Source
from generator.problems import GeneratorError, Level, Pointer, Problem, Rule, Term, dotted
from generator.problems import same as _

UNKNOWN_FIELD = Rule("unknown-field", Level.ERROR, _("Unknown field “%(found)s”."), _("The fields that can stand here are: %(allowed)s."))
MISSPELT_FIELD = Rule("misspelt-field", Level.ERROR, _("Unknown field “%(found)s”. Did you mean “%(nearest)s”?"),
                      _("Write “%(nearest)s”, or remove the field."))
MISSING_FIELD = Rule("missing-field", Level.ERROR, _("The field “%(missing)s” (%(title)s) is missing."), _("Add a line “%(missing)s: …” here."))
EMPTY = Rule("empty", Level.ERROR, _("“%(field)s” has no value."), _("Write %(expected)s, or remove the line."))
WRONG_TYPE = Rule("wrong-type", Level.ERROR, _("“%(field)s” should be %(type)s; it is %(found)s."), _("Write %(expected)s."))
NOT_IN_LIST = Rule("not-in-list", Level.ERROR, _("“%(found)s” is not one of the values of “%(field)s”."), _("Choose one of: %(allowed)s."))
MISSPELT_VALUE = Rule("misspelt-value", Level.ERROR, _("“%(found)s” is not one of the values of “%(field)s”. Did you mean “%(nearest)s”?"),
                      _("Choose one of: %(allowed)s."))
WRONG_FORM = Rule("wrong-form", Level.ERROR, _("“%(found)s” does not fit “%(field)s”."), _("Write %(expected)s."))
TOO_LONG = Rule("too-long", Level.ERROR, _("“%(field)s” is longer than %(limit)s characters."), _("Shorten the text, or link to the long version."))
OUT_OF_RANGE = Rule("out-of-range", Level.ERROR, _("%(found)s is too small or too large for “%(field)s”."), _("Write %(expected)s."))
REPEATED = Rule("repeated-value", Level.ERROR, _("A value stands twice in “%(field)s”."), _("Keep each value once."))
RULES = (UNKNOWN_FIELD, MISSPELT_FIELD, MISSING_FIELD, EMPTY, WRONG_TYPE, NOT_IN_LIST, MISSPELT_VALUE, WRONG_FORM, TOO_LONG, OUT_OF_RANGE, REPEATED)

_TYPES = {
    "string": _("a text"), "object": _("a group of fields, each on a line of its own, further to the right"), "array": _("a list"),
    "integer": _("a whole number"), "number": _("a number"), "boolean": _("true or false"),
}
_SHOWN = 80


@dataclass(frozen=True)
class Field:
    """One property of the schema: its name and the schema of its value with every $ref followed."""

    name: str
    schema: Mapping[str, Any]

    @property
    def title(self) -> str:
        """The label (English; a gettext string)."""
        return str(self.schema.get("title", self.name))

    @property
    def description(self) -> str:
        """The help (English; a gettext string)."""
        return str(self.schema.get("description", ""))

    @property
    def is_text(self) -> bool:
        """Whether the value may differ by language."""
        return bool(self.schema.get("x-text"))

    @property
    def is_private(self) -> bool:
        """Whether the value never leaves the site as data."""
        return bool(self.schema.get("x-private"))

    @property
    def section(self) -> str | None:
        """The section that the value refers to, if it is a reference."""
        return self.schema.get("x-ref")

    @property
    def example(self) -> Any:
        """An example of a value, or None."""
        return next(iter(self.schema.get("examples", [])), None)

    @property
    def codes(self) -> list[Mapping[str, str]]:
        """The code list of the value, or of each entry of a list; empty if there is none."""
        rows = self.schema.get("oneOf") or self.schema.get("items", {}).get("oneOf")
        return list(rows or [])


class Schema:
    """All schema files of a folder, by their relative names."""

    def __init__(self, folder: Path) -> None:
        """Read `*.schema.json` below `folder`. Raises GeneratorError when one is not JSON."""
        self.files: dict[str, dict[str, Any]] = {}
        for path in sorted(folder.rglob("*.schema.json")):
            try:
                self.files[path.relative_to(folder).as_posix()] = json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                raise GeneratorError(f"{path}: {error}") from error
        self._flat: dict[str, dict[str, Any]] = {}

    def follow(self, schema: Mapping[str, Any], base: str) -> tuple[dict[str, Any], str]:
        """Return the schema with its $ref merged under its own words, and the file that its own refs are relative to."""
        if "$ref" not in schema:
            return dict(schema), base
        target, _hash, fragment = str(schema["$ref"]).partition("#")
        folder = base.rpartition("/")[0]
        name = (f"{folder}/{target}" if folder else target) if target else base
        found: Any = self.files[name]
        for part in filter(None, fragment.split("/")):
            found = found[part]
        merged, where = self.follow(found, name)
        return {**merged, **{key: value for key, value in schema.items() if key != "$ref"}}, where

    def expanded(self, name: str) -> dict[str, Any]:
        """Return a schema file with every $ref replaced by what it points to (the schemas are not recursive)."""
        if name not in self._flat:
            self._flat[name] = self._expand(self.files[name], name)
        return self._flat[name]

    def _expand(self, schema: Mapping[str, Any], base: str) -> dict[str, Any]:
        flat, where = self.follow(schema, base)
        for key in ("properties", "$defs"):
            if isinstance(flat.get(key), Mapping):
                flat[key] = {name: self._expand(value, where) for name, value in flat[key].items()}
        for key in ("items", "additionalProperties", "propertyNames"):
            if isinstance(flat.get(key), Mapping):
                flat[key] = self._expand(flat[key], where)
        return flat

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The sections of a country file, in the order of the schema."""
        properties = self.expanded("country.schema.json")["properties"]
        return tuple(name for name, schema in properties.items() if schema.get("x-section"))

    def fields(self, name: str) -> tuple[Field, ...]:
        """The fields of a section (or of `country` or `network`), in the order of the schema."""
        return tuple(Field(key, value) for key, value in self.expanded(f"{name}.schema.json")["properties"].items())

    def field(self, name: str, field: str) -> Field:
        """One field of a section. Raises KeyError when the schema has no such field."""
        return Field(field, self.expanded(f"{name}.schema.json")["properties"][field])

    def required(self, name: str) -> tuple[str, ...]:
        """The fields that every record of a section must have."""
        return tuple(self.files[f"{name}.schema.json"].get("required", ()))

    def title(self, name: str) -> str:
        """The title of a section (English; a gettext string)."""
        return str(self.files[f"{name}.schema.json"]["title"])

    def description(self, name: str) -> str:
        """The help of a section (English; a gettext string)."""
        return str(self.files[f"{name}.schema.json"]["description"])

    def codes(self, name: str) -> dict[str, str]:
        """A code list: each code with its title (English; a gettext string)."""
        return {row["const"]: row["title"] for row in self.files[f"codelists/{name}.schema.json"]["oneOf"]}

    def apply(self, source: Source, name: str) -> tuple[Source, list[Problem]]:
        """Type the strings of a file by the schema `name` and report every value that does not fit."""
        flat = self.expanded(f"{name}.schema.json")
        data = typed(source.data, flat)
        checker = FormatChecker(formats=())
        for word, accepts in FORMATS.items():
            checker.checks(word)(_for_text(accepts))
        validator = Draft202012Validator(flat, format_checker=checker)
        problems = [problem for error in validator.iter_errors(data) for problem in _problems(error, source)]
        return replace(source, data=data), problems

    def settings_values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Check the settings and add the defaults. Raises GeneratorError with all that is wrong."""
        flat = self.expanded("settings.schema.json")
        wrong = [f"{dotted(tuple(error.absolute_path)) or 'focalnet'}: {error.message}" for error in Draft202012Validator(flat).iter_errors(values)]
        if wrong:
            raise GeneratorError("mkdocs.yml, plugin focalnet: " + "; ".join(wrong))
        defaults = {key: schema["default"] for key, schema in flat["properties"].items() if "default" in schema}
        return {**defaults, **values}


def _for_text(accepts: Any) -> Any:
    return lambda value: not isinstance(value, str) or accepts(value)


def typed(value: Any, schema: Mapping[str, Any]) -> Any:
    """Turn the strings of `value` into the integers, numbers and booleans that the expanded schema asks for.

    A string that does not fit stays as it is, so that the validator reports it where it stands.
    """
    if isinstance(value, dict):
        rest = schema.get("additionalProperties")
        rest = rest if isinstance(rest, Mapping) else {}
        return {key: typed(item, schema.get("properties", {}).get(key, rest)) for key, item in value.items()}
    if isinstance(value, list):
        items = schema.get("items", {})
        return [typed(item, items) for item in value]
    return _scalar(value, schema.get("type"))


def _scalar(value: Any, kind: Any) -> Any:
    if kind == "integer" and re.fullmatch(r"[-+]?\d{1,15}", str(value), re.ASCII):
        return int(value)
    if kind == "number" and re.fullmatch(r"[-+]?\d{1,15}(\.\d{1,9})?", str(value), re.ASCII):
        return float(value) if "." in value else int(value)
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def _problems(error: ValidationError, source: Source) -> Iterator[Problem]:
    """Turn one finding of the validator into problems in plain words."""
    pointer = tuple(error.absolute_path)
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    if _is_name_of_field(error):
        yield from _bad_name(error, source, pointer, schema)
    elif error.validator == "additionalProperties":
        yield from _unknown(error, source, pointer, schema)
    elif error.validator == "required":
        yield from _required(error, source, pointer, schema)
    elif error.validator != "oneOf" or isinstance(error.instance, str):  # a wrong type is reported as such, once
        yield _value_problem(error, source, pointer, schema)


def _is_name_of_field(error: ValidationError) -> bool:
    parent = error
    while parent is not None:
        if "propertyNames" in parent.absolute_schema_path:
            return True
        parent = parent.parent  # type: ignore[assignment]
    return False


def _bad_name(error: ValidationError, source: Source, pointer: Pointer, schema: Mapping[str, Any]) -> Iterator[Problem]:
    where = (*pointer, str(error.instance))
    yield source.problem(WRONG_FORM, where, at_name=True, found=shorten(error.instance), field=Term(str(schema.get("title", ""))),
                         expected=Term(str(schema.get("x-expects", ""))))


def _unknown(error: ValidationError, source: Source, pointer: Pointer, schema: Mapping[str, Any]) -> Iterator[Problem]:
    properties = schema.get("properties", {})
    allowed = list(properties)
    also_called = {str(part.get("title", name)): name for name, part in properties.items()}
    present = error.instance if isinstance(error.instance, Mapping) else {}
    for name in (name for name in present if name not in allowed):
        near = nearest(name, allowed) or also_called.get(nearest(name, list(also_called)) or "")
        rule = MISSPELT_FIELD if near else UNKNOWN_FIELD
        yield source.problem(rule, (*pointer, name), at_name=True, found=shorten(name), nearest=near or "", allowed=", ".join(allowed))


def _required(error: ValidationError, source: Source, pointer: Pointer, schema: Mapping[str, Any]) -> Iterator[Problem]:
    present = error.instance if isinstance(error.instance, Mapping) else {}
    for name in schema.get("required", []):
        if name not in present and f"'{name}'" in error.message:
            title = schema.get("properties", {}).get(name, {}).get("title", name)
            yield source.problem(MISSING_FIELD, pointer, at_name=True, missing=name, title=Term(title))


def _value_problem(error: ValidationError, source: Source, pointer: Pointer, schema: Mapping[str, Any]) -> Problem:
    field, found = last_name(pointer), shorten(error.instance)
    expected = Term(schema.get("x-expects") or _TYPES.get(str(schema.get("type")), "") or str(schema.get("title", "")))
    if error.instance in ("", {}, []):
        return source.problem(EMPTY, pointer, field=field, expected=expected)
    if error.validator == "type":
        kinds = schema["type"] if isinstance(schema["type"], str) else "string"
        return source.problem(WRONG_TYPE, pointer, field=field, type=Term(_TYPES[kinds]), found=_kind(error.instance), expected=expected)
    if error.validator in ("oneOf", "enum"):
        return _list_problem(schema, source, pointer, found)
    if error.validator in ("maxLength", "maxItems"):
        return source.problem(TOO_LONG, pointer, field=field, limit=str(error.validator_value))
    if error.validator in ("minimum", "maximum"):
        return source.problem(OUT_OF_RANGE, pointer, field=field, found=found, expected=expected)
    if error.validator == "uniqueItems":
        return source.problem(REPEATED, pointer, field=field)
    return source.problem(WRONG_FORM, pointer, field=field, found=found, expected=expected)


def _list_problem(schema: Mapping[str, Any], source: Source, pointer: Pointer, found: str) -> Problem:
    allowed = [row["const"] for row in schema.get("oneOf", [])] or list(schema.get("enum", []))
    near = nearest(found, allowed)
    rule = MISSPELT_VALUE if near else NOT_IN_LIST
    return source.problem(rule, pointer, field=last_name(pointer), found=found, nearest=near or "", allowed=", ".join(allowed))


def last_name(pointer: Pointer) -> str:
    """The name that a reader sees beside the value: the last field's name, also for an entry of a list."""
    return next((part for part in reversed(pointer) if isinstance(part, str)), "")


def _kind(value: Any) -> Term | str:
    if isinstance(value, dict):
        return Term(_TYPES["object"])
    if isinstance(value, list):
        return Term(_TYPES["array"])
    return f"“{shorten(value)}”"


def nearest(word: str, allowed: list[str]) -> str | None:
    """The allowed word that was probably meant, if one is close."""
    plain = word.strip().lower().replace(" ", "_").replace("-", "_")
    by_plain = {candidate.lower().replace("-", "_"): candidate for candidate in allowed}
    match = get_close_matches(plain, by_plain, n=1, cutoff=0.7)
    return by_plain[match[0]] if match else None


def shorten(value: Any) -> str:
    """A value as it is quoted in a message: on one line and not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def walk(value: Any, schema: Mapping[str, Any], pointer: Pointer = ()) -> Iterator[tuple[Pointer, Mapping[str, Any], Any]]:
    """Every value of a file with its place and its part of the expanded schema, parents first."""
    yield pointer, schema, value
    if isinstance(value, dict):
        rest = schema.get("additionalProperties")
        for name, item in value.items():
            part = schema.get("properties", {}).get(name, rest)
            yield from walk(item, part if isinstance(part, Mapping) else {}, (*pointer, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, schema.get("items", {}), (*pointer, index))

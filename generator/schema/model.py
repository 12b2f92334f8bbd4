"""The schema files: fields with their titles and help, code lists, and the validator made of them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from generator.formats import FORMATS
from generator.load import Source
from generator.problems import GeneratorError, Problem, dotted
from generator.schema.typed import typed
from generator.schema.words import problems_of


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
        self._fields: dict[str, tuple[Field, ...]] = {}

    def follow(self, schema: Mapping[str, Any], base: str) -> tuple[dict[str, Any], str]:
        """Return the schema with its $ref merged under its own words, and the file that its refs are relative to."""
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
        flat.pop("$schema", None)  # inside another schema it would choose another validator
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
        if name not in self._fields:
            self._fields[name] = tuple(
                Field(key, value) for key, value in self.expanded(f"{name}.schema.json")["properties"].items()
            )
        return self._fields[name]

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
        validator = _Validator(flat, format_checker=checker)
        problems = [problem for error in validator.iter_errors(data) for problem in problems_of(error, source)]
        return replace(source, data=data), problems

    def settings_values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Check the settings and add the defaults. Raises GeneratorError with all that is wrong."""
        flat = self.expanded("settings.schema.json")
        wrong = [
            f"{dotted(tuple(error.absolute_path)) or 'focalnet'}: {error.message}"
            for error in Draft202012Validator(flat).iter_errors(values)
        ]
        if wrong:
            raise GeneratorError("mkdocs.yml, plugin focalnet: " + "; ".join(wrong))
        defaults = {key: schema["default"] for key, schema in flat["properties"].items() if "default" in schema}
        return {**defaults, **values}


def _pattern(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[ValidationError]:
    """As JSON Schema means it (ECMA-262): `$` is the very end, not before a last line end; a digit is 0–9."""
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value, re.ASCII):
        yield ValidationError("the pattern does not match")


def _one_of(_validator: Any, branches: Any, value: Any, _schema: Any) -> Iterator[ValidationError]:
    """A code list: every branch is one constant. Looking the value up takes half of the time off a check."""
    if all(value != branch["const"] for branch in branches):
        yield ValidationError("the value is not in the code list")


_Validator = extend(Draft202012Validator, {"pattern": _pattern, "oneOf": _one_of})  # type: ignore[no-untyped-call]


def _for_text(accepts: Any) -> Any:
    return lambda value: not isinstance(value, str) or accepts(value)

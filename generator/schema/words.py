"""The validator's findings in plain words: where, what was found, what is expected, what to do."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from jsonschema.exceptions import ValidationError

from generator.load import Source
from generator.problems import Pointer, Problem, Term, shorten
from generator.problems import same as _
from generator.schema import rules

_TYPES = {
    "string": _("a text"),
    "object": _("a group of fields, each on a line of its own, further to the right"),
    "array": _("a list"),
    "integer": _("a whole number"),
    "number": _("a number"),
    "boolean": _("true or false"),
}
_BY_KEYWORD = {
    "maxLength": rules.TOO_LONG,
    "minimum": rules.OUT_OF_RANGE,
    "maximum": rules.OUT_OF_RANGE,
    "uniqueItems": rules.REPEATED,
}


def problems_of(error: ValidationError, source: Source) -> Iterator[Problem]:
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
    parent: Any = error
    while parent is not None:
        if "propertyNames" in parent.absolute_schema_path:
            return True
        parent = parent.parent
    return False


def _bad_name(error: ValidationError, source: Source, pointer: Pointer, schema: Mapping[str, Any]) -> Iterator[Problem]:
    where = (*pointer, str(error.instance))
    yield source.problem(
        rules.TOO_LONG if error.validator == "maxLength" else rules.WRONG_FORM,
        where,
        at_name=True,
        limit=str(error.validator_value),
        found=shorten(error.instance),
        field=Term(str(schema.get("title", ""))),
        expected=Term(str(schema.get("x-expects", ""))),
    )


def _unknown(error: ValidationError, source: Source, pointer: Pointer, schema: Mapping[str, Any]) -> Iterator[Problem]:
    properties = schema.get("properties", {})
    allowed = list(properties)
    also_called = {str(part.get("title", name)): name for name, part in properties.items()}
    present = error.instance if isinstance(error.instance, Mapping) else {}
    for name in (name for name in present if name not in allowed):
        near = nearest(name, allowed) or also_called.get(nearest(name, list(also_called)) or "")
        rule = rules.MISSPELT_FIELD if near else rules.UNKNOWN_FIELD
        yield source.problem(
            rule,
            (*pointer, name),
            at_name=True,
            found=shorten(name),
            nearest=near or "",
            allowed=", ".join(allowed),
        )


def _required(error: ValidationError, source: Source, pointer: Pointer, schema: Mapping[str, Any]) -> Iterator[Problem]:
    present = error.instance if isinstance(error.instance, Mapping) else {}
    for name in schema.get("required", []):
        if name not in present and f"'{name}'" in error.message:
            title = schema.get("properties", {}).get(name, {}).get("title", name)
            yield source.problem(rules.MISSING_FIELD, pointer, at_name=True, missing=name, title=Term(title))


def _value_problem(error: ValidationError, source: Source, pointer: Pointer, schema: Mapping[str, Any]) -> Problem:
    field, found = last_name(pointer), shorten(error.instance)
    expected = Term(schema.get("x-expects") or _TYPES.get(str(schema.get("type")), "") or str(schema.get("title", "")))
    values: dict[str, Any] = {"field": field, "found": found, "expected": expected}
    if error.instance in ("", {}, []):
        return source.problem(rules.EMPTY, pointer, **values)
    if error.validator == "type" and schema.get("properties"):
        values["found"] = _kind(error.instance)
        return source.problem(rules.NOT_A_GROUP, pointer, **values, allowed=", ".join(schema["properties"]))
    if error.validator == "type":
        kind = Term(_TYPES[schema["type"] if isinstance(schema["type"], str) else "string"])
        return source.problem(rules.WRONG_TYPE, pointer, **{**values, "type": kind, "found": _kind(error.instance)})
    if error.validator in ("oneOf", "enum"):
        return _list_problem(schema, source, pointer, found)
    rule = _BY_KEYWORD.get(str(error.validator), rules.WRONG_FORM)
    return source.problem(rule, pointer, **values, limit=str(error.validator_value))


def _list_problem(schema: Mapping[str, Any], source: Source, pointer: Pointer, found: str) -> Problem:
    allowed = [row["const"] for row in schema.get("oneOf", [])] or list(schema.get("enum", []))
    near = nearest(found, allowed)
    rule = rules.MISSPELT_VALUE if near else rules.NOT_IN_LIST
    return source.problem(
        rule, pointer, field=last_name(pointer), found=found, nearest=near or "", allowed=", ".join(allowed)
    )


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

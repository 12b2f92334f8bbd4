"""Types for strings, and a walk over values with their schemas."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.problems import Pointer


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


def walk(
    value: Any, schema: Mapping[str, Any], pointer: Pointer = ()
) -> Iterator[tuple[Pointer, Mapping[str, Any], Any]]:
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

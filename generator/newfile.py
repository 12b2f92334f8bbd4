"""Writes a commented file for a new member: every field of the schema, with its help and an example."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.examine import shown
from generator.formats import is_country, is_currency
from generator.load import plain
from generator.problems import GeneratorError
from generator.schema import Field, Schema
from generator.settings import SCHEMA_DIR, Settings
from generator.text import ENGLISH, country_name_in, currencies, official_languages

_SLUG = {
    "focal_points": "network",
    "agencies": "foreign-ministry",
    "regulations": "customs-law",
    "action_plans": "plan-2027",
    "links": "trade-portal",
}


def new_file(code: str, region: str | None, settings: Settings) -> Path:
    """Write `<code>.yml` and return its path. Never touches a file that exists.

    Raises GeneratorError when the code or the region is not known or the file is already there.
    """
    upper = code.upper()
    if not is_country(upper) or len(code) != 2:
        raise GeneratorError(f"“{code}” is not a country code of ISO 3166-1 (two letters).")
    regions = _regions(settings)
    if region is not None and region not in regions:
        raise GeneratorError(f"There is no region “{region}”. Choose one of: {', '.join(regions)}.")
    path = settings.countries / f"{code.lower()}.yml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write("\n".join(content(upper, region, regions, Schema(SCHEMA_DIR))) + "\n")
    except FileExistsError as error:
        raise GeneratorError(f"{shown(path, settings)} exists already; it stays as it is.") from error
    except OSError as error:
        raise GeneratorError(f"{shown(path, settings)} cannot be written: {error.strerror}.") from error
    return Path(shown(path, settings))


def _regions(settings: Settings) -> list[str]:
    network = plain(settings.network)
    regions = network.get("regions") if isinstance(network, dict) else None
    if not isinstance(regions, dict) or not regions:
        raise GeneratorError(f"{settings.network} has no regions.")
    return list(regions)


def content(code: str, region: str | None, regions: list[str], schema: Schema) -> Iterator[str]:
    """The lines of the file: the country's own fields filled in as far as CLDR knows them, the sections as comments."""
    languages = official_languages(code) or (ENGLISH,)
    known = [currency for currency in currencies(code) if is_currency(currency)] or ["XXX"]
    name = country_name_in(code, ENGLISH) or code
    yield "# yaml-language-server: $schema=../schema/country.schema.json"
    yield f"# {name}: remove the # in front of the lines that you fill in. Help: CONTRIBUTING.md"
    yield f"country: {code}"
    yield f"region: {region or regions[0]}  # one of: {', '.join(regions)}"
    yield f"languages: [{', '.join(languages)}]  # the first one is authoritative"
    yield f"currency: [{', '.join(known)}]"
    for section in schema.sections:
        yield ""
        yield f"# {schema.description(section)}"
        yield f"# {section}:"
        yield f"#   {_SLUG.get(section, 'short-name')}:"
        for field in schema.fields(section):
            yield from _field(field)


def _field(field: Field) -> Iterator[str]:
    needed = f"  # {field.title}. {field.description}".rstrip()
    yield f"#     {field.name}: {_example(field.schema)}{needed}"


def _example(schema: Mapping[str, Any]) -> str:
    if "oneOf" in schema:
        return str(schema["oneOf"][0]["const"])
    if schema.get("examples"):
        return json.dumps(schema["examples"][0], ensure_ascii=False)
    if schema.get("type") == "object":
        inner = ", ".join(f"{name}: {_example(part)}" for name, part in schema.get("properties", {}).items())
        return "{" + inner + "}"
    if schema.get("type") == "array":
        return f"[{_example(schema['items'])}]"
    return {"integer": "1", "number": "1", "boolean": "true"}.get(str(schema.get("type")), '"…"')

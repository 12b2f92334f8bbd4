"""Reads the settings from mkdocs.yml without starting MkDocs, so that a check begins at once."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from generator import text
from generator.load import plain
from generator.problems import GeneratorError
from generator.schema import Schema
from generator.settings import LOCALE_DIR, SCHEMA_DIR, Settings, full_path, settings_from

NAME = "focalnet"


def configured(config_file: Path, **changes: Any) -> Settings:
    """The settings of a project; `changes` replace single values. Raises GeneratorError when they cannot be used."""
    config = plain(config_file)
    if not isinstance(config, Mapping):
        raise GeneratorError(f"{config_file}: not a configuration of MkDocs")
    return completed({**_block(config, config_file), **changes}, config_file, str(config.get("site_url") or ""))


def completed(values: Mapping[str, Any], config_file: Path, site_url: str) -> Settings:
    """Settings from the plugin's block of the configuration."""
    checked = Schema(SCHEMA_DIR).settings_values(values)
    return settings_from(
        checked, root=full_path(config_file).parent, site_url=site_url, catalogues=text.catalogues(LOCALE_DIR)
    )


def _block(config: Mapping[str, Any], config_file: Path) -> dict[str, Any]:
    plugins = config.get("plugins")
    for entry in [plugins] if isinstance(plugins, Mapping) else plugins if isinstance(plugins, list) else []:
        if entry == NAME:
            return {}
        if isinstance(entry, Mapping) and NAME in entry and isinstance(entry[NAME] or {}, Mapping):
            return dict(entry[NAME] or {})
    raise GeneratorError(f"{config_file}: the plugin “{NAME}” is not configured")


def today(environment: Mapping[str, str] = os.environ) -> date:
    """The day of the build: that of SOURCE_DATE_EPOCH if set (reproducible-builds.org), otherwise now, in UTC."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise GeneratorError(f"SOURCE_DATE_EPOCH is not a number of seconds since 1970: {epoch}") from error

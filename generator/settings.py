"""Settings: what another network changes besides its data. They stand in mkdocs.yml, under the plugin `focalnet`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

PROJECT = Path(__file__).resolve().parent.parent
SCHEMA_DIR = PROJECT / "schema"
OVERRIDES_DIR = PROJECT / "site_overrides"
LOCALE_DIR = Path(__file__).resolve().parent / "locale"


@dataclass(frozen=True)
class Period:
    """Days after which a confirmed record is due for review, and out of date."""

    due: int
    stale: int


@dataclass(frozen=True)
class Settings:
    """The checked settings. Paths are absolute; addresses are templates that `addresses` fills in."""

    root: Path
    countries: Path
    network: Path
    languages: tuple[str, ...]
    repository_url: str
    edit_url: str
    report_url: str
    confirm_url: str
    freshness: Mapping[str, Period]
    country_names: Mapping[str, Mapping[str, str]]
    data_licence: Mapping[str, str]
    web_mail: frozenset[str]
    link_history: Path
    link_contact: str
    archive_url: str
    site_url: str = ""

    def edit_address(self, path: str, line: int = 1) -> str:
        """Where a file of the repository can be edited."""
        return self.edit_url.format(repository=self.repository_url, path=quote(path), line=line)

    @property
    def user_agent(self) -> str:
        """How the link checker introduces itself: its name and where its owner can be reached."""
        return f"focalnet-links/1 (+{self.link_contact or self.site_url or self.repository_url})"

    def period(self, section: str) -> Period:
        """The period of a section."""
        return self.freshness.get(section, self.freshness["default"])


def full_path(path: Path) -> Path:
    """A path from the root, without “..” and without following links."""
    return Path(os.path.abspath(path))  # noqa: PTH100 pathlib has no such method


def settings_from(values: Mapping[str, Any], *, root: Path, site_url: str, catalogues: tuple[str, ...]) -> Settings:
    """Make settings of checked and completed values (see `schema.settings_values`); paths are relative to `root`."""
    freshness = {name: Period(**days) for name, days in values["freshness"].items()}
    return Settings(
        root=root,
        countries=full_path(root / values["countries"]),
        network=full_path(root / values["network"]),
        languages=tuple(values.get("languages") or catalogues),
        repository_url=values["repository_url"].rstrip("/"),
        edit_url=values["edit_url"],
        report_url=values["report_url"],
        confirm_url=values["confirm_url"],
        freshness={"default": Period(365, 730), **freshness},
        country_names=values["country_names"],
        data_licence=values["data_licence"],
        web_mail=frozenset(values["web_mail"]),
        link_history=full_path(root / values["link_history"]),
        link_contact=values["link_contact"],
        archive_url=values["archive_url"],
        site_url=site_url,
    )

"""The built sites that tests look at: each is built once for the whole run, into a folder of its own."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.examine import Examined
from generator.layout import Layout
from generator.load import plain
from generator.plugin import FocalnetPlugin, build_site
from generator.settings import LOCALE_DIR, PROJECT, Settings
from generator.stamp import Stamp
from generator.text import Language
from generator.view import View
from generator.worldmap import WorldMap

TESTS = Path(__file__).resolve().parent
MINI = TESTS / "networks" / "mini"
MINI_DAY = date(2026, 5, 1)
REAL_LANGUAGES = ("en", "es", "pt", "zh", "ja", "ko")
EPOCH = "1780000000"
REAL_DAY = date(2026, 5, 28)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Write the golden files anew instead of comparing with them.",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden") or os.environ.get("UPDATE_GOLDEN"))


@dataclass(frozen=True)
class Site:
    """A built site: its folder and what it was built with."""

    folder: Path
    languages: tuple[str, ...]

    def read(self, path: str) -> str:
        """The text of a file; of a folder, its page."""
        file = self.folder / path
        return (file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8")

    def pages(self, language: str) -> list[str]:
        """The pages of a language, from the language's root."""
        root = self.folder / language
        return sorted(
            f"{file.parent.relative_to(root).as_posix()}/".removeprefix("./") for file in root.rglob("index.html")
        )

    def html(self) -> list[Path]:
        """Every page of the site."""
        return sorted(self.folder.rglob("*.html"))


@dataclass(frozen=True)
class Built(Site):
    """A site that was built in this process, with the plugin that built it."""

    plugin: FocalnetPlugin
    config: Path

    @property
    def settings(self) -> Settings:
        return self.plugin.settings

    @property
    def examined(self) -> Examined:
        return self.plugin.examined

    @property
    def stamp(self) -> Stamp:
        return self.plugin.stamp


def copy_mini(folder: Path) -> Path:
    """Copy the fictional network to `folder` and make its mkdocs.yml: the project's own with changed settings."""
    for name in ("countries", "docs"):
        shutil.copytree(MINI / name, folder / name)
    for name in ("network.yml", "links.json"):
        shutil.copy(MINI / name, folder)
    changes = plain(MINI / "mkdocs.changes.yml")
    config = plain(PROJECT / "mkdocs.yml")
    config["plugins"] = [{"focalnet": changes.pop("focalnet")}]
    config["theme"]["custom_dir"] = str(PROJECT / config["theme"]["custom_dir"])
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump({**config, **changes}, allow_unicode=True), encoding="utf-8")
    return path


def run_focalnet(
    *arguments: str, folder: Path = PROJECT, command: tuple[str, ...] = ("generator.cli",), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of the project as people do, on the day of the tests."""
    code = (
        "from generator.cli import main; main()"
        if command == ("generator.cli",)
        else f"import runpy; runpy.run_module({command[0]!r}, run_name='__main__')"
    )
    variables = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=folder, env=variables, capture_output=True, text=True, check=False
    )


def commit_all(folder: Path) -> str:
    """Make a repository of a folder, so that its site knows a commit; return it."""
    git = [
        "git",
        "-C",
        str(folder),
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "A network"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    return subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The fictional network, built in Spanish and English."""
    folder = tmp_path_factory.mktemp("mini")
    config = copy_mini(folder)
    commit_all(folder)
    plugin = build_site(config, folder / "site", {}, MINI_DAY, lambda stage, done, total: None)
    assert plugin is not None, "the fictional network has errors: run focalnet check with its mkdocs.yml"
    return Built(folder / "site", plugin.settings.languages, plugin, config)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real network in all its languages, as `focalnet build` makes it."""
    folder = tmp_path_factory.mktemp("real") / "site"
    done = run_focalnet("build", "--site-dir", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(folder, REAL_LANGUAGES)


@pytest.fixture(scope="session")
def make_view(mini: Built):
    """A function that gives the fictional network as a visitor of a language sees it."""

    def make(tag: str) -> View:
        language = Language(tag, LOCALE_DIR, mini.settings.country_names)
        return View(
            network=mini.examined.network,
            schema=mini.examined.schema,
            settings=mini.settings,
            language=language,
            stamp=mini.stamp,
            problems=mini.examined.problems,
            world=WorldMap("0 0 100 50", "", ()),
            links=mini.examined.links,
        )

    return make


@pytest.fixture
def view(make_view) -> View:
    return make_view("en")


@pytest.fixture(scope="session")
def bare_layout() -> Layout:
    """A layout that is nothing but its content."""
    return Layout(("", "content", ""))

"""The door of the command line. Exit codes: 0 fine, 1 errors in data, 2 wrong use or broken set-up."""

import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import click

from generator import configuration
from generator.examine import Examined, examine, shown
from generator.newfile import new_file
from generator.problems import GeneratorError, Level, Problem, has_errors
from generator.reporters import REPORTERS
from generator.reporters.summary import asked, summary
from generator.settings import LOCALE_DIR, Settings
from generator.text import Language, catalogues

FILE = click.Path(path_type=Path)
CONFIG = click.option(
    "--config",
    "config_file",
    type=FILE,
    default=Path("mkdocs.yml"),
    help="The configuration (default: mkdocs.yml here).",
)
HISTORY = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice([*REPORTERS]),
    help="How to report (default: github in GitHub Actions, otherwise text).",
)
LANGUAGE = click.option("--lang", default="en", show_default=True, help="The language of the messages.")
COUNTRIES = click.option("--countries", type=FILE, help="Another folder of country files.")
TODAY = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to judge by (default: SOURCE_DATE_EPOCH, or today).",
)


class _Commands(click.Group):
    """Turns a broken set-up into one sentence and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except GeneratorError as error:
            raise click.UsageError(str(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="focalnet")
def main() -> None:
    """Turn one YAML file per country into a checked, multilingual portal and a directory."""


@main.command()
@click.argument("files", nargs=-1, type=FILE)
@FORMAT
@click.option("--todo", is_flag=True, help="Also list what is missing, unconfirmed or uncertain.")
@LANGUAGE
@CONFIG
@COUNTRIES
@TODAY
def check(
    files: Sequence[Path],
    form: str | None,
    todo: bool,
    lang: str,
    config_file: Path,
    countries: Path | None,
    today: datetime | None,
) -> None:
    """Check all country files, or only FILES, and say what to do about each problem."""
    settings = _settings(config_file, countries=countries)
    examined = examine(settings, _day(today), frozenset(shown(path, settings) for path in files))
    wanted = {_known(path, settings, examined) for path in files} or {
        *examined.sources,
        *(p.path for p in examined.problems),
    }
    found = [problem for problem in examined.problems if problem.path in wanted]
    least = Level.TODO if todo else Level.WARNING
    _report(
        found,
        least,
        form or _usual_form(),
        _language(lang),
        examined,
        len(files) or len(examined.network.countries),
    )
    sys.exit(1 if has_errors(found) else 0)


@main.command()
@click.option("--site-dir", type=FILE, help="Where to put the site (default: site).")
@click.option("--languages", help="Build only these languages, separated by commas.")
@CONFIG
@COUNTRIES
@TODAY
def build(
    site_dir: Path | None,
    languages: str | None,
    config_file: Path,
    countries: Path | None,
    today: datetime | None,
) -> None:
    """Check the files and build the site. With errors in the files the last good site stays as it was."""
    from generator.plugin import build_site  # noqa: PLC0415 MkDocs takes its time to import
    from generator.progress import closing_words, progress  # noqa: PLC0415 so does rich

    chosen = [tag.strip() for tag in languages.split(",")] if languages else None
    changes = _changes(countries=countries.absolute() if countries else None, languages=chosen)
    with progress() as step:
        built = build_site(config_file, site_dir, changes, today.date() if today else None, step)
    if built is None:
        sys.exit(1)
    click.echo(summary(built.examined.problems, len(built.examined.network.countries), _language("en")))
    size = sum(path.stat().st_size for path in built.target.rglob("*") if path.is_file())
    click.echo(closing_words(built.pages, len(built.settings.languages), _short(built.target), size))


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@CONFIG
def serve(address: str, config_file: Path) -> None:
    """Show the site on this machine and build it again whenever a file changes."""
    from generator.plugin import serve_site  # noqa: PLC0415 MkDocs takes its time to import

    serve_site(config_file, address)


@main.command()
@click.argument("code")
@click.option("--region", help="The short name of the region in the network file.")
@CONFIG
@COUNTRIES
def new(code: str, region: str | None, config_file: Path, countries: Path | None) -> None:
    """Write a commented file for the new member CODE (ISO 3166-1, two letters)."""
    path = new_file(code, region, _settings(config_file, countries=countries))
    click.echo(f"{path}: written. Fill it in, then run: focalnet check {path}")


@main.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option("--changed", metavar="BASE", help="Ask only the addresses that the Git revision BASE does not have.")
@click.option("--history", type=HISTORY, help="The file of what is known (default: .cache/links.json).")
@click.option("--issues", "folder", type=FOLDER, help="Write a text for each country with broken or moved addresses.")
@click.option("--force", is_flag=True, help="Also ask what is not due yet.")
@FORMAT
@LANGUAGE
@CONFIG
@COUNTRIES
@TODAY
def links(
    files: Sequence[Path],
    changed: str | None,
    history: Path | None,
    folder: Path | None,
    force: bool,
    form: str | None,
    lang: str,
    config_file: Path,
    countries: Path | None,
    today: datetime | None,
) -> None:
    """Ask whether the web addresses of all files, or only of FILES, still work."""
    from generator import asking  # noqa: PLC0415 the link checker takes its time to import

    language = _language(lang)
    settings = _settings(config_file, countries=countries, history=history)
    examined = examine(settings, _day(today))
    wanted = frozenset(_known(path, settings, examined) for path in files)
    known = asking.known_at(changed, settings, examined.schema) if changed is not None else None
    around = asking.Surroundings(_day(today), Random(), {})  # noqa: S311 chance only spreads the load
    answered = asking.ask(examined, settings, asking.Asking(wanted, known, force), around)
    for line in REPORTERS[form or _usual_form()](answered.problems, examined.sources, language.gettext):
        click.echo(line)
    for code, text in asking.issues(answered.problems, examined, language) if folder else ():
        _write(folder / f"{code}.md" if folder else Path(), text)
    if form != "json":
        click.echo(asked(answered.addresses, answered.asked, answered.offline, answered.problems, language))
    sys.exit(1 if changed and has_errors(answered.problems) else 0)


@main.command()
@click.option("--site-dir", type=FILE, default=Path("site"), show_default=True, help="The built site.")
@FORMAT
def inside(site_dir: Path, form: str | None) -> None:
    """Check every link and anchor inside the built site, without any network."""
    from generator.inside import look  # noqa: PLC0415 seldom needed

    found = look(site_dir)
    language = _language("en")
    for line in REPORTERS[form or _usual_form()](found.problems, {}, language.gettext):
        click.echo(line)
    if form != "json":
        click.echo(f"{found.links} links checked, {len(found.problems)} broken.")
    sys.exit(1 if found.problems else 0)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def _short(folder: Path) -> Path:
    """A folder as people would type it from here."""
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _changes(**changes: Any) -> dict[str, Any]:
    return {
        key: str(value) if isinstance(value, Path) else value for key, value in changes.items() if value is not None
    }


def _settings(config_file: Path, *, countries: Path | None = None, history: Path | None = None) -> Settings:
    changes = _changes(countries=countries and countries.absolute(), link_history=history and history.absolute())
    return configuration.configured(config_file, **changes)


def _day(today: datetime | None) -> date:
    return today.date() if today else configuration.today()


def _known(path: Path, settings: Settings, examined: Examined) -> str:
    name = shown(path, settings)
    if name not in examined.sources and not any(problem.path == name for problem in examined.problems):
        raise click.UsageError(
            f"{path} is not a file of the network: expected one in {settings.countries} or {settings.network}."
        )
    return name


def _language(tag: str) -> Language:
    known = catalogues(LOCALE_DIR)
    if tag not in known:
        raise click.UsageError(f"There is no catalogue for “{tag}”. Choose one of: {', '.join(known)}.")
    return Language(tag, LOCALE_DIR, {})


def _usual_form() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _report(found: list[Problem], least: Level, form: str, language: Language, examined: Examined, files: int) -> None:
    problems = [problem for problem in found if problem.level >= least]
    for line in REPORTERS[form](problems, examined.sources, language.gettext):
        click.echo(line)
    if form != "json":
        click.echo(summary(found, files, language))

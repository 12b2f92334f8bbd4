"""The door to MkDocs: a plugin whose events run the straight line, and the commands that start MkDocs.

Only this module imports MkDocs. It uses documented events alone, so a runner that keeps them can take its place.
"""

import logging
import os
import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, cast

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from generator import __version__, configuration, site
from generator.changes import commit
from generator.chrome import Chrome
from generator.examine import Examined, examine, shown
from generator.exports import Data
from generator.layout import Layout, cut, slot
from generator.network import NETWORK
from generator.problems import GeneratorError, Level, has_errors
from generator.progress import Step
from generator.reporters import text as text_form
from generator.reporters.summary import summary
from generator.search import index_search
from generator.settings import LOCALE_DIR, OVERRIDES_DIR, SCHEMA_DIR, Settings
from generator.stamp import Stamp
from generator.text import Language

LAYOUT = "layout.md"
_TOGGLES = re.compile(r"\s*(<input class=\"md-toggle\"[^>]*>|<label class=\"md-overlay\"[^>]*></label>)")
log = logging.getLogger("mkdocs.plugins.focalnet")


class _NoConfig(Config):  # type: ignore[no-untyped-call]
    """MkDocs' own checks of options are not used."""


class FocalnetPlugin(BasePlugin[_NoConfig]):  # type: ignore[no-untyped-call]
    """Checks the data before MkDocs begins, takes a layout per language from it, and writes the data pages after it."""

    settings: Settings
    examined: Examined
    stamp: Stamp
    chromes: dict[str, Chrome]

    def __init__(self) -> None:
        self.options: dict[str, Any] = {}
        self.today: date | None = None
        self.layouts: dict[str, Layout] = {}
        self.editorial: dict[str, list[str]] = {}
        self.target = Path()
        self.pages = 0
        self.step: Step = lambda stage, done, total: None

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> tuple[list[Any], list[Any]]:
        """Keep the options; `settings.schema.json` checks them, as it does for the command line."""
        self.options = dict(options)
        return [], []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the data and stop here if there are errors; otherwise build beside the last good site."""
        root = Path(config.config_file_path)
        self.settings = configuration.completed(self.options, root, _with_slash(config.site_url))
        today = self.today or configuration.today()
        self.stamp = Stamp(__version__, commit(self.settings.root), today, self.settings.data_licence)
        self.step("check", 0, 1)
        self.examined = examine(self.settings, today)
        self._report()
        self.layouts, self.editorial = {}, {language: [] for language in self.settings.languages}
        self.chromes = {
            tag: Chrome(
                Language(tag, LOCALE_DIR, self.settings.country_names),
                self.examined.network,
                self.settings,
                self.stamp,
            )
            for tag in self.settings.languages
        }
        self.target = Path(config.site_dir)
        config.site_dir = str(self.target.with_name(self.target.name + ".new"))
        config.theme.static_templates.discard("sitemap.xml")
        return config

    def _report(self) -> None:
        language = Language("en", LOCALE_DIR, {})
        for problem in self.examined.problems:
            if problem.level is Level.ERROR:
                log.error(
                    "\n".join(text_form.lines(problem, self.examined.sources.get(problem.path), language.gettext))
                )
        words = summary(self.examined.problems, len(self.examined.network.countries), language)
        if has_errors(self.examined.problems):
            raise PluginError(f"{words} Nothing was built; the last good site is as it was.")
        log.info(words)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave out the languages that are not built and add a layout page for each one that is."""
        for file in list(files):
            language = file.src_uri.split("/")[0]
            if "/" in file.src_uri and file.is_documentation_page() and language not in self.settings.languages:
                files.remove(file)
        for language in self.settings.languages:
            files.append(
                File.generated(config, f"{language}/{LAYOUT}", content="# layout", inclusion=InclusionLevel.NOT_IN_NAV)
            )
        return files

    def on_env(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Let the theme's templates write slots: the theme's own `url` filter is relative to one page only."""
        original = env.filters["url"]

        @jinja2.pass_context
        def url(context: jinja2.runtime.Context, value: str) -> str:
            return f"{slot('base')}/{value}" if context.get("is_layout") else str(original(context, value))

        env.filters["url"] = url
        env.globals["slot"] = slot
        return env

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Set the language of the page before the theme renders it."""
        language, _slash, name = page.file.src_uri.partition("/")
        chrome = self.chromes.get(language)
        if chrome is None:
            return _with(context, languages=self._languages(), is_layout=False)
        config.theme["language"] = chrome.theme_language
        page.toc.items.clear()  # the theme would make its first entry a second link that skips to the content
        if name == LAYOUT:
            return _with(context, **chrome.layout(), languages=self._languages())
        path = page.url.partition("/")[2]
        values = chrome.page(path, str(page.title), page.canonical_url or "", self._edit(page))
        return _with(context, **values, languages=self._languages())

    def _edit(self, page: Page) -> str:
        path = page.file.abs_src_path
        known = shown(Path(path), self.settings) if path else page.file.src_uri
        return self.chromes[page.file.src_uri.split("/")[0]].edit_url(known)

    def _languages(self) -> list[tuple[str, str]]:
        return [(tag, chrome.language.own_name) for tag, chrome in self.chromes.items()]

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The page for addresses that do not exist speaks all languages; it is served from any depth."""
        first = self.settings.languages[0]
        config.theme["language"] = first
        base = context["base_url"].rstrip("/")
        pages = {
            tag: chrome.page("", "404", "", self.settings.repository_url, base) for tag, chrome in self.chromes.items()
        }
        return _with(context, **pages[first], pages=list(pages.values()), languages=self._languages())

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Keep the layouts instead of writing them; note the editorial pages for the sitemaps."""
        output = _without_toggles(output)
        language, _slash, name = page.file.src_uri.partition("/")
        if name == LAYOUT:
            self.layouts[language] = cut(output)
            return ""
        if language in self.editorial:
            self.editorial[language].append(page.url.partition("/")[2])
        return output

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """Treat the theme's own pages (404.html) like all others."""
        return _without_toggles(output_content) if template_name.endswith(".html") else output_content

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the data pages, exports, sitemaps and search index; then put the new site in the place of the old."""
        folder = Path(config.site_dir)
        paths = {tag: [*pages, *self.editorial[tag]] for tag, pages in self._pages(folder).items()}
        self.step("exports", 0, 1)
        site.write_exports(
            Data(self.examined.network, self.examined.schema, self.settings, self.stamp, self.examined.problems),
            folder,
        )
        site.write_sitemaps(paths, self.settings.site_url, folder)
        self.step("search", 0, 1)
        by_hand = {path.split("/")[0] for pages in self.editorial.values() for path in pages}
        index_search(folder, {*self.examined.network.countries, NETWORK, *by_hand})
        _stop_at_warnings(config)
        _put_in_place(folder, self.target)
        config.site_dir = str(self.target)
        self.pages = sum(map(len, paths.values()))

    def _pages(self, folder: Path) -> dict[str, list[str]]:
        world = site.draw_world(self.examined)
        jobs = [
            site.Job(tag, self.layouts[tag], self.examined, self.settings, self.stamp, world, folder)
            for tag in self.settings.languages
        ]
        paths: dict[str, list[str]] = {}
        self.step("pages", 0, len(jobs))
        for language, written in site.write_languages(jobs, os.cpu_count() or 1):
            paths[language] = written
            self.step("pages", len(paths), len(jobs))
        return {tag: paths[tag] for tag in self.settings.languages}

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., Any]) -> LiveReloadServer:
        """Build again when a country file, the schema, a template or a catalogue changes."""
        for path in (self.settings.countries, self.settings.network, SCHEMA_DIR, OVERRIDES_DIR, LOCALE_DIR):
            server.watch(str(path))
        server.builder = partial(_keep_serving, server.builder)
        return server


def _keep_serving(build: Callable[[], None]) -> None:
    """Build again; with errors in the data the last good site is still shown, instead of a server that hangs."""
    try:
        build()
    except Abort as error:
        log.error("%s", error)


def _without_toggles(page: str) -> str:
    """Take out the switches of the theme’s drawer and search: the portal has neither, and HTML forbids their form."""
    return _TOGGLES.sub("", page)


def _with(context: TemplateContext, **values: Any) -> TemplateContext:
    """The context of a page with more values for the templates in `site_overrides/`."""
    return cast(TemplateContext, {**context, **values})


def _with_slash(url: str | None) -> str:
    return url.rstrip("/") + "/" if url else "/"


def _stop_at_warnings(config: MkDocsConfig) -> None:
    """In strict mode MkDocs looks at its warnings only after its last event, when the good site would be gone."""
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    if config.strict and any(counter.get_counts() for counter in counters):
        raise PluginError("There were warnings. Nothing was put in place; the last good site is as it was.")


def _put_in_place(new: Path, target: Path) -> None:
    """Swap two folders by renaming, so that there is always a whole site."""
    old = target.with_name(target.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def build_site(
    config_file: Path, site_dir: Path | None, changes: Mapping[str, Any], today: date | None, step: Step
) -> FocalnetPlugin | None:
    """Build the site as `mkdocs build` does; return the finished plugin, or None when data or pages had errors."""
    given = {"site_dir": str(site_dir)} if site_dir else {}
    config = load_config(config_file=str(config_file), **given)
    plugin = config.plugins.get("focalnet")
    if not isinstance(plugin, FocalnetPlugin):
        raise GeneratorError(f"{config_file}: the plugin “focalnet” is not configured")
    plugin.options.update(changes)
    plugin.today, plugin.step = today, step
    shown = logging.StreamHandler()  # MkDocs' own command line adds one; without it nobody reads what is wrong
    shown.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(shown)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except Abort as error:
        log.error("%s", error)
        return None
    finally:
        config.plugins.on_shutdown()
        logging.getLogger("mkdocs").removeHandler(shown)
    return plugin


def serve_site(config_file: Path, address: str) -> None:
    """Serve the site as `mkdocs serve` does."""
    mkdocs_serve(config_file=str(config_file), dev_addr=address, livereload=True)

"""The second half of the straight line: pages, sitemaps and exports are written."""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from generator import worldmap
from generator.examine import Examined
from generator.exports import EXPORTS, Data
from generator.formats import numeric_code
from generator.layout import Layout
from generator.pages import PAGE_TYPES, PageType
from generator.settings import LOCALE_DIR, Settings
from generator.stamp import Stamp
from generator.templates import Compiled, environment, render
from generator.text import Language
from generator.view import View
from generator.worldmap import WorldMap

GEOMETRY = Path(__file__).resolve().parent / "data" / "countries-50m.json"


@dataclass(frozen=True)
class Job:
    """One language of the site: all that is needed to write its data pages below `folder`."""

    language: str
    layout: Layout
    examined: Examined
    settings: Settings
    stamp: Stamp
    world: WorldMap
    folder: Path
    page_types: tuple[PageType, ...] = PAGE_TYPES


def draw_world(examined: Examined) -> WorldMap:
    """The map of the members. A code that the standard or the geometry lacks is left out of the map alone."""
    found = {code: numeric_code(code) for code in examined.network.countries}
    return worldmap.draw(
        worldmap.read_topology(GEOMETRY), {code: numeric for code, numeric in found.items() if numeric}
    )


def write_languages(jobs: Sequence[Job], workers: int) -> Iterator[tuple[str, list[str]]]:
    """Write the data pages of all languages, several at a time; yield each language with the paths of its pages."""
    workers = min(workers, len(jobs))
    if workers < 2:
        yield from _write_jobs(jobs)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("fork" if sys.platform == "linux" else "spawn")) as pool:
        for written in as_completed([pool.submit(_write_jobs, jobs[first::workers]) for first in range(workers)]):
            yield from written.result()


def _write_jobs(jobs: Sequence[Job]) -> list[tuple[str, list[str]]]:
    compiled = Compiled()
    return [(job.language, write_language(job, compiled)) for job in jobs]


def write_language(job: Job, compiled: Compiled) -> list[str]:
    """Write the data pages of one language and return their paths. Languages do not depend on each other."""
    view = view_of(job)
    env = environment(view, compiled)
    written = []
    for page_type in job.page_types:
        for page in page_type(view):
            write(
                job.folder / job.language / page.path / "index.html",
                render(env, view, job.layout, page).encode("utf-8"),
            )
            written.append(page.path)
    return written


def view_of(job: Job) -> View:
    """The network as the visitors of a job's language see it."""
    return View(
        network=job.examined.network,
        schema=job.examined.schema,
        settings=job.settings,
        language=Language(job.language, LOCALE_DIR, job.settings.country_names),
        stamp=job.stamp,
        problems=job.examined.problems,
        world=job.world,
        links=job.examined.links,
    )


def write(path: Path, content: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_exports(data: Data, folder: Path) -> list[str]:
    """Write every export below `folder`/data and return the names."""
    names = []
    for export in EXPORTS:
        for name, content in export.files(data):
            write(folder / "data" / name, content)
            names.append(name)
    return names


def write_sitemaps(paths: dict[str, list[str]], site_url: str, folder: Path) -> None:
    """Write a sitemap per language, their index and robots.txt (sitemaps.org; absolute and mutual hreflang)."""
    known = {language: frozenset(pages) for language, pages in paths.items()}
    for language, pages in known.items():
        entries = "".join(_entry(page, language, known, site_url) for page in sorted(pages))
        write(
            folder / language / "sitemap.xml",
            _xml("urlset", ' xmlns:xhtml="http://www.w3.org/1999/xhtml"', entries),
        )
    index = "".join(f"<sitemap><loc>{site_url}{language}/sitemap.xml</loc></sitemap>\n" for language in paths)
    write(folder / "sitemap.xml", _xml("sitemapindex", "", index))
    write(folder / "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n".encode())


def _entry(page: str, language: str, paths: dict[str, frozenset[str]], site_url: str) -> str:
    tags = [tag for tag, pages in paths.items() if page in pages]
    versions = [*((tag, tag) for tag in tags), ("x-default", tags[0])]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(f"{site_url}{code}/{page}")}/>'
        for tag, code in versions
    )
    return f"<url><loc>{escape(f'{site_url}{language}/{page}')}</loc>{links}</url>\n"


def _xml(root: str, namespaces: str, inner: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{namespaces}>\n{inner}</{root}>\n'.encode()

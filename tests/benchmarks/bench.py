"""`make bench`: the figures of the README, as medians of several runs on one machine, with ratios where they compare.

A benchmark, not a test: nothing here passes or fails.
"""

import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from generator import configuration, site
from generator.examine import examine
from generator.layout import cut, slot
from generator.pages import country, record
from generator.settings import PROJECT
from generator.stamp import Stamp
from generator.templates import Compiled, environment, render
from tests.benchmarks.markdown import EXTENSIONS, markdown

BIN = Path(sys.executable).parent
RUNS = 5
FEW = 3
DATA_PAGES = (country.pages, record.pages)
MKDOCS = """site_name: Markdown
theme: {name: material, font: false, features: [navigation.prune]}
plugins: []
markdown_extensions: [EXTENSIONS]
docs_dir: DOCS
site_dir: SITE
"""


def main() -> None:
    """Measure and print everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands(folder / "site")
        weights(folder / "site")
        pages(folder)


def median(run: Callable[[], object], runs: int = RUNS) -> float:
    """Median of the wall-clock seconds of several runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def say(what: str, figure: float, unit: str) -> None:
    """Print one figure."""
    print(f"{what:<78}{figure:8.2f} {unit}", flush=True)


def commands(folder: Path) -> None:
    """The commands that people run, start-up included."""
    focalnet = str(BIN / "focalnet")
    first = min((PROJECT / "countries").glob("*.yml"))
    build = [focalnet, "build", "--site-dir", str(folder)]
    say("focalnet check, one file", median(lambda: run([focalnet, "check", str(first)])), "s")
    say("focalnet check, all files", median(lambda: run([focalnet, "check"])), "s")
    say("focalnet build, search index included", median(lambda: run(build), FEW), "s")
    say("focalnet build, peak memory of all its processes (PSS)", peak(build) / 1e6, "MB")


def run(command: list[str]) -> None:
    """Run a command of the project quietly."""
    subprocess.run(
        command, cwd=PROJECT, capture_output=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )


def peak(command: list[str]) -> int:
    """The highest memory in bytes of a command and its children, shared pages counted once (Linux)."""
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    highest = 0
    while process.poll() is None:
        highest = max(highest, sum(memory(pid) for pid in tree(process.pid)))
        time.sleep(0.02)
    return highest


def tree(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:
            continue
        for child in found:
            yield from tree(int(child))


def memory(pid: int) -> int:
    """Proportional set size of a process in bytes."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def weights(folder: Path) -> None:
    """What a visitor has to download."""
    heaviest = max(folder.glob("*/??/index.html"), key=lambda path: path.stat().st_size)
    assets = [
        *folder.glob("assets/stylesheets/*.css"),
        *(folder / "assets" / name for name in ("focalnet.css", "focalnet.js", "icon.svg")),
    ]
    say(f"heaviest country page ({heaviest.parent.relative_to(folder)}), HTML", heaviest.stat().st_size / 1000, "kB")
    for name, page in (("that page", heaviest), ("the home page", folder / "en" / "index.html")):
        size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in (page, *assets))
        say(f"first visit to {name}, everything compressed", size / 1000, "kB")


def pages(folder: Path) -> None:
    """The data pages of all countries and languages, poured, and the same as Markdown through MkDocs and Material."""
    settings = configuration.configured(PROJECT / "mkdocs.yml")
    examined = examine(settings, configuration.today())
    stamp, world = Stamp("0", "", configuration.today(), settings.data_licence), site.draw_world(examined)
    jobs = [
        site.Job(tag, layout_of(folder / "site", tag), examined, settings, stamp, world, folder, DATA_PAGES)
        for tag in settings.languages
    ]
    ours = median(lambda: pour(jobs, folder))
    count = sum(write_markdown(job, folder / "markdown") for job in jobs)
    (folder / "one").mkdir()
    (folder / "one" / "index.md").write_text("# One page\n")
    start_up = median(lambda: mkdocs(folder, "one"), FEW)
    theirs = median(lambda: mkdocs(folder, "markdown"), FEW) - start_up
    say(f"{count} data pages, poured into the layout", ours, "s")
    say("the same as Markdown, MkDocs + Material with navigation.prune, less its start-up", theirs, "s")
    say("times as fast", theirs / ours, "")


def pour(jobs: list[site.Job], folder: Path) -> None:
    """Write the pages as a build does: into an empty folder."""
    empty = Path(tempfile.mkdtemp(dir=folder))
    list(site.write_languages([replace(job, folder=empty) for job in jobs], os.cpu_count() or 1))


def layout_of(folder: Path, tag: str) -> object:
    """A layout with the real chrome of a language, made from a built page."""
    page = (folder / tag / "directory" / "index.html").read_text(encoding="utf-8")
    head, tail = re.split(r'id="content">', page)[0], page[page.rindex("<footer") :]
    return cut(f'{head}id="content">{slot("content")}</div></div></div></main>{tail}')


def write_markdown(job: site.Job, folder: Path) -> int:
    """Write the data pages of one language as Markdown with the same content; return how many."""
    view = site.view_of(job)
    env = environment(view, Compiled())
    only_content = cut(slot("content"))
    count = 0
    for page in (page for page_type in DATA_PAGES for page in page_type(view)):
        text = f"---\ntitle: {json.dumps(page.title)}\n---\n{markdown(render(env, view, only_content, page))}"
        site.write(folder / job.language / f"{page.path.rstrip('/')}.md", text.encode())
        count += 1
    return count


def mkdocs(folder: Path, docs: str) -> None:
    """Build a folder of Markdown with plain MkDocs and Material."""
    config = folder / f"{docs}.yml"
    values = {"EXTENSIONS": ", ".join(EXTENSIONS), "DOCS": str(folder / docs), "SITE": str(folder / f"{docs}-site")}
    config.write_text(re.sub("|".join(values), lambda match: values[match.group()], MKDOCS))
    run([str(BIN / "mkdocs"), "build", "--quiet", "--config-file", str(config)])


if __name__ == "__main__":
    main()

"""Shows on the terminal how far a build is, and at its end what was built, where, and how to look at it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

STAGES = {
    "check": "Checking the country files",
    "pages": "Writing the pages",
    "exports": "Writing the downloads",
    "search": "Making the search index",
}
Step = Callable[[str, int, int], None]


@contextmanager
def progress() -> Iterator[Step]:
    """Yield a function `step(stage, done, total)`; a stage that begins ends the one before."""
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=Console(stderr=True))
    tasks = {stage: bar.add_task(words, total=1, start=False, visible=False) for stage, words in STAGES.items()}

    def step(stage: str, done: int, total: int) -> None:
        for name, task in tasks.items():
            if name == stage:
                bar.start_task(task) if not done else None
                bar.update(task, completed=done, total=total, visible=True)
            elif bar.tasks[task].started and not bar.tasks[task].finished:
                bar.update(task, completed=bar.tasks[task].total)

    with bar:
        yield step
        step("", 0, 1)


def closing_words(pages: int, languages: int, folder: Path, size: int) -> str:
    """What was built, where, and how to look at it."""
    return (
        f"Built {pages} pages in {languages} languages ({size / 1e6:.0f} MB) in {folder}/.\n"
        f"Look at them: python3 -m http.server --directory {folder} 8000, then open http://127.0.0.1:8000/"
    )

"""The Git door: the commit of the data, and what a file was at another revision."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.problems import GeneratorError


def commit(root: Path) -> str:
    """The commit that the data come from, or an empty string outside a Git repository."""
    try:
        return _git(root, "rev-parse", "HEAD").strip()
    except GeneratorError:
        return ""


def files_at(root: Path, revision: str, folders: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The path and content of each YAML file below `folders` at a revision, seen from `root`, which need not be Git's.

    Raises GeneratorError if Git has none.
    """
    if revision.startswith("-"):
        raise GeneratorError(f"“{revision}” is not a revision.")
    names = _git(root, "ls-tree", "-r", "--name-only", "-z", revision, "--", *folders).split("\0")
    for name in filter(None, names):
        if name.endswith(".yml"):
            yield name, _git(root, "show", f"{revision}:./{name}").encode("utf-8")


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603
    except FileNotFoundError as error:
        raise GeneratorError("Git is not installed.") from error
    except subprocess.CalledProcessError as error:
        raise GeneratorError(f"git {arguments[0]}: {error.stderr.decode(errors='replace').strip()}") from error
    return done.stdout.decode("utf-8", errors="replace")

"""The search index, one per language: Pagefind's command over the finished site, then the same bytes for the same site.

Pagefind 1.5 writes the values of its filters in an order that changes from run to run. Their files, and the files that
name them, are written again in a fixed order under names made from their content, as Pagefind itself names them.
"""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import cbor2

from generator.problems import GeneratorError

_SIGNATURE = b"pagefind_dcd"
_FILTERS = 3  # the place of the list of filters in a language's meta file
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


def index_search(folder: Path, parts: Iterable[str]) -> None:
    """Make the search index of the site in `folder`, of the pages below `parts` of each language ("cl", "about", …).

    By Pagefind's command, since its Python interface waits 0.1 s for every record. The pages that only list others
    are not read at all, which saves memory. Raises GeneratorError when Pagefind fails.
    """
    pages = "*/{" + ",".join(sorted(parts)) + "}/**/*.html"
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--glob", pages, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise GeneratorError(f"The search index could not be made: {done.stderr.strip() or done.stdout.strip()}")
    settle(folder / "pagefind")


def settle(bundle: Path) -> None:
    """Put what Pagefind wrote in any order into one order, and remove the interfaces that the portal does not use."""
    for pattern in _UNUSED:
        for path in bundle.glob(pattern):
            path.unlink()
    entry_path = bundle / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text(encoding="utf-8"))
    for tag, language in sorted(entry["languages"].items()):
        language["hash"] = _settle_language(bundle, tag, language["hash"])
    entry_path.write_text(json.dumps(entry, sort_keys=True, ensure_ascii=False), encoding="utf-8")


def _settle_language(bundle: Path, tag: str, name: str) -> str:
    path = bundle / f"pagefind.{name}.pf_meta"
    meta = _read(path)
    meta[_FILTERS] = sorted([key, _settle_filter(bundle / "filter", tag, old)] for key, old in meta[_FILTERS])
    path.unlink()
    content = _bytes(meta)
    name = f"{tag}_{sha256(content).hexdigest()[:10]}"
    (bundle / f"pagefind.{name}.pf_meta").write_bytes(content)
    return name


def _settle_filter(folder: Path, tag: str, name: str) -> str:
    path = folder / f"{name}.pf_filter"
    key, values = _read(path)
    path.unlink()
    content = _bytes([key, sorted(values)])
    name = f"{tag}_{sha256(content).hexdigest()[:7]}"
    (folder / f"{name}.pf_filter").write_bytes(content)
    return name


def _read(path: Path) -> Any:
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))


def _bytes(value: Any) -> bytes:
    return gzip.compress(_SIGNATURE + cbor2.dumps(value), mtime=0)

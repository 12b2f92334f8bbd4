"""Keeps the catalogues in step with the sources: `python -m generator.catalogue` (or `make catalogue`).

Messages come from the code, the templates and the schema; a language is a folder below `locale/`.
"""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from generator.settings import LOCALE_DIR, OVERRIDES_DIR, PROJECT, SCHEMA_DIR
from generator.text import DOMAIN

KEYWORDS = {"_": None, "ngettext": (1, 2)}
TEXTS = ("title", "description", "x-expects")
_UNSTABLE = tuple(
    f'"{name}:'.encode()
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)
Message = tuple[str, int, Any, list[str], str | None]


def template() -> Catalog:
    """All messages of the project, in English, each with the file that it comes from."""
    catalogue = Catalog(project="focalnet", version="", copyright_holder="", header_comment="")
    for path, _line, message, comments, context in messages():
        if message:
            catalogue.add(message, None, [(path, None)], auto_comments=comments, context=context, flags=_flags(message))  # type: ignore[list-item]
    return catalogue


def messages() -> Iterator[Message]:
    """The messages of the code, then those of the templates, then those of the schema."""
    for path in sorted((PROJECT / "generator").rglob("*.py")):
        yield from _extracted(path, "python")
    for path in sorted(OVERRIDES_DIR.rglob("*.html")):
        yield from _extracted(path, "jinja2.ext:babel_extract")
    for path in sorted(SCHEMA_DIR.rglob("*.schema.json")):
        if path.name != "settings.schema.json":  # settings are for those who set a network up, in English
            name = path.relative_to(PROJECT).as_posix()
            yield from ((name, 0, text, [], None) for text in _texts(json.loads(path.read_text(encoding="utf-8"))))


def _extracted(path: Path, method: str) -> Iterator[Message]:
    options = {"trim_blocks": "true", "lstrip_blocks": "true"} if method != "python" else {}
    for line, message, comments, context in extract_from_file(method, str(path), KEYWORDS, ["Translators:"], options):
        yield path.relative_to(PROJECT).as_posix(), line, message, comments, context


def _texts(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in TEXTS and isinstance(value, str):
                yield value
            elif key not in ("examples", "const", "default"):
                yield from _texts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _texts(value)


def _flags(message: Any) -> tuple[str, ...]:
    return ("python-format",) if "%(" in (message if isinstance(message, str) else message[0]) else ()


def update(path: Path, language: str, source: Catalog) -> None:
    """Bring one catalogue up to date: new messages empty, old ones dropped, guesses never made."""
    catalogue = Catalog(locale=language, domain=DOMAIN)
    if path.is_file():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, domain=DOMAIN)
    catalogue.update(source, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    write(path, catalogue)


def write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue without dates and names of tools, which would change with every run."""
    catalogue.header_comment, catalogue.fuzzy = "", False
    text = io.BytesIO()
    write_po(text, catalogue, width=100, include_lineno=False)
    lines = [line for line in text.getvalue().splitlines(keepends=True) if not line.startswith(_UNSTABLE)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(lines).lstrip())


def main() -> None:
    """Update every catalogue that there is."""
    source = template()
    for folder in sorted(path for path in LOCALE_DIR.iterdir() if path.is_dir()):
        update(folder / "LC_MESSAGES" / f"{DOMAIN}.po", folder.name, source)


if __name__ == "__main__":
    main()

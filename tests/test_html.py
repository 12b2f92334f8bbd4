"""The HTML is valid and accessible as far as rules can tell: judged by html-validate, which is not our code."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parent / "tools"
PAGES = (
    "",
    "cl/",
    "jp/",
    "network/",
    "countries/",
    "directory/",
    "regulations/",
    "action-plans/",
    "status/",
    "status/cl/",
    "status/links/",
    "downloads/",
    "fields/",
    "search/",
    "about/",
)


def validate(files):
    node = shutil.which("node", path=str(Path(sys.executable).parent))
    assert node, "node is needed: it is in requirements-dev.lock"
    program = TOOLS / "node_modules" / ".bin" / "html-validate"
    assert program.exists(), "html-validate is needed: npm ci --prefix tests/tools"
    command = [node, program, "--config", TOOLS / "htmlvalidate.json", "--formatter", "json", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return [
        f"{Path(result['filePath']).parent.name}: {message['ruleId']}: {message['message']} ({message.get('selector')})"
        for result in json.loads(done.stdout)
        for message in result["messages"]
    ]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_pages_of_the_real_site(real, language):
    records = [path for path in real.pages(language) if path.startswith("cl/") and path != "cl/"][:2]
    plans = [path for path in real.pages(language) if "/action-plans/" in path][:2]
    files = [real.folder / language / path / "index.html" for path in (*PAGES, *records, *plans)]
    assert len(records) == len(plans) == 2
    assert validate(files) == []


def test_the_chooser_and_the_404_page(real):
    assert validate([real.folder / "index.html", real.folder / "404.html"]) == []


def test_every_page_of_the_fictional_network(mini):
    """Its texts try to break out of their places."""
    assert validate(mini.html()) == []


def test_bad_html_would_be_found(tmp_path):
    page = tmp_path / "bad.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p id=a><p id=a><img src=x>", encoding="utf-8")
    assert validate([page])

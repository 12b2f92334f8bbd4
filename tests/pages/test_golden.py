"""The content of some pages, compared with files: `pytest --update-golden` writes them anew (then read the difference).

Only what stands inside #content is compared, so that a new release of the theme changes nothing here.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parents[1] / "networks" / "mini" / "golden"
PAGES = (
    "en/",
    "en/xa/",
    "en/xb/",
    "en/xa/regulations/fruit-rule/",
    "en/xa/action-plans/big-plan/",
    "en/directory/",
    "en/regulations/",
    "en/status/",
    "en/status/xa/",
    "en/network/",
    "es/xb/",
)


class _Content(HTMLParser):
    """Notes where the inside of the element with the id `content` begins and ends."""

    def __init__(self, text):
        super().__init__()
        self.lines = [0]
        for line in text.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.depth = 0
        self.begin = self.end = -1
        self.feed(text)

    def _offset(self):
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag, attrs):
        if tag == "div" and self.depth:
            self.depth += 1
        elif dict(attrs).get("id") == "content":
            self.depth, self.begin = 1, self._offset() + len(self.get_starttag_text())

    def handle_endtag(self, tag):
        if tag == "div" and self.depth:
            self.depth -= 1
            if not self.depth:
                self.end = self._offset()


def content_of(page):
    """What stands inside #content, without empty lines and indentation."""
    found = _Content(page)
    assert 0 <= found.begin <= found.end
    return re.sub(r"\n\s*", "\n", page[found.begin : found.end]).strip() + "\n"


@pytest.mark.parametrize("path", PAGES)
def test_golden(mini, update_golden, path):
    content = content_of(mini.read(path))
    file = GOLDEN / f"{path.strip('/').replace('/', '_')}.html"
    if update_golden:
        file.write_text(content, encoding="utf-8")
    assert file.is_file(), f"{file.name} is missing: run pytest --update-golden"
    assert content == file.read_text(encoding="utf-8"), (
        f"{path} is not as in {file.name}; if it should be, run pytest --update-golden"
    )


def test_no_golden_file_is_left_over():
    names = {f"{path.strip('/').replace('/', '_')}.html" for path in PAGES}
    assert {file.name for file in GOLDEN.iterdir()} == names


def test_only_the_content_is_compared():
    page = '<body><div>chrome</div><div id="content">\n  <div>inside</div>\n\n</div><footer></footer></body>'
    assert content_of(page) == "<div>inside</div>\n"

"""The content of a built page as the Markdown that an author would have to write to get the same page.

Headings, paragraphs, lists and links become Markdown; cards and boxes stay as HTML around Markdown (md_in_html), and
what Markdown has no sign for (the language of a word, a date) stays inline HTML, as MkDocs sites write it.
"""

from html import escape
from html.parser import HTMLParser

EXTENSIONS = ("attr_list", "def_list", "md_in_html", "tables")
_BOXES = {"article", "section", "div", "nav", "aside"}
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_INLINE = {"span", "abbr", "time", "strong", "code", "meter", "button"}


def markdown(content: str) -> str:
    """Return the Markdown of a page's content."""
    converter = _Converter()
    converter.feed(content)
    return "".join(converter.parts)


class _Converter(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BOXES and not (tag == "div" and not given):
            self.parts.append(f'\n\n<{tag}{_written(attrs)} markdown="1">\n\n')
        elif tag in _HEADINGS:
            self.parts.append(f"\n\n{_HEADINGS[tag]} ")
        elif tag == "a":
            self.links.append(given.get("href") or "")
            self.parts.append("[")
        elif tag in _INLINE:
            self.parts.append(f"<{tag}{_written(attrs)}>")
        else:
            self.parts.append({"li": "\n- ", "p": "\n\n", "dt": "\n\n", "dd": "\n:   ", "br": "<br>"}.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BOXES:
            self.parts.append(f"\n\n</{tag}>\n\n")
        elif tag == "a":
            self.parts.append(f"]({self.links.pop()})")
        elif tag in _INLINE:
            self.parts.append(f"</{tag}>")
        elif tag in _HEADINGS or tag in ("p", "ul", "dl"):
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(" ".join(data.split()), quote=False) + (" " if data[-1:].isspace() else ""))


def _written(attrs: list[tuple[str, str | None]]) -> str:
    return "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)

"""The criteria for contents (every field, from the schema) and the downloads (every file and column)."""

from collections.abc import Iterator

from generator.exports import EXPORTS
from generator.exports.columns import COLUMNS
from generator.pages.page import Page
from generator.problems import same as _
from generator.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield the two pages, and the search page."""
    gettext = view.language.gettext
    yield Page(
        "fields/",
        "fields.html",
        gettext(_("What each entry contains")),
        gettext(
            _("The common criteria for contents: every field that a country can fill in, with help and an example.")
        ),
        kind="reference",
    )
    yield Page(
        "downloads/",
        "downloads.html",
        gettext(_("Downloads")),
        gettext(_("The directory and all data as files, with every column explained.")),
        {"exports": EXPORTS, "columns": COLUMNS},
        kind="reference",
    )
    yield Page(
        "search/",
        "search.html",
        gettext(_("Search")),
        gettext(_("Search all pages in this language.")),
        kind="search",
    )

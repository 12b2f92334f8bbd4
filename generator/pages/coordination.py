"""For coordinators: what is stale, missing or unconfirmed, by country, worst first."""

from collections.abc import Iterator

from generator.pages.page import Page
from generator.pages.todo import progress
from generator.problems import same as _
from generator.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield the page of all countries' gaps."""
    gettext = view.language.gettext
    rows = [(member, progress(view, member)) for member in view.countries]
    rows.sort(key=lambda row: (-row[1].warnings, -row[1].todo))
    yield Page("status/", "status.html", gettext(_("What needs attention")),
               gettext(_("What is missing, unconfirmed or out of date in each country’s entries.")), {"rows": rows}, kind="list")

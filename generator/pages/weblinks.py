"""For coordinators: the web addresses that are broken or have moved, by country."""

from collections.abc import Iterator

from generator.checks.weblinks import RULES
from generator.pages.page import Page
from generator.problems import same as _
from generator.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield the page of all countries' addresses."""
    gettext = view.language.gettext
    rows = [
        (member, [problem for problem in view.problems(member) if problem.rule in RULES])
        for member in (view.network.own, *view.countries)
    ]
    yield Page(
        "status/links/",
        "links.html",
        gettext(_("Web addresses")),
        gettext(_("Addresses that no longer work or have moved, by country.")),
        {"rows": [(member, problems) for member, problems in rows if problems], "known": len(view.links.records)},
        kind="list",
    )

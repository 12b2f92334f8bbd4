"""For coordinators: what is stale, missing or unconfirmed, by country, worst first; and each country's to-do list."""

from collections.abc import Iterator
from itertools import groupby

from generator.network import Member
from generator.pages.page import Page
from generator.problems import Problem
from generator.problems import same as _
from generator.tally import tally
from generator.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield the page of all countries, then one page for each."""
    gettext = view.language.gettext
    rows = [(member, tally(view, member)) for member in view.countries]
    rows.sort(key=lambda row: -row[1].warnings - row[1].todo)
    yield Page(
        "status/",
        "status.html",
        gettext(_("What needs attention")),
        gettext(_("What is missing, unconfirmed or out of date in each country’s entries.")),
        {"rows": rows},
        kind="list",
    )
    for member in view.countries:
        yield _country(view, member)


def _country(view: View, member: Member) -> Page:
    gettext, name = view.language.gettext, view.country_name(member.code)
    return Page(
        f"status/{member.code}/",
        "todo.html",
        gettext(_("To do: %(country)s")) % {"country": name},
        gettext(_("What this country is asked to add, check or confirm. Each line leads to its place in the file.")),
        {"member": member, "groups": _groups(view, member)},
        (member.source.path, 1),
        kind="list",
    )


def _groups(view: View, member: Member) -> list[tuple[str, list[Problem]]]:
    """The problems of a file, those with the same message together; the largest need first as the checks order it."""
    found = sorted(view.problems(member), key=lambda problem: (-problem.level, view.message(problem)))
    return [(message, list(problems)) for message, problems in groupby(found, key=view.message)]

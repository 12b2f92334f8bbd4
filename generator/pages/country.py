"""A page per country, and one for the network itself: everything it publishes, how fresh it is, what is missing."""

from collections.abc import Iterator
from typing import Any

from generator.network import NETWORK, Member
from generator.pages.page import Page
from generator.problems import same as _
from generator.tally import tally
from generator.text import country_name_in
from generator.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield the pages of all countries and of the network."""
    for member in view.countries:
        yield _country(view, member)
    yield _network(view)


def _country(view: View, member: Member) -> Page:
    gettext, name = view.language.gettext, view.country_name(member.code)
    description = gettext(_("Focal points, agencies, trade regulations and action plans of %(country)s.")) % {
        "country": name
    }
    given = view.settings.country_names
    own_names = {
        tag: given.get(tag, {}).get(member.code.upper()) or country_name_in(member.code, tag)
        for tag in member.languages
    }
    values: dict[str, Any] = {
        "member": member,
        "name": name,
        "own_names": {tag: own for tag, own in own_names.items() if own and own != name},
        "progress": tally(view, member),
        "todo": view.problems(member),
    }
    return Page(
        f"{member.code}/",
        "country.html",
        name,
        description,
        values,
        (member.source.path, 1),
        {"country": name, "kind": gettext(_("Country"))},
        "country",
    )


def _network(view: View) -> Page:
    own = view.network.own
    name = view.plain(own.fields["name"])
    values = {"member": own, "name": name, "todo": view.problems(own), "own_names": {}, "progress": None}
    description = view.plain(own.fields["summary"]) if own.fields.get("summary") else name
    return Page(
        f"{NETWORK}/",
        "network.html",
        name,
        description,
        values,
        (own.source.path, 1),
        {"country": view.country_name(NETWORK), "kind": view.language.gettext(_("Network"))},
        "country",
    )

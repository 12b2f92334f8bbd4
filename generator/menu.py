"""The main menu: one registry line per entry."""

from markupsafe import escape

from generator.problems import Gettext
from generator.problems import same as _

MENU = (
    ("countries/", _("Countries")),
    ("directory/", _("Directory")),
    ("regulations/", _("Regulations")),
    ("action-plans/", _("Action plans")),
    ("downloads/", _("Downloads")),
    ("status/", _("What needs attention")),
    ("about/", _("About")),
)


def menu(gettext: Gettext, root: str, path: str) -> str:
    """The entries as list items; `root` leads from the page to its language's root, `path` is the page's own."""
    return "".join(
        f'<li><a href="{root}{target}"{_current(target, path)}>{escape(gettext(title))}</a></li>'
        for target, title in MENU
    )


def _current(target: str, path: str) -> str:
    if target == path:
        return ' aria-current="page"'
    return ' aria-current="true"' if _below(target, path) else ""


def _below(target: str, path: str) -> bool:
    parts = path.split("/")[:-1]
    if len(parts) == 1:
        return target == "countries/" and len(parts[0]) == 2
    return target.strip("/") in parts[:2]

"""The main menu: one registry line per entry."""

from markupsafe import Markup

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
    items = [Markup('<li><a href="{}{}"{}>{}</a></li>').format(root, target, _current(target, path), gettext(title)) for target, title in MENU]
    return str(Markup("").join(items))


def _current(target: str, path: str) -> Markup:
    if target == path:
        return Markup(' aria-current="page"')
    return Markup(' aria-current="true"') if _below(target, path) else Markup("")


def _below(target: str, path: str) -> bool:
    parts = path.split("/")
    section = f"{parts[1]}/" if len(parts) > 2 and parts[1] else "countries/" if len(parts) == 2 and len(parts[0]) == 2 else ""
    return target == section

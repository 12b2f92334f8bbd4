"""The Jinja door for data pages: an environment of their own, because the theme's has autoescape off."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.layout import Layout
from generator.menu import menu
from generator.pages import Page
from generator.pages.lists import kind_of, row_filters
from generator.problems import same as _
from generator.settings import OVERRIDES_DIR
from generator.show import link, show
from generator.view import View, anchor


def environment(view: View) -> Environment:
    """An environment in the language of `view`: autoescape on, undefined names are errors."""
    env = Environment(loader=FileSystemLoader(OVERRIDES_DIR), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                      extensions=["jinja2.ext.i18n"])
    env.install_gettext_callables(view.language.gettext, view.language.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(view=view, anchor=anchor, kind_of=kind_of, row_filters=lambda record: row_filters(view, record),
                       show=lambda schema, value, record: show(view, schema, value, record), link=link)
    return env


def render(env: Environment, view: View, layout: Layout, page: Page) -> str:
    """Render one page and pour it into the layout."""
    depth = page.path.count("/")
    view.root, view.fell_back = "../" * depth or "./", False
    values: Mapping[str, Any] = {**page.values, "page": page, "root": view.root, "base": "../" * (depth + 1)}
    content = env.get_template(f"pages/{page.template}").render(values)
    if view.fell_back:
        content = _notice(view) + content
    return layout.pour(_slots(view, page, content, depth))


def _notice(view: View) -> str:
    words = view.language.gettext(_("Some texts on this page are not available in %(language)s and are shown in another language, marked with its short name."))
    name = view.language.language_name(view.language.tag)
    return str(Markup('<p class="fn-notice fn-notice--language">{}</p>').format(words % {"language": name}))


def _slots(view: View, page: Page, content: str, depth: int) -> Mapping[str, str]:
    network = view.country_name("network")
    title = f"{page.title} – {network}" if page.path else page.title
    return {
        "title": str(escape(title)),
        "description": str(escape(page.description)),
        "canonical": str(escape(f"{view.settings.site_url}{view.language.tag}/{page.path}")),
        "base": "../" * depth + "..",
        "path": str(escape(page.path)),
        "menu": menu(view.language.gettext, view.root, page.path),
        "edit": str(escape(page.edit or view.settings.repository_url)),
        "content": content,
    }

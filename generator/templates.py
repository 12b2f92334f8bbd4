"""The Jinja door for data pages: an environment of their own, because the theme's has autoescape off."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call
from markupsafe import Markup, escape

from generator.layout import Layout
from generator.menu import menu
from generator.pages import Page
from generator.pages.lists import kind_of, row_filters
from generator.problems import same as _
from generator.settings import OVERRIDES_DIR
from generator.show import facts, link, show
from generator.view import View, anchor


class Compiled(BytecodeCache):
    """Compiled templates in memory: each language has an environment of its own, compiling happens once."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template back to Jinja."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._code[bucket.key] = bucket.bytecode_to_string()


class _DirectCalls(CodeGenerator):
    """Calls functions as Python does: Jinja asks each one first whether it wants the context, which none of ours does.

    The asking took a fifth of the time of a page.
    """

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 Jinja's name
        """Write the Python code of one call."""
        self.write("environment.plain_call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class _Environment(Environment):
    code_generator_class = _DirectCalls

    @staticmethod
    def plain_call(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Call a function."""
        return function(*arguments, **named)


def environment(view: View, compiled: Compiled) -> Environment:
    """An environment in the language of `view`: autoescape on, undefined names are errors.

    Imported macros keep the names that they first saw, so an environment serves one language only. Its `_` is a plain
    function instead of Jinja's i18n extension, whose calls took a fifth of the time of a page.
    """
    language = view.language

    def gettext(message: str, **values: object) -> str:
        return escape(language.gettext(message)) % values if values else language.gettext(message)

    def ngettext(one: str, many: str, num: int) -> str:
        return escape(language.ngettext(one, many, num)) % {"num": language.number(num)}

    env = _Environment(
        loader=FileSystemLoader(OVERRIDES_DIR),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=compiled,
    )
    env.globals.update(
        _=gettext,
        ngettext=ngettext,
        view=view,
        anchor=anchor,
        kind_of=kind_of,
        link=partial(link, view),
        row_filters=partial(row_filters, view),
        facts_of=partial(facts, view),
        show=partial(show, view),
    )
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
    words = view.language.gettext(
        _(
            "Some texts on this page are not available in %(language)s and are shown in another language, "
            "marked with its short name."
        )
    )
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
        "edit": str(escape(view.edit_url(*page.source) if page.source else view.settings.repository_url)),
        "source": str(escape("{}:{}".format(*page.source))) if page.source else "",
        "content": content,
    }

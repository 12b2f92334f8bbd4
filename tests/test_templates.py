"""Data pages have an environment of their own: autoescape on, undefined names are errors."""

import jinja2
import pytest

from generator.layout import SLOTS, cut, slot
from generator.pages import Page
from generator.settings import OVERRIDES_DIR
from generator.templates import Compiled, environment, render


@pytest.fixture
def env(view):
    return environment(view, Compiled())


def test_autoescape_is_on(view, env):
    assert env.from_string("{{ value }}").render(value="<b>") == "&lt;b&gt;"


def test_an_undefined_name_is_an_error(view, env):
    with pytest.raises(jinja2.UndefinedError):
        env.from_string("{{ nothing }}").render()


def test_translations_escape_their_values(view, env):
    template = "{{ _('Line %(line)s', line=value) }} {{ ngettext('%(num)s thing', '%(num)s things', 1000) }}"
    shown = env.from_string(template).render(value="<b>")
    assert shown == "Line &lt;b&gt; 1,000 things"


def test_each_language_has_an_environment_of_its_own_and_shares_only_code(make_view):
    """A macro that was imported keeps the language of its first page."""
    compiled = Compiled()
    views = {tag: make_view(tag) for tag in ("ko", "es", "ja", "es")}
    template = "{% import 'partials/record.html' as r with context %}{{ r.empty(view.network.own, 'links') }}"
    for tag, view in views.items():
        shown = environment(view, compiled).from_string(template).render()
        assert view.language.gettext("Nothing here yet.") in shown, tag


def test_title_description_and_path_are_escaped_for_their_places(view, env):
    layout = cut("\n".join(f"{name}={slot(name)}" for name in SLOTS))
    hostile = '"><script>x</script>&'
    page = Page("x/", "search.html", hostile, hostile, source=(hostile, 1))
    lines = render(env, view, layout, page).split("\n")
    for line in lines:
        assert line.split("=")[0] == "content" or "<script>x" not in line
    assert "<script>x" not in "\n".join(lines)
    assert any(line.startswith("title=&#34;&gt;&lt;script&gt;") for line in lines)


@pytest.mark.parametrize(
    ("path", "base", "root"),
    [("", "..", "./"), ("xa/", "../..", "../"), ("xa/regulations/r/", "../../../..", "../../../")],
)
def test_addresses_are_relative_to_the_page(view, env, path, base, root):
    layout = cut(f"{slot('base')}|{slot('menu')}|{slot('content')}")
    poured = render(env, view, layout, Page(path, "search.html", "T", "D"))
    assert poured.split("|")[0] == base
    assert f'<a href="{root}directory/"' in poured.split("|")[1]


def test_every_page_template_is_used_and_there_is_none_too_many():
    used = set()
    for file in (OVERRIDES_DIR.parent / "generator" / "pages").glob("*.py"):
        used |= {word for word in file.read_text(encoding="utf-8").split('"') if word.endswith(".html")}
    assert {path.name for path in (OVERRIDES_DIR / "pages").glob("*.html")} == used


def test_no_template_marks_a_value_as_safe():
    """Values are escaped where they are written; what is markup comes as Markup from Python."""
    for path in [*(OVERRIDES_DIR / "pages").glob("*.html"), *(OVERRIDES_DIR / "partials").rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        assert "| safe" not in text, path
        assert "|safe" not in text, path
        assert "autoescape" not in text, path

"""Data pages have an environment of their own: autoescape on, undefined names are errors."""

import jinja2
import pytest

from generator.layout import SLOTS, cut, slot
from generator.pages import Page
from generator.settings import OVERRIDES_DIR
from generator.templates import environment, render, speak


@pytest.fixture
def env(view):
    made = environment()
    speak(made, view)
    return made


def test_autoescape_is_on(view, env):
    assert env.from_string("{{ value }}").render(value="<b>") == "&lt;b&gt;"


def test_an_undefined_name_is_an_error(view, env):
    with pytest.raises(jinja2.UndefinedError):
        env.from_string("{{ nothing }}").render()


def test_translations_escape_their_values(view, env):
    template = "{{ _('Line %(line)s', line=value) }} {{ ngettext('%(num)s thing', '%(num)s things', 1000) }}"
    shown = env.from_string(template).render(value="<b>")
    assert shown == "Line &lt;b&gt; 1,000 things"


@pytest.mark.parametrize("language", ["en", "es", "ja"])
def test_an_environment_can_be_used_for_one_language_after_another(make_view, language):
    env = environment()
    for tag in ("ko", language):
        view = make_view(tag)
        speak(env, view)
    assert env.from_string("{{ _('Directory') }}").render() == view.language.gettext("Directory")


def test_title_description_and_path_are_escaped_for_their_places(view, env):
    layout = cut("\n".join(f"{name}={slot(name)}" for name in SLOTS))
    hostile = '"><script>x</script>&'
    page = Page("x/", "search.html", hostile, hostile, edit=hostile)
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
    """Values are escaped where they are written. `safe` would open a hole; what is markup comes as Markup from Python."""
    for path in [*(OVERRIDES_DIR / "pages").glob("*.html"), *(OVERRIDES_DIR / "partials").rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        assert "| safe" not in text, path
        assert "|safe" not in text, path
        assert "autoescape" not in text, path

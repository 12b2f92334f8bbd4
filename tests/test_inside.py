"""`focalnet inside`: a broken link or anchor is reported at the page, and at the line that the page was made from."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import inside
from generator.cli import main
from generator.problems import GeneratorError

HEAD = "<!doctype html><html lang=en><head><title>x</title>{made}</head><body>"
MADE = '<meta name="focalnet:source" content="countries/x&amp;a.yml:12">'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site in which every link leads somewhere."""
    pages = {
        "index.html": '<a href="en/">x</a>',
        "en/index.html": '<p id="here"><a href="#here">x</a> <a href="xa/#there">x</a> <a href="../">x</a>',
        "en/xa/index.html": '<p id="there"><a href="https://nobody.invalid/">outside</a> <a href="../index.html">x</a>',
    }
    for name, body in pages.items():
        write(tmp_path / "site" / name, body)
    return tmp_path / "site"


def write(path: Path, body: str, made: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(made=made) + body, encoding="utf-8")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["inside", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_sound_site_gives_0_and_no_link_outside_is_asked(site: Path):
    result = run("--site-dir", str(site), "--format", "text")
    assert (result.exit_code, result.output) == (0, "6 links checked, 0 broken.\n")


def test_a_broken_link_is_told_with_its_page_and_the_line_it_was_made_from(site: Path):
    write(site / "en" / "xa" / "index.html", '<p id="there"><a href="../no-such-page/">x</a>', MADE)
    result = run("--site-dir", str(site), "--format", "text")
    assert result.exit_code == 1
    assert "countries/x&a.yml:12:1: error: The page en/xa/index.html links to " in result.output
    assert "no-such-page" in result.output
    assert result.output.endswith("1 broken.\n")


def test_a_broken_anchor_is_a_broken_link(site: Path):
    write(site / "en" / "index.html", '<a href="xa/#nowhere">x</a> <a href="#nowhere-either">x</a>')
    found = inside.look(site).problems
    assert [(problem.path, problem.line) for problem in found] == [("en/index.html", 1)] * 2
    assert {problem.values["target"].rpartition("#")[2] for problem in found} == {"nowhere", "nowhere-either"}


def test_the_same_from_the_folder_beside_the_site(site: Path, monkeypatch: pytest.MonkeyPatch):
    write(site / "en" / "index.html", '<a href="missing/">x</a>')
    monkeypatch.chdir(site.parent)
    result = run("--format", "text")
    assert result.exit_code == 1
    assert result.output.startswith("en/index.html:1:1: error: The page en/index.html links to ")


def test_in_github_actions_it_is_shown_beside_the_line(site: Path):
    write(site / "en" / "xa" / "index.html", '<p id="there"><a href="../no%0Asuch::page/">x</a>', MADE)
    output = run("--site-dir", str(site), "--format", "github").output
    assert output.startswith("::error file=countries/x&a.yml,line=12,col=1,title=inside-link-broken::")
    assert output.count("\n::") == 0


def test_a_site_below_the_root_of_its_host_has_its_own_addresses(site: Path):
    (site / "robots.txt").write_text("User-agent: *\nAllow: /\nSitemap: https://x.example.org/a/portal/sitemap.xml\n")
    write(
        site / "404.html", '<a href="/a/portal/en/xa/#there">x</a> <a href="/a/portal/no/">x</a> <a href="/en/">x</a>'
    )
    found = inside.look(site)
    assert [problem.path for problem in found.problems] == ["404.html"] * 2
    assert {problem.values["target"].rstrip("/") for problem in found.problems} == {"/a/portal/no", "/en"}


def test_no_link_is_broken_in_a_built_site_below_the_root(mini):
    assert inside.look(mini.folder).problems == []


def test_a_folder_with_a_strange_name_is_read(site: Path):
    strange = site.rename(site.with_name("a [b] {c} *"))
    write(strange / "en" / "index.html", '<a href="missing/">x</a>')
    assert len(inside.look(strange).problems) == 1


def test_without_a_site_it_is_a_wrong_use(tmp_path: Path):
    result = run("--site-dir", str(tmp_path / "nothing"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Build it first: focalnet build" in result.stderr


def test_a_machine_without_lychee_is_told_so(site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inside, "which", lambda *_args, **_options: None)
    with pytest.raises(GeneratorError, match="lychee is not installed"):
        inside.look(site)


def test_a_lychee_that_fails_is_no_sound_site(site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inside, "_program", lambda: "false")
    with pytest.raises(GeneratorError, match="did not answer"):
        inside.look(site)


def test_a_page_by_hand_was_made_from_no_line(site: Path):
    assert inside.made_from(site / "en" / "index.html") == ("", 1)

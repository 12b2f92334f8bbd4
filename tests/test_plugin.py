"""Building as a whole: errors stop it and leave the last good site alone; both doors give the same site."""

import shutil

import pytest
from conftest import MINI_DAY, copy_mini, run_focalnet

from generator.plugin import build_site
from generator.problems import GeneratorError

QUIET = {"step": lambda stage, done, total: None}


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def nothing_but_search(found):
    """Without the search index, which test_reproducible.py looks at."""
    return {path: content for path, content in found.items() if not path.startswith("pagefind/")}


@pytest.fixture
def project(tmp_path):
    return copy_mini(tmp_path)


@pytest.fixture
def old_site(tmp_path, mini):
    """The last good site, with a file that only it has."""
    folder = tmp_path / "site"
    shutil.copytree(mini.folder, folder)
    (folder / "mark.txt").write_text("the last good site", encoding="utf-8")
    return folder


def build(project, *more):
    return run_focalnet(
        "build", "--config", str(project), "--today", MINI_DAY.isoformat(), *more, folder=project.parent
    )


def test_an_error_in_a_country_file_leaves_the_site_as_it_was(project, old_site):
    before = contents(old_site)
    file = project.parent / "countries" / "xa.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("country: XA", "country: Andoria"), encoding="utf-8")
    done = build(project)
    assert done.returncode == 1
    assert "countries/xa.yml" in done.stdout + done.stderr
    assert "Nothing was built" in done.stdout + done.stderr
    assert contents(old_site) == before
    assert not [path for path in project.parent.iterdir() if path.name.startswith("site.")]


def test_an_editorial_page_with_a_broken_link_leaves_the_site_as_it_was(project, old_site):
    """MkDocs counts its warnings only at the very end; with `strict` they fail the build."""
    before = contents(old_site)
    page = project.parent / "docs" / "en" / "about.md"
    page.write_text("# About\n\n[nowhere](no-such-page.md)\n", encoding="utf-8")
    done = build(project)
    assert done.returncode == 1
    assert "no-such-page.md" in done.stderr
    assert contents(old_site) == before


def test_a_good_build_replaces_the_whole_site(project, old_site, mini):
    done = build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (old_site / "mark.txt").exists()
    assert set(nothing_but_search(contents(old_site))) == set(nothing_but_search(contents(mini.folder)))
    assert "pages in 2 languages" in done.stdout


def test_mkdocs_build_gives_the_same_site(tmp_path, project):
    """With the day of SOURCE_DATE_EPOCH, which both doors use."""
    command = ("mkdocs",)
    done = run_focalnet(
        "build", "--strict", "--quiet", "-d", str(tmp_path / "by-mkdocs"), folder=project.parent, command=command
    )
    assert done.returncode == 0, done.stdout + done.stderr
    done = run_focalnet("build", "--site-dir", str(tmp_path / "by-focalnet"), folder=project.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    ours, theirs = (nothing_but_search(contents(tmp_path / name)) for name in ("by-focalnet", "by-mkdocs"))
    assert {path for path in {*ours, *theirs} if ours.get(path) != theirs.get(path)} == set()


def test_languages_that_are_not_built_leave_no_trace(mini):
    assert {path.name for path in mini.folder.iterdir() if path.is_dir()} == {"assets", "data", "en", "es", "pagefind"}


def test_a_project_without_the_plugin_is_refused(project):
    text = project.read_text(encoding="utf-8")
    start = text.index("plugins:")
    end = text.index("repo_url:")
    project.write_text(text[:start] + "plugins: []\n" + text[end:], encoding="utf-8")
    done = build(project)
    assert done.returncode == 2
    assert "focalnet" in done.stderr


def test_a_wrong_setting_is_one_sentence(project):
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("network: network.yml", "netwrok: network.yml"), encoding="utf-8")
    done = build(project)
    assert done.returncode == 2
    assert "netwrok" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_missing_is_one_sentence(project):
    shutil.rmtree(project.parent / "countries")
    with pytest.raises(GeneratorError, match="countries"):
        build_site(project, None, {}, MINI_DAY, **QUIET)


def test_the_plugin_counts_its_pages(mini):
    assert mini.plugin.pages == sum(len(mini.pages(language)) for language in mini.languages)
    assert mini.plugin.target == mini.folder

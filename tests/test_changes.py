"""Git, as far as the project asks it: the commit, and files at another revision."""

from pathlib import Path

import pytest
from conftest import commit_all

from generator.changes import commit, files_at
from generator.problems import GeneratorError

FOLDERS = ("countries", "network.yml")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "countries").mkdir()
    (tmp_path / "countries" / "xa.yml").write_bytes("name: São\n".encode())
    (tmp_path / "countries" / "notes.txt").write_text("no data")
    (tmp_path / "network.yml").write_text("name: N\n")
    (tmp_path / "other.yml").write_text("name: O\n")
    return tmp_path


def test_the_commit_is_that_of_the_data(root: Path):
    assert commit(root) == ""
    first = commit_all(root)
    assert commit(root) == commit(root / "countries") == first


def test_files_of_the_network_at_a_revision(root: Path):
    first = commit_all(root)
    (root / "countries" / "xa.yml").write_text("name: changed\n")
    assert dict(files_at(root, first, FOLDERS)) == {
        "countries/xa.yml": "name: São\n".encode(),
        "network.yml": b"name: N\n",
    }


def test_paths_are_seen_from_the_project_not_from_the_repository(root: Path):
    inner = root / "portal"
    (inner / "countries").mkdir(parents=True)
    (inner / "countries" / "xb.yml").write_text("name: B\n")
    commit_all(root)
    assert dict(files_at(inner, "HEAD", FOLDERS)) == {"countries/xb.yml": b"name: B\n"}


def test_names_that_git_would_quote_are_read_as_well(root: Path):
    (root / "countries" / "São Tomé\t“x”.yml").write_text("name: S\n")
    commit_all(root)
    assert "countries/São Tomé\t“x”.yml" in dict(files_at(root, "HEAD", FOLDERS))


@pytest.mark.parametrize("revision", ["nothing", "", "-h", "--help", "--output=x", "HEAD..HEAD", "HEAD:no/such", "\n"])
def test_what_is_no_revision_is_an_error_and_no_option(root: Path, revision: str):
    commit_all(root)
    with pytest.raises(GeneratorError):
        list(files_at(root, revision, FOLDERS))
    assert not (root / "x").exists()


def test_a_folder_without_git_has_no_revisions(root: Path):
    with pytest.raises(GeneratorError, match="not a git repository"):
        list(files_at(root, "HEAD", FOLDERS))


def test_a_machine_without_git_is_told_so(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(root))
    assert commit(root) == ""
    with pytest.raises(GeneratorError, match="Git is not installed"):
        list(files_at(root, "HEAD", FOLDERS))

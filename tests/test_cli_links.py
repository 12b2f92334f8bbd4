"""`focalnet links` on the command line: exit codes, reports, the files it writes. Nobody is asked here."""

import json
from pathlib import Path

import pytest
from case import project
from click.testing import CliRunner, Result
from conftest import commit_all
from internet import CLOSED, Engine, country

from generator import asking, links
from generator.cli import main
from generator.links import Answer, Hop, Trouble

DEAD, MOVED, OK = (f"http://{name}.example.org/" for name in ("dead", "moved", "ok"))
PRIVATE = "http://10.0.0.1/"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of two countries, as the folder in which the commands run."""
    monkeypatch.chdir(project(tmp_path, xa=country("XA", OK, DEAD), xb=country("XB", OK)))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782864000")  # 2026-07-01
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    commit_all(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    """What is asked and answered; a guard through which nothing may go."""
    moved = Answer(url="", status=200, hops=(Hop(301, f"{OK}new"),))
    made, real = Engine(dead=404, moved=moved), asking.Surroundings
    monkeypatch.setattr(links, "check", made)
    monkeypatch.setattr(asking, "Surroundings", lambda today, rng, _guard: real(today, rng, CLOSED))
    return made


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["links", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def days(*arguments: str) -> Result:
    """Three nights."""
    return [run("--today", f"2026-07-0{day}", *arguments) for day in (1, 2, 3)][-1]


def test_what_was_found_is_told_and_kept_and_the_code_is_0(root: Path):
    result = run()
    assert result.exit_code == 0
    assert "countries/xa.yml:7:" in result.output
    assert "[link-not-found]" in result.output
    assert result.output.endswith("3 addresses, 2 asked now, 1 to look at.\n")
    assert set(json.loads((root / ".cache" / "links.json").read_text())["urls"]) == {OK, DEAD}
    assert (root / ".cache" / "backlinks.json").read_text() == "{}\n"


def test_broken_addresses_give_0(root: Path):
    result = days()
    assert (result.exit_code, "[link-broken]" in result.output) == (0, True)


def test_a_refused_address_gives_0_at_night(root: Path):
    project(root, xb=country("XB", PRIVATE))
    result = run()
    assert (result.exit_code, "[link-refused]" in result.output) == (0, True)


def test_a_refused_address_of_a_pull_request_gives_1(root: Path):
    project(root, xb=country("XB", OK, PRIVATE))
    result = run("--changed", "HEAD")
    assert result.exit_code == 1
    assert "countries/xb.yml:7:" in result.output
    assert not (root / ".cache").exists()


def test_a_broken_address_of_a_pull_request_gives_0(root: Path, engine: Engine):
    project(root, xb=country("XB", f"{DEAD}new", MOVED))
    result = run("--changed", "HEAD")
    assert result.exit_code == 0
    assert engine.asked == [f"{DEAD}new", MOVED]
    assert "[link-not-found]" in result.output and "[link-moved]" in result.output
    assert "xa.yml" not in result.output


def test_a_refused_address_that_was_there_before_gives_0(root: Path):
    project(root, xb=country("XB", PRIVATE))
    commit_all(root)
    assert run("--changed", "HEAD").exit_code == 0


def test_a_pull_request_without_new_addresses_asks_nobody(root: Path, engine: Engine):
    result = run("--changed", "HEAD")
    assert (result.exit_code, engine.asked) == (0, [])
    assert result.output == "0 addresses, 0 asked now, 0 to look at.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--changed", "no-such-branch"],
        ["--changed", ""],
        ["--changed=--output=x"],
        ["--changed"],
        ["--history", "countries"],
        ["--issues", "network.yml"],
        ["--lang", "xx"],
        ["--format", "xml"],
        ["--today", "soon"],
        ["--config", "nowhere.yml"],
        ["--countries", "nowhere"],
        ["countries/zz.yml"],
        ["README.md"],
        ["--colour"],
    ],
)
def test_wrong_use_gives_2_and_asks_nobody(root: Path, engine: Engine, arguments: list[str]):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("Error: ")
    assert (result.stdout, engine.asked) == ("", [])
    assert sorted(path.name for path in root.iterdir()) == [".git", "countries", "mkdocs.yml", "network.yml"]


def test_only_the_named_files_are_asked(root: Path, engine: Engine):
    result = run("countries/xb.yml")
    assert engine.asked == [OK]
    assert result.output == "1 address, 1 asked now, 0 to look at.\n"


def test_what_is_not_due_is_asked_by_force(root: Path, engine: Engine):
    run()
    engine.asked.clear()
    assert run().output.endswith("3 addresses, 0 asked now, 1 to look at.\n")
    assert run("--force").output.endswith("3 addresses, 2 asked now, 1 to look at.\n")


def test_the_history_can_be_another_file(root: Path):
    run("--history", "elsewhere/known.json")
    assert sorted(path.name for path in (root / "elsewhere").iterdir()) == ["backlinks.json", "known.json"]
    assert not (root / ".cache").exists()


def test_each_country_in_trouble_gets_a_text(root: Path):
    project(root, xc=country("XC", MOVED), xd=country("XD", "http://suspect.example.org/"))
    days("--issues", "new/issues")
    assert sorted(path.name for path in (root / "new" / "issues").iterdir()) == ["xa.md", "xc.md"]
    text = (root / "new" / "issues" / "xc.md").read_text()
    assert text.startswith("# Web addresses to look at: ")
    assert text.endswith("`.\n")


def test_without_trouble_there_is_no_folder(root: Path):
    run("--issues", "issues")
    assert not (root / "issues").exists()


def test_without_a_network_it_says_so(root: Path, engine: Engine):
    project(root, xa=country("XA", *(f"http://h{number}.example.org/" for number in range(12))))
    engine.said = {f"h{number}": Trouble.RESOLVER for number in range(12)} | {"ok": Trouble.RESOLVER}
    result = run("--issues", "issues")
    assert result.exit_code == 0
    assert "Nobody could be reached" in result.output
    assert not (root / ".cache").exists()


def test_the_form_for_programs_is_only_json(root: Path):
    rows = json.loads(run("--format", "json").output)["problems"]
    assert [(row["path"], row["line"], row["rule"]) for row in rows] == [("countries/xa.yml", 7, "link-not-found")]


def test_in_github_actions_problems_are_commands(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    project(root, xb=country("XB", PRIVATE))
    first = run("--changed", "HEAD").output.splitlines()[0]
    assert first.startswith("::error file=countries/xb.yml,line=6,")


def test_help_explains_every_option():
    result = run("--help")
    assert result.exit_code == 0
    for option in ("--changed", "--history", "--issues", "--force", "--format", "--lang", "--config", "--today"):
        assert option in result.output

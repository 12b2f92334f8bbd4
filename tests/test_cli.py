"""The command line: exit codes, what is reported about which file, and `new`."""

import json
from pathlib import Path

import pytest
from case import TODAY, project
from click.testing import CliRunner, Result

from generator.cli import main

GOOD = """\
country: XA
region: north
languages: [es]
currency: [XAD]
agencies:
  promo:
    kind: other
    name: {es: A, en: B}
focal_points:
  network:
    role: network-focal-point
    agency: promo
"""
WRONG = GOOD.replace("XA", "XB").replace("region: north", "region: west")
BROKEN = 'country: "XC\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one good country, as the folder in which the commands run."""
    monkeypatch.chdir(project(tmp_path, xa=GOOD))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782864000")  # 2026-07-01
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def refused(*arguments: str) -> str:
    """What is said about a wrong use or a broken set-up: exit code 2 and one sentence."""
    result = run(*arguments)
    assert result.exit_code == 2
    said = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(said) == 1
    assert result.stdout == ""
    assert result.stderr.rstrip().endswith(said[0]), "nothing comes after the sentence"
    return said[0]


# Exit codes


def test_files_without_errors_give_0(root: Path):
    result = run("check")
    assert result.exit_code == 0
    assert result.output == "1 file checked, 0 errors, 0 warnings, 9 things to do (shown with --todo).\n"


def test_warnings_give_0_too(root: Path):
    project(root, xa=GOOD + '    phone: "+44 7400 123456"\n')
    result = run("check")
    assert (result.exit_code, "[mobile-number]" in result.output) == (0, True)


def test_errors_give_1(root: Path):
    project(root, xb=WRONG)
    result = run("check")
    assert result.exit_code == 1
    assert (
        "countries/xb.yml:2:9: error: region: There is no region “west” in the network. [unknown-region]"
        in result.output
    )


def test_a_broken_file_does_not_hide_the_others(root: Path):
    project(root, xb=WRONG, xc=BROKEN)
    output = run("check").output
    assert "[quote]" in output and "[unknown-region]" in output
    assert "3 files checked, 2 errors" in output


def test_a_broken_network_file_is_an_error_and_makes_no_others(root: Path):
    (root / "network.yml").write_text("name: [\n")
    result = run("check")
    assert result.exit_code == 1
    assert "1 error," in result.output
    assert "network.yml:1:7: error: A quotation mark or bracket is not closed. [quote]" in result.output


@pytest.mark.parametrize("command", ["check", "new"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a: [",
        b"\xff",
        b"[" * 2000,
        b"- a",
        b"plugins: 5",
        b"plugins: []",
        b"plugins: {other: {}}",
        b"plugins:\n  - focalnet",
        b"plugins:\n  - focalnet: 5",
        b"plugins:\n  - focalnet: {repository_url: 5}",
        b"plugins:\n  - focalnet: {repository_url: x, colour: red}",
        b"plugins:\n  - focalnet: {repository_url: x, countries: nowhere, network: none.yml}",
    ],
)
def test_a_configuration_that_cannot_be_used_gives_2_and_one_sentence(root: Path, command: str, content: bytes):
    (root / "mkdocs.yml").write_bytes(content)
    assert refused(command, *(["XB"] if command == "new" else []))


def test_a_configuration_that_is_missing_gives_2(root: Path):
    assert "nowhere.yml" in refused("check", "--config", "nowhere.yml")


def test_a_folder_of_countries_that_is_missing_gives_2(root: Path):
    assert "nowhere" in refused("check", "--countries", "nowhere")


@pytest.mark.parametrize("epoch", ["soon", "1e400", "99999999999999999999"])
def test_a_day_that_cannot_be_understood_gives_2(root: Path, monkeypatch: pytest.MonkeyPatch, epoch: str):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert "SOURCE_DATE_EPOCH" in refused("check")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--colour"],
        ["check", "--format", "xml"],
        ["check", "--lang", "xx"],
        ["check", "--today", "soon"],
        ["check", "--today", "2026-02-30"],
        ["new"],
        ["new", "XB", "XC"],
        ["new", "Chile"],
        ["new", "99"],
        ["new", ".."],
        ["new", "XB", "--region", "west"],
        ["publish"],
        ["--colour"],
        ["build", "--languages"],
        ["serve", "XB"],
    ],
)
def test_wrong_use_gives_2(root: Path, arguments: list[str]):
    assert refused(*arguments)
    assert sorted(path.name for path in (root / "countries").iterdir()) == ["xa.yml"]


@pytest.mark.parametrize("command", [[], ["check"], ["build"], ["serve"], ["new"]])
def test_help_explains_every_option(command: list[str]):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert result.output.startswith("Usage:")


# check


def test_only_the_named_files_are_reported(root: Path):
    project(root, xb=WRONG, xc=BROKEN)
    good, wrong, both = (
        run("check", "countries/xa.yml"),
        run("check", "countries/xb.yml"),
        run("check", "countries/xb.yml", "countries/xc.yml"),
    )
    assert (good.exit_code, good.output) == (
        0,
        "1 file checked, 0 errors, 0 warnings, 9 things to do (shown with --todo).\n",
    )
    assert (wrong.exit_code, "xb.yml" in wrong.output, "xc.yml" in wrong.output) == (1, True, False)
    assert (both.exit_code, "2 files checked, 2 errors" in both.output) == (1, True)


def test_a_file_can_be_named_from_anywhere(root: Path, monkeypatch: pytest.MonkeyPatch):
    project(root, xb=WRONG)
    assert run("check", str(root / "countries" / "xb.yml")).exit_code == 1
    monkeypatch.chdir(root / "countries")
    assert run("check", "--config", "../mkdocs.yml", "xb.yml").exit_code == 1


def test_the_network_file_can_be_named(root: Path):
    assert "1 file checked, 0 errors" in run("check", "network.yml").output


@pytest.mark.parametrize("file", ["countries/zz.yml", "mkdocs.yml", "../xa.yml", "countries"])
def test_a_file_outside_the_network_gives_2(root: Path, file: str):
    assert "is not a file of the network" in refused("check", file)


def test_what_is_to_do_is_listed_when_asked_for(root: Path):
    assert "[not-confirmed]" not in run("check").output
    assert run("check", "--todo").output.count("[not-confirmed]") == 2


def test_the_day_can_be_chosen(root: Path):
    project(root, xa=GOOD + f"    verified: {TODAY}\n")
    assert run("check").exit_code == 0
    assert run("check", "--today", "2026-06-30").exit_code == 1
    assert "[out-of-date]" in run("check", "--todo", "--today", "2030-01-01").output


def test_messages_can_be_in_another_language(root: Path):
    project(root, xb=WRONG)
    english, spanish = run("check"), run("check", "--lang", "es")
    assert spanish.exit_code == 1
    assert spanish.output != english.output


def test_in_github_actions_problems_are_commands(root: Path, monkeypatch: pytest.MonkeyPatch):
    project(root, xb=WRONG)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run("check").output.startswith("::error file=countries/xb.yml,line=2,col=9,title=unknown-region::")
    assert not run("check", "--format", "text").output.startswith("::")


def test_the_form_for_programs_is_only_json(root: Path):
    project(root, xb=WRONG)
    rows = json.loads(run("check", "--format", "json").output)["problems"]
    assert [(row["path"], row["line"], row["rule"]) for row in rows] == [("countries/xb.yml", 2, "unknown-region")]


# new


def test_a_new_file_passes_the_check(root: Path):
    result = run("new", "xb", "--region", "south")
    assert result.exit_code == 0
    assert result.output == "countries/xb.yml: written. Fill it in, then run: focalnet check countries/xb.yml\n"
    assert run("check", "countries/xb.yml").exit_code == 0
    assert "region: south" in (root / "countries" / "xb.yml").read_text()


def test_a_file_that_exists_is_never_touched(root: Path):
    before = (root / "countries" / "xa.yml").read_bytes()
    for code in ("xa", "XA", "Xa"):
        assert "exists already" in refused("new", code)
    assert (root / "countries" / "xa.yml").read_bytes() == before


def test_a_link_is_not_written_through(root: Path):
    (root / "countries" / "xb.yml").symlink_to(root / "elsewhere.yml")
    assert "exists already" in refused("new", "xb")
    assert not (root / "elsewhere.yml").exists()


@pytest.mark.parametrize(
    "content", ["", "regions: []\n", "regions: {}\n", "- a\n", "name: {en: A}\n", "regions: north\n"]
)
def test_new_needs_a_network_with_regions(root: Path, content: str):
    (root / "network.yml").write_text(content)
    assert "no regions" in refused("new", "xb")
    assert not (root / "countries" / "xb.yml").exists()

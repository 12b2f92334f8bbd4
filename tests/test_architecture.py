"""The line goes one way: which module may know which, which opens the door to a library, how long things are."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.settings import PROJECT

GENERATOR = PROJECT / "generator"
FILES = sorted(GENERATOR.rglob("*.py"))
TREES = {path.relative_to(GENERATOR).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}

# A module knows those of the rows above its own, and none of its own row.
LAYERS = (
    ("__init__", "problems", "progress", "links"),
    ("settings", "formats", "load", "menu", "changes", "inside", "search", "stamp"),
    ("schema", "text", "freshness", "network", "worldmap"),
    ("configuration", "linkstate", "reporters", "catalogue"),
    ("checks",),
    ("examine",),
    ("newfile", "view", "layout", "asking"),
    ("show", "chrome", "tally"),
    ("exports",),
    ("pages",),
    ("templates",),
    ("site",),
    ("plugin",),
    ("cli",),
)
RANK = {name: rank for rank, row in enumerate(LAYERS) for name in row}

# The doors: each library is known to one module, or to one package (the catalogues are files of Babel’s own).
DOORS = {
    "yaml": {"load"},
    "yaml_env_tag": {"load"},
    "jsonschema": {"schema"},
    "babel": {"text", "catalogue"},
    "mkdocs": {"plugin"},
    "click": {"cli"},
    "rich": {"progress"},
    "xlsxwriter": {"exports"},
    "cbor2": {"search"},
    "email_validator": {"formats"},
    "phonenumbers": {"formats"},
    "pycountry": {"formats"},
    "socket": {"links"},
    "http": {"links"},
    "ssl": {"links"},
}


def top(name: str) -> str:
    """The module or package of a file directly below the generator."""
    return name.split("/")[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of what is imported, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(tree: ast.AST) -> Iterator[str]:
    """The modules and packages of the generator that are imported."""
    names = {path.stem for path in GENERATOR.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    for name in imports(tree):
        if name.startswith("generator."):
            part = name.split(".")[1]
            yield part if part in names else "__init__"


def test_every_module_has_its_place():
    assert {top(name) for name in TREES} <= set(RANK)


@pytest.mark.parametrize("name", TREES)
def test_a_module_knows_only_those_above_it(name: str):
    wrong = {other for other in own(TREES[name]) if other != top(name) and RANK[other] >= RANK[top(name)]}
    assert wrong == set()


@pytest.mark.parametrize("package", ["checks", "pages", "reporters"])
def test_modules_of_a_registry_do_not_know_each_other(package: str):
    shared = {"checks": {"context"}, "pages": {"page"}, "reporters": {"text"}}[package]  # text: what is printable
    for name, tree in TREES.items():
        if name.startswith(f"{package}/") and not name.endswith("__init__.py"):
            parts = (imported.split(".") for imported in imports(tree) if imported.startswith(f"generator.{package}."))
            assert {part[2] for part in parts} <= shared, name


@pytest.mark.parametrize("library", sorted(DOORS))
def test_a_library_has_one_door(library: str):
    users = {
        top(name) for name, tree in TREES.items() if any(found.split(".")[0] == library for found in imports(tree))
    }
    assert users == DOORS[library]


def test_links_know_nothing_of_countries():
    assert {other for name, tree in TREES.items() if top(name) == "links" for other in own(tree)} <= {"links"}


def test_checking_starts_without_what_only_building_needs():
    """`focalnet check` must begin at once: MkDocs and the slow libraries are imported where they are used."""
    slow = {"mkdocs", "material", "xlsxwriter", "phonenumbers", "pycountry", "email_validator", "linkcheck"}
    line = {name for row in LAYERS[:6] for name in row} - {"links"} | {"newfile", "cli"}
    for name, tree in TREES.items():
        if top(name) in line:
            at_once = {
                found.split(".")[0]
                for node in tree.body
                for found in imports(node)
                if not isinstance(node, (ast.FunctionDef, ast.ClassDef))
            }
            assert not at_once & slow, name


@pytest.mark.parametrize("name", TREES)
def test_modules_and_functions_are_short(name: str):
    assert len((GENERATOR / name).read_text(encoding="utf-8").splitlines()) < 300
    for node in ast.walk(TREES[name]):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.end_lineno - node.lineno < 40, f"{name}: {node.name}"


@pytest.mark.parametrize("name", TREES)
def test_a_module_says_what_it_is_for(name: str):
    assert ast.get_docstring(TREES[name])


def test_no_module_is_a_drawer_for_odds_and_ends():
    assert not {path.stem for path in FILES} & {"utils", "util", "helpers", "common", "misc", "tools"}


@pytest.mark.parametrize("name", TREES)
def test_no_country_is_written_into_the_code(name: str):
    codes = {path.stem.upper() for path in (PROJECT / "countries").glob("*.yml")}
    strings = {
        node.value for node in ast.walk(TREES[name]) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not strings & codes
    assert not strings & {"Chile", "Japan", "Thailand", "Brazil", "FEALAC"}


def test_all_checks_are_registered():
    from generator.checks import CHECKS

    modules = {path.stem for path in (GENERATOR / "checks").glob("*.py")} - {"__init__", "context"}
    assert {check.find.__module__.rpartition(".")[2] for check in CHECKS} == modules


def test_all_rules_of_all_modules_are_registered():
    from generator.checks import RULES
    from generator.problems import Rule

    made = [
        node.args[0].value
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if top(name) in ("load", "schema", "checks")
        and isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == Rule.__name__
    ]
    assert sorted(made) == sorted(rule.id for rule in RULES)


def test_the_tests_lie_where_the_modules_lie():
    """A test of a module is called after it, so that it is found."""
    here = {path.stem for path in Path(__file__).parent.glob("test_*.py")}
    line = {
        "load",
        "schema",
        "formats",
        "network",
        "freshness",
        "text",
        "newfile",
        "configuration",
        "problems",
        "reporters",
        "cli",
    }
    assert {f"test_{name}" for name in line} <= here

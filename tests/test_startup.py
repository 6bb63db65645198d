"""What a run does not load it need not wait for."""

import json
import subprocess
import sys

import pytest
from projects import write

SOUND = "---\ntitle: 窓辺の読書\ndate: 2025-01-01\n---\n\n日曜の朝は、窓辺で本を読みます。コーヒーも忘れません。\n"
NEVER = {"numpy", "rich", "asyncio", "markdown_it", "jsonschema", "pygls", "jinja2", "unittest", "http", "xml"}
NOT_FOR_SOUND_POSTS = {
    "rapidfuzz",
    "difflib",
    "multiprocessing",
    "subprocess",
    "tomllib",
    "decimal",
    "fractions",
    "concurrent",
}
NOT_FOR_A_HOOK = {"linter.fix", "linter.repair", "linter.settling", "linter.verify", "linter.textlint.find", "yaml"}
NOT_FOR_REMEMBERED_POSTS = {
    "linter.document",
    "linter.blocks",
    "linter.sentences",
    "linter.repeats",
    "linter.language",
    "linter.frontmatter",
    "linter.figures",
    "linter.front",
    "linter.schema",
    "linter.titles",
    "linter.reporters.terminal",
}


def loaded(root, *arguments, trusting=False):
    """The modules that the command has loaded when it ends, beside click and what click loads.

    `trusting`: also a post that is written right now is known.
    """
    code = (
        "import sys, json, os, click\n"
        "clicks = set(sys.modules)\n"
        f"if {trusting}:\n    from linter.memory import cache\n    cache.RACY = 0\n"
        f"sys.argv = ['lint', *{list(arguments)!r}]\n"
        "from linter.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code in (0, 1, None), end.code\n"
        "print('\\n' + json.dumps(sorted(set(sys.modules) - clicks)))\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    return set(json.loads(answer.stdout.splitlines()[-1]))


@pytest.fixture
def blog(tmp_path):
    write(tmp_path, {f"_posts/2025-01-{day:02}-a.md": SOUND.replace("窓辺", f"窓辺{day}") for day in range(1, 20)})
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    return tmp_path


def test_a_run_over_sound_posts(blog):
    posts = [f"_posts/2025-01-{day:02}-a.md" for day in range(1, 20)]
    assert loaded(blog, *posts) & (NEVER | NOT_FOR_SOUND_POSTS) == set()


def test_a_run_over_remembered_posts(blog):
    hook = ["check", "--force-exclude", "--textlint=never", *(f"_posts/2025-01-{day:02}-a.md" for day in (1, 2, 3))]
    unwanted = NEVER | NOT_FOR_SOUND_POSTS | NOT_FOR_A_HOOK | NOT_FOR_REMEMBERED_POSTS
    loaded(blog, trusting=True)
    loaded(blog, *hook, trusting=True)  # keeps its report
    assert loaded(blog, *hook, trusting=True) & unwanted == set()


def test_a_hook_over_an_edited_post(blog):
    hook = ["check", "--force-exclude", "--textlint=never", "_posts/2025-01-01-a.md"]
    loaded(blog)
    write(blog, {"_posts/2025-01-01-a.md": SOUND.replace("コーヒー", "紅茶")})
    assert loaded(blog, *hook) & (NEVER | NOT_FOR_SOUND_POSTS | NOT_FOR_A_HOOK) == set()


def test_help_and_version(blog):
    for flag in ("--help", "--version"):
        assert not {name for name in loaded(blog, flag) if name.startswith("linter.checks.")}

"""Duplicate titles among 4,000 posts under the real pre-commit, which splits so long a list of names over two processes."""

import os
import re
import subprocess
import sys

from projects import write
from support import GIT

POSTS = 4000
NAME = "_posts/2025-01-{day:02}-{number}-窓辺で読む長い記事のなまえ.md"
CONFIG = """\
repos:
  - repo: local
    hooks:
      - id: lint
        name: lint
        entry: {python} -m linter --select duplicate-title --output-format text
        language: system
        types_or: [markdown]
        require_serial: true
        verbose: true
"""
LINE = re.compile(r"^(_posts/\S+\.md):2:8: error: .*?(_posts/\S+\.md):2.* \[duplicate-title\]$", re.M)


def git(root, *arguments):
    subprocess.run([*GIT, *arguments], cwd=root, capture_output=True, check=True)


def test_every_pair_is_found_and_none_twice(tmp_path):
    """Each post is told about its twin once, also where the twin is in the other process."""
    planted = {}
    posts = {}
    for number in range(POSTS):
        path = NAME.format(day=number % 28 + 1, number=number)
        twin = (number + POSTS // 2) % POSTS
        if number % 40 == 0:
            planted[path] = NAME.format(day=twin % 28 + 1, number=twin)
        title = f"{min(number, twin) if number % 40 == 0 else number}冊目に読んだ本と窓の外の話"
        posts[path] = f'---\ntitle: "{title}"\n---\n\n{number}冊目の本を読みました。\n'
    write(tmp_path, {**posts, ".pre-commit-config.yaml": CONFIG.format(python=sys.executable)})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    environment = {**os.environ, "PRE_COMMIT_COLOR": "never"}
    answer = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert answer.returncode == 1, answer.stdout[-2000:] + answer.stderr[-2000:]
    found = LINE.findall(answer.stdout)
    assert len(found) == len(set(found)) == len(planted) == 100
    assert dict(found) == planted

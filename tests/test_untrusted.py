"""A checkout that came with a configuration of its own starts no program of its choice."""

import subprocess
import sys

import pytest
from projects import command, write
from support import GIT

POST = "---\ntitle: 四半期の決算を読む\ndate: 2025-07-08\n---\n\n決算の中身を詳しく見ていきます。\n"
RUNS = [
    (),
    ("--changed-since", "HEAD"),
    ("--fix", "--unsafe-fixes"),
    ("--diff",),
]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
@pytest.mark.parametrize("flags", RUNS, ids=" ".join)
def test_no_program_that_the_repository_names_is_run(tmp_path, flags):
    write(tmp_path, {"_posts/2025-07-08-a.md": POST, ".gitattributes": "*.md filter=a=b diff=x\n"})
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*GIT, *arguments], cwd=tmp_path, check=True)
    program, traces = tmp_path / "program.sh", tmp_path / "traces"
    program.write_text(f'#!/bin/sh\necho "$0 $@ $(ps -o args= -p $PPID)" >> {traces}\ncat\n', encoding="utf-8")
    program.chmod(0o755)
    names = ("core.fsmonitor", "diff.external", "diff.x.command", "diff.x.textconv")
    for name in (*names, "filter.a=b.clean", "filter.a=b.smudge", "filter.a=b.process"):
        subprocess.run([*GIT, "config", name, str(program)], cwd=tmp_path, check=True)
    subprocess.run([*GIT, "config", "filter.a=b.required", "true"], cwd=tmp_path, check=True)
    (tmp_path / "_posts/2025-07-08-a.md").write_text(POST + "\n---END---\n", encoding="utf-8")
    result = command(tmp_path, "--no-cache", "--textlint", "never", *flags)
    assert result.returncode in (0, 1), result.stderr
    assert "---END---" in result.stdout + result.stderr or "--fix" in flags
    assert not traces.exists(), traces.read_text(encoding="utf-8")

"""`lint --fix` against what happens to files: kills, other writers, folders and files that may not be written."""

import os
import random
import shutil
import subprocess
import sys
import time

import pytest
from damage import damaged
from projects import command, run, write

from linter.commands import fixing
from linter.errors import UserError
from linter.write import write as replace_file

FRONT = "---\ntitle: 四半期の決算を読む\ndate: 2025-07-08\n---\n\n"
SUBJECTS = ["売上", "利益", "株価", "来期", "投資", "人員", "工場", "市場", "為替", "金利", "配当", "提携"]
BROKEN = FRONT + "決算の中身を詳しく見ていきます。\n\n---END---\n\n来期の見通しも読み解いていきます。\n"
MENDED = BROKEN.replace("---END---\n\n", "")


def article(number):
    paragraphs = [
        f"{subject}について、{number}番目の資料は前の年との違いを{index}つの点から説明しています。"
        f"{subject}の動きは会社の予想を{index}か所で上回り、専門家もその理由を詳しく調べました。"
        for index, subject in enumerate(SUBJECTS, 2)
    ]
    return "\n\n".join(paragraphs) + "\n"


@pytest.fixture
def posts():
    rng = random.Random(7)
    return {f"_posts/2025-07-{n % 28 + 1:02}-{n}.md": FRONT + damaged(article(n), rng) for n in range(30)}


def contents(root, paths):
    return {path: (root / path).read_text(encoding="utf-8") for path in paths}


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_run_killed_at_any_moment_leaves_each_post_old_or_new(tmp_path, posts):
    write(tmp_path / "whole", posts)
    started = time.monotonic()
    command(tmp_path / "whole", "--fix", "--no-cache", "--textlint", "never")
    took = time.monotonic() - started
    new = contents(tmp_path / "whole", posts)
    assert sum(new[path] != posts[path] for path in posts) > 20
    rng, states = random.Random(11), set()
    line = [sys.executable, "-m", "linter", "--fix", "--no-cache", "--textlint", "never", "--jobs", "1"]
    for _ in range(20):
        root = tmp_path / "killed"
        shutil.rmtree(root, ignore_errors=True)
        write(root, posts)
        process = subprocess.Popen(line, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.1 * took, 1.1 * took))
        process.kill()
        process.wait()
        found = contents(root, posts)
        assert all(found[path] in (posts[path], new[path]) for path in posts)
        assert not [each for each in (root / "_posts").iterdir() if each.suffix == ".md" and each.name.startswith(".")]
        states.add(sum(found[path] != posts[path] for path in posts))
    assert len(states) > 2  # some of the kills came in the middle
    command(tmp_path / "killed", "--fix", "--no-cache", "--textlint", "never")
    assert contents(tmp_path / "killed", posts) == new


def test_any_number_of_processes_makes_and_says_the_same(tmp_path, posts):
    config = {".kouetsu.yml": "per-file-ignores:\n  '**-3.md': [repeated-paragraph]\n"}
    told = {}
    for jobs in (1, 3):
        root = tmp_path / str(jobs)
        write(root, {**posts, **config})
        line = ("--fix", "--unsafe-fixes", "--show-fixes", "--no-cache", "--textlint", "never", "--jobs", jobs)
        preview = command(root, *line, "--diff")
        assert contents(root, posts) == posts
        result = command(root, *line)
        told[jobs] = preview.stdout, preview.stderr, result.stdout, result.stderr, contents(root, posts)
    assert told[1] == told[3]
    assert sum(told[1][-1][path] != posts[path] for path in posts) > 20


def test_a_post_changed_after_it_was_read_is_left_alone(tmp_path):
    write(tmp_path, {"a.md": BROKEN, "b.md": BROKEN.replace("決算の", "会社の")})
    looked = run(tmp_path)
    diagnostics = looked.diagnose()
    newer = BROKEN.replace("詳しく", "ざっと")
    (tmp_path / "a.md").write_text(newer, encoding="utf-8")
    done = fixing.fix(looked, diagnostics, fixing.Request(fix=True))
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == newer
    assert done.changed == ["b.md"]
    assert "changed by somebody else" in done.failures["a.md"]


def test_a_post_changed_while_it_is_fixed_is_left_alone(tmp_path):
    write(tmp_path, {"a.md": "いま\n"})
    with pytest.raises(UserError, match="changed by somebody else"):
        replace_file(tmp_path, "a.md", "前\n", "後\n")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "いま\n"
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_a_post_deleted_before_it_is_fixed_stays_deleted(tmp_path):
    write(tmp_path, {"a.md": BROKEN})
    looked = run(tmp_path)
    diagnostics = looked.diagnose()
    (tmp_path / "a.md").unlink()
    fixing.fix(looked, diagnostics, fixing.Request(fix=True))
    assert not (tmp_path / "a.md").exists()


def test_read_only_posts_and_links_out_of_the_project_are_told_and_left(tmp_path):
    write(
        tmp_path,
        {
            "outside.md": BROKEN,
            "blog/.git/HEAD": "",
            "blog/a.md": BROKEN,
            "blog/b.md": BROKEN.replace("決算の", "会社の"),
        },
    )
    (tmp_path / "blog/a.md").chmod(0o444)
    (tmp_path / "blog/c.md").symlink_to("../outside.md")
    result = command(tmp_path / "blog", "--fix", "a.md", "b.md", "c.md")
    assert result.returncode in (0, 1)
    root = os.access(tmp_path / "blog/a.md", os.W_OK)  # who may write anything, whatever the mode says
    assert root or "a.md: is read-only" in result.stderr
    assert (tmp_path / "outside.md").read_text(encoding="utf-8") == BROKEN
    assert root or (tmp_path / "blog/a.md").read_text(encoding="utf-8") == BROKEN
    assert "---END---" not in (tmp_path / "blog/b.md").read_text(encoding="utf-8")


def test_two_names_of_one_post_are_both_right_after_one_run(tmp_path):
    write(tmp_path, {".git/HEAD": "", "a.md": BROKEN})
    (tmp_path / "b.md").symlink_to("a.md")
    command(tmp_path, "--fix", "a.md", "b.md")
    assert (tmp_path / "b.md").is_symlink()
    assert "---END---" not in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_a_disk_that_is_full_leaves_the_old_post(tmp_path, monkeypatch):
    write(tmp_path, {"a.md": "前\n"})

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UserError, match="No space left"):
        replace_file(tmp_path, "a.md", "前\n", "後\n")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "前\n"
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path):
    write(tmp_path, {"a/a.md": "前\n"})
    (tmp_path / "a").chmod(0o555)
    try:
        with pytest.raises(UserError, match="can't be written"):
            replace_file(tmp_path, "a/a.md", "前\n", "後\n")
    finally:
        (tmp_path / "a").chmod(0o755)
    assert (tmp_path / "a/a.md").read_text(encoding="utf-8") == "前\n"

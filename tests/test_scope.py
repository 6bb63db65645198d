"""A run in which git tells what has changed says what a run says that looks at all posts."""

import random
import subprocess
import time

import pytest
from projects import command, run, write
from support import GIT

from linter import scope, survey
from linter.memory import cache
from linter.project import discovery, gitdiff
from linter.project.gitdiff import State

TEXT = "---\ntitle: 朝の{name}のこと\ndate: 2025-01-01\n---\n\n{name}を焼いて、店の棚に並べました。\n\n---END---\n"
NAMES = ["食パン", "あんパン", "蒸しパン", "豆パン", "ライ麦パン", "くるみパン", "カレーパン"]
HOOK = ["_posts/1.md", "_posts/2.md"]


def git(root, *arguments):
    return subprocess.run([*GIT, *arguments], cwd=root, capture_output=True, check=True, text=True).stdout


def text(number):
    return TEXT.format(name=NAMES[number % len(NAMES)] + str(number // 2))


@pytest.fixture
def blog(tmp_path, monkeypatch):
    root = tmp_path / "blog"
    write(root, {".kouetsu.yml": "exclude: [drafts]\n", "drafts/x.md": text(1)})
    write(root, {f"_posts/{number}.md": text(number) for number in range(30)})
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "posts")
    monkeypatch.setattr(scope, "MANY", 10)
    monkeypatch.setattr(cache, "RACY", 0)
    time.sleep(0.02)
    return root


@pytest.fixture
def looked(monkeypatch):
    """The posts that each run looked at."""
    seen = []
    found_out = survey.scope

    def finding_out(*given):
        seen.append(found_out(*given))
        return seen[-1]

    monkeypatch.setattr(survey, "scope", finding_out)
    return seen


def told(root, asked=HOOK, **keys):
    posts = discovery.Posts(root, (), ("drafts",))
    return run(root, asked, posts=posts, **keys).diagnose()


def test_only_what_changed_is_looked_at(blog, looked):
    told(blog, None)
    assert looked[-1].anchor is None
    assert told(blog) == told(blog, remember=False) != []
    assert set(looked[-2].posts) == set(HOOK)
    time.sleep(0.02)
    write(blog, {"_posts/9.md": text(1)})
    found = told(blog)
    assert set(looked[-1].posts) == {*HOOK, "_posts/9.md"}
    assert found == told(blog, remember=False)


def edit(root, chance):
    write(root, {f"_posts/{chance.randrange(40)}.md": text(chance.randrange(60))})


def revert(root, chance):
    path = f"_posts/{chance.randrange(30)}.md"
    if path in git(root, "ls-tree", "-r", "--name-only", "HEAD").splitlines():
        git(root, "checkout", "-q", "HEAD", "--", path)


def add(root, chance):
    git(root, "add", "--all") if chance.random() < 0.5 else git(root, "add", "--intent-to-add", ".")


def remove(root, chance):
    (root / f"_posts/{chance.randrange(30)}.md").unlink(missing_ok=True)


def untrack(root, chance):
    git(root, "rm", "-q", "-r", "--cached", "--ignore-unmatch", f"_posts/{chance.randrange(30)}.md")


def commit(root, chance):
    git(root, "commit", "-q", "--allow-empty", "-am", "more")


def amend(root, chance):
    git(root, "commit", "-q", "--amend", "--allow-empty", "-am", "other")


def go_back(root, chance):
    git(root, "reset", "-q", chance.choice(["--soft", "--mixed", "--hard"]), chance.choice(["HEAD", "ORIG_HEAD"]))


def become_a_link(root, chance):
    remove(root, chance)
    path = root / f"_posts/{chance.randrange(30)}.md"
    path.unlink(missing_ok=True)
    path.symlink_to("3.md")


def hide(root, chance):
    write(root, {f"drafts/{chance.randrange(4)}.md": text(chance.randrange(60))})


def ask_for_all(root, chance):
    told(root, None)


def ask_otherwise(root, chance):
    paths = discovery.corpus(root)
    run(root, paths[:3], posts=discovery.Posts(root)).diagnose()


STEPS = [edit, edit, edit, revert, add, remove, untrack, commit, amend, go_back, become_a_link, hide, ask_for_all]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_to_the_posts(blog, looked, seed):
    chance = random.Random(seed)
    git(blog, "commit", "-q", "--allow-empty", "-m", "two")
    git(blog, "reset", "-q", "HEAD")
    told(blog, None)
    narrow = 0
    for _ in range(20):
        for _ in range(chance.randint(1, 3)):
            chance.choice([*STEPS, ask_otherwise])(blog, chance)
            time.sleep(0.02)
        here = [str(path.relative_to(blog)) for path in sorted(blog.rglob("*.md"))]
        asked = chance.sample(here, min(len(here), 3))
        found = told(blog, asked)
        narrow += looked[-1].anchor is not None
        assert found == told(blog, asked, remember=False)
    assert narrow


def test_a_commit_that_is_gone_and_a_git_that_fails(blog, looked, monkeypatch):
    told(blog, None)
    git(blog, "commit", "-q", "--amend", "-m", "other")
    git(blog, "reflog", "expire", "--expire=now", "--all")
    git(blog, "gc", "-q", "--prune=now")
    assert told(blog) == told(blog, remember=False)
    assert looked[-2].anchor is None
    told(blog)
    assert looked[-1].anchor
    monkeypatch.setenv("PATH", "")
    assert told(blog) == told(blog, remember=False)
    assert looked[-2].anchor is None


def test_a_post_that_is_written_while_all_are_looked_at_is_looked_at_again(blog, looked, monkeypatch):
    differing = gitdiff.differing

    def late(*given):
        found = differing(*given)
        time.sleep(0.02)
        write(blog, {"_posts/7.md": text(1)})
        return found

    monkeypatch.setattr(gitdiff, "differing", late)
    told(blog, None)
    monkeypatch.undo()
    monkeypatch.setattr(scope, "MANY", 10)
    git(blog, "checkout", "-q", ".")
    time.sleep(0.02)
    assert told(blog) == told(blog, remember=False)


def test_another_run_that_writes_meanwhile_leaves_no_anchor(blog, monkeypatch):
    look = survey.Survey._drop_anchor

    def late(self, store):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(survey.Survey, "_drop_anchor", look)
            write(blog, {"_posts/7.md": text(1)})
            run(blog, ["_posts/7.md"]).diagnose()
        look(self, store)

    monkeypatch.setattr(survey.Survey, "_drop_anchor", late)
    told(blog, None)
    monkeypatch.undo()
    git(blog, "checkout", "-q", ".")
    assert told(blog) == told(blog, remember=False)


def test_posts_below_the_top_of_the_repository(tmp_path, monkeypatch):
    root = tmp_path / "site"
    write(root, {f"{number}.md": text(number) for number in range(9)})
    write(tmp_path, {"1.md": "", "other/2.md": ""})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "posts")
    commit = gitdiff.head(root)
    assert gitdiff.differing(root, commit) == {}
    write(tmp_path, {"1.md": "x", "site/3.md": "x", "site/新 しい.md": "x", "site/untracked.md": ""})
    (root / "4.md").unlink()
    (root / "5.md").unlink()
    (root / "5.md").symlink_to("3.md")
    git(tmp_path, "add", "site/新 しい.md")
    git(tmp_path, "rm", "-q", "--cached", "site/6.md")
    assert gitdiff.differing(root, commit) == {
        "3.md": State(True, True),
        "4.md": State(True, False),
        "5.md": State(True, None),
        "6.md": State(True, False),
        "新 しい.md": State(False, True),
    }
    assert gitdiff.differing(root, "0" * 40) is None
    assert gitdiff.head(tmp_path.parent) is None


def test_the_command_prints_the_same(blog, looked):
    (blog / ".kouetsu.yml").write_text("language: en\n", encoding="utf-8")
    command(blog)
    for asked in (HOOK, ["_posts/3.md"], HOOK):
        found = command(blog, *asked).stdout
        assert found == command(blog, "--no-cache", *asked).stdout != ""

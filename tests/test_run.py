"""One run: the same diagnostics however the work is divided, ordered and remembered."""

import random
import subprocess

import pytest
from projects import command, run, write
from support import GIT

from linter import jobs
from linter.project import discovery, gitindex
from linter.survey import Survey

PARAGRAPH = (
    "{name}の店では、毎朝六時に{name}の粉をひいて、その日に使うぶんだけを仕込みます。残りは翌日のまかないになります。"
)
POST = "---\ntitle: {title}\ndate: 2025-01-{day:02}\nexcerpt: {excerpt}\n---\n\n{body}\n"
NAMES = ["小麦", "ライ麦", "そば", "米", "とうもろこし"]


def posts():
    """Damaged and sound posts; every fourth title and every fifth excerpt stands twice."""
    found = {}
    for number in range(60):
        body = "\n\n".join(PARAGRAPH.format(name=f"{NAMES[(number + each) % 5]}{number}") for each in range(4))
        if number % 3 == 0:
            body += "\n\n---END---\n\n" + body[: len(body) // 2]
        titled = number - (number % 4 == 3)
        title = f"{NAMES[titled % 5]}粉の挽きかた、覚え書き{titled}"
        excerpt = f"{number - (number % 5 == 4)}日目の仕込みと焼き上がりについて書きました。"
        found[f"_posts/記事-{number}.md"] = POST.format(title=title, day=number % 28 + 1, excerpt=excerpt, body=body)
    return found


@pytest.fixture
def blog(tmp_path):
    write(tmp_path, {".kouetsu.yml": "language: ja\n", **posts()})
    return tmp_path


@pytest.fixture
def true(blog):
    found = run(blog, remember=False, jobs=1).diagnose()
    assert {"duplicate-title", "duplicate-passage", "generator-residue"} <= {one.rule for one in found}
    return found


def test_any_number_of_processes(blog, true):
    for count in (2, 3):
        assert run(blog, remember=False, jobs=count).diagnose() == true
        assert run(blog, remember=True, jobs=count).diagnose() == true


def test_cold_and_warm(blog, true):
    assert run(blog).diagnose() == true
    assert run(blog).diagnose() == true


def test_the_order_of_files_does_not_matter(blog, true):
    paths = discovery.corpus(blog)
    random.Random(1).shuffle(paths)
    assert run(blog, list(reversed(paths)), posts=paths, remember=False).diagnose() == true
    assert run(blog, paths, posts=list(reversed(paths))).diagnose() == true


@pytest.mark.parametrize("remember", [False, True])
def test_a_hook_says_of_its_posts_what_the_whole_run_says(blog, true, remember):
    paths = discovery.corpus(blog)
    for at in range(0, len(paths), 7):
        asked = paths[at : at + 3]
        assert run(blog, asked, remember=remember).diagnose() == [one for one in true if one.path in asked]


def test_posts_examined_one_by_one_fill_the_cache_for_all(blog, true):
    for path in discovery.corpus(blog)[:10]:
        run(blog, [path]).diagnose()
    assert run(blog).diagnose() == true


def test_posts_that_are_no_part_of_a_run_do_not_count(blog):
    """The cache knows them; what is compared, counted and learned is what this run looks at."""
    paths = discovery.corpus(blog)
    run(blog).diagnose()
    some = [path for at, path in enumerate(paths) if at % 4]
    unsaved = {some[1]: (blog / some[2]).read_text(encoding="utf-8")}
    for asked in (some, some[:3], some[5:6]):
        for texts in ({}, unsaved):
            found = run(blog, asked, posts=some, unsaved=texts).diagnose()
            assert found == run(blog, asked, posts=some, unsaved=texts, remember=False).diagnose()


def test_an_unsaved_text_stands_in_for_its_file(blog, true):
    path = "_posts/記事-0.md"
    text = (
        (blog / path)
        .read_text(encoding="utf-8")
        .replace("小麦粉の挽きかた、覚え書き0", "ライ麦粉の挽きかた、覚え書き1")
    )
    found = run(blog, [path], unsaved={path: text}).diagnose()
    assert any(one.rule == "duplicate-title" and one.related[0].path == "_posts/記事-1.md" for one in found)
    assert run(blog).diagnose() == true


def test_a_post_that_vanishes_is_told_and_the_rest_is_not_lost(blog):
    paths = discovery.corpus(blog)
    run(blog).diagnose()
    (blog / paths[5]).unlink()
    found = run(blog, posts=paths).diagnose()
    assert [one.rule for one in found if one.path == paths[5]] == ["unreadable-file"]
    assert [one for one in found if one.path != paths[5]] == run(blog).diagnose()


def test_the_command_prints_the_same(blog):
    printed = {command(blog, *flags).stdout for flags in (["--jobs", 1, "--no-cache"], ["--jobs", 2], [])}
    assert len(printed) == 1


def test_work_is_divided_only_where_it_pays():
    assert jobs.default(100_000) == 1
    assert 1 <= jobs.default(10**9) <= jobs.MOST
    assert list(jobs.each(str, range(50), 3)) == [str(number) for number in range(50)]


def git(root, *arguments):
    return subprocess.run([*GIT, *arguments], cwd=root, capture_output=True, check=True).stdout


def listed(root):
    return [name.decode() for name in git(root, "ls-files", "-z").split(b"\0") if name]


@pytest.mark.parametrize("version", [2, 3, 4])
def test_what_git_tracks_is_read_from_its_index(tmp_path, version):
    write(tmp_path, {"a.md": "", "b/題名 x.md": "", "b/c/d.md": "", "untracked.md": "", "e.md": ""})
    (tmp_path / "link.md").symlink_to("a.md")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "a.md", "b", "link.md")
    git(tmp_path, "add", "-N", "e.md")  # version 3 comes of this
    git(tmp_path, "update-index", "--index-version", "4") if version == 4 else None
    assert sorted(gitindex.tracked(tmp_path)) == sorted(set(listed(tmp_path)) - {"link.md"})
    assert sorted(gitindex.tracked(tmp_path / "b")) == ["c/d.md", "題名 x.md"]
    assert discovery.corpus(tmp_path) == ["a.md", "b/c/d.md", "b/題名 x.md", "e.md"]


def test_split_and_sha256_indexes_conflicts_and_worktrees(tmp_path):
    root = tmp_path / "main"
    write(root, {f"{number}.md": str(number) for number in range(9)})
    git(root, "init", "-q", "--object-format=sha256")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    assert gitindex.tracked(root) == listed(root) != []
    git(root, "update-index", "--split-index")
    write(root, {"x.md": ""})
    git(root, "add", "x.md")
    assert gitindex.tracked(root) == listed(root)
    git(root, "worktree", "add", "-q", "../other")
    assert gitindex.tracked(tmp_path / "other") == listed(tmp_path / "other")
    assert gitindex.tracked(tmp_path) is None


def test_an_index_under_way_is_the_one_that_counts(tmp_path, monkeypatch):
    write(tmp_path, {"a.md": "", "b.md": "", "c/d.md": ""})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "a.md", "c")
    (tmp_path / ".git/next").write_bytes((tmp_path / ".git/index").read_bytes())
    git(tmp_path, "add", "b.md")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next")
    monkeypatch.setattr(gitindex, "_ask", lambda top: None)
    assert gitindex.tracked(tmp_path) == ["a.md", "c/d.md"]
    assert gitindex.tracked(tmp_path / "c") == ["d.md"]


def test_a_broken_index_is_left_to_git(tmp_path):
    write(tmp_path, {"a.md": ""})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    index = tmp_path / ".git/index"
    index.write_bytes(b"DIRC" + index.read_bytes()[20:])
    assert gitindex.tracked(tmp_path) is None
    assert discovery.corpus(tmp_path) == ["a.md"]


def test_a_survey_of_no_posts(tmp_path):
    survey = Survey(tmp_path, [], None)
    survey.prepare([], [], {})
    survey.look()
    assert survey.language == "en"

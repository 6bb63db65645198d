"""Which files are posts, in git and without it."""

import subprocess

import pytest

from linter.errors import UserError
from linter.project import discovery
from linter.project.globs import matches


@pytest.fixture
def blog(tmp_path):
    for name in (
        "_posts/a.md",
        "_posts/b.markdown",
        "_posts/c.mdx",
        "_posts/d.txt",
        "drafts/e.md",
        "f.MD",
        "node_modules/g.md",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("本文です。\n", encoding="utf-8")
    return tmp_path


def tracked(blog, *names):
    subprocess.run(["git", "init", "-q"], cwd=blog, check=True)
    subprocess.run(["git", "add", "--", *names], cwd=blog, check=True)
    return blog


def test_a_walk_where_there_is_no_git(blog):
    assert discovery.corpus(blog) == ["_posts/a.md", "_posts/b.markdown", "_posts/c.mdx", "drafts/e.md", "f.MD"]
    assert discovery.corpus(blog, ["_posts/"]) == ["_posts/a.md", "_posts/b.markdown", "_posts/c.mdx"]
    assert discovery.corpus(blog, [], ["drafts", "*.mdx"]) == ["_posts/a.md", "_posts/b.markdown", "f.MD"]


def test_what_git_tracks_and_the_disk_holds(blog):
    tracked(blog, "_posts/a.md", "_posts/b.markdown")
    assert discovery.corpus(blog) == ["_posts/a.md", "_posts/b.markdown"]
    (blog / "_posts" / "a.md").unlink()
    assert discovery.corpus(blog) == ["_posts/b.markdown"]


def test_a_folder_means_its_posts_even_those_not_tracked_yet(blog, monkeypatch):
    tracked(blog, "_posts/a.md")
    (blog / ".gitignore").write_text("*.mdx\n")
    corpus = discovery.corpus(blog)
    asked = lambda *paths: discovery.asked(blog, [str(blog / path) for path in paths], corpus, ["drafts"], False)  # noqa: E731
    assert asked("_posts") == ["_posts/a.md", "_posts/b.markdown"]
    assert asked("drafts/e.md") == ["drafts/e.md"]
    assert "f.MD" in asked("") and "drafts/e.md" not in asked("")
    monkeypatch.setenv("PRE_COMMIT", "1")
    assert asked("_posts") == ["_posts/a.md"]


def test_paths_that_are_no_good(blog):
    with pytest.raises(UserError, match="there is no such file"):
        discovery.asked(blog, [str(blog / "nope.md")], [], [], False)
    with pytest.raises(UserError, match="lies outside the project"):
        discovery.asked(blog / "_posts", [str(blog / "f.MD")], [], [], False)


def test_a_symlinked_project_and_a_link_into_it(blog, tmp_path_factory):
    link = tmp_path_factory.mktemp("link") / "blog"
    link.symlink_to(blog)
    assert discovery.asked(link, [str(blog / "f.MD")], [], [], False) == ["f.MD"]
    assert discovery.asked(blog, [str(link / "f.MD")], [], [], False) == ["f.MD"]


def test_a_loop_of_folders_ends(blog):
    (blog / "_posts" / "loop").symlink_to(blog)
    assert "_posts/a.md" in discovery.corpus(blog)


@pytest.mark.parametrize(
    ("glob", "name", "expected"),
    [
        ("drafts", "drafts/a.md", True),
        ("drafts", "x/drafts/a.md", True),
        ("drafts/", "drafts/a.md", True),
        ("./drafts/**", "drafts/a/b.md", True),
        ("drafts/**", "draft/a.md", False),
        ("*.draft.md", "x/y.draft.md", True),
        ("a/*.md", "a/b/c.md", False),
        ("a/**/b.md", "a/b.md", True),
        ("a/**/b.md", "a/c/d/b.md", True),
        ("a/?.md", "a/b.md", True),
        ("a/[!b].md", "a/b.md", False),
        ("a/[bc].md", "a/b.md", True),
        ("日本*", "日本語.md", True),
    ],
)
def test_globs(glob, name, expected):
    assert matches(name, [glob]) is expected


def test_the_root_is_the_nearest_project(blog):
    (blog / "_posts" / "deep").mkdir()
    assert discovery.find_root(blog / "_posts" / "deep") in (blog / "_posts" / "deep", blog)
    (blog / ".kouetsu.yml").write_text("")
    assert discovery.find_root(blog / "_posts" / "deep") == blog

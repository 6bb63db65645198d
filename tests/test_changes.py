"""Lines that changed since a revision, in real repositories."""

import subprocess

import pytest
from support import GIT

from linter.diagnostic import Diagnostic, Related, Severity, Span
from linter.errors import UserError
from linter.project import changes


def git(folder, *arguments):
    return subprocess.run([*GIT, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repo(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "a.md").write_text("1\n2\n3\n4\n5\n")
    (tmp_path / "b.md").write_text("1\n2\n3\n4\n5\n6\n7\n8\n")
    (tmp_path / "日本 語\n.md").write_text("1\n2\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "base")
    return tmp_path


def test_added_and_changed_lines(repo):
    (repo / "a.md").write_text("1\nnew\n2\n3\nchanged\n5\n")
    (repo / "日本 語\n.md").write_text("1\n2\n3\n")
    (repo / "untracked.md").write_text("x\n")
    lines = changes.since(repo, "HEAD")
    assert lines == {"a.md": [range(2, 3), range(5, 6)], "日本 語\n.md": [range(3, 4)], "untracked.md": None}


def test_deleted_lines_are_no_added_lines(repo):
    (repo / "a.md").write_text("1\n5\n")
    assert changes.since(repo, "HEAD") == {"a.md": []}


def test_a_renamed_post_is_its_changed_lines_only(repo):
    git(repo, "mv", "b.md", "c.md")
    (repo / "c.md").write_text("1\n2\n3\n4\n5\n6\n7\n8\n9\n")
    git(repo, "add", "-A")
    assert changes.since(repo, "HEAD") == {"c.md": [range(9, 10)]}


def test_a_project_below_the_top_of_the_repository(repo):
    (repo / "blog").mkdir()
    (repo / "blog" / "p.md").write_text("1\n")
    git(repo, "add", "-A")
    git(repo, "commit", "-qm", "blog")
    (repo / "blog" / "p.md").write_text("1\n2\n")
    (repo / "a.md").write_text("x\n")
    assert changes.since(repo / "blog", "HEAD") == {"p.md": [range(2, 3)]}


def test_the_merge_base(repo):
    git(repo, "checkout", "-qb", "topic")
    (repo / "a.md").write_text("1\n2\n3\n4\n5\nmine\n")
    git(repo, "commit", "-qam", "mine")
    git(repo, "checkout", "-q", "main")
    (repo / "b.md").write_text("theirs\n")
    git(repo, "commit", "-qam", "theirs")
    git(repo, "checkout", "-q", "topic")
    assert changes.since(repo, "main...HEAD") == {"a.md": [range(6, 7)]}
    assert changes.since(repo, "main...") == {"a.md": [range(6, 7)]}
    assert "b.md" in changes.since(repo, "main")


def test_a_pull_request_at_depth_two(repo, tmp_path_factory):
    git(repo, "checkout", "-qb", "topic")
    (repo / "a.md").write_text("1\n2\n3\n4\n5\nmine\n")
    git(repo, "commit", "-qam", "mine")
    git(repo, "checkout", "-q", "main")
    (repo / "b.md").write_text("theirs\n")
    git(repo, "commit", "-qam", "theirs")
    git(repo, "merge", "-q", "--no-ff", "-m", "merge", "topic")
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "2", f"file://{repo}", "x")
    assert changes.since(clone / "x", "HEAD^1") == {"a.md": [range(6, 7)]}


def test_what_a_clone_does_not_hold(repo, tmp_path_factory):
    for revision in ("nope", "--output=x", "-h", "HEAD~9", "nope...HEAD"):
        with pytest.raises(UserError, match="check the name"):
            changes.since(repo, revision)
    git(repo, "commit", "-q", "--allow-empty", "-m", "second")
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", f"file://{repo}", "x")
    with pytest.raises(UserError, match="this clone is shallow"):
        changes.since(clone / "x", "HEAD^1")


def test_outside_git(tmp_path):
    with pytest.raises(UserError, match="git says"):
        changes.since(tmp_path, "HEAD")


def test_a_finding_counts_where_any_of_its_places_touches():
    def span(line, end_line=None, end_column=5):
        return Span(0, 1, line, 1, end_line or line, end_column)

    def diagnostic(place, *related):
        return Diagnostic("a.md", "r", Severity.ERROR, "m", place, related=tuple(related))

    lines = {"a.md": [range(5, 7)], "b.md": None}
    kept = [
        diagnostic(span(5)),
        diagnostic(span(3, 5)),
        diagnostic(span(1), Related(span(6), "", "a.md")),
        diagnostic(span(1), Related(span(99), "", "b.md")),
    ]
    dropped = [
        diagnostic(span(4)),
        diagnostic(span(3, 5, 1)),
        diagnostic(span(7)),
        diagnostic(span(1), Related(span(5), "", "c.md")),
    ]
    assert changes.touching(lines, kept + dropped) == kept

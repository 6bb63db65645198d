"""A report is given again only when nothing that it depends on has changed."""

import subprocess

import pytest
from projects import command, write

from linter.run import Run

POST = "---\ntitle: {title}\ndate: 2025-01-01\nimage: /assets/{number}.png\n---\n\n本文です。\n\n---END---\n\n{number}つ目の話です。\n"


@pytest.fixture
def blog(tmp_path):
    posts = {
        f"_posts/2025-01-{number:02}-a.md": POST.format(title=f"題名{number}", number=number) for number in range(1, 25)
    }
    write(tmp_path, {".kouetsu.yml": "language: ja\n", **posts})
    for number in range(1, 24):
        write(tmp_path, {f"assets/{number}.png": ""})
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    return tmp_path


def both(root, *arguments):
    """What a run prints, which must be what one without a cache prints, and its exit code."""
    kept = command(root, *arguments)
    true = command(root, "--no-cache", *arguments)
    assert (kept.stdout, kept.returncode) == (true.stdout, true.returncode)
    return kept.stdout


def test_the_second_run_prints_what_the_first_did(blog):
    first = both(blog)
    assert first.count("generator-residue") == 24
    assert both(blog) == first


def edit(root):
    post = root / "_posts/2025-01-03-a.md"
    post.write_text(post.read_text(encoding="utf-8").replace("---END---", "続きです。"), encoding="utf-8")


def remove(root):
    (root / "_posts/2025-01-03-a.md").unlink()


def add(root):
    write(root, {"_posts/new.md": POST.format(title="題名3", number=3)})


def lose_an_image(root):
    (root / "assets/7.png").unlink()


def speak_english(root):
    write(root, {".kouetsu.yml": "language: en\n"})


def lower(root):
    write(root, {".kouetsu.yml": "language: ja\nrules: {generator-residue: warning}\n"})


def ignore(root):
    write(root, {".kouetsu.yml": "language: ja\nper-file-ignores: {'_posts/2025-01-1*': [generator-residue]}\n"})


def baseline(root):
    command(root, "baseline", check=True)


@pytest.mark.parametrize("change", [edit, remove, add, lose_an_image, speak_english, lower, ignore, baseline])
def test_a_change_is_seen(blog, change):
    first = both(blog)
    change(blog)
    assert both(blog) != first
    assert both(blog) != first


def test_other_posts_formats_and_folders_are_other_reports(blog):
    posts = ["_posts/2025-01-03-a.md", "_posts/2025-01-04-a.md"]
    printed = [both(blog), both(blog, *posts), both(blog, "--output-format", "json"), both(blog, "--lang", "en")]
    printed += [
        both(blog / "_posts", "."),
        both(blog, "--select", "generator-residue"),
        both(blog, "--fail-on", "never"),
    ]
    assert len(set(printed)) >= len(printed) - 2
    assert command(blog, "--exit-zero").returncode == 0
    assert command(blog).returncode == 1


def test_nothing_is_examined_or_told_again(blog, monkeypatch):
    from click.testing import CliRunner

    from linter.cli import group
    from linter.memory import cache

    monkeypatch.chdir(blog)
    monkeypatch.setattr(cache, "RACY", -(10**18))  # no post is too young to be believed
    first = CliRunner().invoke(group, ["check", "--output-format", "text"])
    monkeypatch.setattr(Run, "diagnose", lambda self: pytest.fail("told again"))
    second = CliRunner().invoke(group, ["check", "--output-format", "text"])
    assert (second.exit_code, second.output) == (first.exit_code, first.output)


def test_a_report_that_is_too_long_is_told_again(blog, monkeypatch):
    from linter.memory import reports
    from linter.memory.cache import Cache

    cache = Cache.open(blog)
    copy = reports.Copy()
    copy.add("一行目\n")
    copy.add("二行目\ud800\n")
    packed = copy.packed()
    cache.reports.keep("a", 1, 1, "", 1, packed)
    monkeypatch.setattr(reports, "MAX_BYTES", len(packed) - 1)
    cache.reports.keep("b", 1, 1, "", 1, packed)
    assert cache.reports.find("a", 1, 1) == ("", 1, "一行目\n二行目\ud800\n")
    assert cache.reports.find("a", 1, 2) is None
    assert cache.reports.find("b", 1, 1) is None
    cache.close()


def test_a_run_that_asked_too_much_is_not_remembered(blog, monkeypatch):
    from click.testing import CliRunner

    from linter.cli import group
    from linter.memory import cache, outside

    monkeypatch.chdir(blog)
    monkeypatch.setattr(cache, "RACY", -(10**18))
    monkeypatch.setattr(outside, "MOST", 5)
    first = CliRunner().invoke(group, ["check", "--output-format", "text"])
    lose_an_image(blog)
    second = CliRunner().invoke(group, ["check", "--output-format", "text"])
    assert first.output != second.output == both(blog, "--output-format", "text")

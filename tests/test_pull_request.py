"""A damaged blog under review: what a pull request is told, and what it is not."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from support import GIT, absent

pytestmark = pytest.mark.corpus


def run(folder, *command):
    environment = {**os.environ, "GITHUB_ACTIONS": ""}
    return subprocess.run(
        [str(each) for each in command], cwd=folder, capture_output=True, text=True, check=False, env=environment
    )


def git(folder, *arguments):
    answer = run(folder, *GIT, *arguments)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def lint(folder, *arguments):
    answer = run(folder, sys.executable, "-m", "linter", *arguments)
    assert answer.returncode in (0, 1), answer.stderr
    return answer


@pytest.fixture(scope="module")
def base(tmp_path_factory, corpus):
    """A repository of some 300 damaged posts, and one of them: long, with a paragraph to edit and one to copy."""
    folder = tmp_path_factory.mktemp("blog")
    posts = folder / "_posts"
    posts.mkdir()
    sources = [
        *sorted((corpus / "damaged" / "posts").glob("*.md")),
        *sorted((corpus / "figures" / "posts").glob("*.md")),
    ]
    for number, source in enumerate(sources):
        shutil.copy(source, posts / f"{source.name[:10]}-{number:03}{source.name[10:]}")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "base")
    return folder


@pytest.fixture
def blog(base, tmp_path):
    folder = tmp_path / "blog"
    git(tmp_path, "clone", "-q", base, folder)
    return folder


def damaged(folder):
    """A post of many repeats and its paragraphs: (path, text, the line of a prose paragraph that stands once)."""
    for post in sorted((folder / "_posts").glob("*2025-1*.md")):
        text = post.read_text(encoding="utf-8")
        lines = text.split("\n")
        once = [
            line
            for line in lines
            if len(line) > 120
            and lines.count(line) == 1
            and line.endswith("。")
            and not re.search(r"[*#\[|0-9０-９]", line)
        ]
        if text.count("---END---") >= 3 and once:
            return post, text, once[0]
    raise AssertionError("no such post")


def test_editing_one_paragraph_brings_no_old_finding(blog):
    post, text, paragraph = damaged(blog)
    post.write_text(text.replace(paragraph, paragraph[:-1] + "と、あらためて思います。"), encoding="utf-8")
    git(blog, "commit", "-qam", "edit")
    found = json.loads(lint(blog, "--output-format", "json", "--changed-since", "HEAD^1").stdout)["diagnostics"]
    line = post.read_text(encoding="utf-8").split("\n").index(paragraph[:-1] + "と、あらためて思います。") + 1
    elsewhere = [each for each in found if not each["line"] <= line <= each["end_line"]]
    assert elsewhere == []
    assert [each for each in found if each["rule"] in ("generator-residue", "broken-seam", "duplicate-title")] == []


def test_a_baseline_hides_the_old_after_an_edit_above(blog):
    lint(blog, "baseline")
    post, text, paragraph = damaged(blog)
    post.write_text(text.replace(paragraph, "はじめに、ひとこと添えておきます。\n\n" + paragraph), encoding="utf-8")
    git(blog, "mv", str(post.relative_to(blog)), "_posts/2025-10-01-renamed.md")
    found = json.loads(lint(blog, "--output-format", "json").stdout)["diagnostics"]
    assert [(each["rule"], each["line"]) for each in found if each["rule"] != "front-matter"] == []


def test_an_appended_copy_is_reported_on_the_added_lines_in_every_format(blog):
    post, text, paragraph = damaged(blog)
    start = text.rstrip("\n") + "\n\n"
    post.write_text(start + paragraph + "\n", encoding="utf-8")
    git(blog, "commit", "-qam", "append")
    line = start.count("\n") + 1
    answer = lint(
        blog, "--changed-since", "HEAD^1", "--output-format", "github", "--select", "repeated-paragraph",
        "--output-file", "json:out.json", "--output-file", "sarif:out.sarif", "--output-file", "rdjson:out.rdjson", "--output-file", "markdown:out.md",
    )  # fmt: skip
    found = json.loads((blog / "out.json").read_text(encoding="utf-8"))["diagnostics"]
    path = str(post.relative_to(blog))
    assert [(each["path"], each["line"]) for each in found] == [(path, line)]
    assert answer.stdout.startswith(f"::error file={path},line={line},")
    sarif = json.loads((blog / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in sarif] == [line]
    rows = json.loads((blog / "out.rdjson").read_text(encoding="utf-8"))["diagnostics"]
    assert [row["location"]["range"]["start"]["line"] for row in rows] == [line]
    assert paragraph[:20] in (blog / "out.md").read_text(encoding="utf-8")


def applied(text, rows):
    """The text after the suggestions, as reviewdog's GitHub reporter applies them: whole lines, or bytes within lines."""
    lines = text.encode().split(b"\n")
    suggestions = [(row, one) for row in rows for one in row.get("suggestions", [])]
    for row, one in sorted(suggestions, key=lambda pair: -pair[1]["range"]["start"]["line"]):
        start, end = one["range"]["start"], one["range"]["end"]
        assert one["range"] == row["location"]["range"]
        new = one["text"].encode()
        if "column" in start:
            new = lines[start["line"] - 1][: start["column"] - 1] + new + lines[end["line"] - 1][end["column"] - 1 :]
        lines[start["line"] - 1 : end["line"]] = new.split(b"\n") if new else []
    return b"\n".join(lines).decode()


def test_the_suggestions_make_the_same_bytes_as_the_fix(blog):
    posts = sorted((blog / "_posts").glob("*.md"))[::10]
    names = [str(post.relative_to(blog)) for post in posts]
    rows = json.loads(lint(blog, "--output-format", "rdjson", *names).stdout)["diagnostics"]
    before = {name: (blog / name).read_bytes().decode() for name in names}
    lint(blog, "--fix", *names)
    changed = 0
    for name in names:
        after = (blog / name).read_bytes().decode()
        changed += after != before[name]
        assert applied(before[name], [row for row in rows if row["location"]["path"] == name]) == after, name
    assert changed > 5


def test_the_sarif_of_the_blog_is_what_github_takes(blog, tmp_path_factory):
    npm = shutil.which("npm")
    if not npm:
        absent("node", "the SARIF Multitool runs on it")
    folder = tmp_path_factory.mktemp("multitool")
    if run(
        folder,
        npm,
        "install",
        "--silent",
        "--no-fund",
        "--no-audit",
        "--prefix",
        folder,
        "@microsoft/sarif-multitool@5.7.0",
    ).returncode:
        absent("network", "the SARIF Multitool can't be had")
    lint(blog, "--output-format", "text", "--output-file", f"sarif:{folder / 'out.sarif'}")
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    answer = subprocess.run(
        [folder / "node_modules" / ".bin" / "sarif-multitool", "validate", "out.sarif", "--rule-kind", "'Sarif;Ghas'", "--level", "'Error;Warning'"],  # it hands them to a shell
        cwd=folder, capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    printed = answer.stdout + answer.stderr
    assert answer.returncode == 0, printed[-3000:]
    assert not re.search(r"out\.sarif.*: (error|warning) ", printed), printed[-3000:]

"""The real textlint 15 with real Japanese presets: its findings are ours, position for position."""

import json
import os
import shutil
import subprocess

import pytest

from linter import textlint
from linter.diagnostic import Applicability, Claim, Severity
from linter.textlint import chunks, find, install, running
from linter.textlint.translate import clean

POST = (
    "---\ntitle: 𠮷野家の一つの例\n---\n\n"
    "𠮷野家😀は、一つの、とても、すごい、重要な例だと思うことができる。これは一つです。\r\n\r\n"
    "- **重要**: 👨‍👩‍👧 家族は二つの例です！\n\n"
    "これは切れて\n"
)
NODE = shutil.which("node") or "node"


def bare(rule):
    """A rule without its preset: of two presets that hold it, textlint names the one that was faster."""
    return rule.rpartition("/")[2]


def textlint_itself(script, folder, names):
    """textlint's own JSON, with UTF-16 indices turned into code points by Python's codec."""
    command = [NODE, str(script), "--format", "json", *(f"./{name}" for name in names)]
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert answer.returncode in (0, 1), answer.stderr
    found = []
    for result in json.loads(answer.stdout):
        path = os.path.relpath(result["filePath"], os.path.realpath(folder)).replace(os.sep, "/")
        text = (folder / path).read_bytes().decode("utf-8")
        mark = text.startswith("\ufeff")
        units = text[mark:].encode("utf-16-le")

        def point(index, units=units, mark=mark):
            return len(units[: 2 * index].decode("utf-16-le")) + mark

        for one in result["messages"]:
            fix = one.get("fix")
            edit = fix and (point(fix["range"][0]), point(fix["range"][1]), fix["text"])
            found.append((path, bare(one["ruleId"]), *map(point, one["range"]), clean(one["message"]), edit))
    return sorted(found, key=str)


def ours(diagnostics):
    found = []
    for one in diagnostics:
        assert one.severity is Severity.WARNING
        edit = None
        if one.fix:
            (only,) = one.fix.edits
            edit = (only.span.start, only.span.end, only.text)
            assert (one.fix.applicability, one.fix.claim) == (Applicability.SAFE, Claim.REPLACEMENT)
        found.append((one.path, bare(one.rule), one.span.start, one.span.end, one.message, edit))
    return sorted(found, key=str)


def test_the_same_findings_on_text_with_astral_characters(lint, script, blog):
    texts = {"_posts/a.md": POST, "_posts/bom.md": "\ufeff" + POST, "_posts/crlf.md": POST.replace("\n", "\r\n")}
    found = lint(texts, command=str(script))
    assert ours(found) == textlint_itself(script, blog, texts)
    assert {text for one in found if one.fix for text in [POST[slice(*one.fix.edits[0].span[:2])]]} >= {"一つ"}
    assert len(found) >= 12
    for one in found:
        document = texts[one.path]
        assert one.span.line == document.count("\n", 0, one.span.start) + 1


@pytest.mark.corpus
def test_the_same_findings_on_real_posts(lint, script, blog, corpus):
    posts = sorted((corpus / "damaged" / "posts").glob("*.md"), key=lambda path: path.stat().st_size)
    texts = {f"_posts/{path.name}": path.read_bytes() for path in (*posts[:6], *posts[40:49:3])}
    found = lint(texts, command=str(script), jobs=2)
    assert len(found) > 500
    assert ours(found) == textlint_itself(script, blog, texts)


def test_fixes_give_the_text_that_textlint_gives(lint, script, blog):
    text = "𠮷野家😀は一つです。二つではない。\n\n三つ目に進むことができる。\n"
    found = lint({"a.md": text}, command=str(script))
    fixed = text
    for start, end, new in sorted((one[5] for one in ours(found) if one[5]), reverse=True):
        fixed = fixed[:start] + new + fixed[end:]
    (blog / "b.md").write_text(text, "utf-8")
    subprocess.run([NODE, str(script), "--fix", "b.md"], cwd=blog, capture_output=True, check=False)
    assert fixed == (blog / "b.md").read_text("utf-8") != text


NAMES = [
    "-dash.md", "new\nline.md", "a b.md", "[x].md", "{a,b}.md", "a*b?.md", "(1) +(x).md", "!no.md", "日本語𠮷.md",
    "[dir]/{y}/z.md", "back\\slash.md", "a,b.md", "'q\"$HOME`.md", "%41.md", "~.md", "UP.MD", "x.markdown",
]  # fmt: skip


def test_names_of_any_kind(lint, script, blog):
    (blog / "[x]").mkdir()
    found = lint(dict.fromkeys(NAMES, "これは一つです。\n"), command=str(script))
    wanted = {name for name in NAMES if name != "UP.MD"}  # textlint reads .md and .markdown only
    assert {one.path for one in found if one.rule.endswith("/arabic-kanji-numbers")} == wanted
    assert not [one for one in found if one.rule == "textlint/failed"]


def test_a_folder_named_like_a_glob_and_reached_by_a_link(blog, script, tmp_path):
    strange = tmp_path / "w[x] {a,b}"
    blog.rename(strange)
    link = tmp_path / "link"
    link.symlink_to(strange)
    (strange / "a.md").write_text("これは一つです。\n", "utf-8")
    (strange / "b.md").symlink_to(strange / "a.md")
    for root in (strange, link):
        with textlint.start(root, ["a.md", "b.md"], textlint.Settings(mode="always", command=str(script))) as started:
            found = started.diagnostics()
        assert {one.path for one in found if one.rule.endswith("/arabic-kanji-numbers")} == {"a.md", "b.md"}


def test_unsaved_text(lint, script):
    found = lint({"a.md": "これは一つである。\n"}, command=str(script), unsaved={"{new}.md": "𠮷は二つです。\n"})
    assert {(one.path, one.span.start) for one in found if one.fix} == {("a.md", 3), ("{new}.md", 2)}


def test_what_textlint_ignores(lint, script, blog):
    (blog / ".textlintignore").write_text("_posts/b.md\n")
    found = lint(
        {"_posts/a.md": "一つです。\n", "_posts/b.md": "一つです。\n", "c.mdx": "一つです。\n"}, command=str(script)
    )
    assert {one.path for one in found} == {"_posts/a.md"}
    assert lint({"_posts/b.md": "一つです。\n"}, command=str(script)) == []


def test_the_cache_spares_textlint(lint, script, blog, cache, monkeypatch):
    texts = {"_posts/a.md": POST, "_posts/b.md": "これは二つです。\n"}
    first = lint(texts, command=str(script), cache=cache)
    assert len(cache) == 3
    monkeypatch.setattr(running, "Process", None)  # whoever starts one fails
    monkeypatch.setattr("linter.textlint.inspection.Process", None)
    assert lint(texts, command=str(script), cache=cache) == first
    raised = lint(texts, command=str(script), cache=cache, severity={"textlint/*": "error"})
    assert {one.severity for one in raised} == {Severity.ERROR}


def test_a_missing_preset_is_named(lint, script, blog):
    (blog / ".textlintrc.json").write_text(
        '{"rules": {\n  "preset-japanese": true,\n  "preset-not-installed": {"x": true}\n}}\n', "utf-8"
    )
    (found,) = lint({"a.md": "一つです。\n"}, command=str(script))
    assert (found.path, found.span.line, found.span.column, found.rule) == (".textlintrc.json", 3, 4, "textlint/failed")
    assert found.message.startswith("“preset-not-installed” of .textlintrc.json can't be found")
    assert found.severity is Severity.ERROR


def test_a_rule_that_a_preset_lacks_is_named(lint, script, blog, cache):
    (blog / ".textlintrc.json").write_text(
        '{"rules": {\n  // a comment\n  "preset-japanese": {"max-ten": false, "max-tenn": {"max": 3},\n'
        '    "professional-tone": true}\n}}\n',
        "utf-8",
    )
    for _ in range(2):
        found = lint({"a.md": "これはペンである。\n"}, command=str(script), cache=cache)
        assert [(one.rule, one.span.line, one.severity) for one in found] == [
            ("textlint/unknown-rule", 3, Severity.WARNING),
            ("textlint/unknown-rule", 4, Severity.WARNING),
        ]
        assert "Did you mean “max-ten”?" in found[0].message


@pytest.mark.parametrize("text", ["{ bad", "", "[]"])
def test_a_configuration_without_rules(lint, script, blog, text):
    (blog / ".textlintrc.json").write_text(text)
    (found,) = lint({"a.md": "一つです。\n", "b.md": "二つです。\n"}, command=str(script))
    assert (found.rule, found.path) == ("textlint/failed", ".textlintrc.json")
    assert "configuration" in found.message


def test_too_little_memory_is_said(lint, script, monkeypatch):
    monkeypatch.setattr(chunks, "heap", lambda settings, count: 20)
    (found,) = lint({"a.md": POST}, command=str(script))
    assert (found.rule, found.path) == ("textlint/failed", "a.md")
    assert "ran out of memory: 1 post not checked by it. You can raise textlint.memory (1000 MB)" in found.message


def test_the_managed_install_serves_a_project_without_node_modules(blog, real_install, monkeypatch):
    monkeypatch.setenv("KOUETSU_CACHE_DIR", str(real_install.parents[1]))
    monkeypatch.setattr(install, "base", lambda: real_install.parent)
    (blog / "a.md").write_text("これは一つです。\n", "utf-8")
    assert find.textlint(blog, textlint.Settings()).origin == "managed"
    with textlint.start(blog, ["a.md"], textlint.Settings()) as started:
        assert {one.rule.rsplit("/")[-1] for one in started.diagnostics()} >= {"arabic-kanji-numbers"}

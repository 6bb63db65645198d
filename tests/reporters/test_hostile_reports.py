"""Text of posts, messages and file names can't command a runner, a terminal, a table or an XML reader."""

import json
import random
import re
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from linter import rulefile
from linter.diagnostic import Diagnostic, Related, Severity
from linter.document import Document
from linter.reporters import Report, render

RULES = rulefile.read_all([rulefile.shipped()])
COUNT = 100_000
BATCH = 500
PIECES = [
    "::error::x", "##[stop-commands]t", "##[", "]", "::", "%0A::", "%", "|", "`", "<script>", "</code>", "<!--", "&lt;", "[a](b)", "![a](b)",
    "@user", "#1", "**", "_", "\\", "\n", "\r", "\r\n", "\t", "\x1b[31m", "\x1b]8;;x\x07", "\x00", "\x07", "\x7f", "\x9b", "\u202e", "\u2066",
    "\u2028", "\u2029", "\u200e", "\udc80", "\udcff", "\ufffe", "😀", "𠮷", "日本", "a", " ", "'", '"', "]]>", "--", "~~~", "---", "$x", "${{ a }}",
]  # fmt: skip


def batches(seed):
    source = random.Random(seed)
    for _ in range(COUNT // BATCH):
        texts = ["".join(source.choices(PIECES, k=source.randrange(1, 8))) for _ in range(BATCH)]
        yield [diagnostic(text, source) for text in texts]


def diagnostic(text, source):
    document = Document.parse("a.md", text)
    span = document.span(0, len(text))
    severity = source.choice(list(Severity))
    return Diagnostic(text, text, severity, text, span, "", (Related(span, text, text),))


def lines(name, diagnostics):
    report = Report(diagnostics, 1, "en", RULES, lambda path: path)
    return "\n".join(render(name, report)).split("\n")


def commands(line):
    """The commands that the runner finds in a line of output (actions/runner, ActionCommand.cs, both versions)."""
    found = []
    stripped = line.lstrip()
    if stripped.startswith("::"):
        end = stripped.find("::", 2)
        if end > 2:
            found.append(stripped[2:end].split(" ")[0])
    start = line.find("##[")
    if start >= 0 and line.find("]", start) > start:
        found.append(line[start + 3 : line.find("]", start)])
    return found


def test_github_prints_our_commands_and_no_other():
    for diagnostics in batches(1):
        printed = lines("github", diagnostics)
        assert len(printed) == len(diagnostics)
        issued = [commands(line) for line in printed]
        assert all(each in ([], ["error"], ["warning"], ["notice"]) for each in issued)
        assert len([each for each in issued if each]) <= 30


def test_terminal_formats_hold_no_control_and_no_command(monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    control = re.compile(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
    )
    for diagnostics in batches(2):
        for name in ("text", "full"):
            for line in lines(name, diagnostics):
                assert not control.search(line.replace("\t", "")), line
                assert commands(line) == [], line


@pytest.mark.parametrize("name", ["json", "jsonl", "rdjson", "rdjsonl", "sarif"])
def test_json_formats_stay_json_and_issue_no_command(name):
    for diagnostics in batches(3):
        printed = lines(name, diagnostics)
        for line in printed:
            line.encode("utf-8")
            assert commands(line) == []
        if name.endswith("l"):
            assert len([json.loads(line) for line in printed]) == len(diagnostics)
        else:
            json.loads("\n".join(printed))


def test_junit_stays_xml():
    for diagnostics in batches(4):
        ElementTree.fromstring("\n".join(lines("junit", diagnostics)).encode())


def test_the_summary_stays_one_table_without_elements():
    markdown = MarkdownIt("gfm-like", {"linkify": False})
    allowed = {"h2", "p", "table", "thead", "tbody", "tr", "th", "td"}
    for number, diagnostics in enumerate(batches(5)):
        if number % 10:  # rendering is what takes the time
            continue
        printed = lines("markdown", diagnostics)
        rendered = markdown.render("\n".join(printed))
        assert set(re.findall(r"</?([a-z0-9]+)", rendered)) <= allowed | {"code", "br"}
        rows = re.findall(r"<tr>(.*?)</tr>", rendered, re.S)
        assert {row.count("<td") + row.count("<th") for row in rows} == {2, 5}
        assert rendered.count("<table>") == 2
        for cell in re.findall(r"<code>(.*?)</code>", rendered, re.S):
            assert "<" not in cell

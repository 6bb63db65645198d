"""Each format says what happened, in its own units."""

import json
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from linter import rulefile
from linter.diagnostic import Applicability, Diagnostic, Edit, Fix, Related, Severity
from linter.document import Document
from linter.reporters import REPORTERS, Report, render

RULES = rulefile.read_all([rulefile.shipped()])
PATH = "_posts/2026-01-01-100億円.md"
TEXT = "一行目です。\n本文𠮷😀 と重複した文です。\n三行目です。\n"
DOCUMENT = Document.parse(PATH, TEXT)


def span(stretch):
    start = TEXT.index(stretch)
    return DOCUMENT.span(start, start + len(stretch))


LINE = span("三行目です。\n")
DIAGNOSTICS = [
    Diagnostic(
        PATH, "generator-residue", Severity.ERROR, "重複した文です。", span("重複した文です。"), "marker",
        (Related(span("一行目です。"), "同じ文", PATH),),
        Fix("消す", (Edit(span("重複した文です。"), ""),)),
    ),
    Diagnostic(
        PATH, "suppression", Severity.WARNING, "行ごと消せます。", LINE, "",
        fix=Fix("行を消す", (Edit(LINE, ""),), Applicability.UNSAFE),
    ),
]  # fmt: skip


def report(diagnostics=DIAGNOSTICS, **rest):
    return Report(diagnostics, 1, "ja", RULES, lambda path: TEXT, **rest)


def printed(name, **rest):
    return "\n".join(render(name, report(**rest)))


@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_an_empty_report_is_well_formed(name):
    text = "\n".join(render(name, report([])))
    if name in ("json", "rdjson", "sarif"):
        json.loads(text)
    if name == "junit":
        ElementTree.fromstring(text.encode())


def test_text():
    assert printed("text") == (
        f"{PATH}:2:7: error: 重複した文です。 [generator-residue]\n{PATH}:3:1: warning: 行ごと消せます。 [suppression]"
    )


def test_full_underlines_what_it_speaks_of():
    lines = printed("full").split("\n")
    assert lines[1:3] == ["    2 | 本文𠮷😀 と重複した文です。", "      | " + " " * 11 + "^" * 16]
    assert lines[3] == f"      → {PATH}:1: 同じ文: 一行目です。"
    assert lines[-1] == "1記事を確認しました。エラー 1件、警告 1件、情報 0件（自動で直せるもの 2件）。"


def test_the_summary_counts_textlint_apart():
    theirs = Diagnostic(PATH, "textlint/ja-spacing/x", Severity.WARNING, "m", LINE)
    last = list(render("full", report([*DIAGNOSTICS, theirs, theirs])))[-1]
    assert last.endswith("警告 1件、情報 0件（自動で直せるもの 2件）。ほかに textlint の指摘が 2件あります。")


def test_full_shows_a_window_of_a_giant_line():
    text = "あ" * 5000 + "重複" + "い" * 5000
    document = Document.parse("a.md", text)
    one = Diagnostic("a.md", "suppression", Severity.ERROR, "m", document.span(5000, 5002))
    lines = list(render("full", Report([one], 1, "ja", RULES, lambda path: text)))
    assert len(lines[1]) < 90 and "重複" in lines[1]
    assert lines[1].index("重複") == lines[1].index("あ") + 16


def test_json_is_the_contract():
    value = json.loads(printed("json"))
    assert value["version"] == 1
    assert value["summary"] == {"files": 1, "error": 1, "warning": 1, "info": 0, "fixable": 2}
    assert value["diagnostics"][0] == {
        "rule": "generator-residue", "severity": "error", "path": PATH,
        "line": 2, "column": 7, "end_line": 2, "end_column": 15, "message": "重複した文です。", "kind": "marker",
        "related": [{"path": PATH, "line": 1, "column": 1, "end_line": 1, "end_column": 7, "message": "同じ文"}],
        "fix": {"title": "消す", "applicability": "safe",
                "edits": [{"line": 2, "column": 7, "end_line": 2, "end_column": 15, "text": ""}]},
    }  # fmt: skip
    assert [json.loads(line) for line in printed("jsonl").split("\n")] == value["diagnostics"]


def test_github_counts_columns_in_utf16_and_keeps_within_ten():
    lines = printed("github").split("\n")
    assert lines[0].startswith(f"::error file={PATH},line=2,endLine=2,col=9,endColumn=17,title=generator-residue%3A ")
    assert lines[1].startswith(f"::warning file={PATH},line=3,endLine=4,title=suppression")
    many = list(render("github", report([DIAGNOSTICS[0]] * 25 + [DIAGNOSTICS[1]] * 3)))
    assert sum(line.startswith("::error") for line in many) == 10
    assert sum(line.startswith("::warning") for line in many) == 3
    assert sum(line.startswith("- ") for line in many) == 15


def test_sarif_counts_columns_in_utf16_and_encodes_names():
    run = json.loads(printed("sarif"))["runs"][0]
    assert run["columnKind"] == "utf16CodeUnits"
    result = run["results"][0]
    where = result["locations"][0]["physicalLocation"]
    assert where["region"] == {"startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 17}
    assert where["artifactLocation"]["uri"].isascii() and unquote(where["artifactLocation"]["uri"]) == PATH
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["message"]["text"].endswith("[同じ文:1](1)")
    assert result["relatedLocations"][0]["id"] == 1


def test_sarif_marks_hold_no_line_numbers():
    moved = "\n\n" + TEXT
    document = Document.parse(PATH, moved)
    start = moved.index("重複した文です。")
    one = Diagnostic(PATH, "generator-residue", Severity.ERROR, "m", document.span(start, start + 8), "marker")
    other = json.loads("".join(render("sarif", Report([one], 1, "ja", RULES, lambda path: moved))))
    mark = "partialFingerprints"
    assert other["runs"][0]["results"][0][mark] == json.loads(printed("sarif"))["runs"][0]["results"][0][mark]


def test_rdjson_counts_bytes_and_its_suggestions_apply():
    rows = json.loads(printed("rdjson"))["diagnostics"]
    assert rows[0]["location"]["range"] == {"start": {"line": 2, "column": 19}, "end": {"line": 2, "column": 43}}
    assert rows[1]["location"]["range"] == {"start": {"line": 3}, "end": {"line": 3}}
    assert applied(rows) == "一行目です。\n本文𠮷😀 と\n"
    assert [json.loads(line)["source"]["name"] for line in printed("rdjsonl").split("\n")] == ["kouetsu", "kouetsu"]


def applied(rows):
    """The text after the suggestions, as reviewdog's GitHub reporter applies them: whole lines, or bytes within lines."""
    lines = TEXT.encode().split(b"\n")
    for row in sorted(rows, key=lambda row: -row["location"]["range"]["start"]["line"]):
        for suggestion in row.get("suggestions", []):
            start, end = suggestion["range"]["start"], suggestion["range"]["end"]
            assert suggestion["range"] == row["location"]["range"]
            text = suggestion["text"].encode()
            if "column" in start:
                text = (
                    lines[start["line"] - 1][: start["column"] - 1] + text + lines[end["line"] - 1][end["column"] - 1 :]
                )
            lines[start["line"] - 1 : end["line"]] = text.split(b"\n") if text else []
    return b"\n".join(lines).decode()


def test_junit():
    suites = ElementTree.fromstring(printed("junit").encode())
    assert (suites.get("tests"), suites.get("failures")) == ("2", "2")
    assert [case.get("line") for case in suites.iter("testcase")] == ["2", "3"]


def test_the_summary_stays_below_a_mebibyte_and_shows_both_copies():
    many = "\n".join(render("markdown", report(DIAGNOSTICS * 20_000)))
    assert len(many.encode()) < 1024 * 1024
    assert "ほかに " in many
    row = next(line for line in printed("markdown").split("\n") if line.startswith("| ❌"))
    assert "重複した文です。" in row and "一行目です。" in row


def test_colour_is_only_where_it_is_wanted():
    assert "\x1b[" not in printed("text")
    assert "\x1b[31;1merror\x1b[0m" in printed("text", colour=True)


def test_every_reporter_has_a_docstring():
    folder = Path(__file__).parents[2] / "linter" / "reporters"
    for module in REPORTERS.values():
        assert (folder / f"{module}.py").read_text(encoding="utf-8").startswith('"""')

"""SARIF 2.1.0 for GitHub code scanning and SARIF viewers: UTF-16 columns, percent-encoded URIs.

GitHub keeps 5,000 results a run, the most severe first, and 100 related locations a result; it tells
results of two runs apart by `primaryLocationLineHash`, so that holds no line number.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from linter import __version__
from linter.diagnostic import Diagnostic, Edit, Related, Severity, Span
from linter.fingerprint import fingerprints
from linter.reporters import Report
from linter.reporters.json_ import dumped
from linter.reporters.positions import UTF16, Columns

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
RESULTS = 5000
RELATED = 100
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}


def render(report: Report) -> Iterator[str]:
    columns = Columns(report.text)
    ids = sorted({diagnostic.rule for diagnostic in report.diagnostics} | set(report.rules))
    marked = sorted(fingerprints(report.diagnostics, report.text), key=lambda pair: -pair[0].severity.rank)
    results = [_result(diagnostic, mark, ids, columns) for diagnostic, mark in marked[:RESULTS]]
    driver = {
        "name": "kouetsu",
        "semanticVersion": __version__,
        "informationUri": "https://pypi.org/project/kouetsu/",
        "language": report.language,
        "rules": [_rule(name, report) for name in ids],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "kouetsu/"},
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "invocations": [{"executionSuccessful": True}],
        "results": results,
    }
    yield dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(name: str, report: Report) -> dict[str, Any]:
    rule = report.rules.get(name)
    summary = rule.summary[report.language] if rule else f"textlint: {name.partition('/')[2]}"
    why = rule.why[report.language] if rule else summary
    severity = rule.voice.severity if rule else Severity.WARNING
    help_ = f"{why}\n\nlint explain {name}"
    return {
        "id": name,
        "name": "Kouetsu" + "".join(word.title() for word in name.replace("/", "-").split("-")),
        "shortDescription": {"text": _sentence(summary)},
        "fullDescription": {"text": _sentence(why)},
        "help": {"text": help_, "markdown": help_},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": ["editorial"], "precision": "high", "problem.severity": _PROBLEM[severity]},
    }


def _sentence(text: str) -> str:
    return text if text.endswith((".", "。")) else text + "."


def _result(diagnostic: Diagnostic, mark: str, ids: list[str], columns: Columns) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": ids.index(diagnostic.rule),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _plain(diagnostic.message)},
        "locations": [{"physicalLocation": _physical(diagnostic.path, diagnostic.span, columns)}],
        "partialFingerprints": {"primaryLocationLineHash": mark, "kouetsu/v1": mark},
    }
    if diagnostic.related:
        related = diagnostic.related[:RELATED]
        result["relatedLocations"] = [_related(number, each, columns) for number, each in enumerate(related, 1)]
        links = " ".join(f"[{_label(each)}]({number})" for number, each in enumerate(related, 1))
        result["message"]["text"] += f" → {links}"
    if diagnostic.fix:
        result["fixes"] = [_fix(diagnostic, diagnostic.fix.title, diagnostic.fix.edits, columns)]
    return result


def _plain(text: str) -> str:
    """Brackets in a SARIF message begin a link; those of a post are none."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _label(related: Related) -> str:
    return _plain(f"{related.message or related.path}:{related.span.line}")


def _related(number: int, related: Related, columns: Columns) -> dict[str, Any]:
    return {
        "id": number,
        "message": {"text": _plain(related.message or f"{related.path}:{related.span.line}")},
        "physicalLocation": _physical(related.path, related.span, columns),
    }


def _physical(path: str, span: Span, columns: Columns) -> dict[str, Any]:
    return {"artifactLocation": _artifact(path), "region": _region(path, span, columns)}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(os.fsencode(path)), "uriBaseId": "%SRCROOT%"}


def _region(path: str, span: Span, columns: Columns) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": columns.start(path, span, UTF16),
        "endLine": span.end_line,
        "endColumn": columns.end(path, span, UTF16),
    }


def _fix(diagnostic: Diagnostic, title: str, edits: tuple[Edit, ...], columns: Columns) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(diagnostic.path, edit.span, columns), "insertedContent": {"text": edit.text}}
        for edit in edits
    ]
    change = {"artifactLocation": _artifact(diagnostic.path), "replacements": replacements}
    return {"description": {"text": title}, "artifactChanges": [change]}

"""JSON for tools, stable: lines and columns are 1-based code points, ends exclusive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from linter.diagnostic import Diagnostic, Severity, Span
from linter.reporters import Report


def render(report: Report) -> Iterator[str]:
    yield '{"version": 1,\n "diagnostics": ['
    last = len(report.diagnostics) - 1
    for index, diagnostic in enumerate(report.diagnostics):
        yield "  " + dumps(diagnostic) + ("," if index < last else "")
    yield " ],"
    counts = {severity.value: report.count(severity) for severity in Severity}
    yield f' "summary": {json.dumps({"files": report.files, **counts, "fixable": report.fixable})}}}'


def dumps(diagnostic: Diagnostic) -> str:
    """One diagnostic as a JSON object on one line."""
    return dumped(as_dict(diagnostic))


def dumped(value: Any) -> str:
    """`value` as JSON on one line, in which nothing can be a command to a GitHub runner or break UTF-8."""
    text = _encode(value)
    if "##[" in text:
        text = text.replace("##[", "#\\u0023[")
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def as_dict(diagnostic: Diagnostic) -> dict[str, Any]:
    result: dict[str, Any] = {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "path": diagnostic.path,
        **_place(diagnostic.span),
        "message": diagnostic.message,
    }
    if diagnostic.kind:
        result["kind"] = diagnostic.kind
    if diagnostic.related:
        result["related"] = [{"path": r.path, **_place(r.span), "message": r.message} for r in diagnostic.related]
    if diagnostic.fix:
        result["fix"] = {
            "title": diagnostic.fix.title,
            "applicability": diagnostic.fix.applicability.value,
            "edits": [{**_place(edit.span), "text": edit.text} for edit in diagnostic.fix.edits],
        }
    return result


def _place(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}

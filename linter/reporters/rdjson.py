"""reviewdog's Diagnostic Format: columns are UTF-8 bytes, suggestions stand on the comment's own lines.

reviewdog applies a suggestion by lines or by byte columns within lines, and GitHub wants comment and
suggestion on the same lines; a deletion of whole lines goes without columns (reviewdog, github.go).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from linter.diagnostic import Diagnostic, Edit, Span
from linter.reporters import Report
from linter.reporters.json_ import dumped
from linter.reporters.positions import UTF8, Columns

SOURCE = {"name": "kouetsu"}


def render(report: Report) -> Iterator[str]:
    diagnostics = ",\n  ".join(rows(report))
    yield f'{{"source": {json.dumps(SOURCE)}, "severity": "WARNING", "diagnostics": [\n  {diagnostics}\n]}}'


def rows(report: Report) -> Iterator[str]:
    """JSON objects: one a diagnostic, or one for each edit of its fix, since a suggestion is one range."""
    columns = Columns(report.text)
    for diagnostic in report.diagnostics:
        for edit in diagnostic.fix.edits if diagnostic.fix else (None,):
            yield dumped(_row(diagnostic, edit, columns))


def _row(diagnostic: Diagnostic, edit: Edit | None, columns: Columns) -> dict[str, Any]:
    path = diagnostic.path
    row: dict[str, Any] = {
        "message": diagnostic.message,
        "location": {"path": path, "range": _range(path, diagnostic.span, columns)},
        "severity": diagnostic.severity.value.upper(),
        "code": {"value": diagnostic.rule},
    }
    if edit:
        row["location"]["range"], suggestion = _suggestion(path, edit, columns)
        row["suggestions"] = [suggestion]
    if diagnostic.related:
        row["related_locations"] = [
            {"message": each.message, "location": {"path": each.path, "range": _range(each.path, each.span, columns)}}
            for each in diagnostic.related
        ]
    return row


def _range(path: str, span: Span, columns: Columns) -> dict[str, Any]:
    return {
        "start": {"line": span.line, "column": columns.start(path, span, UTF8)},
        "end": {"line": span.end_line, "column": columns.end(path, span, UTF8)},
    }


def _suggestion(path: str, edit: Edit, columns: Columns) -> tuple[dict[str, Any], dict[str, Any]]:
    span, text = edit.span, edit.text
    whole_lines = span.column == 1 and span.end_column == 1 and span.end_line > span.line
    if whole_lines and (not text or text.endswith("\n")):
        where: dict[str, Any] = {"start": {"line": span.line}, "end": {"line": span.end_line - 1}}
        return where, {"range": where, "text": text[:-1] if text else ""}
    where = _range(path, span, columns)
    return where, {"range": where, "text": text}

"""Annotations for GitHub Actions, by workflow commands.

The runner shows ten errors, ten warnings and ten notices a step, so the ten of each are printed as
commands and the rest as plain lines. Text from posts can't issue a command: the runner obeys `::` at
the start of a line and `##[` anywhere (actions/runner, ActionCommand.cs).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from linter.diagnostic import Diagnostic, Severity
from linter.reporters import Report
from linter.reporters.positions import UTF16, Columns
from linter.reporters.terminal import clean
from linter.reporters.text import line

PER_TYPE = 10
MESSAGE_LIMIT = 4000  # the runner cuts at 4,096 UTF-16 units
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> Iterator[str]:
    columns = Columns(report.text)
    printed: Counter[Severity] = Counter()
    rest = []
    for diagnostic in report.diagnostics:
        printed[diagnostic.severity] += 1
        if printed[diagnostic.severity] <= PER_TYPE:
            yield _command(diagnostic, report, columns)
        else:
            rest.append(diagnostic)
    for diagnostic in rest:
        yield "- " + _harmless(line(diagnostic))


def _command(diagnostic: Diagnostic, report: Report, columns: Columns) -> str:
    span = diagnostic.span
    properties = {"file": diagnostic.path, "line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:  # the runner drops columns of several lines
        properties["col"] = str(columns.start(diagnostic.path, span, UTF16))
        properties["endColumn"] = str(columns.end(diagnostic.path, span, UTF16))
    rule = report.rules.get(diagnostic.rule)
    properties["title"] = f"{diagnostic.rule}: {rule.summary[report.language]}" if rule else diagnostic.rule
    message = diagnostic.message
    for related in diagnostic.related:
        message += f"\n→ {related.path}:{related.span.line} {related.message}".rstrip()
    shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_LEVELS[diagnostic.severity]} {shown}::{_data(message[:MESSAGE_LIMIT])}"


def _harmless(text: str) -> str:
    return text.replace("##[", "#\u200b#[")


def _data(text: str) -> str:
    lines = (_harmless(clean(each)) for each in text.split("\n"))
    return "%0A".join(each.replace("%", "%25") for each in lines)


def _property(text: str) -> str:
    return _data(text.replace("\n", "\\n")).replace(":", "%3A").replace(",", "%2C")

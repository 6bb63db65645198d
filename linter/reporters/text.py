"""One line a diagnostic, stable, for problem matchers: `path:line:column: severity: message [rule]`."""

from __future__ import annotations

from collections.abc import Iterator

from linter.diagnostic import Diagnostic
from linter.reporters import Report
from linter.reporters.terminal import clean, severity, styled


def render(report: Report) -> Iterator[str]:
    for diagnostic in report.diagnostics:
        yield line(diagnostic, report.colour)


def line(diagnostic: Diagnostic, colour: bool = False) -> str:
    path = clean(diagnostic.path)
    path = f"./{path}" if path.lstrip().startswith("::") else path  # a GitHub runner would take it for a command
    at = f"{path}:{diagnostic.span.line}:{diagnostic.span.column}"
    rule = styled(f"[{clean(diagnostic.rule)}]", "2", colour)
    return f"{styled(at, '1', colour)}: {severity(diagnostic.severity, colour)}: {clean(diagnostic.message)} {rule}"

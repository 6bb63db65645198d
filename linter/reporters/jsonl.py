"""One JSON object a line, each a diagnostic as in the format json."""

from __future__ import annotations

from collections.abc import Iterator

from linter.reporters import Report
from linter.reporters.json_ import dumps


def render(report: Report) -> Iterator[str]:
    return map(dumps, report.diagnostics)

"""Output formats. A reporter is a module with `render(report)`, which yields lines without line breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from linter.diagnostic import Diagnostic, Severity
from linter.rule import Rule

REPORTERS = {  # name of the format -> module in this package
    "full": "full",
    "github": "github",
    "json": "json_",
    "jsonl": "jsonl",
    "junit": "junit",
    "markdown": "markdown",
    "rdjson": "rdjson",
    "rdjsonl": "rdjsonl",
    "sarif": "sarif",
    "text": "text",
}


class Report(NamedTuple):
    """All that a reporter may want to know."""

    diagnostics: Sequence[Diagnostic]
    files: int  # how many posts were looked at
    language: str
    rules: Mapping[str, Rule]
    text: Callable[[str], str]  # the text of a post, by its path
    colour: bool = False

    def count(self, severity: Severity) -> int:
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    @property
    def fixable(self) -> int:
        return sum(diagnostic.fix is not None for diagnostic in self.diagnostics)


def render(name: str, report: Report) -> Iterator[str]:
    """The lines of the report in the format of that name."""
    renderer: Callable[[Report], Iterator[str]] = import_module(f"linter.reporters.{REPORTERS[name]}").render
    return renderer(report)

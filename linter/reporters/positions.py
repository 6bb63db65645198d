"""Columns in the units that formats demand. Ours are code points; SARIF counts UTF-16, rdjson UTF-8."""

from __future__ import annotations

from collections.abc import Callable

from linter.diagnostic import Span

UTF16 = "utf-16-le"
UTF8 = "utf-8"


class Columns:
    """Converts the columns of spans, reading each post once."""

    def __init__(self, text: Callable[[str], str]) -> None:
        self._text = text
        self._lines: dict[str, list[str]] = {}

    def line(self, path: str, number: int) -> str:
        """Line `number` (1-based) of the post without its line break; empty where there is none."""
        if path not in self._lines:
            self._lines[path] = self._text(path).split("\n")
        lines = self._lines[path]
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""

    def count(self, path: str, line: int, column: int, encoding: str) -> int:
        """The 1-based column in code units of `encoding` (UTF16 or UTF8)."""
        head = self.line(path, line)[: column - 1]
        beyond = column - 1 - len(head)  # on the line break itself
        units = len(head.encode(encoding, "surrogatepass")) // (2 if encoding == UTF16 else 1)
        return 1 + units + beyond

    def start(self, path: str, span: Span, encoding: str) -> int:
        return self.count(path, span.line, span.column, encoding)

    def end(self, path: str, span: Span, encoding: str) -> int:
        return self.count(path, span.end_line, span.end_column, encoding)

    def excerpt(self, path: str, span: Span, limit: int) -> str:
        """The text of the span on one line, `limit` code points at the most."""
        if span.line == span.end_line:
            text = self.line(path, span.line)[span.column - 1 : span.end_column - 1]
        else:
            text = self.line(path, span.line)[span.column - 1 :] + " " + self.line(path, span.line + 1)
        flat = " ".join(text[: 4 * limit].split())
        return flat if len(flat) <= limit else flat[:limit] + "…"

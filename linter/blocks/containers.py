"""The lists and quotes that are open, and which of them a line goes on with."""

from __future__ import annotations

from typing import NamedTuple

from linter import lazy
from linter.blocks import markup

_MARKS = lazy.compile(r"(?:[ \t]*(?:>|(?:[-*+]|[0-9]{1,9}[.)])(?=[ \t])))*[ \t]*")


class Container(NamedTuple):
    """An open list item or quote."""

    kind: str  # list, quote, empty (an item that begins with a blank line), note (text under an admonition)
    width: int  # columns by which an item's lines are indented
    serial: int


def expand(text: str, at: int, end: int) -> str:
    """The line without blanks at its end, the tabs before its text as spaces."""
    line = text[at:end].rstrip(" \t")
    if "\t" in line:
        head = _MARKS.match(line).end()  # type: ignore[union-attr]
        return line[:head].expandtabs(4) + line[head:]
    return line


def offset(text: str, at: int, column: int) -> int:
    """The offset of the character in `column` of the line that begins at `at`."""
    reached = 0
    while reached < column:
        reached += 4 - reached % 4 if text[at] == "\t" else 1
        at += 1
    return at


def inside(line: str, stack: list[Container]) -> tuple[int, int]:
    """How many of the open containers the line continues, and the column behind their marks."""
    pos, size = 0, len(line)
    for number, container in enumerate(stack):
        indent_end = markup.SPACES.match(line, pos).end()  # type: ignore[union-attr]
        if container.kind == "quote":
            if indent_end == size or line[indent_end] != ">" or indent_end - pos > 3:
                return number, pos
            pos = indent_end + 1
            if line.startswith(" ", pos):
                pos += 1
        elif indent_end < size:
            if indent_end - pos < container.width:
                return number, pos
            pos += container.width
    return len(stack), pos

"""Front matter where none belongs: in a code fence, a second one in the body, lines of it among the text."""

from __future__ import annotations

import string
from collections.abc import Iterator

from linter import lazy
from linter.diagnostic import Finding
from linter.document import Document
from linter.front.form import KEY_LINE
from linter.front.names import KNOWN

LONGEST = 60  # lines of front matter that are looked through for its end
_LATE = lazy.compile(r"﻿?\s*\n---[ \t]*\r?\n(?=[A-Za-z_][\w-]*:)")
_PART = lazy.compile(r"[ \t]*(?:[A-Za-z_][\w-]*[ \t]*:|-(?:[ \t]|$)|$)|[ \t]+\S")
_KEY = lazy.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]|$)")
_FIRST = frozenset(string.ascii_letters + string.whitespace + "_-+")  # of a leaked key, or of a delimiter above it
_CODE = frozenset({"fence", "code", "html", "math"})


def check(document: Document) -> Iterator[Finding]:
    front = document.front_matter
    if front and front.error and front.error.kind == "unclosed":
        return
    blocks = document.blocks
    if front is None or document.text[: front.start].strip("\ufeff"):
        late = _LATE.match(document.text)
        if late:
            at = late.end() - len(late[0].lstrip("\ufeff\r\n \t"))
            if _length(_lines(document, at)):
                yield Finding(document.span(at, at + 3), "late")
                return
    if fenced(document):
        first = blocks[0]
        yield Finding(document.span(first.start, first.end), "in-fence" if front is None else "second-in-fence")
    own = {field.name for field in front.fields} if front else set()
    skip = -1
    for block in blocks:
        if block.start < skip or block.kind in _CODE or block.container:
            continue
        text = document.text
        if block.kind == "break" and text.startswith("---", block.start):
            count = _length(_lines(document, block.start))
            if count:
                skip = _offset(document, block.start, count)
                yield Finding(document.span(block.start, skip), "second")
        elif block.kind == "paragraph" or block.info == "setext":
            if text[block.start] not in _FIRST or text.find("\n", block.start, block.end) < 0:
                continue  # it begins otherwise, and one line leaks from nowhere
            lines = [line for line in text[block.start : block.end].split("\n") if line.strip() not in ("---", "+++")]
            if len(lines) < 2 or not all(KEY_LINE.match(line) for line in lines):
                continue
            keys = {match[1] for line in lines if (match := _KEY.match(line))}
            if len(keys & (KNOWN | own)) >= 2:
                if front is None and block is blocks[0]:
                    yield Finding(document.span(block.start, block.start + len(lines[0].rstrip())), "unopened")
                    continue
                yield Finding(document.span(block.start, block.end), "leaked", {"text": lines[0].strip()[:40]})


def misplaced(document: Document) -> bool:
    """Whether a post without front matter has some where no reader looks for it."""
    return any(finding.kind in ("late", "in-fence", "unopened") for finding in check(document))


def fenced(document: Document) -> bool:
    """Whether the body begins with front matter in a code fence."""
    block = document.blocks[0] if document.blocks else None
    if block is None or block.kind != "fence":
        return False
    lines = document.text[block.start : block.end].split("\n", LONGEST)[1:]
    while lines and not lines[0].strip():
        lines = lines[1:]
    return _length(lines) > 0 and block.info.split(" ")[0].lower() in ("", "markdown", "md", "yaml", "yml", "mdx")


def _lines(document: Document, start: int) -> list[str]:
    """The lines from `start` on, as many as are looked through."""
    starts, line = document.line_starts, document.line(start) - 1 + LONGEST
    return document.text[start : starts[line] if line < len(starts) else None].split("\n")


def _length(lines: list[str]) -> int:
    """How many lines of front matter `lines` begins with, both `---` counted; 0 where it is none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    keys: set[str] = set()
    for number, line in enumerate(lines[1:LONGEST], 2):
        if line.rstrip() == "---":
            return number if len(keys) >= 2 and keys & KNOWN else 0
        if not _PART.match(line.rstrip("\r")):
            return 0
        match = _KEY.match(line)
        if match:
            keys.add(match[1])
    return 0


def _offset(document: Document, start: int, lines: int) -> int:
    """The end of the last of so many lines from `start` on, before its line break."""
    line = document.line(start) - 1 + lines
    starts = document.line_starts
    return len(document.text) if line >= len(starts) else starts[line] - 1

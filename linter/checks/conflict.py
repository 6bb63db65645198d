"""Conflict markers of a merge that nobody finished: `<<<<<<<`, `=======`, `>>>>>>>`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from linter import lazy
from linter.diagnostic import Finding, Related
from linter.document import Document


class Options(NamedTuple):
    pass


_MARK = lazy.compile(r"^(<{7}|\|{7}|={7}|>{7})(?:[ \t][^\n\r]*)?(?=\r?$)", re.M)


_QUOTED = lazy.compile(r"^>{2,6}(?!>)", re.M)  # letters quoted in letters reach seven, too


def conflicts(document: Document) -> tuple[tuple[int, ...], ...]:
    """The places of the marks of each conflict, its first and last included; a post may be cut inside one."""
    text = document.text
    if "<<<<<<< " not in text and ">>>>>>> " not in text:
        return ()
    code = _code(document)
    found: list[tuple[int, ...]] = []
    marks: list[int] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[1][0]
        if any(start <= at < end for start, end in code):
            continue
        if mark == "<":
            if marks:
                found.append(tuple(marks))
            marks = [at]
        elif mark == ">":
            if marks or not _QUOTED.search(text):
                found.append((*marks, at))
            marks = []
        elif marks:
            marks.append(at)
    if marks:
        found.append(tuple(marks))
    return tuple(found)


def has_conflict(document: Document) -> bool:
    """Whether the post holds both sides of an unfinished merge; such a post is never rewritten."""
    return bool(conflicts(document))


def check(document: Document, options: Options) -> Iterator[Finding]:
    for marks in conflicts(document):
        related = tuple(Related(document.span(at, at + 7), "mark") for at in marks[1:])
        yield Finding(document.span(marks[0], marks[0] + 7), related=related)


def _code(document: Document) -> list[tuple[int, int]]:
    """Closed fences whose content holds a whole conflict (a post about merging), and indented code."""
    return [(block.start, block.end) for block in document.blocks if block.kind in ("fence", "code") and block.closed]

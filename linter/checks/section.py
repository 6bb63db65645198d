"""Headings with nothing under them, or with nothing but a broken-off word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from linter import lazy
from linter.diagnostic import Edit, Finding, Related
from linter.document import Document
from linter.language.endings import cut_ends
from linter.language.units import markers
from linter.repeats.damage import damaged
from linter.structure import Heading, headings
from linter.words import excerpt


class Options(NamedTuple):
    remainder: int  # code points of a cut piece that do not count as the text of a section


def check(document: Document, options: Options) -> Iterator[Finding]:
    found = document.derived(headings)
    broken = document.derived(damaged)
    marks = document.derived(markers)
    for index, heading in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if following and following.level > heading.level and not heading.bold:
            continue
        if not broken and (heading.bold or "`" in heading.text):
            continue  # two signatures of one function may share a description
        start, end = heading.end, following.start if following else len(document.text)
        seam = _SEAM.search(document.text, start, end) if broken else None
        following_mark = bisect_left(marks, (start, 0))
        end = min(end, seam.start() if seam else end, marks[following_mark][0] if following_mark < len(marks) else end)
        content = document.text[start:end]
        opening = _OPENING.match(content)
        if opening and (not broken or len("".join(opening[0].split())) > options.remainder):
            continue
        text = _EMPTY.sub("", _uncommented(content) if broken else content)
        values = {"text": excerpt(_plain(heading.text) or heading.name, 24)}
        span = document.span(heading.start, heading.end)
        if not text:
            if following is None and not broken and not document.text[heading.end :].strip():
                yield Finding(span, "last", values)
            else:
                same = _elsewhere(document, heading)
                edits = _deletion(document, heading) if same and broken else ()
                yield Finding(span, "empty", values, same, edits, doubtful=not broken)
        elif broken and len(text) <= options.remainder:
            first = start + len(document.text[start:end]) - len(document.text[start:end].lstrip())
            if first in document.derived(_cut_starts):
                yield Finding(span, "remainder", {**values, "piece": excerpt(text, 20)}, _elsewhere(document, heading))


_SEAM = lazy.compile(r"\n[ \t]*\r?\n[ \t]*\r?\n")  # two blank lines, where a marker once stood
_OPENING = lazy.compile(r"\s*[^\s{*_<-][^\n<]{0,200}")  # text that is neither a rule, an attribute nor a comment
_EMPTY = lazy.compile(r"^[ \t]*(?:\{:[^}\n]*\}|-{3,}|\*{3,}|_{3,})[ \t\r]*$|\s+", re.M)


def _cut_starts(document: Document) -> frozenset[int]:
    return frozenset(cut.start for cut in cut_ends(document, True))


def _uncommented(text: str) -> str:
    """`text` without its HTML comments; one that is never closed stays."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join((*parts, text[at:]))


def _plain(text: str) -> str:
    return text.strip(" *#_")


def _twins(document: Document) -> dict[str, list[Heading]]:
    """The first two headings of each key."""
    twins: dict[str, list[Heading]] = {}
    for heading in document.derived(headings):
        same = twins.setdefault(heading.key, [])
        if len(same) < 2:
            same.append(heading)
    return twins


def _elsewhere(document: Document, heading: Heading) -> tuple[Related, ...]:
    """The same heading elsewhere, if there is one."""
    for one in document.derived(_twins)[heading.key]:
        if one is not heading:
            return (Related(document.span(one.start, one.end), "same"),)
    return ()


def _deletion(document: Document, heading: Heading) -> tuple[Edit, ...]:
    text, end = document.text, heading.end
    while end < len(text) and text[end] in " \t\r\n":
        end += 1
    end = text.rfind("\n", heading.end, end) + 1 or end
    return (Edit(document.span(heading.start, end), ""),)

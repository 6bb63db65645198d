"""The text of a post with everything that is not prose overwritten by spaces.

Same length, same line breaks: an offset in one is an offset in the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from linter import inline, lazy
from linter.blocks import PROSE, Block

_NOT_BREAK = lazy.compile(r"[^\r\n]")
_MARKS = lazy.compile(r"\n[ \t]*>[> \t]*")  # of a quote, on its further lines
_CLOSING = lazy.compile(r"(?:(?:^|[ \t])#+)[ \t]*$")
_TASK = lazy.compile(r"\[[ xX]\](?=[ \t])")


def of(text: str, body: int, blocks: Iterable[Block]) -> str:
    """`text` from which only the prose of `blocks` is left; what stands before `body` is none."""
    openers = inline.openers(text, body)
    openers.append(len(text) + 1)
    parts: list[str] = []
    kept = at = 0  # where the stretch begins that stays as it is; how far the text has been looked at
    number, opener = 0, openers[0]
    for kind, start, end, content, _, info, container, _ in blocks:
        if kind not in PROSE:
            continue
        if content > start or content - at > 2 or at <= body:  # else line breaks alone lie between
            parts.append(text[kept:at])
            parts.append(blanked(text[at:content]))
            kept = content
        at = end
        if opener < content:
            number = bisect_left(openers, content, number)
            opener = openers[number]
        if opener >= end and kind == "paragraph" and not container:
            continue
        spans: list[tuple[int, int]] = []
        if opener < end:
            first, number = number, bisect_left(openers, end, number)
            opener = openers[number]
            spans += inline.masked(text, openers[first:number], end)
        if kind != "paragraph" or container:
            spans += _structure(text, kind, content, end, info)
            spans.sort()
        for first, last in spans:
            if last > kept:
                first = max(first, kept)
                parts.append(text[kept:first])
                parts.append(blanked(text[first:last]))
                kept = last
    parts.append(text[kept:at])
    parts.append(blanked(text[at:]))
    return "".join(parts)


def blanked(text: str) -> str:
    """As many spaces, with the line breaks of `text`."""
    if "\r" in text:
        return _NOT_BREAK.sub(" ", text)
    if "\n" not in text:
        return " " * len(text)
    return "\n".join([" " * len(line) for line in text.split("\n")])


def _structure(text: str, kind: str, start: int, end: int, info: str) -> Iterable[tuple[int, int]]:
    """The marks of the block itself: those of quotes, the underline or closing `#` of a heading."""
    if kind == "heading":
        if info == "setext":
            yield max(start, text.rfind("\n", start, end)), end
        elif text[end - 1] in "# \t" and (closing := _CLOSING.search(text[start:end])):
            yield start + closing.start(), end
    if kind == "table":
        delimiter = text.find("\n", start, end) + 1
        stop = text.find("\n", delimiter, end)
        yield delimiter, stop if stop >= 0 else end
    if kind == "item" and (task := _TASK.match(text, start, end)):
        yield task.span()
    if text.find(">", start, end) >= 0:
        for marks in _MARKS.finditer(text, start, end):
            yield marks.span()

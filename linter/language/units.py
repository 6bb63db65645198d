"""The pieces of a post that can end: paragraphs, their lines where a blank line was lost, and what stands between.

Markers of a generator split a paragraph; link-only paragraphs, definitions and comments are no prose.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from linter import lazy
from linter.blocks import Block
from linter.document import Document


class Unit(NamedTuple):
    """A paragraph, or a line of one, or a block that is none, with its emphasis and blanks cut off the end."""

    kind: str  # prose, item, heading, label, marker, break, block
    start: int
    end: int
    block: int


_DASHED = lazy.compile(
    r"[-=—–][-=—–]{1,11}[ \t]{0,8}(?:END OF (?:ARTICLE|POST)|END|EOF)[ \t]{0,8}(?:[-=—–]{2,12}|(?=\r?$))",
    re.M,
)
_LINE = lazy.compile(
    r"^[ \t]*【(?:既存の?記事|要求事項|文体の指示|出力形式)[^】\n]{0,40}】[ \t]*\r?$"
    r"|^[ \t]*(?:[(（](?:続き|つづき)[)）]|to be continued…?)[ \t]*\r?$"
    r"|^[<>]{7} [^\n]{1,80}",
    re.M,
)
_HEADS = lazy.compile(r"\n[ \t]*(?:【|[(（]|to be continued|[<>]{7} )")  # a line with a mark begins so
_ENDS_HERE = lazy.compile(r"E(?:ND|OF)[^\n]*")  # or it has this, and the rest of it is not searched again
STOPS = frozenset("。！？!?.｡．…‥؟۔।♪☆★♡♥~～〜笑")
SOFT = frozenset("」』）)】]》〉〕}\"”’'＞>／＼ﾉ∀ωд:：;；%％°`|=+/→←↑↓-—–─―ー_^@#$&*")  # often fine as a last character
_TAIL = lazy.compile(r"(?:[ \t\r\n\\*_~]|<br[ ]?/?>|\[\^[^\]\s]{1,20}\]|\{:[^}\n]{0,80}\})+$")
_ENDS = frozenset(" \t\r\n\\*_~>]}")  # what _TAIL may end in
_BOLD = lazy.compile(r"(\*\*|__)(?=\S)([^\n]{1,80})(?<=\S)\1[ \t:：]*$")
_LINKS = lazy.compile(r"(?:[-・/|,、 \t]|!?\[[^\]\n]*\]\([^)\n]*\)|\*\*)+$")
_WORD = lazy.compile(r"\w")
_TITLE = 100  # code points
_SKIP = frozenset({"attribute", "definition"})
_TEXTS = {"paragraph": "prose", "heading": "prose", "item": "item", "quote": "block"}


def markers(document: Document) -> tuple[tuple[int, int], ...]:
    """The marks in the prose that say a text ends or goes on here; use `document.derived(markers)`."""
    prose, body = document.prose, document.body
    starts = {body}
    starts.update(head.start() + 1 for head in _HEADS.finditer(prose, max(body - 1, 0)))
    starts.update(prose.rfind("\n", body, mark.start()) + 1 or body for mark in _ENDS_HERE.finditer(prose, body))
    found: list[tuple[int, int]] = []
    for start in sorted(starts):
        end = (prose.find("\n", start) + 1 or len(prose) + 1) - 1
        whole = _LINE.match(prose, start, end)
        if whole:
            found.append(whole.span())
        found.extend(match.span() for match in _DASHED.finditer(prose, whole.end() if whole else start, end))
    return tuple(found)


def underline(text: str, block: Block) -> int:
    """The offset of the line break above the rule that underlines a heading."""
    return max(text.rfind("\n", block.start, block.end), text.rfind("\r", block.start, block.end))


def is_paragraph(document: Document, block: Block) -> bool:
    """Whether an underlined heading is a paragraph that the rule under it was not meant for."""
    text = document.text
    title = text[block.start : underline(text, block)]
    return len(title) > 80 or ("。" in title and text[block.end - 1] == "-")


def lines_are_paragraphs(document: Document) -> bool:
    """Whether the lines inside paragraphs end where sentences do: a blank line was lost there, no line was wrapped."""
    finished = wrapped = 0
    text = document.text
    for block in document.blocks:
        if block.kind == "paragraph" and text.find("\n", block.start, block.end) >= 0:
            for line in text[block.start : block.end].split("\n")[:-1]:
                last = line.rstrip()[-1:]
                finished += last in STOPS or last in SOFT
                wrapped += bool(last) and not (last in STOPS or last in SOFT)
    return finished >= 2 * wrapped


def reads_like_a_title(line: str) -> bool:
    """Whether the first line of a post may be its title rather than a paragraph that was cut."""
    return len(line) <= _TITLE and "。" not in line and not line.endswith(".")


def units(document: Document, lines: bool) -> list[Unit]:
    """The units of the post in order; with `lines`, the lines of a paragraph are units of their own."""
    text, prose = document.text, document.prose
    marks = document.derived(markers)
    found: list[Unit] = []
    for index, block in enumerate(document.blocks):
        kind, opening, end, start, _, info, container, _ = block
        if kind in _SKIP or (kind == "html" and text.startswith("<!--", opening)):
            continue
        if kind not in _TEXTS:
            found.append(Unit("break" if kind == "break" else "block", opening, end, index))
            continue
        if kind == "heading":
            if info != "setext" or not is_paragraph(document, block):
                found.append(Unit("heading", start, end, index))
                continue
            end = underline(text, block)
        kind = "item" if container and kind != "quote" else _TEXTS[kind]
        for mark in marks[bisect_left(marks, (start, 0)) : bisect_left(marks, (end, 0))] if marks else ():
            found.extend(_pieces(text, prose, kind, start, mark[0], index, lines))
            found.append(Unit("marker", *mark, index))
            start = mark[1]
        found.extend(_pieces(text, prose, kind, start, end, index, lines))
        if end < block.end:
            found.append(Unit("break", end, block.end, index))
    return found


def _pieces(text: str, prose: str, kind: str, start: int, end: int, index: int, lines: bool) -> list[Unit]:
    """The unit between two offsets; with `lines`, those of the lines of a paragraph."""
    if not lines or kind != "prose":
        return _unit(text, prose, kind, start, end, index)
    found = []
    while (stop := text.find("\n", start, end)) >= 0:
        found += _unit(text, prose, kind, start, stop - text.endswith("\r", start, stop), index)
        start = stop + 1
    return found + _unit(text, prose, kind, start, end, index)


def _unit(text: str, prose: str, kind: str, start: int, end: int, index: int) -> list[Unit]:
    """The one unit between two offsets, or none."""
    while start < end and text[start].isspace():
        start += 1
    if start >= end or text.startswith("<!--", start):
        return []
    if kind == "prose" and not prose[start].isalnum():  # most begin with a letter, and are what they seem
        bold = _BOLD.match(text, start, end)
        if bold or _LINKS.match(text, start, end) or not _WORD.search(prose, start, end):
            return [Unit("label" if bold else "block", start, end, index)]
    tail = _TAIL.search(text, max(start, end - 200), end) if text[end - 1] in _ENDS else None
    return [Unit(kind, start, tail.start() if tail and tail.start() > start else end, index)]

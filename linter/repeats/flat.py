"""The body as one string without white space and emphasis, and the way back to the document.

A copy of a passage differs in line breaks, blanks, `*`, `#` and `>` from its original, never in the
rest: in the flat body both are the same string.

    flat = document.derived(flatten)
    flat.chars                  # the flat body
    flat.offset(i)              # flat index -> offset in document.text
    flat.end(j)                 # flat end, exclusive -> offset behind the last character
    flat.index(offset)          # offset in document.text -> first flat index at or behind it

Indices of `chars` are called flat indices, everything else is an offset (code points of
`document.text`). A zone that no copy may cross (front matter, code, comments, cards of links, table
heads) stands in `chars` as one private character that occurs once; link targets, bare URLs, rules
and the generator's end marks are dropped, so that a copy may run over them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from linter import lazy
from linter.blocks import Block
from linter.document import Document

_LOST = r"[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff*#_>]"  # white space and marks
_STRETCHES = lazy.compile(f"({_LOST}{_LOST}*)")  # searched faster than one class with +
_DROPPED = lazy.compile(  # every branch begins with a literal, which keeps the search fast
    r"\]\(\s{0,9}<?(?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)>?(?:\s{1,9}\"[^\"\n]*\")?\s{0,9}\)"
    r"|https?://[^\s<>()（）「」『』、。]+"
    r"|--+[ \t]*END\b(?:[ \t]*-{2,})?"
    r"|---+"
    r"|【既存の?記事の最後の部分[^】\n]*】"
    r"|====+"
    r"|<<<<<<<[^\n]*"
    r"|>>>>>>>[^\n]*"
)
_CARD = lazy.compile(
    r"[ \t]*(?:[-+*]|\d+[.)])?[ \t]*(?:#{1,6}[ \t]+)?\**\[[^\]\n]*\]\([^)\n]*\)\**(?:\{:[^}\n]*\})?[ \t]*$", re.M
)
_END_MARK = "---END---"
_NO_PROSE = frozenset({"code", "math", "attribute", "liquid"})
_FIRST_BARRIER, _BARRIERS = 0xE000, 6400


class Flat:
    """The flat body of one document.

    `masked` is its text with barriers, and blanks for what is dropped; `blocks` holds the offsets of its blocks.
    """

    def __init__(self, masked: str, blocks: list[int]) -> None:
        self.masked = masked
        self.blocks = blocks
        parts = _STRETCHES.split(masked)  # what is kept and what is not, in turn
        lengths = [*map(len, parts)]
        self.chars = "".join(parts[::2])
        self._starts = [*accumulate(lengths, initial=0)][:-1:2]  # offsets of the stretches that are kept
        self._indices = [*accumulate(lengths[::2], initial=0)]  # where each begins in `chars`, and where that ends

    @cached_property
    def heads(self) -> list[int]:
        """The flat index at which each block begins, in the order of `document.blocks`."""
        return self.indices(self.blocks)

    @cached_property
    def begins(self) -> frozenset[int]:
        """`heads` as a set: the flat indices at which a block begins."""
        return frozenset(self.heads)

    def offset(self, index: int) -> int:
        """The offset of the flat character `index`; the end of the text for the end of `chars`."""
        if index >= len(self.chars):
            return len(self.masked)
        at = bisect_right(self._indices, index) - 1
        return self._starts[at] + index - self._indices[at]

    def end(self, index: int) -> int:
        """The offset behind the flat character before `index`."""
        return self.offset(index - 1) + 1 if index else 0

    def index(self, offset: int) -> int:
        """The first flat index whose character stands at `offset` or behind it."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return 0
        return min(self._indices[at] + offset - self._starts[at], self._indices[at + 1])

    def indices(self, offsets: Iterable[int]) -> list[int]:
        """`index` of many offsets in ascending order, in one pass."""
        starts, begins, last = self._starts, self._indices, len(self._starts)
        result, at = [], 0
        for offset in offsets:
            at = bisect_right(starts, offset, max(at - 1, 0), last)
            index = begins[at - 1] + offset - starts[at - 1] if at else 0
            result.append(index if index < begins[at] else begins[at])
        return result


def flatten(document: Document) -> Flat:
    """The flat body of `document`, in time linear in its text."""
    text, parts, at = document.text, [], 0
    for number, (start, end) in enumerate(_zones(document)):
        if end > max(start, at):
            start = max(start, at)
            parts.append(_blanked(text[at:start]))
            parts.append(chr(_FIRST_BARRIER + number % _BARRIERS) + " " * (end - start - 1))
            at = end
    parts.append(_blanked(text[at:]))
    return Flat("".join(parts), [block.start for block in document.blocks])


def _blanked(text: str) -> str:
    """`text` with link targets, URLs, rules and markers overwritten by blanks."""
    parts, at = [], 0
    for match in _DROPPED.finditer(text):
        start, end = match.span("target") if match["target"] is not None else match.span()
        parts.append(text[at:start])
        parts.append(" " * (end - start))
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _zones(document: Document) -> Iterator[tuple[int, int]]:
    """The stretches that no copy may cross, in order; they may overlap."""
    text = document.text
    if document.body:
        yield 0, document.body
    blocks = document.blocks
    comment, link = _next(text, "<!--", document.body), _next(text, "](", document.body)
    for number, block in enumerate(blocks):
        kind, start, end = block[:3]
        if comment < start:
            comment = _next(text, "<!--", start)
        if link < start:
            link = _next(text, "](", start)
        if kind == "fence":
            if block.closed and _END_MARK not in text[start:end]:
                yield start, end
        elif kind in _NO_PROSE:
            yield start, end
        elif kind == "table":
            head = text.find("\n", start, end)
            row = text.find("\n", head + 1, end)
            yield start, row if row > 0 else end
        elif kind == "heading" and _heads_cards(text, blocks, number):
            yield start, end
        elif comment < end or link < end:
            yield from _inside(text, block)


def _next(text: str, sign: str, start: int) -> int:
    """Where `sign` stands next, or behind all text."""
    at = text.find(sign, start)
    return len(text) if at < 0 else at


def _inside(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Comments and lines that are nothing but a link."""
    found = []
    start = text.find("<!--", block.start, block.end)
    while start >= 0 and (end := text.find("-->", start, block.end)) >= 0:
        found.append((start, end + 3))
        start = text.find("<!--", end, block.end)
    if text.find("](", block.start, block.end) >= 0:
        at = block.start
        while at < block.end:
            stop = text.find("\n", at, block.end)
            stop = block.end if stop < 0 else stop
            if _CARD.match(text, at, stop):
                found.append((at, stop))
            at = stop + 1
    yield from sorted(found)


def _heads_cards(text: str, blocks: tuple[Block, ...], number: int) -> bool:
    """Whether a heading is itself a link, or stands over links or over a call to action `{: .class}` only."""
    block = blocks[number]
    if _CARD.match(text, block.start, block.end):
        return True
    for following in blocks[number + 1 : number + 5]:
        if following.kind == "heading":
            return False
        if following.kind == "attribute":
            return True
        if following.kind != "paragraph" or following.end - following.start > 400:
            return following.kind == "item" and bool(_CARD.match(text, following.start, following.end))
    return False

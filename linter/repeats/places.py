"""What lies at an index of the flat body: the edge of a block, of a sentence; which script.

Shared by the judgement of damage, the runs and the seams.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from linter import lazy
from linter.document import Document
from linter.repeats.flat import Flat

ELLIPSIS = lazy.compile(r"[ \t]*\**(?:…+|\.{3,}|・{3,}|⋯+)\**[ \t]*")
TERMINATORS = frozenset("。！？!?｡.…")
_CLOSERS = frozenset('」』）)】]"”’')
CHANCE = 8  # so few characters beyond a boundary may agree by chance


def breaks(flat: Flat, index: int) -> bool:
    """Whether a block begins between the flat characters `index - 1` and `index`, or no character does."""
    chars = flat.chars
    return (
        index <= 0
        or index >= len(chars)
        or index in flat.begins
        or "\ue000" <= chars[index - 1] <= "\uf8ff"
        or "\ue000" <= chars[index] <= "\uf8ff"
    )


def barrier(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff"


def closes(flat: Flat, index: int) -> bool:
    """Whether a sentence ends right before `index`."""
    chars, at = flat.chars, index - 1
    if at > 0 and chars[at] in _CLOSERS:
        if chars[at - 1 : index] == "()":  # the target of a link or image was dropped
            return True
        while at >= 0 and chars[at] in _CLOSERS:
            at -= 1
    if at < 0 or chars[at] not in TERMINATORS:
        return False
    if chars[at] != ".":
        return True
    behind = flat.end(at + 1)
    return behind >= len(flat.masked) or not (flat.masked[behind].isalnum() or flat.masked[behind] in "/_-")


def edge(flat: Flat, index: int) -> bool:
    """Whether a sentence or a block begins or ends at `index`."""
    return breaks(flat, index) or closes(flat, index)


def blocks_between(flat: Flat, start: int, end: int) -> int:
    """How many blocks `[start, end)` stands in; a few characters of the first or the last one are chance."""
    offset, stop = flat.offset(start), flat.end(end)
    first, last = bisect_right(flat.blocks, offset), bisect_right(flat.blocks, stop - 1)
    count = last - first + 1
    if count > 1 and flat.index(flat.blocks[first]) - start < CHANCE:
        count -= 1
    if count > 1 and end - flat.index(flat.blocks[last - 1]) < CHANCE:
        count -= 1
    return count


def cjk(text: str) -> bool:
    """Whether at least a quarter of the characters are kana or han."""
    return 4 * sum("\u3040" <= each <= "ヿ" or "㐀" <= each <= "鿿" or "ｦ" <= each <= "ﾟ" for each in text) >= len(text)


def prose_length(document: Document, flat: Flat, start: int, end: int) -> int:
    """How many flat characters of `[start, end)` stand in plain paragraphs at the top level."""
    return sum(stop - begin for begin, stop in prose_parts(document, flat, start, end))


def prose_parts(document: Document, flat: Flat, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of `[start, end)` that stand in plain paragraphs at the top level, flat indices."""
    offset, stop = flat.offset(start), flat.end(end)
    parts = []
    first, last = max(bisect_right(flat.blocks, offset) - 1, 0), bisect_left(flat.blocks, stop)
    for block in document.blocks[first:last]:
        if block.kind == "paragraph" and not block.container and document.derived(_plain, block.start, block.end):
            begin, finish = max(start, flat.index(block.start)), min(end, flat.index(block.end))
            if finish > begin:
                parts.append((begin, finish))
    return parts


def _plain(document: Document, start: int, end: int) -> bool:
    return plain(document.text[start:end])


_SPECIAL = lazy.compile(
    r"(?i:lorem ipsum|dolor sit amet|irure dolor|sint occaecat)|://|\$|^:::|\{[%{<]|</?[A-Za-z]|^\[\^|\|", re.M
)


def plain(text: str) -> bool:
    """Whether a paragraph is text alone: no address, formula, admonition, shortcode, HTML, footnote, table or filler."""
    return not _SPECIAL.search(text)

"""What lies at an index of the flat body: the edge of a line, of a paragraph, of a sentence; which script.

Shared by the judgement of damage, the runs and the seams.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from linter.document import Document
from linter.repeats.flat import Flat

TERMINATORS = frozenset("。！？!?｡.…")
_CLOSERS = frozenset('」』）)】]"”’')
_CJK = re.compile(r"[぀-ヿ㐀-鿿ｦ-ﾟ]")
_MARKS = re.compile(r"[*_#>\s]*")


def breaks(flat: Flat, index: int) -> bool:
    """Whether a line break stands between the flat characters `index - 1` and `index`, or no character does."""
    if index <= 0 or index >= len(flat.chars):
        return True
    return (
        "\n" in flat.masked[flat.end(index) : flat.offset(index)]
        or barrier(flat.chars[index - 1])
        or barrier(flat.chars[index])
    )


def barrier(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff"


def closes(flat: Flat, index: int) -> bool:
    """Whether a sentence ends right before `index`."""
    at = index - 1
    while at >= 0 and flat.chars[at] in _CLOSERS:
        at -= 1
    if at < 0 or flat.chars[at] not in TERMINATORS:
        return False
    if flat.chars[at] != ".":
        return True
    behind = flat.end(at + 1)
    return behind >= len(flat.masked) or not (flat.masked[behind].isalnum() or flat.masked[behind] in "/_-")


def edge(flat: Flat, index: int) -> bool:
    """Whether a sentence, a line or the body begins or ends at `index`."""
    return breaks(flat, index) or closes(flat, index)


def lines_between(flat: Flat, start: int, end: int) -> int:
    """How many lines with text `[start, end)` lies on."""
    text = flat.masked[flat.offset(start) : flat.end(end)]
    return sum(1 for line in text.split("\n") if line.strip())


def cjk(text: str) -> bool:
    """Whether at least a quarter of the characters are kana or han."""
    return 4 * len(_CJK.findall(text)) >= len(text)


def prose_length(document: Document, flat: Flat, start: int, end: int) -> int:
    """How many flat characters of `[start, end)` stand in plain paragraphs at the top level."""
    return sum(stop - begin for begin, stop in prose_parts(document, flat, start, end))


def prose_parts(document: Document, flat: Flat, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of `[start, end)` that stand in plain paragraphs at the top level, flat indices."""
    blocks = document.blocks
    offset, stop = flat.offset(start), flat.end(end)
    number = bisect_right(document.derived(block_starts, document), offset) - 1
    parts = []
    for block in blocks[max(number, 0) :]:
        if block.start >= stop:
            break
        if block.kind == "paragraph" and not block.container and plain(document.text[block.start : block.end]):
            begin, finish = max(start, flat.index(block.start)), min(end, flat.index(block.end))
            if finish > begin:
                parts.append((begin, finish))
    return parts


def block_starts(document: Document) -> list[int]:
    return [block.start for block in document.blocks]


_SPECIAL = re.compile(r"://|\$|^:::|\{[%{<]|</?[A-Za-z]|^\[\^|\|", re.M)


def plain(text: str) -> bool:
    """Whether a paragraph is text alone: no address, formula, admonition, shortcode, HTML, footnote or table."""
    return not _SPECIAL.search(text)

"""The headings of a post, however they are written, and what is bold in its blocks.

A heading is written `##`, underlined, `<h2>`, or as a bold line on its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from linter import lazy
from linter.blocks import PROSE
from linter.document import Document
from linter.emphasis import Bold, bolds, stars
from linter.language.units import is_paragraph, underline

BOLD_LEVEL = 7  # a bold line stands below every real heading


class Heading(NamedTuple):
    level: int  # 1-6, or BOLD_LEVEL
    start: int  # offsets of the whole heading, in code points
    end: int
    text: str  # without its marks
    style: str  # atx, setext, html or bold
    block: int  # index into Document.blocks

    @property
    def bold(self) -> bool:
        return self.style == "bold"

    @property
    def name(self) -> str:
        """What a message calls it: its text, or its marks where it has none."""
        return self.text or "#" * self.level

    @property
    def key(self) -> str:
        """What two headings of the same words share."""
        return re.sub(r"[\W_]+", "", self.text).lower()


_HTML = lazy.compile(r"[ \t]*<h([1-6])(?:[ \t][^>\n]{0,200})?>(.{0,400}?)</h\1>", re.S | re.I)
_BOLD = lazy.compile(r"(\*\*|__)(?=\S)((?:(?!\1)[^\n]){1,80})(?<=\S)\1[ \t]*(?=\r?\n|\Z)")


def headings(document: Document) -> tuple[Heading, ...]:
    """All headings in order; those inside lists and quotes are no part of the structure."""
    text = document.text
    found = []
    for index, block in enumerate(document.blocks):
        if block.container:
            continue
        if block.kind == "heading":
            if block.info == "setext":
                title = text[block.start : underline(text, block)]
                if is_paragraph(document, block):
                    continue
            else:
                title = text[block.content : block.end].rstrip().rstrip("#")
            found.append(Heading(block.level, block.start, block.end, title.strip(), block.info or "atx", index))
        elif block.kind == "html":
            found.extend(
                Heading(int(match[1]), match.start(), match.end(), match[2].strip(), "html", index)
                for match in _HTML.finditer(text, block.start, block.end)
            )
        elif block.kind == "paragraph" and text.startswith(("**", "__"), block.start):
            bold = _BOLD.match(text, block.start, block.end)
            if bold and not bold[2].rstrip().endswith(("。", ".", "、", ",")):
                found.append(Heading(BOLD_LEVEL, block.start, bold.end(), bold[2].strip(), "bold", index))
    return tuple(found)


_MARKED = PROSE - {"table"}


def emphasis(document: Document) -> dict[int, tuple[list[Bold], int]]:
    """By index of the block, what `bolds` says of it; tables and blocks without a `**` are left out."""
    text, places = document.text, stars(document.prose, document.body)
    found: dict[int, tuple[list[Bold], int]] = {}
    first = 0
    for index, block in enumerate(document.blocks if places else ()):
        if first < len(places) and places[first] < block.end:
            first = bisect_left(places, block.content, first)
            last = bisect_left(places, block.end, first)
            if first < last and block.kind in _MARKED:
                found[index] = bolds(text, places[first:last], block.content, block.end)
            first = last
    return found

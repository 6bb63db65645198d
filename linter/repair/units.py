"""What the repair moves about: units, which are sentences, or blocks that have none.

The split into sentences looks at nothing but the mark and what stands right behind it, never at brackets
that may be open: a sentence must be cut out alike wherever it stands, in a paragraph, in a line that lost
its breaks, or in a fragment that begins in the middle.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from linter import lazy
from linter.blocks import Block

Range = tuple[int, int]

LONG_LINE = 1000  # code points from which a line of several sentences has lost its breaks
PROSE = frozenset({"paragraph", "heading", "item", "quote"})
# it begins with one class of characters, which makes it fast to search
_STOP = lazy.compile(
    r"[。！？!?.\n](?:(?<=\n)|(?:(?<=[。！？])[。！？]*|(?<=[!?])[!?]*(?![\w#&/=])|(?<=\.)\.*(?=[\s*_\"”’)]|$))"
    r"(?P<close>[」』）)\]\"”’】]*))"
)
_NO_STOP = lazy.compile(
    r"(?:\b[A-Za-z]|\b(?:e\.g|i\.e|vs|etc|Mr|Mrs|Ms|Dr|No|Inc|Ltd|Corp|Co|St|Fig|approx)|(?:^|[\s*])\d{1,3})$"
)
_BOLD_HEAD = lazy.compile(r"[ \t]*\*\*[^*\n。]{2,80}\*\*[ \t]+(?=[^\x00-\x7f])")
_FLAT_MARK = lazy.compile(r"[ \t](?=(?:#{1,6}|[-*+•]|\d{1,2}[.)])[ \t])")
_FLAT_HEADING = lazy.compile(r"[ \t](?<=\S[ \t])#{2,6}[ \t]+(?=[^\s#])")
_NOISE = lazy.compile(r"[\s*#_>…\u200b\ufeff]+")
_UNDERLINES = lazy.compile(r"_+(?=\s|$)")
_LINK = lazy.compile(r"\[[^\]\n]{0,300}\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_ELLIPSIS = lazy.compile(r"[\s*]*(?:…|\.{3}|‥|・{3})[\s….‥・]*")
_MARKER = lazy.compile(r"(?:(?:[-*+•●]|\d{1,2}[.)])[ \t]+)+")
_ENDED = lazy.compile(r"[。．！？!?.」』）)】\]”\"’：:][\s*_`]*$")
_ONLY_BOLD = lazy.compile(r"[ \t]*\*\*[^*]+\*\*[ \t\r]*$")
TERMINATED = lazy.compile(r"[。！？!?.][」』）)]*$")
_WORD = lazy.compile(r"\w")
_SHORT_ITEM = 40
_HEADING, _HEADING_CJK = (
    300,
    60,
)  # a longer heading is a paragraph that lost its line breaks; the second holds a sentence


@dataclass(slots=True)
class Unit:
    """Offsets are half-open code points of the text; `start` lies behind the marker of its block."""

    start: int
    end: int
    key: str  # the text without white space, emphasis and leading dots; "" for what is frozen
    block: int  # index of its block
    first: bool = False  # of its block
    last: bool = False
    stub: bool = False  # the text stops here in mid-sentence
    torn: bool = False  # something is wrong between this unit and the one before: it need not follow it
    dots: bool = False  # begins with an ellipsis
    kind: str = "paragraph"  # of its block
    level: int = 0  # of a heading
    flat: bool = False  # stands on a line that lost its breaks
    leads: bool = False  # a heading that lost the line break before the next unit
    number: str = ""  # of a heading: what counts it, which is no part of its key
    frozen: str = ""  # of code, a table and the like: the text, or something that is said once


@dataclass
class Post:
    text: str
    blocks: Sequence[Block]
    units: list[Unit] = field(default_factory=list)
    residue: Sequence[Range] = ()

    @cached_property
    def line_break(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    @cached_property
    def triples(self) -> frozenset[str]:
        """The characters that stand side by side in the units, three at a time."""
        text = "\n".join({unit.key for unit in self.units})
        return frozenset(text[at : at + 3] for at in range(len(text)))


def key_of(text: str) -> str:
    dots = _ELLIPSIS.match(text)
    text = text[dots.end() :] if dots else text
    return _NOISE.sub("", text)


def of_block(post: Post, block: Block, index: int) -> list[Unit]:
    text = post.text
    length = block.end - block.start
    body = text[block.start : block.end]
    sentence = "。" in body or "！" in body or "？" in body
    heading = block.kind == "heading" and length <= (_HEADING_CJK if sentence else _HEADING)
    heading = heading and not (block.info == "setext" and sentence)  # a paragraph that a rule underlines
    flat = length >= LONG_LINE or (block.kind == "heading" and not heading and block.info == "atx")
    flat = flat or ("##" in body and bool(_FLAT_HEADING.search(text, block.content, block.end)))
    units: list[Unit] = []
    listed = False
    for start, end in without(post.residue, block.content, block.end):
        for cut in _sentences(text, start, end, flat):
            a, b = _trimmed(text, *cut)
            if a == b:
                continue
            key = key_of(text[a:b])
            if flat and (listed or _LINK.search(text, a, b)):  # a list of links that lost its breaks, up to a full stop
                units.append(Unit(a, b, "", index, kind="frozen", frozen=text[a:b]))
                listed = not TERMINATED.search(text[a:b])
            elif key:
                kind = "paragraph" if block.kind == "heading" and not heading else block.kind
                units.append(Unit(a, b, key, index, kind=kind, level=block.level, flat=flat))
                units[-1].torn = a == start and start > block.content
                if heading and a > block.content:
                    units[-1].number = text[block.content : a].strip()
    if units:
        units[0].first = units[-1].last = True
    for unit in units:
        if not unit.key:
            continue
        unit.dots = bool(_ELLIPSIS.match(text, unit.start, unit.end))
        if unit.last or torn_behind(post.residue, unit.end, block.end):
            unit.stub = _is_stub(text, unit, block)
    return units


def _is_stub(text: str, unit: Unit, block: Block) -> bool:
    raw = text[unit.start : unit.end]
    if unit.kind == "heading" or _ENDED.search(raw) or _ONLY_BOLD.match(raw) or not _WORD.search(raw):
        return False
    return not (block.kind == "item" and block.end - block.content < _SHORT_ITEM)


def _sentences(text: str, start: int, end: int, flat: bool) -> Iterator[Range]:
    """The stretches between the cuts, with the blanks around and the markers before the text."""
    at = start
    links = [match.span() for match in _LINK.finditer(text, start, end)] if "](" in text[start:end] else []
    cuts = [(match.end(), match) for match in _STOP.finditer(text, start, end)]
    if flat:
        cuts += [(match.end(), None) for match in _FLAT_MARK.finditer(text, start, end)]  # type: ignore[misc]
        cuts.sort(key=lambda cut: cut[0])
    for cut, match in cuts:
        if cut <= at:
            continue
        head = _BOLD_HEAD.match(text, at, cut)
        if head:
            yield at, head.end()
            at = head.end()
        if match is not None and not _stops(text, match, at, end):
            continue
        if links and any(first < cut < last for first, last in links):
            continue
        if text.startswith("**", cut):
            emphasis = text.count("**", at, cut) % 2
            if emphasis or cut + 2 >= end or text[cut + 2].isspace():
                cut += 2
        close = _UNDERLINES.match(text, cut, end)
        cut = close.end() if close else cut
        yield at, cut
        at = cut
    head = _BOLD_HEAD.match(text, at, end)
    if head:
        yield at, head.end()
        at = head.end()
    yield at, end


def _stops(text: str, match: re.Match[str], at: int, end: int) -> bool:
    """Whether a sentence ends at this mark."""
    cut = match.end()
    if match[0] == "\n":
        return bool(_ONLY_BOLD.match(text, at, cut - 1))
    if match["close"] and cut < end and not text[cut].isspace() and text[cut] != "*":
        return False
    return not (
        text[match.start()] == "."
        and match.end() - match.start() == 1
        and _NO_STOP.search(text[at : match.start()][-12:])
    )


def _trimmed(text: str, start: int, end: int) -> Range:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    marker = _MARKER.match(text, start + lead, end)
    start = marker.end() if marker else start + lead
    return start, start + len(text[start:end].rstrip())


def without(residue: Sequence[Range], start: int, end: int) -> Iterator[Range]:
    at = start
    for index in range(max(0, bisect_left(residue, (start, start)) - 1), len(residue)):
        first, last = residue[index]
        if first >= end:
            break
        if last > at:
            if first > at:
                yield at, first
            at = max(at, last)
    if at < end:
        yield at, end


def torn_behind(residue: Sequence[Range], start: int, end: int) -> bool:
    index = bisect_left(residue, (start, 0))
    return index < len(residue) and residue[index][0] < end


def offset(text: str, unit: Unit, length: int) -> int:
    """The offset behind the first `length` characters of the unit's key."""
    dots = _ELLIPSIS.match(text, unit.start, unit.end)
    at = dots.end() if dots else unit.start
    while length and at < unit.end:
        if not _NOISE.match(text[at]):
            length -= 1
        at += 1
    return at


def overlap(left: str, right: str) -> int:
    """The length of the longest end of `left` that `right` begins with."""
    start = left[-min(len(left), len(right)) :]
    at = 0
    while at < len(start):
        at = start.find(right[0], at)
        if at < 0:
            return 0
        if right.startswith(start[at:]):
            return len(start) - at
        at += 1
    return 0

"""A text as the checker of fixes sees it: units of prose, frozen lines, headings and what follows them.

Deliberately not `linter.document`: a mistake there must not hide itself here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from linter import lazy

Range = tuple[int, int]  # half-open, in code points

_FRONT = lazy.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(?:.*?^)?\1[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_FENCE = lazy.compile(r"[ \t]*(?:>[ \t]?)*(`{3,}|~{3,})(.*)")
_FROZEN = lazy.compile(r"[ \t]*(?:\||<[A-Za-z/!?]|\{[%{:]|!\[|\[\^?[^\]]+\]:|\$\$)")
_HEADING = lazy.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_BOLD = lazy.compile(r"[ \t]*\*\*[^*]+\*\*[ \t]*$")
_RULE = lazy.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$")
_BARE = lazy.compile(r"[ \t]*#{1,6}[ \t]+\d{1,2}[.)][ \t]*$")  # a heading that is only its number
_MARKER = lazy.compile(r"[ \t]*(?:>[ \t]?)*(?:(?:[-*+•・●]|\d{1,2}[.)])[ \t]+|…+|\.{3,}|‥+|・{3,})*")
_INNER_MARKER = lazy.compile(r"[ \t](?:[-*+•●]|\d{1,2}[.)])(?=[ \t])")
# it begins with one class of characters, which makes it fast to search
_STOP = lazy.compile(r"[。！？!?.](?:(?<!\.)[。！？!?]*|(?<=\.)\.*(?=[ \t\"”’)*_]|$))[」』）)\]\"”’]*")
_NUMBER = lazy.compile(r"(?:^|[\s*])\d{1,3}\.$")  # the number of an item, no sentence
_NOISE = lazy.compile(r"[\s*#_>…\ufeff\u200b]+")
_WORD = lazy.compile(r"\w")
_ENDED = frozenset('。！？!?.」』）)”"’：:')
_FLAT = 300  # a longer “heading” is a paragraph that lost its line breaks
_FLAT_CJK = 60  # the same for one that holds a finished sentence


class Unit(NamedTuple):
    """A sentence, or what a line has instead. `key` is its text without white space, emphasis and markers."""

    key: str
    place: Range
    first: bool  # of its line
    last: bool
    ended: bool


class Line(NamedTuple):
    """What a line says by itself; `places` are offsets in it."""

    text: str  # without the carriage return
    fence: str  # the mark, where it may open code
    blank: bool
    frozen: bool
    level: int  # of a heading; else 0
    bold: bool  # and nothing else
    key: str
    units: tuple[Unit, ...]


class Heading(NamedTuple):
    key: str
    level: int
    place: Range
    filled: bool  # whether text stands right below it


@dataclass(frozen=True)
class Reading:
    text: str
    front: str  # the front matter, with its delimiters
    units: list[Unit]
    frozen: list[tuple[str, Range]]
    headings: list[Heading]
    bold: set[str]
    keys: Counter[str]
    flat: str  # all keys in a row
    apart: str  # the same with a line break around each


def read(text: str, residue: Iterable[Range] = ()) -> Reading:
    """The reading of `text`, in which the stretches of `residue` count as blank."""
    match = _FRONT.match(text)
    at = match.end() if match else 0
    lines = _blanked(text, residue)[at:].split("\n")
    units: list[Unit] = []
    frozen: list[tuple[str, Range]] = []
    headings: list[Heading] = []
    bold: set[str] = set()
    open_: set[str] = set()  # fences that nothing below closes
    number = 0
    while number < len(lines):
        line, taken, length = _line(lines[number]), 1, len(lines[number])
        place = (at, at + len(line.text))
        if line.fence:
            taken = 1 if line.fence in open_ else _fence_end(lines, number, line.fence) - number
            if taken == 1:
                open_.add(line.fence)
            block = "\n".join(lines[number : number + taken])
            length = len(block)
            frozen.append((block.strip(), (at, at + length)))
        elif line.frozen:
            frozen.append((line.text.strip(), place))
        elif line.level:
            headings.append(Heading(line.key, line.level, place, False))
        elif line.bold:
            bold.add(line.key)
        for key, (start, end), *rest in line.units:
            units.append(Unit(key, (at + start, at + end), *rest))
        if headings and not (headings[-1].filled or line.blank or line.level):
            # its own last words again are no text below it
            headings[-1] = headings[-1]._replace(filled=not headings[-1].key.endswith(line.key))
        at += length + 1
        number += taken
    return Reading(
        text=text,
        front=match[0] if match else "",
        units=units,
        frozen=frozen,
        headings=headings,
        bold=bold,
        keys=Counter(unit.key for unit in units),
        flat="".join(unit.key for unit in units),
        apart="\n" + "\n".join(unit.key for unit in units) + "\n",
    )


@lru_cache(maxsize=2048)
def _line(text: str) -> Line:
    """The line; a text before a fix and the one behind it have most of them in common."""
    text = text.rstrip("\r")
    fence = _FENCE.match(text)
    code = fence[1] if fence and not (fence[1][0] == "`" and "`" in fence[2]) else ""
    blank = not code and bool(not text.strip() or _RULE.match(text) or _BARE.match(text))
    frozen = not (code or blank) and bool(_FROZEN.match(text))
    mark = None if code or blank or frozen else _HEADING.match(text)
    level = len(mark[1]) if mark and len(text) <= (_FLAT_CJK if "。" in text else _FLAT) else 0
    units: list[Unit] = []
    if level:
        units = [Unit(key_of(text), (0, len(text)), True, True, True)]
    elif not (code or blank or frozen):
        units = _units(text)
    return Line(
        text=text,
        fence=code,
        blank=blank,
        frozen=frozen,
        level=level,
        bold=bool(_BOLD.match(text)),
        key=key_of(text),
        units=tuple(unit for unit in units if _WORD.search(unit.key)),
    )


def key_of(text: str) -> str:
    return _NOISE.sub("", _INNER_MARKER.sub("", text) if " " in text or "\t" in text else text)


def _fence_end(lines: list[str], number: int, mark: str) -> int:
    close = re.compile(r"[ \t]*(?:>[ \t]?)*" + re.escape(mark) + re.escape(mark[0]) + r"*[ \t]*\r?$")
    return next((n + 1 for n in range(number + 1, len(lines)) if close.match(lines[n])), number + 1)


def _units(line: str) -> list[Unit]:
    marker = _MARKER.match(line)
    at = marker.end() if marker else 0
    cuts = [
        match.end()
        for match in _STOP.finditer(line, at)
        if match[0] != "." or not _NUMBER.search(line, max(at, match.start() - 6), match.end())
    ]
    if not cuts or cuts[-1] < len(line):
        cuts.append(len(line))
    found = []
    for cut in cuts:
        key = key_of(line[at:cut])
        if key:
            found.append((key, (at, cut)))
        at = cut
    return [
        Unit(key, place, index == 0, index == len(found) - 1, key[-1] in _ENDED)
        for index, (key, place) in enumerate(found)
    ]


def _blanked(text: str, ranges: Iterable[Range]) -> str:
    parts, at = [], 0
    for start, end in sorted(ranges):
        parts += [text[at:start], re.sub(r"[^\r\n]", " ", text[max(at, start) : end])]
        at = max(at, end)
    return "".join((*parts, text[at:]))

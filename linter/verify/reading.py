"""A text as the checker of fixes sees it: units of prose, frozen lines, headings and what follows them.

Deliberately not `linter.document`: a mistake there must not hide itself here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
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
_INNER_MARKER = lazy.compile(r"(?<=[ \t])(?:[-*+•●]|\d{1,2}[.)])(?=[ \t])")
_STOP = lazy.compile(r"(?:[。！？!?]+|\.+(?=[ \t\"”’)*_]|$))[」』）)\]\"”’]*")
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
        line, taken = lines[number].rstrip("\r"), 1
        place, filled = (at, at + len(line)), True
        fence = _FENCE.match(line)
        if fence and not (fence[1][0] == "`" and "`" in fence[2]):
            taken = 1 if fence[1] in open_ else _fence_end(lines, number, fence[1]) - number
            if taken == 1:
                open_.add(fence[1])
            block = "\n".join(lines[number : number + taken])
            frozen.append((block.strip(), (at, at + len(block))))
        elif not line.strip() or _RULE.match(line) or _BARE.match(line):
            filled = False
        elif _FROZEN.match(line):
            frozen.append((line.strip(), place))
        elif (mark := _HEADING.match(line)) and len(line) <= (_FLAT_CJK if "。" in line else _FLAT):
            filled = False
            headings.append(Heading(key_of(line), len(mark[1]), place, False))
            units.append(Unit(key_of(line), place, True, True, True))
        else:
            if _BOLD.match(line):
                bold.add(key_of(line))
            units.extend(_units(line, at))
        if filled and headings and not headings[-1].filled:  # its own last words again are no text below it
            headings[-1] = headings[-1]._replace(filled=not headings[-1].key.endswith(key_of(line)))
        at += sum(len(each) + 1 for each in lines[number : number + taken])
        number += taken
    units = [unit for unit in units if _WORD.search(unit.key)]
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


def key_of(text: str) -> str:
    return _NOISE.sub("", _INNER_MARKER.sub("", text) if " " in text or "\t" in text else text)


def _fence_end(lines: list[str], number: int, mark: str) -> int:
    close = re.compile(r"[ \t]*(?:>[ \t]?)*" + re.escape(mark) + re.escape(mark[0]) + r"*[ \t]*\r?$")
    return next((n + 1 for n in range(number + 1, len(lines)) if close.match(lines[n])), number + 1)


def _units(line: str, offset: int) -> list[Unit]:
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
            found.append((key, (offset + at, offset + cut)))
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

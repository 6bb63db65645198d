"""Where a post stops in mid-sentence, and how sure that is.

A third of the paragraphs that people write end without a full stop and are fine: before a list or
code, in captions, signatures, verse, links. So an end without a mark says little by itself; its
last word, its place and the author's own habit decide. The figures behind the thresholds were
counted on 14,701 posts that people wrote (see `rules/truncated-sentence.md`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from linter import lazy
from linter.document import Document
from linter.language import endwords
from linter.language.units import SOFT, STOPS, Unit, lines_are_paragraphs, reads_like_a_title, units


class Ending(NamedTuple):
    """A piece of prose that stops before its sentence does; offsets in code points of the text."""

    start: int  # of the sentence that is cut
    end: int
    block: int  # index into Document.blocks
    last: str  # how it stops: comma, word (a particle, an article), open (a bracket), mark (only a full stop lacks)
    place: str  # what follows: end, break, marker, heading, text, block
    sure: bool  # whether a careful reader would call it cut without a doubt


_NOTE = lazy.compile(
    r"[ \t]*(?:[※†‡#＃©|]|\*[^*\s]|[¹²³⁴⁵]|\[\^?\d+\]|\d{4}[-/年.]|(?:Note|Source|Photo|出典|参考|写真|注)\s*[:：])",
    re.I,
)
_FIELD = lazy.compile(r"(\*\*|__)[^*_\n]{1,30}(?:\1[ \t]?[:：]|[:：]\1)[^。\n]*$")  # **Price**: forty crowns
_OPENERS, _CLOSERS = "「『（【“", "」』）】”"
_INNER = lazy.compile(r"[。！？]|[.!?][\"”)]?\s")
_GAP = lazy.compile(r"[ \t*_]*\r?\n[ \t]*\r?\n[ \t]*\r?\n")  # two blank lines, where a marker once stood


def cut_ends(document: Document, damaged: bool = False, closing: float = 0.85, length: int = 60) -> tuple[Ending, ...]:
    """The places where the post stops in mid-sentence, in order.

    `damaged` posts (see `repeats.damage`) are read strictly: there any fragment may be cut.
    Elsewhere an author who closes less than `closing` of the paragraphs is left alone, and a
    paragraph without a telling last word needs `length` code points and a finished sentence before.
    """
    pieces = units(document, damaged and lines_are_paragraphs(document))
    is_name = _names(document, pieces)
    closed, total, open_ends = _habit(document, pieces, is_name)
    found = []
    for index, last in open_ends:
        unit, place = pieces[index], _place(pieces, index)
        if is_name(unit) or _NOTE.match(document.text, unit.start, unit.end):
            continue
        if place != "marker" and _FIELD.match(document.text, unit.start, unit.end):
            continue
        share = closed / max(1, total - 1)  # of the others
        habit = share if share >= (0.5 if damaged else closing) and (damaged or total > 3) else 0.0
        judge = _strictly if damaged else _kindly
        sure = judge(document, pieces, index, last, place, habit, length)
        if sure is not None:
            found.append(Ending(_sentence(document, unit), unit.end, unit.block, last, place, sure))
    return tuple(found)


def _last(document: Document, unit: Unit) -> str:
    """How the unit stops: comma, word, open, mark; soft where that is often fine; empty where it is finished."""
    text, prose = document.text, document.prose
    character, before = text[unit.end - 1], text[unit.end - 2 : unit.end - 1]
    if character in STOPS or (character in _CLOSERS and before in STOPS):
        return ""
    if character == ")" and prose[unit.end - 2 : unit.end - 1] == " ":
        return ""  # a link
    if prose[unit.end - 1] == " " or character in SOFT or character.isdigit() or ord(character) > 0x1F000:
        return "soft"
    if character in "、，,､":
        return "comma"
    if endwords.ends_open(prose[max(unit.start, unit.end - 24) : unit.end]):
        return "word"
    tail = prose[max(unit.start, unit.end - 300) : unit.end]
    if any(
        tail.count(a) > tail.count(b) and tail.rfind(a) > tail.rfind(b) for a, b in zip(_OPENERS, _CLOSERS, strict=True)
    ):
        return "open"
    return "mark"


def _habit(
    document: Document, pieces: Sequence[Unit], is_name: Callable[[Unit], bool]
) -> tuple[int, int, list[tuple[int, str]]]:
    """How many of the paragraphs that hold a sentence the author closes with a mark, how many there are, and the
    units that stop without one: their indices, and how they stop."""
    text = document.text
    closed = total = 0
    open_ends: list[tuple[int, str]] = []
    for index, unit in enumerate(pieces):
        if unit.kind != "prose" and unit.kind != "item":
            continue
        last = "" if text[unit.end - 1] in STOPS else _last(document, unit)
        if last:
            open_ends.append((index, last))
        if unit.kind == "item" or unit.end - unit.start < 10 or (last and _place(pieces, index) == "block"):
            continue
        if last != "soft" and not is_name(unit):
            total += 1
            closed += not last
    return closed, total, open_ends


def _names(document: Document, pieces: Sequence[Unit]) -> Callable[[Unit], bool]:
    """Whether a unit is the title, a heading or a first line that reads like a title: these may stand again unmarked."""
    text, front = document.text, document.front_matter
    title = front.get("title") if front else None
    names = {_folded(str(title.value))} if title and title.value else set()
    names.update(_key(text, unit) for unit in pieces if unit.kind in ("heading", "label"))
    first = next((unit for unit in pieces if unit.kind == "prose"), None)
    if first and reads_like_a_title(text[first.start : first.end]):
        names.add(_key(text, first))
    names.discard("")
    lasts = {name[-1] for name in names} | {*_MARKS}

    def is_name(unit: Unit) -> bool:
        last = text[unit.end - 1]  # few paragraphs end like a name
        return (last in lasts or last.isspace()) and _key(text, unit) in names

    return is_name


def _key(text: str, unit: Unit) -> str:
    return _folded(text[unit.start : unit.end])


_MARKS = "*_#"


def _folded(text: str) -> str:
    """The text without blanks and marks; a third of the time that a regular expression takes."""
    text = "".join(text.split())
    for mark in _MARKS:
        text = text.replace(mark, "")
    return text


def _resumed(text: str, unit: Unit, following: Unit | None) -> bool:
    """Whether what follows takes up the last characters, or says with “…” that it goes on."""
    if following is None or following.kind not in ("prose", "item"):
        return False
    if text.startswith(("…", "..."), following.start):
        return True
    least = 9 if endwords.is_latin(text[unit.end - 20 : unit.end]) else 3
    tail = text[max(unit.start, unit.end - 60) : unit.end]
    longest = min(len(tail), unit.end - unit.start - 1)  # a line that the next repeats whole is a label
    return any(text.startswith(tail[-size:], following.start) for size in range(least, longest + 1))


def _place(pieces: Sequence[Unit], index: int) -> str:
    if index + 1 == len(pieces):
        return "end"
    kind = pieces[index + 1].kind
    return {"prose": "text", "item": "block", "label": "heading"}.get(kind, kind)


def _sentence(document: Document, unit: Unit) -> int:
    """Where the last sentence of the unit begins."""
    sentences = document.sentences
    index = bisect_right(sentences, (unit.end - 1, 1 << 62, 0)) - 1
    return max(unit.start, sentences[index].start) if index >= 0 else unit.start


def _kindly(
    document: Document, pieces: Sequence[Unit], index: int, last: str, place: str, habit: float, length: int
) -> bool | None:
    """Sure, doubtful (False) or no cut at all (None), in a post that shows no other damage."""
    unit = pieces[index]
    size, text = unit.end - unit.start, document.text
    if unit.kind != "prose" or last == "soft" or place == "block":
        return None
    final = place in ("end", "break", "marker")
    inner = bool(_INNER.search(text, unit.start, unit.end))
    latin = endwords.is_latin(text[max(unit.start, unit.end - 40) : unit.end])
    words = len(text[unit.start : unit.end].split()) if latin else 0
    telling = last == "word" or (last == "comma" and (not latin or words > 6))
    if place == "marker" and (telling or (habit and size >= 12)):
        return True
    if latin and final and last == "word" and endwords.is_strict(text[unit.start : unit.end]):
        return True
    if not habit or (final and endwords.signs_off(text[unit.start : unit.end])):
        return None
    if place == "text" and size >= 12 and not latin and _resumed(text, unit, pieces[index + 1]):
        return telling
    if telling and (words > 6 if latin else size >= 25):
        return final
    if size >= length and inner and last != "comma" and (not latin or words >= 8):
        return True if final else False if place == "heading" and not latin else None
    if final and habit == 1 and not latin and size >= length // 2 and "、" in text[unit.start : unit.end]:
        return False
    return None


def _strictly(
    document: Document, pieces: Sequence[Unit], index: int, last: str, place: str, habit: float, length: int
) -> bool | None:
    """The same in a post that was put together from fragments."""
    unit = pieces[index]
    size, text = unit.end - unit.start, document.text
    inner = bool(_INNER.search(text, unit.start, unit.end))
    latin = endwords.is_latin(text[max(unit.start, unit.end - 40) : unit.end])
    final = place in ("end", "break", "marker")
    if unit.kind == "item":
        if last == "soft" or not (inner or (final and last in ("comma", "word", "open"))):
            return None
        return final or last in ("comma", "word")
    if last == "soft":
        return None if not final or not (inner or place == "marker") else False
    if place == "block":
        return True if inner and last != "comma" and size >= length and not latin else None
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if not habit and not (place == "marker" or _GAP.match(text, unit.end)):
        return None
    if final or _GAP.match(text, unit.end) or _resumed(text, unit, following):
        return True
    if last == "mark" and latin:
        return None
    if inner or last in ("comma", "word"):
        return True
    return False if size > 40 or re.search("[、,]|[はもが]", text[unit.start : unit.end]) else None

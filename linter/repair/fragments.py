"""From a post to its fragments: units, cut where a heading lost its line break, torn where the generator left off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from linter import lazy
from linter.document import Document
from linter.language.units import reads_like_a_title
from linter.repair.units import (
    PROSE,
    TERMINATED,
    Post,
    Range,
    Unit,
    key_of,
    of_block,
    offset,
    overlap,
    torn_behind,
    without,
)
from linter.repeats.flat import flatten

_SINGULAR = frozenset({"break", "attribute", "liquid"})  # two of them are never copies
_BARRIER = lazy.compile("[\ue000-\uf8ff]")
_ECHO, _LEAST_ECHO = 4, 3  # characters said again: that show a cut, that are no chance behind a finished sentence
_LONGEST_HEADING = 120
_CLOSING = frozenset("」』）)]”’】")
_INITIAL = lazy.compile(r"(?:\b[A-Z]|(?<!\w)\d{1,2})\.$")
_CLOSED = lazy.compile(r"[*_]+(?=\s)")
_STEM = 4
_UNSPACED = lazy.compile("[\u3040-\u9fff]")  # of a script that sets no blank between words


def read(document: Document, residue: Iterable[Range], spared: Iterable[Range] = ()) -> Post:
    """The units of the post, in order. Stretches of `residue` are no unit, and tear what they stand between.

    Blocks in `spared` are frozen, and nobody's copies.
    """
    masked = document.derived(flatten).masked
    post = Post(document.text, document.blocks, residue=sorted(residue))
    spared = sorted(spared)
    for index, block in enumerate(document.blocks):
        kept = list(without(spared, block.start, block.end)) != [(block.start, block.end)]
        image = document.text.startswith("![", block.content)
        if kept or image or block.kind not in PROSE or _BARRIER.search(masked, block.start, block.end):
            if any(without(post.residue, block.start, block.end)):
                single = kept or block.kind in _SINGULAR
                name = str(index) if single else document.text[block.start : block.end].strip()
                post.units.append(Unit(block.start, block.end, "", index, True, True, kind="frozen", frozen=name))
            continue
        post.units.extend(of_block(post, block, index))
    title = _title(document)
    for index, block in enumerate(document.blocks[:2]):
        line = post.text[block.content : block.end]
        if (index == 0 and reads_like_a_title(line)) or (title and key_of(line) == title):
            for unit in post.units:
                unit.stub = unit.stub and unit.block != index
    _mark_tears(post)
    _split_headings(post, document)
    _split_echoes(post)
    return post


def _title(document: Document) -> str:
    field = document.front_matter.get("title") if document.front_matter else None
    return key_of(str(field.value)) if field and field.value else ""


def _split_headings(post: Post, document: Document) -> None:
    """Cuts off, where a line lost its break, the headings that stand elsewhere on lines of their own, and their ends."""
    known = _lines(post, document)
    followed = _followed(post)
    units: list[Unit] = []
    for unit in post.units:
        tail = _tail(post, unit, followed) if unit.torn and unit.first and unit.key else 0
        if tail:
            unit.flat = unit.flat or "\n" not in post.text[unit.start : _behind(post, unit, tail) + 1]
            units.append(_cut_off(post, unit, tail))
        likely = unit.flat or (unit.first and not unit.last) or unit.end - unit.start > 60
        while (length := _head(post, unit, known)) and (likely or _UNSPACED.match(unit.key[length - 1])):
            unit.flat = likely = True
            units.append(_cut_off(post, unit, length))
            units[-1].leads = True
        units.append(unit)
    post.units = units


def _lines(post: Post, document: Document) -> dict[str, list[str]]:
    """The title, the headings and the other short lines of the post, by how they begin."""
    known: dict[str, list[str]] = {}
    headings = {unit.key for unit in post.units if unit.kind == "heading"}
    lines = {unit.key for unit in post.units if unit.last and not unit.stub and len(unit.key) < _LONGEST_HEADING}
    for key in {*lines, _title(document)}:
        if len(key) >= _STEM or (len(key) >= 2 and key in headings):
            known.setdefault(key[:_STEM], []).append(key)
    return known


def _followed(post: Post) -> dict[str, list[tuple[str, str]]]:
    """The short lines of the post, each with the sentence below it, by how that begins."""
    followed: dict[str, list[tuple[str, str]]] = {}
    for line, below in pairwise(post.units):
        short = 0 < len(line.key) < _LONGEST_HEADING and bool(below.key)
        if short and not below.torn and "\n" in post.text[line.end : below.start]:
            followed.setdefault(below.key[:_STEM], []).append((line.key, below.key))
    return followed


def _head(post: Post, unit: Unit, known: Mapping[str, Sequence[str]]) -> int:
    """The length of the key of a known line that the unit begins with, if a blank stands behind it; else 0."""
    key = unit.key
    stems = (key[:length] for length in range(2, _STEM + 1))
    heads = [head for stem in stems for head in known.get(stem, ()) if key.startswith(head) and head != key]
    length = max(map(len, heads), default=0)
    return length if length and post.text[_behind(post, unit, length)].isspace() else 0


def _tail(post: Post, unit: Unit, followed: Mapping[str, Sequence[tuple[str, str]]]) -> int:
    """The length of the key of a line's end that the unit begins with, if it goes on as the post does below that line."""
    text = post.text[unit.start : min(unit.end, unit.start + _LONGEST_HEADING)]
    for blank in re.finditer(r"\s+", text):
        length = len(key_of(text[: blank.start()]))
        head, rest = unit.key[:length], unit.key[length:]
        for line, below in followed.get(rest[:_STEM], ()) if head and rest else ():
            if line.endswith(head) and line != head and (rest.startswith(below) or below.startswith(rest)):
                return length
    return 0


def _behind(post: Post, unit: Unit, length: int) -> int:
    """The offset behind the first `length` characters of the unit's key, and the marks that close an emphasis there."""
    cut = offset(post.text, unit, length)
    closing = _CLOSED.match(post.text, cut, unit.end)
    return closing.end() if closing else cut


def _cut_off(post: Post, unit: Unit, length: int) -> Unit:
    """The first `length` characters of the unit's key as a unit; the given one keeps the rest."""
    text, cut = post.text, _behind(post, unit, length)
    head = replace(unit, end=cut, key=unit.key[:length], last=False, stub=False, leads=False)
    rest = text[cut : unit.end]
    unit.start = cut + len(rest) - len(rest.lstrip())
    unit.key, unit.first, unit.torn, unit.dots = key_of(text[unit.start : unit.end]), False, False, False
    return head


def _mark_tears(post: Post) -> None:
    text = post.text
    before: Unit | None = None
    for unit in post.units:
        if before and unit.first:
            between = text[before.end : unit.start]
            listed = before.kind == "item" and unit.kind in ("item", "heading")  # items need no full stop
            apart = between.count("\n") - between.count("\n---") > 2
            unit.torn = unit.torn or unit.dots or apart or torn_behind(post.residue, before.end, unit.start)
            before.stub = before.stub or (unit.torn and before.kind != "heading" and _is_initial(post, before))
            unit.torn = unit.torn or (before.stub and not listed)
        before = unit


def _is_initial(post: Post, unit: Unit) -> bool:
    """Whether the unit ends with the full stop of an initial or of a number."""
    return bool(_INITIAL.search(post.text, max(unit.start, unit.end - 6), unit.end))


def _split_echoes(post: Post) -> None:
    """Cuts off, at the head of a fragment, the last words of the text before it.

    A text that ends with no sentence, but whose last words the fragment says again before it goes on, was cut there.
    """
    units: list[Unit] = []
    for unit in post.units:
        before = units[-1] if units else None
        if before and unit.torn and unit.first and unit.key and before.key:
            length = overlap(before.key, unit.key)
            if length < len(unit.key) and not TERMINATED.search(before.key):
                before.stub = before.stub or length >= _ECHO
            elif (
                _LEAST_ECHO <= length < len(unit.key)
                and TERMINATED.search(unit.key[:length])
                and unit.key[length] not in _CLOSING
            ):
                units.append(_cut_off(post, unit, length))
        units.append(unit)
    post.units = units

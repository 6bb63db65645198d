"""From a post to its fragments: units, cut where a heading lost its line break, torn where the generator left off."""

from __future__ import annotations

import re
from collections.abc import Iterable

from linter.document import Document
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
_BARRIER = re.compile("[\ue000-\uf8ff]")
_ECHO, _LEAST_ECHO = 4, 3  # characters said again: that show a cut, that are no chance behind a finished sentence
_LONGEST_HEADING = 120
_CLOSING = frozenset("」』）)]”’】")
_STEM = 4


def read(document: Document, residue: Iterable[Range], spared: Iterable[Range] = ()) -> Post:
    """The units of the post, in order. Stretches of `residue` are no unit, and tear what they stand between.

    Blocks in `spared` are frozen, and nobody's copies.
    """
    masked = document.derived(flatten, document).masked
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
        if title and key_of(post.text[block.content : block.end]) == title:
            for unit in post.units:
                unit.stub = unit.stub and unit.block != index
    _split_headings(post, document)
    _mark_tears(post)
    _split_echoes(post)
    return post


def _title(document: Document) -> str:
    field = document.front_matter.get("title") if document.front_matter else None
    return key_of(str(field.value)) if field and field.value else ""


def _split_headings(post: Post, document: Document) -> None:
    """Cuts off, on lines that lost their breaks, the headings that stand elsewhere on lines of their own."""
    text = post.text
    known: dict[str, list[str]] = {}
    title = _title(document)
    lines = [unit.key for unit in post.units if unit.last and not unit.stub and len(unit.key) < _LONGEST_HEADING]
    headings = {unit.key for unit in post.units if unit.kind == "heading"}
    for key in {*lines, title}:
        if len(key) >= _STEM or (len(key) >= 2 and key in headings):
            known.setdefault(key[:_STEM], []).append(key)
    units: list[Unit] = []
    heads: list[int] = []
    for unit in post.units:
        if unit.key and (unit.flat or (unit.first and not unit.last) or unit.end - unit.start > 60):
            while True:
                stems = [unit.key[:length] for length in range(2, _STEM + 1)]
                heads = [
                    key
                    for stem in stems
                    for key in known.get(stem, ())
                    if len(key) < len(unit.key) and unit.key.startswith(key)
                ]
                cut = offset(text, unit, len(max(heads, key=len))) if heads else unit.end
                while cut < unit.end and text[cut] in "*_":
                    cut += 1
                if cut >= unit.end or not text[cut].isspace():
                    break
                rest = cut + len(text[cut : unit.end]) - len(text[cut : unit.end].lstrip())
                head = Unit(
                    unit.start, cut, key_of(text[unit.start : cut]), unit.block, first=unit.first, torn=unit.torn
                )
                head.dots, head.kind, head.level, head.flat = unit.dots, unit.kind, unit.level, unit.flat
                units.append(head)
                heads.append(len(units) - 1)
                unit.start, unit.key, unit.first, unit.torn, unit.dots = (
                    rest,
                    key_of(text[rest : unit.end]),
                    False,
                    False,
                    False,
                )
                if not unit.key:
                    break
        if unit.key or unit.kind == "frozen":
            units.append(unit)
    post.units = units
    post.pairs = [(units[index], units[index + 1]) for index in heads if index + 1 < len(units)]


def _mark_tears(post: Post) -> None:
    text = post.text
    before: Unit | None = None
    for unit in post.units:
        if before and unit.first:
            between = text[before.end : unit.start]
            listed = before.kind == "item" and unit.kind in ("item", "heading")  # items need no full stop
            torn_here = (before.stub and not listed) or unit.dots or between.count("\n") - between.count("\n---") > 2
            unit.torn = unit.torn or torn_here or torn_behind(post.residue, before.end, unit.start)
        before = unit


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
                cut = offset(post.text, unit, length)
                head = Unit(unit.start, cut, unit.key[:length], unit.block, True, False, torn=True, dots=unit.dots)
                head.kind, head.level, head.flat = unit.kind, unit.level, unit.flat
                units.append(head)
                rest = post.text[cut : unit.end]
                unit.start = cut + len(rest) - len(rest.lstrip(" \t\r\n*"))
                unit.key, unit.first, unit.torn, unit.dots = unit.key[length:], False, False, False
        units.append(unit)
    post.units = units

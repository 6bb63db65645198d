"""How headings and emphasis are written, where another way would say better what they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from linter import lazy
from linter.diagnostic import Edit, Finding, Related, Value
from linter.document import Document
from linter.structure import Heading, emphasis, headings
from linter.words import excerpt


class Options(NamedTuple):
    bold: int  # how many bold lines make a post that uses them as headings


def check(document: Document, options: Options) -> Iterator[Finding]:
    found = document.derived(headings)
    real = [one for one in found if not one.bold]
    yield from _html(document, real)
    yield from _bold(document, found, options.bold)
    yield from _skipped(document, real)
    yield from _late(document, real)
    yield from _flanking(document)


def _html(document: Document, real: list[Heading]) -> Iterator[Finding]:
    """`<h3>` in a post that writes its other headings with `#`."""
    marked = [one for one in real if one.style in ("atx", "setext")]
    for one in real if marked else ():
        if one.style == "html":
            source = document.text[one.start : one.end]
            block = document.blocks[one.block]
            alone = document.text[block.start : block.end].strip() == source.strip()
            if not alone or not source.lower().startswith(f"<h{one.level}>"):
                continue  # it carries a class or an id, or is part of a larger piece of HTML
            span = document.span(one.start, one.end)
            related = (Related(document.span(marked[0].start, marked[0].end), "heading"),)
            yield Finding(span, "html", {"tag": f"<h{one.level}>", "marks": "#" * one.level}, related)


def _bold(document: Document, found: tuple[Heading, ...], least: int) -> Iterator[Finding]:
    """Bold lines of their own that more text follows, `least` of them or more."""
    lines = [
        one
        for index, one in enumerate(found)
        if one.bold and _leads(document, one, found[index + 1] if index + 1 < len(found) else None)
    ]
    if len(lines) < least:
        return
    levels = sorted(one.level for one in found if not one.bold)
    level = min(6, levels[0] + 1) if levels else 2
    for one in lines:
        span = document.span(one.start, one.end)
        edits = (Edit(span, "#" * level + " " + one.text),) if "\n" not in document.text[one.start : one.end] else ()
        yield Finding(span, "bold", {"text": excerpt(one.text, 24)}, edits=edits)


def _leads(document: Document, one: Heading, following: Heading | None) -> bool:
    """Whether a block of text stands under the bold line, and it is no caption of a picture above."""
    blocks = document.blocks
    if one.block + 1 >= len(blocks) or (following and following.block == one.block + 1):
        return False
    above = document.text[blocks[one.block - 1].start : blocks[one.block - 1].end] if one.block else ""
    return blocks[one.block + 1].kind in ("paragraph", "item") and not above.lstrip().startswith(("![", "<img", "<fig"))


def _skipped(document: Document, real: list[Heading]) -> Iterator[Finding]:
    """A level with no heading of the level above it before it; the site's own title is level 1."""
    above = 1
    for one in real:
        if one.level > above + 1:
            values: dict[str, Value] = {"text": excerpt(one.name, 24), "level": one.level, "above": above + 1}
            yield Finding(document.span(one.start, one.end), "skipped", values)
        above = one.level


_NUMBER = lazy.compile(
    r"(?P<word>(?:[^\W\d]{1,12}[ \t]|[ぁ-ゖァ-ヺ一-鿿ー가-힣]{1,12})?)(?P<number>\d{1,2})(?:[.．、)）:：]|[ \t]|$)(?!\d)"
)


def _late(document: Document, real: list[Heading]) -> Iterator[Finding]:
    """Numbered headings of one kind that begin with 2 or more, or leave one out."""
    series: dict[tuple[int, str], list[tuple[int, Heading]]] = defaultdict(list)
    for one in real:
        number = _NUMBER.match(one.text)
        if number:
            series[one.level, number["word"].lower()].append((int(number["number"]), one))
    for members in series.values():
        numbers = [number for number, _ in members]
        if len(members) < 2 or any(b != a + 1 for a, b in pairwise(numbers)):
            continue
        first, heading = members[0]
        if 2 <= first <= 9:
            values: dict[str, Value] = {"text": excerpt(heading.name, 24), "number": first}
            yield Finding(document.span(heading.start, heading.end), "late", values)


def _flanking(document: Document) -> Iterator[Finding]:
    """Bold that CommonMark leaves as asterisks, though kramdown shows it."""
    prose, text = document.prose, document.text
    for pairs, odd in document.derived(emphasis).values():
        if odd >= 0:
            continue
        for one in pairs:
            if one.renders:
                continue
            inner = text[one.opening + 2 : one.closing]
            if not inner.strip() or inner != inner.strip() or prose[one.opening + 2 : one.closing] != inner:
                continue
            start, end = (one.closing - 1, one.closing + 2) if not one.closes else (one.opening, one.opening + 3)
            whole = document.span(one.opening, one.closing + 2)
            edits: tuple[Edit, ...] = ()
            if inner[0] + inner[-1] in ("「」", "『』", "（）", "()", "【】", "“”") and len(inner) > 2:
                edits = (Edit(whole, f"{inner[0]}**{inner[1:-1]}**{inner[-1]}"),)
            yield Finding(document.span(start, end), "emphasis-flanking", {"text": excerpt(inner, 20)}, edits=edits)

"""One way of writing figures in a post: 1200億円, 1,200億円, １２００億円. The only kind with a fix.

A number keeps its value whatever its commas and the width of its digits; that is proved again for every edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from linter import lazy
from linter.diagnostic import Edit, Finding
from linter.figures.found import finding
from linter.figures.numbers import fold, read
from linter.figures.options import Options
from linter.figures.post import Passage, Place, Post

Written: TypeAlias = "tuple[Passage, int, int]"  # a number with its place in the passage

_GROUPED = lazy.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])")
_PLAIN = lazy.compile(r"(?<![\d.,兆億万])\d{4,}(?![\d,])")  # 1兆7000億 is written so by all
_FORMULA = lazy.compile(r"[=＝×÷]")


def check(post: Post, options: Options) -> Iterator[Finding]:
    """notation: thousands with and without commas, digits full and half width."""
    grouped: list[Written] = []
    plain: list[Written] = []
    for passage in (*post.front, *post.body):
        if passage.kind == "table" or _FORMULA.search(passage.text):
            continue
        for figure in passage.figures:
            if figure.end - figure.start >= 4 and figure.unit.dimension != "year":
                at, text = figure.start, passage.text[figure.start : figure.end]
                grouped += [(passage, at + m.start(), at + m.end()) for m in _GROUPED.finditer(text)]
                plain += [(passage, at + m.start(), at + m.end()) for m in _PLAIN.finditer(text)]
    four = all(end - start == 4 for _, start, end in plain) and not any(end - start == 5 for _, start, end in grouped)
    if grouped and plain and not four:
        few, many = (grouped, plain) if _weight(grouped) < _weight(plain) else (plain, grouped)
        yield _told(post, few, many, few is plain)
    yield from _width(post)


def _weight(places: list[Written]) -> int:
    return sum(1 + len(passage.copies) for passage, _, _ in places)


def _told(post: Post, few: list[Written], many: list[Written], group: bool) -> Finding:
    """Values that stand in both forms are brought to that of the majority; others are the writer's to choose."""
    first = next((place for place in few if place[0].kind != "field"), few[0])
    shown = {"figure": _whole(*first), "other": _whole(*many[0])}
    others = [(many[0], "other"), *((place, "same") for place in few if place != first)]
    span, edits = post.document.span, []
    both = {_value(*place) for place in many}
    for passage, start, end in few:
        old = passage.text[start:end]
        new = f"{int(old):,}" if group else old.replace(",", "")
        if passage.kind != "field" and read(old) == read(new) and _value(passage, start, end) in both:
            edits += [Edit(span(at + start, at + end), new) for at in (passage.start, *passage.copies)]
    found = finding(post, "notation", first, shown, others)
    return found._replace(edits=tuple(sorted(edits, key=lambda edit: edit.span.start)))


def _value(passage: Passage, start: int, end: int) -> tuple[int, str]:
    """Value and unit of the figure whose digits stand at `start`."""
    return next(((f.value, f.unit.name) for f in passage.figures if f.start <= start < f.end), (0, ""))


def _whole(passage: Passage, start: int, end: int) -> str:
    return next(
        (passage.text[f.start : f.end] for f in passage.figures if f.start <= start < f.end), passage.text[start:end]
    )


_WIDE = lazy.compile(r"[０-９][０-９，．]*[０-９]")


def _width(post: Post) -> Iterator[Finding]:
    """Numbers of two digits and more in full width, in a post that writes them in half width."""
    document, wide = post.document, []
    if not any(_WIDE.search(document.text, each.start, each.start + len(each.text)) for each in post.body):
        return
    narrow: Place | None = None
    for place in post.places(post.body):
        raw = document.text[place.start : place.end]
        match = _WIDE.search(raw)
        if match:
            wide.append((place, match))
        elif narrow is None and re.search(r"\d\d", raw):
            narrow = place
    total = sum(1 for _ in post.places(post.body))
    if wide and narrow and len(wide) * 3 <= total - len(wide):
        place, match = wide[0]
        values = {"figure": document.text[place.start : place.end], "other": narrow.text}
        found = finding(post, "notation", place, values, [(narrow, "other"), *((p, "same") for p, _ in wide[1:])])
        edits = []
        for place, match in wide:
            for at in (place.passage.start, *place.passage.copies):
                start = at + place.figure.start + match.start()
                edits.append(Edit(document.span(start, start + len(match[0])), fold(match[0])))
        yield found._replace(edits=tuple(sorted(edits, key=lambda edit: edit.span.start)))

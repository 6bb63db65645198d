"""Texts that a house does not want, and what it wants instead: the check that house rules are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.blocks import PROSE
from linter.diagnostic import Edit, Finding, Value
from linter.document import Document
from linter.language.phrases import search
from linter.words import excerpt

Place = tuple[int, int]  # half-open offsets


_NONE: dict[str, str] = {}


class Options(NamedTuple):
    """The options of a house rule; unlike the other checks it has defaults, since every house writes its own file."""

    phrases: tuple[str, ...] = ()  # what must not stand in the scope (see linter.language.phrases)
    replacements: dict[str, str] = _NONE  # phrase -> what to write instead; forbidden too
    scope: tuple[str, ...] = ("prose",)  # prose, code, kinds of blocks, names of front matter fields
    unless: tuple[str, ...] = ()  # phrases that hold a forbidden one and are fine
    quoted: bool = False  # whether quotations count
    whole_words: bool = True  # whether a match may not stand inside a longer word of Latin letters


def check(document: Document, options: Options) -> Iterator[Finding]:
    text = document.text
    sources = (*options.replacements, *options.phrases)
    for searched, start, end in _scopes(document, options.scope):
        if start >= end:
            continue
        part = searched[start:end]
        fine = [(one.start, one.end) for one in search(part, options.unless)]
        taken: list[Place] = []
        for match in sorted(search(part, sources), key=lambda one: (one.start, -one.end)):
            if (taken and match.start < taken[-1][1]) or any(a <= match.start and match.end <= b for a, b in fine):
                continue
            first, last = start + match.start, start + match.end
            if (options.whole_words and _inside_word(text, first, last)) or (
                not options.quoted and _quoted(text, first)
            ):
                continue
            taken.append((match.start, match.end))
            values: dict[str, Value] = {"text": excerpt(text[first:last], 30), "better": ""}
            span = document.span(first, last)
            if match.phrase in options.replacements:
                better = options.replacements[match.phrase]
                edits = (Edit(span, better),)
                yield Finding(span, "replace", {**values, "better": better}, edits=edits)
            else:
                yield Finding(span, "", values)


def _scopes(document: Document, scope: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    """The texts to look at, each with the place of it; the prose is one of them, so that a phrase costs one search."""
    front = document.front_matter
    if "prose" in scope:
        yield document.prose, document.body, len(document.prose)
    for block in document.blocks:
        if block.kind in scope or (block.kind == "fence" and "code" in scope):
            yield (document.prose if block.kind in PROSE else document.text), block.content, block.end
    for one in front.fields if front else ():
        if one.name in scope and isinstance(one.value, str):
            yield document.text, one.start, one.end


def _inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return any(
        outer.isascii() and outer.isalnum() and inner.isascii() and inner.isalnum()
        for outer, inner in ((before, text[start : start + 1]), (after, text[end - 1 : end]))
    )


def _quoted(text: str, at: int) -> bool:
    """Whether a quotation of the same line is open at `at`, within 200 code points."""
    head = text[max(0, at - 200) : at]
    head = head[head.rfind("\n") + 1 :]
    return any(head.rfind(opening) > head.rfind(closing) for opening, closing in ("「」", "『』", "“”"))

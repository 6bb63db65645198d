"""Descriptions that end in the words of many others: a blog's own stock phrase, learned from its posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from linter.diagnostic import Finding, Span
from linter.document import Document
from linter.front.names import SUMMARIES, named, text_fields

TAIL = 8  # code points of an end that two descriptions do not share by chance
FEW = 10  # posts that share it


def facts(document: Document) -> list[Any] | None:
    """The ends of the post's descriptions: field, end, place."""
    found = []
    for field, text in text_fields(document, SUMMARIES):
        tail = " ".join(text.split())[-TAIL:]
        if len(tail) == TAIL:
            found.append([field.name, tail, list(document.span(field.start, field.end))])
    return found or None


def compare(
    asked: Collection[str], told: Mapping[str, Sequence[Any]], share: float, known: Sequence[str]
) -> Iterator[Finding]:
    """Those whose end `share` of the blog's posts have. `known` phrases are told without looking at other posts."""
    ends = Counter((name, tail) for found in told.values() for name, tail, _ in found)
    total = Counter(name for found in told.values() for name, _, _ in found)
    for path, found in told.items():
        for name, tail, span in found if path in asked else ():
            count = ends[name, tail]
            if count >= FEW and count >= share * total[name] and not any(phrase.endswith(tail) for phrase in known):
                yield Finding(
                    Span(*span), "summary-template", {"key": named(name), "text": tail, "count": count}, path=path
                )

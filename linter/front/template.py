"""Descriptions that end in the words of many others: a blog's own stock phrase, learned from its posts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from linter.diagnostic import Finding, Span, Value
from linter.document import Document
from linter.front.names import SUMMARIES, named, text_fields

if TYPE_CHECKING:
    from linter.facts import Facts

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


_KEY = "end "


def key(end: Sequence[Any]) -> str:
    name, tail, _ = end
    return f"{_KEY}{name} {tail}"


class Ends:
    """How the descriptions of a blog end. `known` phrases are told without looking at other posts."""

    def __init__(self, facts: Facts, share: float, known: Sequence[str]) -> None:
        self._facts, self._share, self._known = facts, share, known
        self._totals: dict[str, int] = {}  # descriptions of that name

    def compare(self, path: str, fact: Sequence[Sequence[Any]]) -> Iterator[Finding]:
        """Those of the post whose end `share` of the blog's descriptions have."""
        for end in fact:
            name, tail, span = end
            count = self._facts.count(key(end))
            if (
                count >= FEW
                and count >= self._share * self._total(name)
                and not any(phrase.endswith(tail) for phrase in self._known)
            ):
                values: dict[str, Value] = {"key": named(name), "text": tail, "count": count}
                yield Finding(Span(*span), "summary-template", values, path=path)

    def _total(self, name: str) -> int:
        if name not in self._totals:
            self._totals[name] = self._facts.total(f"{_KEY}{name} ")
        return self._totals[name]

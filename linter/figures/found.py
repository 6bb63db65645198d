"""How a verifier tells what it found: one finding, the other places related, copies of a passage listed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from linter.diagnostic import Finding, Related, Value
from linter.figures.post import Passage, Place, Post

Spot: TypeAlias = "Place | tuple[Passage, int, int]"  # a figure, or offsets in a passage

COPIES = 20  # more copies of one passage are not listed


def finding(
    post: Post,
    kind: str,
    at: Spot,
    values: Mapping[str, Value],
    others: Iterable[tuple[Spot, str]] = (),
    doubtful: bool = False,
) -> Finding:
    """A finding at `at`, a place or a passage with offsets in it, with its other places and their labels."""
    passage, start, end = _spot(at)
    span = post.document.span
    related = [
        Related(span(p.start + s, p.start + e), label) for (p, s, e), label in ((_spot(o), lab) for o, lab in others)
    ]
    related += [Related(span(copy + start, copy + end), "copy") for copy in passage.copies[:COPIES]]
    return Finding(
        span(passage.start + start, passage.start + end), kind, dict(values), tuple(related), doubtful=doubtful
    )


def _spot(at: Spot) -> tuple[Passage, int, int]:
    return (at.passage, at.figure.start, at.figure.end) if isinstance(at, Place) else at

"""Whether two sentences are one with a few words put in or changed: a subsequence of the other, or nearly equal.

Nearly equal is one minus the Levenshtein distance over the longer length. Bounds of the distance that cost little
are asked first.
"""

from __future__ import annotations

from collections import Counter

from linter.strings import common_prefix

_INSERTED = 0.6  # a subsequence counts from this share of the longer sentence on
_ROUNDED = 0.01  # code points; more than the rounding of a product


def alike(one: str, other: str, similarity: float) -> bool:
    """Whether the shorter is a subsequence of the longer (and not much shorter), or both are nearly equal."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _INSERTED * len(longer):
        return False
    if _subsequence(shorter, longer):
        return True
    edits = (1 - similarity) * len(longer) + _ROUNDED
    # Most end at the first of these; they are ordered by what they cost.
    if len(longer) - len(shorter) > edits or len(set(longer).difference(shorter)) > edits:
        return False
    if _lacking(shorter, longer) > edits:
        return False
    if _between(shorter, longer) < edits - 2 * _ROUNDED:
        return True
    # Nearly all have ended by now, and the library is slow to load.
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(one, other, score_cutoff=similarity) >= similarity


def _lacking(shorter: str, longer: str) -> int:
    """How many characters of `longer` are not in `shorter`, wherever they stand: each costs an edit."""
    return (Counter(longer) - Counter(shorter)).total()


def _between(shorter: str, longer: str) -> int:
    """How many characters of `longer` stand between the beginning and the end that both share: no more edits are needed."""
    head = common_prefix(shorter, longer)
    tail = common_prefix(shorter[head:][::-1], longer[head:][::-1])
    return len(longer) - head - tail


def _subsequence(shorter: str, longer: str) -> bool:
    at = 0
    for character in shorter:
        at = longer.find(character, at) + 1
        if not at:
            return False
    return True

"""Declared changes inside sentences: what they may be, and how the checker undoes them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

Replacement = tuple[int, int, str]  # a stretch of the old text, and what stands there instead

_LONGEST = 240  # code points that a replacement may change beyond marks
_SWALLOWED = 8  # letters that it may delete


def acceptable(old: str, replacement: Replacement) -> bool:
    """Whether this may pass as a change inside a sentence: of marks only, or short, on one line, and no deletion."""
    start, end, text = replacement
    before = old[start:end]
    letters = [re.sub(r"[\W_]+", "", each) for each in (before, text)]
    if letters[0] == letters[1]:
        return True
    if not letters[1] and len(letters[0]) > _SWALLOWED:
        return False
    return max(len(before), len(text)) <= _LONGEST and "\n" not in before.strip("\r\n")


def laid(old: str, replacements: Sequence[Replacement]) -> tuple[str, Callable[[int], int], Callable[[int], int]]:
    """The old text with the replacements made; where an offset of it went; and where one of the result came from."""
    parts: list[str] = []
    at = shift = 0
    before, after, shifts = [0], [0], [0]
    for start, end, text in sorted(replacements):
        parts += [old[at:start], text]
        at = end
        shift += len(text) - (end - start)
        before.append(end)
        after.append(end + shift)
        shifts.append(shift)
    parts.append(old[at:])

    def forth(offset: int) -> int:
        return max(0, offset + shifts[bisect_right(before, offset) - 1])

    def back(offset: int) -> int:
        return min(len(old), max(0, offset - shifts[bisect_right(after, offset) - 1]))

    return "".join(parts), forth, back

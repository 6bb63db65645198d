"""Edits into a text: which go together, and what the white space between their neighbours becomes."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise

from linter import lazy
from linter.diagnostic import Claim, Edit, Fix

_EDGES = lazy.compile(r"(\s*)(.*\S)?(\s*)\Z", re.S)


class Taken:
    """The stretches of a text that chosen fixes change; no two may overlap or put text at the same place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stretches: list[tuple[int, int]] = []

    def admit(self, fix: Fix) -> bool:
        """Whether the fix touches nothing taken; if so it is taken now."""
        wanted = sorted(map(self._stretch, fix.edits))
        if any(one[1] > other[0] or one == other for one, other in pairwise(wanted)):
            return False
        if any(self._meets(stretch) for stretch in wanted):
            return False
        for stretch in wanted:
            insort(self._stretches, stretch)
        return True

    def _stretch(self, edit: Edit) -> tuple[int, int]:
        """What the edit changes; where it is about white space alone, all of that: two could take too much of it."""
        text, start, end = self._text, edit.span.start, edit.span.end
        if not edit.text and text[start:end].isspace():
            while start and text[start - 1].isspace():
                start -= 1
            while end < len(text) and text[end].isspace():
                end += 1
        return start, end

    def _meets(self, stretch: tuple[int, int]) -> bool:
        start, end = stretch
        index = bisect_left(self._stretches, stretch)
        before = self._stretches[index - 1] if index else (-1, -1)
        after = self._stretches[index] if index < len(self._stretches) else (end + 1, end + 1)
        return before[1] > start or after[0] < end or stretch in (before, after)


def splice(text: str, fixes: Iterable[Fix]) -> tuple[str, list[tuple[int, Edit]]]:
    """`text` with the edits of the fixes made, and where in it each edit is found.

    Around what was deleted, inserted or moved, the larger of two neighbouring breaks stays and the other goes,
    so that paragraphs keep one blank line between them and no deletion leaves a hole. A declared replacement
    is made to the letter.
    """
    edits = sorted(
        ((edit, fix.claim is not Claim.REPLACEMENT) for fix in fixes for edit in fix.edits),
        key=lambda pair: (pair[0].span.start, pair[0].span.end),
    )
    sewn = _Sewn()
    places: list[tuple[int, Edit]] = []
    at, seam = 0, False
    for edit, loose in edits:
        sewn.add(text[at : edit.span.start], seam)
        places.append((sewn.length, edit))
        if edit.text:
            sewn.add(edit.text, loose)
        at, seam = edit.span.end, loose if not edit.text or loose else False
    sewn.add(text[at:], seam)
    result = sewn.text()
    content = len(text.rstrip())
    if edits and edits[-1][1] and at >= content:  # the end of the text was changed: it ends with the same line break
        result = result.rstrip() + text[content:]
    return result, places


class _Sewn:
    """Pieces put one behind the other, with the white space at the end still open to change."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blank = ""
        self._seam = False  # whether a seam lies inside the open white space
        self.length = 0

    def add(self, piece: str, seam: bool) -> None:
        match = _EDGES.match(piece)
        assert match
        lead, core, trail = match[1], match[2], match[3]
        self._seam = self._seam or seam
        blank = merged(self._blank, lead, begin=not self.length) if seam else self._blank + lead
        if core is None:
            self._blank = blank
        else:
            self._parts += [blank, core]
            self.length += len(blank) + len(core)
            self._blank = trail

    def text(self) -> str:
        return "".join((*self._parts, self._blank))


def merged(left: str, right: str, begin: bool = False) -> str:
    """One white space for two that met: the one with more lines, or at the beginning of the text the outer one."""
    if begin:
        return left
    if "\n" not in left and "\n" not in right:
        return left if left and (not right or len(left) <= len(right)) else right
    if "\n" not in right:
        return left
    trailing, indent = (left if "\n" in left else right), right[right.rfind("\n") + 1 :]
    trailing = re.match(r"[^\r\n]*", trailing)[0]  # type: ignore[index]
    fewer, more = sorted((re.sub(r"[^\r\n]", "", each) for each in (left, right)), key=lambda each: each.count("\n"))
    chosen = fewer if fewer.count("\n") >= 2 else more
    return trailing + chosen + indent


def stretches(fixes: Sequence[Fix], claim: Claim) -> list[Edit]:
    """The edits of the fixes that make this claim."""
    return [edit for fix in fixes if fix.claim is claim for edit in fix.edits]

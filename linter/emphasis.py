"""Which `**` open and close bold by CommonMark, and which only look as if they did.

The rules are those of CommonMark 0.31.2, section 6.2: a run that stands between a letter and a punctuation
mark can't open or close on the letter's side. Japanese writers meet this in `**「…」**が`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from linter import lazy

_RUN = lazy.compile(r"\*\*(?<![\\*]\*\*)(?!\*)")


class Bold(NamedTuple):
    """A stretch that its writer means to be bold: offsets of its two `**`."""

    opening: int
    closing: int
    opens: bool  # whether CommonMark lets the first open
    closes: bool  # and the second close

    @property
    def renders(self) -> bool:
        return self.opens and self.closes


def stars(prose: str, start: int) -> list[int]:
    """The places of the `**` from `start` on."""
    return [match.start() for match in _RUN.finditer(prose, start)]


def bolds(text: str, places: Iterable[int], start: int, end: int) -> tuple[list[Bold], int]:
    """The bold stretches of a block in pairs, and the place of a `**` that has no partner, or -1.

    The places are those of the `**` in its prose; what stands beside them may be code, so it is read from the text.
    """
    runs = [at for at in places if _is_mark(text, at, start, end)]
    pairs = list(zip(runs[::2], runs[1::2], strict=False))
    odd = runs[-1] if len(runs) % 2 else -1
    return [Bold(one, two, _opens(text, one), _closes(text, two)) for one, two in pairs], odd


def _is_mark(text: str, at: int, start: int, end: int) -> bool:
    """Not a power, a pattern of file names or a pointer: `2**3`, `**/*.md`, `**kwargs` in an argument list."""
    before = text[at - 1] if at > start else " "
    after = text[at + 2] if at + 2 < end else " "
    if before.isalpha() and after.isalpha():
        return True
    if before.isspace() and after.isspace():
        return False
    if after == "/" or before == "/" or (before.isdigit() and after.isdigit()):
        return False
    return not (before in "(,[{" and after.isascii() and after.isalpha() and text.find("**", at + 2, at + 60) < 0)


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] or " ", text[at + 2 : at + 3] or " "
    return after.isalnum() or (
        not after.isspace() and (not _punctuation(after) or before.isspace() or _punctuation(before))
    )


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] or " ", text[at + 2 : at + 3] or " "
    return before.isalnum() or (
        not before.isspace() and (not _punctuation(before) or after.isspace() or _punctuation(after))
    )


def _punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"

"""Sentences, to be searched by how they begin, how they end, and what they contain."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from linter.strings import common_prefix

_COPIES = 12  # of one sentence that are looked at
_MOST = 500  # sentences that begin or end alike that are looked at
_AROUND = 8  # sentences that contain one that are looked at

_Sorted = Sequence[tuple[str, int]]  # texts in the order of their letters, each with an index


class Index:
    """Of keys, which are given as strings and found as indices of the sequence."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys
        self.places: dict[str, list[int]] = {}
        for index, key in enumerate(keys):
            self.places.setdefault(key, []).append(index)

    def beginning_with(self, key: str) -> list[int]:
        """The longer keys that begin with `key`."""
        return [index for index in _with(self._forwards, key) if len(self.keys[index]) > len(key)]

    def ending_with(self, key: str) -> list[int]:
        """The longer keys that end with `key`."""
        return [index for index in _with(self._backwards, key[::-1]) if len(self.keys[index]) > len(key)]

    def around(self, key: str) -> list[str]:
        """The longer keys that contain `key`."""
        names, text, starts = self._row
        found: list[str] = []
        at = text.find(key)
        while at >= 0 and len(found) < _AROUND:
            number = bisect_right(starts, at) - 1
            if len(names[number]) > len(key):
                found.append(names[number])
            at = text.find(key, starts[number + 1])
        return found

    def shared_beginning(self, index: int) -> int:
        """The length of the longest beginning of that key, short of all of it, that another key begins with."""
        return _shared(self._forwards, self.keys[index], index)

    def shared_end(self, index: int) -> tuple[int, int]:
        """The length of the longest end of that key, short of all of it, that others end with, and the first of them."""
        key = self.keys[index][::-1]
        length = _shared(self._backwards, key, index)
        return length, min((other for other in _with(self._backwards, key[:length]) if other != index), default=-1)

    @cached_property
    def _forwards(self) -> _Sorted:
        return sorted((self.keys[index], index) for index in self._looked_up)

    @cached_property
    def _backwards(self) -> _Sorted:
        return sorted((self.keys[index][::-1], index) for index in self._looked_up)

    @cached_property
    def _looked_up(self) -> list[int]:
        return [index for places in self.places.values() for index in places[:_COPIES]]

    @cached_property
    def _row(self) -> tuple[list[str], str, list[int]]:
        """All keys, the text that they are in a row, and where in it each begins."""
        names = list(self.places)
        return names, "\n".join(names), list(accumulate((len(key) + 1 for key in names), initial=0))


def _with(known: _Sorted, stem: str) -> list[int]:
    """The indices of the texts that begin with `stem`, in order; _MOST of them."""
    found: list[int] = []
    for at in range(bisect_left(known, (stem,)), len(known)):
        text, index = known[at]
        if not text.startswith(stem) or len(found) == _MOST:
            break
        found.append(index)
    return sorted(found)


def _shared(known: _Sorted, text: str, index: int) -> int:
    """The length of the longest beginning, short of all of it, that the text has in common with another: a neighbour."""
    at = bisect_left(known, (text, index))
    beside = [known[each][0] for each in (at - 1, at + 1) if 0 <= each < len(known)]
    return min(len(text) - 1, max((common_prefix(text, other) for other in beside), default=0))

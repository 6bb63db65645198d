"""Which units are pieces of a sentence: cut off by a tear behind, in front or on both sides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from linter import lazy
from linter.repair.index import Index
from linter.repair.units import Unit, overlap

LEAST_PIECE = 8  # a shorter cut piece is recognised only by the sentence next to it
_LEAST_AGAIN, _LEAST_LATIN = 2, 3  # characters that a fragment says again of the text right before it
_SURE, _SURE_LATIN = 20, 40  # characters that are in another sentence by no chance
_STEM = 4
_WORD = lazy.compile(r"\w")
_NUMBER = lazy.compile(r"\d{1,2}[.)]$")


def cut_pieces(units: Sequence[Unit], keys: Sequence[str], closed: Collection[int] = ()) -> dict[int, str]:
    """The units that are pieces of a sentence, each with the key of the whole. Units in `closed` are none."""
    search = _Search(units, keys)
    for index, unit in enumerate(units):
        if unit.key and index not in closed:
            whole = search.whole(index)
            if whole:
                search.found[index] = whole
    first = {keys[index]: whole for index, whole in search.found.items()}
    return {index: _last(first, key) for index, key in search.found.items()}


class _Search:
    """Looks for the wholes of the units, from the first to the last: what was found for one helps the next."""

    def __init__(self, units: Sequence[Unit], keys: Sequence[str]) -> None:
        self.units, self.keys = units, keys
        self.index = Index(keys)
        self.found: dict[int, str] = {}

    def whole(self, i: int) -> str:
        """The sentence, or the heading, that unit `i` was cut from; "" where it is no piece."""
        unit, key = self.units[i], self.keys[i]
        if not unit.stub and unit.last and self._torn(i + 1):
            longer = self._lines_that_begin(i)
            if longer:
                return longer
        if unit.kind == "heading":
            return ""
        headless = unit.first and (unit.torn or i == 0)
        if headless and i - 1 in self.found and self.units[i - 1].stub:
            whole = self.found[i - 1]
            if _meets(whole, self.keys[i - 1], key):
                return whole
        if unit.stub:
            wholes = self._cut_behind(i) or (self._around(key) if headless and len(key) >= LEAST_PIECE else [])
            if wholes:
                return self.keys[max(wholes, key=lambda w: (not self.units[w].stub, len(self.keys[w])))]
        if not headless:
            return ""
        if unit.stub and unit.last:
            lines = self._lines_that_end(i)
            if lines:
                return lines
        if _again(self._key(i - 1), key):
            return self.keys[i - 1]
        return "" if unit.stub else self._cut_in_front(i)

    def _around(self, key: str) -> list[int]:
        """The longer sentences that contain `key`, each as a whole one where there is one."""
        copies = (self.index.places[other] for other in self.index.around(key))
        return [next((at for at in each if not self.units[at].stub), each[0]) for each in copies]

    def _key(self, i: int) -> str:
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def _torn(self, i: int) -> bool:
        return i < len(self.units) and self.units[i].torn

    def _lines_that_begin(self, i: int) -> str:
        """The longer line behind the same sentence: `i` ends like a sentence or a heading, but a tear cut it all the same."""
        unit, key = self.units[i], self.keys[i]
        if unit.torn or (len(key) < LEAST_PIECE and unit.kind != "heading"):
            return ""
        longer = [w for w in self.index.beginning_with(key) if self.units[w].kind == unit.kind]
        counted = [w for w, other in enumerate(self.units) if other.number == key] if _NUMBER.match(key) else []
        return max((self.keys[w] for w in longer + counted if self._same_before(i, w)), key=len, default="")

    def _cut_behind(self, i: int) -> list[int]:
        """The sentences that begin like the stub `i`: those behind the same sentence, or any if it is long enough."""
        key = self.keys[i]
        wholes = self.index.beginning_with(key)
        agreeing = [w for w in wholes if (w == i + 1 and self._torn(w)) or self._same_before(i, w)]
        if len(key) < _sure(key) and self._goes_on(i):
            return agreeing if len(key) >= LEAST_PIECE else []
        return agreeing or (wholes if len(key) >= LEAST_PIECE else [])

    def _goes_on(self, i: int) -> bool:
        """Whether the stub `i` may go on in the text behind its tear, which is none that is known."""
        units, keys, index = self.units, self.keys, self.index
        if i + 1 >= len(keys) or not (units[i + 1].torn and units[i + 1].first and keys[i + 1]):
            return False
        rest = keys[i + 1]
        if rest.startswith(keys[i]) or index.ending_with(rest):
            return False
        same = index.places[rest]
        return len(same) == 1 or {self._key(each - 1) for each in same} == {keys[i]}

    def _lines_that_end(self, i: int) -> str:
        """The line that ends like `i`, a line itself, and stands before the same text: most often a heading."""
        after = self.keys[i + 1 : i + 3]
        for w in self.index.ending_with(self.keys[i]):
            agreeing = [one for one, other in zip(after, self.keys[w + 1 : w + 3], strict=False) if one == other]
            if agreeing and agreeing[0] == after[0] and sum(map(len, agreeing)) >= LEAST_PIECE:
                return self.keys[w]
        return ""

    def _cut_in_front(self, i: int) -> str:
        """The longest sentence that ends like `i`, if it is long enough, or if the same sentence follows on both."""
        key = self.keys[i]
        wholes = [w for w in self.index.ending_with(key) if w != i]
        if not wholes or self._stands_whole(i):
            return ""
        unresolved = i > 0 and self.units[i - 1].stub and i - 1 not in self.found
        if unresolved:
            wholes = [w for w in wholes if not takes_up(self.keys[i - 1], key, self.keys[w])]
        agreeing = [w for w in wholes if self._same_behind(i, w)]
        if i and self.units[i - 1].stub and len(key) < _sure(key):
            # it may be the end of that stub, and of another sentence by chance
            wholes = [w for w in wholes if self.found.get(i - 1) == self.keys[w]]
        if (len(key) >= LEAST_PIECE and wholes) or (agreeing and (len(key) >= 2 or not _WORD.search(key))):
            return max((self.keys[w] for w in agreeing or wholes), key=len)
        return ""

    def _stands_whole(self, i: int) -> bool:
        """Whether the text of `i` is a sentence in its own right where no tear is."""
        units, same = self.units, self.index.places[self.keys[i]]
        return any(not (units[w].torn and units[w].first) for w in same if w != i)

    def _same_before(self, i: int, w: int) -> bool:
        """Whether the sentence before unit `w` is that before unit `i`; it may be cut in front."""
        if not i or not w or self.units[i].torn:
            return False
        one, other = self.keys[i - 1], self.keys[w - 1]
        least = 1 if w - 1 == i + 1 else _LEAST_LATIN if other.isascii() else _LEAST_AGAIN
        return bool(one) and (one == other or (self._torn(w - 1) and one.endswith(other) and len(other) >= least))

    def _same_behind(self, i: int, w: int) -> bool:
        """Whether the sentence behind unit `w` is that behind unit `i`; it may be cut behind."""
        if self._torn(i + 1) or not self._key(i + 1) or not self._key(w + 1):
            return False
        one, other = self.keys[i + 1], self.keys[w + 1]
        least = 1 if w + 1 == i - 1 else LEAST_PIECE
        return one == other or (self.units[w + 1].stub and one.startswith(other) and len(other) >= least)


def _sure(key: str) -> int:
    """The length from which a piece is in another sentence by no chance."""
    return _SURE_LATIN if key.isascii() else _SURE


def _meets(whole: str, stub: str, key: str) -> bool:
    """Whether `key` stands in the whole sentence right where its beginning, the stub, was cut."""
    done = len(stub)
    at = whole.find(key, max(0, done - len(key)), done + len(key))
    return 2 <= len(key) < len(whole) and whole.startswith(stub) and 0 <= at <= done


def takes_up(stub: str, key: str, whole: str) -> bool:
    """Whether `key` goes on from a stub that says something else than the sentence that ends like `key`."""
    length = overlap(stub, key)
    joined = stub + key[length:]
    least = _STEM * 2 if key[:length].isascii() else _STEM
    return length >= least and not whole.endswith(joined) and not joined.endswith(whole)


def _again(before: str, key: str) -> bool:
    """Whether a fragment begins with the last words of what stood before it."""
    least = 1 if not _WORD.search(key) else _LEAST_LATIN if key.isascii() else _LEAST_AGAIN
    return least <= len(key) < len(before) and before.endswith(key)


def _last(first: Mapping[str, str], key: str) -> str:
    """The whole at the end of a chain of pieces: a piece of a piece."""
    for _ in range(8):
        if key not in first or len(first[key]) <= len(key):
            break
        key = first[key]
    return key

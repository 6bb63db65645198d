"""Which units are one and the same sentence: exact copies, and pieces that a tear cut off one.

A node is a sentence of the article; units are its occurrences. A piece that was cut behind, in front or
on both sides is an occurrence of the whole sentence that it was cut from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from linter.repair.units import Unit, overlap

LEAST_RUN = 40  # characters: a shorter row of sentences may stand twice because somebody meant it
LEAST_PIECE = 8  # a shorter cut piece is recognised only by the sentence next to it
_LEAST_AGAIN, _LEAST_LATIN = 2, 3  # characters that a fragment says again of the text right before it
_STEM = 4
_WORD = re.compile(r"\w")
_COPIES = 12  # of one sentence that are looked at
_MOST = 500  # sentences that begin or end alike that are looked at


@dataclass(slots=True)
class Nodes:
    """`of[i]` is the node of unit i; `whole[i]` says whether unit i is all of it."""

    of: list[int]
    whole: list[bool]
    key: list[str] = field(default_factory=list)  # by node
    units: list[list[int]] = field(default_factory=list)  # by node: its occurrences, in order


def identify(
    units: Sequence[Unit],
    alone: Collection[int] = (),
    same: Mapping[str, str] | None = None,
    joined: Iterable[tuple[int, str]] = (),
    pieces: Mapping[int, str] | None = None,
) -> Nodes:
    """The nodes of the units.

    Units in `alone` are nobody's copies. `same` maps the key of a sentence that gives way to another's;
    `joined` are the units of cut sentences that were closed, with the key of the sentence. `pieces` is what
    `cut_pieces` says of the units, where it is known.
    """
    keys = [unit.key for unit in units]
    closed = dict(joined)
    for index, key in closed.items():
        keys[index] = key
    alias = dict(pieces if pieces is not None and not closed else cut_pieces(units, keys, closed))
    for index, key in enumerate(keys):
        name = alias.get(index, key)
        for _ in range(4):
            if not same or name not in same:
                break
            alias[index] = name = same[name]
    whole = [index not in alias or index in alone for index in range(len(units))]
    names = [
        f"{unit.key}\n{index}" if index in alone else alias.get(index, keys[index]) if unit.key else f"\n{unit.frozen}"
        for index, unit in enumerate(units)
    ]
    names = _meant(units, names, whole)
    number: dict[str, int] = {}
    nodes = Nodes([number.setdefault(name, len(number)) for name in names], whole)
    nodes.key = [name.split("\n", 1)[0] for name in number]
    nodes.units = [[] for _ in number]
    for index, node in enumerate(nodes.of):
        nodes.units[node].append(index)
    return nodes


class _Index:
    """All keys, to be searched by how they begin, how they end, and what they contain."""

    def __init__(self, units: Sequence[Unit], keys: Sequence[str]) -> None:
        self.units, self.keys = units, keys
        self.heads: dict[str, list[int]] = defaultdict(list)
        self.tails: dict[str, list[int]] = defaultdict(list)
        self.counts = Counter(keys)
        seen: Counter[str] = Counter()
        for index, key in enumerate(keys):
            seen[key] += 1
            for length in range(1, min(len(key), _STEM + 1)):
                if length < _STEM or seen[key] <= _COPIES:
                    for known, stem in ((self.heads, key[:length]), (self.tails, key[-length:])):
                        if len(known[stem]) < _MOST:
                            known[stem].append(index)
        first: dict[str, int] = {}  # a whole one, where there is one
        for index, key in enumerate(keys):
            if units[first.setdefault(key, index)].stub and not units[index].stub:
                first[key] = index
        self.first = list(first.values())
        self.text = "\n".join(first)
        self.starts = list(accumulate((len(key) + 1 for key in first), initial=0))

    def beginning_with(self, key: str) -> list[int]:
        found, keys = self.heads.get(key[:_STEM], ()), self.keys
        return [index for index in found if len(keys[index]) > len(key) and keys[index].startswith(key)]

    def ending_with(self, key: str) -> list[int]:
        found, keys = self.tails.get(key[-_STEM:], ()), self.keys
        return [index for index in found if len(keys[index]) > len(key) and keys[index].endswith(key)]

    def around(self, key: str) -> list[int]:
        at = self.text.find(key)
        found: list[int] = []
        while at >= 0 and len(found) < 8:
            number = bisect_right(self.starts, at) - 1
            if len(self.keys[self.first[number]]) > len(key):
                found.append(self.first[number])
            at = self.text.find(key, self.starts[number + 1])
        return found


def cut_pieces(units: Sequence[Unit], keys: Sequence[str], closed: Collection[int] = ()) -> dict[int, str]:
    """The units that are pieces of a sentence, each with the key of the whole."""
    index = _Index(units, keys)
    found: dict[int, str] = {}
    for i, unit in enumerate(units):
        if not unit.key or i in closed:
            continue
        key = keys[i]
        before = keys[i - 1] if i and not unit.torn else ""
        if unit.last and not unit.stub and i + 1 < len(keys) and units[i + 1].torn and before:
            # it ends like a sentence or a heading, but the tear behind it may have cut it all the same
            wholes = [w for w in index.beginning_with(key) if units[w].kind == unit.kind]
            agreeing = [w for w in wholes if w and _same_end(before, keys[w - 1], units[w - 1].torn)]
            if agreeing and (len(key) >= LEAST_PIECE or unit.kind == "heading"):
                found[i] = keys[max(agreeing, key=lambda w: len(keys[w]))]
                continue
        if unit.kind == "heading":
            continue
        headless = unit.first and (unit.torn or i == 0)
        if headless and i - 1 in found and units[i - 1].stub and _meets(found[i - 1], keys[i - 1], key):
            found[i] = found[i - 1]
            continue
        if unit.stub:
            wholes = index.beginning_with(key)
            agreeing = [
                w
                for w in wholes
                if (w == i + 1 and units[w].torn)
                or (w and before and _same_end(before, keys[w - 1], units[w - 1].torn))
            ]
            goes_on = len(key) < _sure(key) and _goes_on(units, keys, i, index)
            if goes_on and len(key) < LEAST_PIECE:
                agreeing = []
            if not agreeing and (goes_on or len(key) < LEAST_PIECE):
                wholes = []
            if agreeing or wholes:
                found[i] = keys[max(agreeing or wholes, key=lambda w: (not units[w].stub, len(keys[w])))]
                continue
            if headless and len(key) >= LEAST_PIECE:
                around = index.around(key)
                if around:
                    found[i] = keys[max(around, key=lambda w: (not units[w].stub, len(keys[w])))]
                    continue
        after = keys[i + 1 : i + 3]
        if headless and unit.last and unit.stub and sum(map(len, after)) >= LEAST_PIECE:
            # the last words of a line that stands before the same text elsewhere: most often a heading
            lines = [w for w in index.ending_with(key) if keys[w + 1 : w + 1 + len(after)] == after]
            if lines:
                found[i] = keys[lines[0]]
                continue
        if headless and _again(keys[i - 1] if i else "", key):
            found[i] = keys[i - 1]
            continue
        if headless and not unit.stub:
            wholes = [w for w in index.ending_with(key) if w != i]
            if i and units[i - 1].stub and i - 1 not in found:
                wholes = [w for w in wholes if not _takes_up(keys[i - 1], key, keys[w])]
            next_one = keys[i + 1] if i + 1 < len(keys) and not units[i + 1].torn else ""
            agreeing = [
                w
                for w in wholes
                if next_one and w + 1 < len(keys) and _same_start(next_one, keys[w + 1], units[w + 1].stub)
            ]
            if (
                i and units[i - 1].stub and len(key) < _sure(key)
            ):  # it may be the end of that sentence, and of another by chance
                wholes = [w for w in wholes if found.get(i - 1) == keys[w]]
            if (len(key) >= LEAST_PIECE and wholes) or (agreeing and (len(key) >= 2 or not _WORD.search(key))):
                found[i] = keys[max(agreeing or wholes, key=lambda w: len(keys[w]))]
    first = {keys[i]: whole for i, whole in found.items()}
    return {i: _last(first, key) for i, key in found.items()}


def _sure(key: str) -> int:
    """The length from which a piece is in another sentence by no chance."""
    return LEAST_RUN if key.isascii() else LEAST_RUN // 2


def _goes_on(units: Sequence[Unit], keys: Sequence[str], i: int, index: _Index) -> bool:
    """Whether the stub `i` may go on in the text behind its tear, which is none that is known."""
    if i + 1 >= len(keys) or not (units[i + 1].torn and units[i + 1].first and keys[i + 1]):
        return False
    rest = keys[i + 1]
    if rest.startswith(keys[i]) or index.ending_with(rest):
        return False
    same = [each for each in index.heads.get(rest[:_STEM], ()) if keys[each] == rest]
    before = {keys[each - 1] if each else "" for each in same}
    return index.counts[rest] == 1 or before == {keys[i]}


def _meets(whole: str, stub: str, key: str) -> bool:
    """Whether `key` stands in the whole sentence right where its beginning, the stub, was cut."""
    done = len(stub)
    at = whole.find(key, max(0, done - len(key)), done + len(key))
    return 2 <= len(key) < len(whole) and whole.startswith(stub) and 0 <= at <= done


def _takes_up(stub: str, key: str, whole: str) -> bool:
    """Whether `key` goes on from a stub that says something else than the sentence that ends like `key`."""
    length = overlap(stub, key)
    joined = stub + key[length:]
    least = _STEM * 2 if key[:length].isascii() else _STEM
    return length >= least and not whole.endswith(joined) and not joined.endswith(whole)


def _same_end(one: str, other: str, cut: bool) -> bool:
    """Whether two sentences are the same; the second may be `cut` in front."""
    return one == other or (
        cut and one.endswith(other) and len(other) >= (_LEAST_LATIN if other.isascii() else _LEAST_AGAIN)
    )


def _same_start(one: str, other: str, cut: bool) -> bool:
    """Whether two sentences are the same; the second may be `cut` behind."""
    return one == other or (cut and one.startswith(other) and len(other) >= LEAST_PIECE)


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


def _meant(units: Sequence[Unit], names: list[str], whole: Sequence[bool]) -> list[str]:
    """The names, with a name of its own for each repeat that stands for itself: too short to be a copy."""
    result = list(names)
    seen: set[str] = set()
    index, count = 0, len(names)
    while index < count:
        run = index
        length = 0
        while (
            run < count
            and (names[run] in seen or (run > index and not whole[run]))
            and (run == index or not units[run].torn)
        ):
            length += len(units[run].key)
            run += 1
        if run == index:
            seen.add(names[index])
            index += 1
            continue
        meant = length < LEAST_RUN and not _torn_around(units, index, run) and not _echo(names, index, run)
        inner = range(run, run) if meant else _without_frozen_ends(units, index, run)
        for each in range(index, run):
            if each not in inner:
                result[each] = f"{names[each]}\n{each}"
        index = run
    return result


def _without_frozen_ends(units: Sequence[Unit], start: int, end: int) -> range:
    """The run without the code and tables at its ends: what stands on one side of them only may be theirs or not."""
    whole_end = end == len(units) or units[end].torn
    while start < end and not units[start].key:
        start += 1
    while start < end and not units[end - 1].key and not whole_end:
        end -= 1
    return range(start, end)


def _torn_around(units: Sequence[Unit], start: int, end: int) -> bool:
    """Whether a run of units stands at a tear, where the generator took up the thread again."""
    return units[start].torn or (end < len(units) and units[end].torn) or units[end - 1].stub


def _echo(names: Sequence[str], start: int, end: int) -> bool:
    return end - start == 1 and start > 0 and names[start - 1] == names[start] and len(names[start]) >= LEAST_PIECE

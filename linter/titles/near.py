"""Which of many titles are nearly the same, once what many of them share is cut off.

A title's core is what is left without the longest opening and the longest ending that enough other
titles share ([2026年最新] …, …が変えるビジネスの未来). Cores are compared by the Indel ratio, and a
pair is dropped where the difference is what tells a series apart (numbers, 前編/後編, months), or a
whole word of the subject (EU/Italy).

Candidates for a few titles: of D + 1 pieces of a core that lies at most D edits away, one is intact,
and all titles in one text are searched for it; only the candidates need a core. For all titles: an
inverted index of each core's rarest trigrams (recall 1.000 of the full comparison on 4,368 titles,
12.8 CPU s on 100,000).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache, partial

from linter import lazy

_PART = lazy.compile(r"\w+|(?<=\d)[.:,/-](?=\d)|(?<=[a-z])[+#]+")


def normalised(title: str) -> str:
    """A title without width, case, spaces and punctuation; 1.2 stays apart from 12, and C++ from C."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(_PART.findall(folded)).replace("_", "") or "".join(folded.split())


_CHEAP = 500  # pairs up to which starting the fast library costs more than it saves
_FEW = 32  # titles asked for, up to which the pieces are searched for
_RAREST = 16  # trigrams of a core in the index
_COMMON = 300  # a trigram of more cores leads nowhere
_SHARED = 2  # trigrams that a candidate has in common


def near(lines: str, asked: Collection[str], shared: int, ratio: float, least: int) -> Iterator[tuple[str, str]]:
    """The pairs (asked, other) of different titles that are nearly the same, of titles given in order, one a line.

    Their cores lie within `ratio` (0 to 100), have `least` code points or more, and are at least half of the shorter title.
    """
    found = _of_few if len(asked) <= _FEW else _of_many
    for one, core, two, other in found(lines, asked, shared, ratio, least):
        if 2 * min(len(core), len(other)) >= min(len(one), len(two)):
            from linter.titles.series import tells_apart  # few runs find two such titles

            if not tells_apart(core, other):
                yield one, two


def _of_many(
    lines: str, asked: Collection[str], shared: int, ratio: float, least: int
) -> Iterator[tuple[str, str, str, str]]:
    keys = lines.split("\n")
    found = cores(keys, shared)
    wanted = set(asked)
    for one, two in pairs(found, {at for at, key in enumerate(keys) if key in wanted}, ratio, least):
        yield keys[one], found[one], keys[two], found[two]


def _of_few(
    lines: str, asked: Collection[str], shared: int, ratio: float, least: int
) -> Iterator[tuple[str, str, str, str]]:
    titles = Titles(lines, shared)
    for one in sorted(asked):
        core = titles.core(one)
        if len(core) < least:
            continue
        for two in titles.candidates(core, int(len(core) * 2 * (100 - ratio) / ratio)):
            common = _common_letters(core, two)  # with the core of `two`, it is no more
            if two != one and 200 * common >= ratio * (len(core) + common):
                other = titles.core(two)
                if len(other) >= least and (core == other or _ratio(core, other) >= ratio):
                    yield one, core, two, other


class Titles:
    """All titles in one text, in order, one a line: it is searched much faster than a list."""

    def __init__(self, lines: str, shared: int) -> None:
        self._text = f"\n{lines}\n"
        self._shared = max(2, shared)

    def core(self, key: str) -> str:
        """What `cores` makes of the title."""
        start = _longest(len(key), lambda length: self._beginning(key[:length]) >= self._shared)
        end = _longest(len(key), lambda length: self._text.count(key[-length:] + "\n") >= self._shared)
        return key[start : max(start, len(key) - end)]

    def _beginning(self, part: str) -> int:
        """How many titles begin so; they stand together."""
        text = self._text

        def beginning(at: int) -> str:
            start = text.rindex("\n", 0, at + 1) + 1
            return text[start : min(start + len(part), text.index("\n", start))]

        places = range(len(text) - 1)
        first = bisect_left(places, part, key=beginning)
        return text.count("\n", first, bisect_right(places, part, first, key=beginning))

    def candidates(self, core: str, distance: int) -> list[str]:
        """The titles that may hold a text at most `distance` edits away from the core."""
        text, found = self._text, set()
        for number in range(distance + 1):
            piece = core[len(core) * number // (distance + 1) : len(core) * (number + 1) // (distance + 1)]
            at = text.find(piece, 1)
            while 0 < at < len(text) - 1:
                end = text.index("\n", at)
                found.add(text[text.rindex("\n", 0, at) + 1 : end])
                at = text.find(piece, end + 1)
        blocks = [core[at : at + 3] for at in range(0, len(core) - 2, 3)]
        least = max(1, len(blocks) - distance)  # an edit spoils one of them
        return [title for title in sorted(found) if sum(block in title for block in blocks) >= least]


def _longest(most: int, fits: Callable[[int], bool]) -> int:
    """The greatest length that fits, where all shorter ones do too; it is found in few steps where it is small."""
    least, step = 0, 1
    while least < most:
        length = min(least + step, most)
        if fits(length):
            least, step = length, 2 * step
        else:
            most, step = length - 1, max(1, (length - least) // 2)
    return least


def cores(keys: Sequence[str], shared: int) -> list[str]:
    """Every key without the longest prefix and suffix that `shared` keys have in common."""
    starts = _shared_prefixes(keys, shared)
    ends = _shared_prefixes([key[::-1] for key in keys], shared)
    return [key[start : max(start, len(key) - end)] for key, start, end in zip(keys, starts, ends, strict=True)]


def _shared_prefixes(keys: Sequence[str], shared: int) -> list[int]:
    """The length of the longest prefix of each key that at least `shared` keys have, itself included.

    Sorted, the keys that share a prefix are neighbours: it is the common prefix of the first and
    the last of some `shared` keys in a row.
    """
    order = sorted(range(len(keys)), key=keys.__getitem__)
    window = max(2, shared)
    result = [0] * len(keys)
    best: deque[tuple[int, int]] = deque()  # of the windows that hold the key: length and last place, falling lengths
    for at, number in enumerate(order):
        last = at + window - 1
        if last < len(order):
            length = _common(keys[number], keys[order[last]])
            while best and best[-1][0] <= length:
                best.pop()
            best.append((length, last))
        while best and best[0][1] < at:
            best.popleft()
        result[number] = best[0][0] if best else 0
    return result


def _common(one: str, two: str) -> int:
    length = 0
    for left, right in zip(one, two):  # noqa: B905  (the shorter ends it)
        if left != right:
            break
        length += 1
    return length


def pairs(found: Sequence[str], asked: Collection[int], ratio: float, least: int) -> Iterator[tuple[int, int]]:
    """The pairs (asked, other) of cores that lie within `ratio` (0 to 100) and have `least` code points or more."""
    long = [number for number, core in enumerate(found) if len(core) >= least]
    wanted = frozenset(asked)
    for tried, (one, two) in enumerate(_by_trigrams(found, long)):
        if one in wanted or two in wanted:
            score = _ratio if tried < _CHEAP else _fast_ratio(ratio)
            if found[one] == found[two] or score(found[one], found[two]) >= ratio:
                if one in wanted:
                    yield one, two
                if two in wanted:
                    yield two, one


def _ratio(one: str, two: str) -> float:
    """The Indel ratio, 0 to 100."""
    return 200 * _common_letters(one, two) / (len(one) + len(two))


def _common_letters(one: str, two: str) -> int:
    """The length of the longest common subsequence, bit-parallel (Hyyrö 2004)."""
    masks: dict[str, int] = defaultdict(int)
    for place, letter in enumerate(one):
        masks[letter] |= 1 << place
    row = full = (1 << len(one)) - 1
    for letter in two:
        shared = row & masks[letter]
        row = (row + shared | row - shared) & full
    return len(one) - row.bit_count()


@lru_cache(maxsize=1)
def _fast_ratio(least: float) -> Callable[[str, str], float]:
    from rapidfuzz import fuzz

    return partial(fuzz.ratio, score_cutoff=least)


def _by_trigrams(found: Sequence[str], long: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of cores that share some of the rarest trigrams of each."""
    frequency: Counter[str] = Counter()
    for number in long:
        core = found[number]
        frequency.update({core[at : at + 3] for at in range(len(core) - 2)})
    index: dict[str, list[int]] = defaultdict(list)  # of the cores before this one
    for number in long:
        core = found[number]
        shared: Counter[int] = Counter()
        grams = {core[at : at + 3] for at in range(len(core) - 2)}
        for count, gram in sorted([(frequency[gram], gram) for gram in grams])[:_RAREST]:
            if 1 < count <= _COMMON:
                shared.update(index[gram])
                index[gram].append(number)
        for other, common in shared.items():
            if common >= _SHARED:
                yield other, number

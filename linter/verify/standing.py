"""Whether a sentence still stands in a text: as it was, inside a longer one, or as a row of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

from linter import lazy
from linter.verify.reading import Reading, Unit

SHORT = 12  # a shorter sentence must stand by itself: inside others it could be by chance
PIECE = 8  # the shortest cut piece that counts as contained in a longer sentence
_LONGEST_PIECE = 2000  # of a sentence that was cut in front
_STEPS = 400  # of the search for a row of units
_PROBES = 9
_MOST_SOUGHT = 300  # sentences of one text whose twins are looked for; the rest must stand as they are
_AKIN = 8  # how many resembling sentences are looked at
_NEAR, _NEAR_PART = 0.9, 0.95  # similarity from which two sentences, or one and a part of the other, say the same
_MOST_INSERTED = 60
_UNEVEN = 6  # characters by which a clause may differ in length from a sentence that says the same

_COMMA = lazy.compile("[、，,]")
_FIGURE = lazy.compile(
    r"\d+(?:[.,]\d+)*|[〇一二三四五六七八九十百千万億兆]+(?=[年月日人社円倍割％%つ件個回])|https?://\S+"
)
_NEGATION = lazy.compile(r"ない|なく|なかっ|ません|ぬ|ず|\bnot?\b|n['’]t|\bnever\b|不|没|非|안|않|못")
_NO_NEGATION = lazy.compile(  # looks like one, or says “perhaps”, “must” or “not only”
    r"はず|(?<!\w)まず|必ず|わずか|少なく|非常|不可欠|違いない|かけがえのない|計り知れ(?:ない|ません)|かもしれ(?:ない|ません)"
    r"|ざるを[得え](?:ない|ません)|ばな(?:らない|りません)|(?:だけ|のみ|ばかり)では?なく|[留と]ど?まらず"
)


class Standing:
    """Asks one question of a text, many times."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._sought = 0

    def stands(self, unit: Unit, near: bool) -> bool:
        """Whether the sentence, which is none of the text's, is still in it. `near` also takes what hardly differs."""
        key, apart = unit.key, self._reading.apart
        if len(key) >= SHORT and key in self._reading.flat:
            return True
        if not unit.ended and unit.last and "\n" + key in apart:
            return True
        if unit.first and len(key) >= (2 if near else 4) and key + "\n" in apart:
            return True
        if self._row(key):
            return True
        akin = self._akin(key)
        if any(inserted(key, other) for other in akin):
            return True
        if not near:
            return False
        patched = self._patched(key) and not (unit.first and self._continues(key))
        return patched or any(
            hardly_differ(key, part) for other in akin for part in (other, *_clauses(other, len(key)))
        )

    def _continues(self, key: str) -> bool:
        """Whether `key` begins with the last words of a sentence that was cut and still is."""
        return any(
            key.startswith(unit.key[-length:])
            for unit in self._reading.units
            if unit.last and not unit.ended
            for length in range(PIECE, min(len(unit.key), len(key)))
            if unit.key[-length] == key[0]
        )

    @cached_property
    def _heads(self) -> dict[str, list[str]]:
        heads: dict[str, list[str]] = {}
        for key in self._reading.keys:
            heads.setdefault(key[:2], []).append(key)
        return heads

    @cached_property
    def _ends(self) -> dict[str, list[str]]:
        ends: dict[str, list[str]] = {}
        for key in self._reading.keys:
            ends.setdefault(key[-4:], []).append(key)
        return ends

    def _akin(self, key: str) -> list[str]:
        """The sentences that share most with `key`, judged by a few of its stretches."""
        self._sought += 1
        if self._sought > _MOST_SOUGHT:
            return []
        step = max(1, (len(key) - 6) // _PROBES)
        probes = [key[at : at + 6] for at in range(0, max(1, len(key) - 5), step)]
        shared = [(sum([probe in other for probe in probes]), other) for other in self._reading.keys]
        return [other for _, other in sorted((each for each in shared if each[0]), reverse=True)[:_AKIN]]

    def _row(self, key: str) -> bool:
        """Whether `key` is a row of whole units, of which the first and the last may be cut: lost line breaks."""
        apart = self._reading.apart
        tails = self._ends
        todo = [
            length
            for length in range(PIECE, min(len(key), _LONGEST_PIECE))
            if key[length - 4 : length] in tails and key[:length] + "\n" in apart
        ]
        todo.append(0)
        done: set[int] = set()
        for _ in range(_STEPS):
            if not todo:
                break
            at = todo.pop()
            if at in done:
                continue
            done.add(at)
            rest = key[at:]
            if not rest or (at and len(rest) >= PIECE and "\n" + rest in apart):
                return True
            todo.extend(at + len(each) for each in self._heads.get(rest[:2], ()) if rest.startswith(each))
        return False

    def _patched(self, key: str) -> bool:
        """Whether `key` is the beginning of what stands and the end of what stands, but for two characters."""
        if len(key) < SHORT:
            return False
        for other in self._ends.get(key[-4:], ()):
            if (
                SHORT <= len(other) < len(key)
                and key.endswith(other)
                and "\n" + key[: len(key) - len(other)] in self._reading.apart
            ):
                return True
        flat = self._reading.flat
        head = longest(len(key), lambda length: key[:length] in flat)
        tail = longest(len(key), lambda length: key[len(key) - length :] in flat)
        return (head + tail >= len(key) and min(head, tail) >= SHORT) or len(key) - max(head, tail) <= 2


def longest(limit: int, holds: Callable[[int], bool]) -> int:
    """The greatest length up to `limit` that `holds`, which is true up to some length and false behind it."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def inserted(short: str, long: str) -> bool:
    """Whether `long` is `short` with words put in at one or two places, and no figure or negation among them."""
    if not PIECE <= len(short) < len(long) or len(long) - len(short) > max(_MOST_INSERTED, len(short) // 2):
        return False
    head = longest(len(short), lambda length: long.startswith(short[:length]))
    rest, other = short[head:], long[head:]
    tail = longest(len(rest), lambda length: other.endswith(rest[len(rest) - length :]))
    middle, gap = rest[: len(rest) - tail], other[: len(other) - tail]
    if middle and (len(middle) < 4 or middle not in gap):
        return False
    if head + tail < 4:
        return False
    return not _figures(short) - _figures(long) and _negations(short) == _negations(long) and _similar(short, long)


def _clauses(text: str, length: int) -> Iterator[str]:
    """How the text begins or ends, up to a comma, where that is about as long."""
    for comma in _COMMA.finditer(text):
        for part in (text[: comma.start()], text[comma.end() :]):
            if abs(len(part) - length) <= _UNEVEN:
                yield part


def hardly_differ(one: str, other: str) -> bool:
    """Whether two sentences say the same: similar, with the same figures and as many negations."""
    if min(len(one), len(other)) < SHORT or _figures(one) - _figures(other) or _negations(one) != _negations(other):
        return False
    return _similar(one, other)


def _similar(one: str, other: str) -> bool:
    """Whether `one` hardly differs from the other, or from as much of its beginning or of its end."""
    from rapidfuzz.distance import Indel

    width = len(one)
    return Indel.normalized_similarity(one, other) >= _NEAR or any(
        Indel.normalized_similarity(one, part) >= _NEAR_PART for part in (other[:width], other[-width:])
    )


def _figures(text: str) -> Counter[str]:
    return Counter(_FIGURE.findall(text))


def _negations(text: str) -> int:
    return len(_NEGATION.findall(_NO_NEGATION.sub("", text)))

"""Copies of single sentences: equal, longer, or changed by a few words, never by their figures.

    pairs = document.derived(near_pairs, 0.85, 20)
    runs = with_near(document, runs, pairs)

Only in damaged posts. Candidates come for nothing: clauses that the exact scan met again without growing
to a match, the edges of its matches, and sentences with an equal beginning. Each is verified against the
whole sentence there: equal (and shorter than what the exact scan reports), or alike (`linter.repeats.likeness`).
At most _TRIED candidates a sentence, and no sentence longer than _LONGEST, so the cost stays linear.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.document import Document, Sentence
from linter.figures import figures_differ
from linter.repeats.damage import damaged, found
from linter.repeats.exact import Match
from linter.repeats.flat import Flat, flatten
from linter.repeats.likeness import alike
from linter.repeats.places import breaks, closes
from linter.repeats.runs import Run

_TRIED = 6
_LEFT = 20  # what a copied sentence leaves of a run that reaches into it counts from so many characters on
_LONGEST = 1000
_START = 8  # sentences that begin with the same characters are candidates
_COVERED = 0.9  # of a sentence that verbatim runs cover so far, nothing more is said


class Pair(NamedTuple):
    """Flat indices of a sentence and of the earlier one that it is a copy of."""

    start: int
    end: int
    source: int
    source_end: int


def near_pairs(document: Document, similarity: float, least: int) -> tuple[Pair, ...]:
    """The edited copies of the post among sentences of `least` characters and more, in order."""
    if not document.derived(damaged):
        return ()
    flat = document.derived(flatten)
    scanned = document.derived(found)
    places, votes = _votes(flat, scanned.matches, scanned.hints)
    covered = _covered(flat, scanned.matches)
    text, sentences = document.text, document.sentences
    beginnings: dict[str, list[int]] = {}
    pairs = []
    vote = 0
    for number in _free(sentences, covered):
        begin, stop, _ = sentences[number]
        if not least <= stop - begin <= _LONGEST:
            continue
        while places[vote] < begin:
            vote += 1
        tried: list[int] = []
        beginning = text[begin : begin + _START]
        if beginning in beginnings:
            twins = beginnings[beginning]
            tried += twins[-2:]
            if len(twins) < _TRIED:
                twins.append(number)
        else:
            beginnings[beginning] = [number]
        if places[vote] < stop:
            last = bisect_left(places, stop, vote, min(vote + _TRIED, len(votes)))
            tried += [bisect_left(sentences, (flat.offset(place) + 1,)) - 1 for place in votes[vote:last]]
        if tried and _overlap(covered, begin, stop) < _COVERED * (stop - begin):
            start, end = flat.index(begin), flat.index(stop)
            pair = _verified(flat, sentences, number, start, end, tried, similarity) if end - start >= least else None
            if pair:
                pairs.append(pair)
    return tuple(pairs)


def with_near(document: Document, runs: tuple[Run, ...], pairs: tuple[Pair, ...]) -> tuple[Run, ...]:
    """`runs` and what `pairs` add to them, in order.

    A verbatim run inside a copied sentence is part of it; one that reaches into it ends at its edge. Neighbours
    that are copies of neighbours are one run.
    """
    flat = document.derived(flatten)
    kept = list(runs)
    made: list[Run] = []
    number = 0
    for pair in pairs:
        start, end, source, source_end = pair
        while number < len(kept) and kept[number].end <= start:
            number += 1
        one, other = flat.chars[start:end], flat.chars[source:source_end]
        overlapping = number < len(kept) and kept[number].start < end
        if one.startswith(other) and one != other and _cut(document, flat, source_end):
            if not overlapping and not any(run.start < source_end <= run.end for run in kept):
                made.append(Run(source, source_end, "partial", ((start, end),)))
            continue
        if one == other and source_end == start:
            continue
        at = number
        while at < len(kept) and kept[at].start < end:
            left = _without(kept[at], start, end)
            kept[at : at + 1] = left
            at += len(left)
        kind = "exact" if one == other else "near"
        last = made[-1] if made else None
        if last and last.kind == kind and last.end == start and 0 <= source - last.sources[-1][1] <= 2:
            made[-1] = last._replace(end=end, sources=(*last.sources[:-1], (last.sources[-1][0], source_end)))
        else:
            made.append(Run(start, end, kind, ((source, source_end),), sure=one != other))
    return tuple(sorted(kept + made))


def _cut(document: Document, flat: Flat, end: int) -> bool:
    """Whether a paragraph stops at `end` in mid-sentence."""
    at = bisect_left(flat.heads, end) - 1
    return document.blocks[at].kind == "paragraph" and breaks(flat, end) and not closes(flat, end)


def _without(run: Run, start: int, end: int) -> list[Run]:
    """What of a run lies outside `[start, end)`, where that is _LEFT characters and more."""
    head, tail = max(0, start - run.start), max(0, run.end - end)
    return [
        run._replace(start=begin, end=stop, sources=_clipped(run.sources, begin - run.start, run.end - stop))
        for begin, stop in ((run.start, run.start + head), (run.end - tail, run.end))
        if stop - begin >= _LEFT
    ]


def _clipped(sources: tuple[tuple[int, int], ...], head: int, tail: int) -> tuple[tuple[int, int], ...]:
    """`sources` without their first `head` and last `tail` characters."""
    left: list[tuple[int, int]] = []
    for start, end in sources:
        skip = min(head, end - start)
        head -= skip
        left.append((start + skip, end))
    clipped: list[tuple[int, int]] = []
    for start, end in reversed(left):
        skip = min(tail, end - start)
        tail -= skip
        if end - skip > start:
            clipped.append((start, end - skip))
    return tuple(reversed(clipped)) or sources[:1]


def _votes(flat: Flat, matches: list[Match], hints: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Places that say what an earlier one says: their offsets in order, one behind all text at last; the flat
    index of the earlier one of each."""
    votes = list(hints)
    for start, end, source in matches:
        votes.append((start, source))
        votes.append((end - 1, source + end - start - 1))
    votes.sort()
    return [*[flat.offset(index) for index, _ in votes], len(flat.masked) + 1], [source for _, source in votes]


def _covered(flat: Flat, matches: list[Match]) -> list[tuple[int, int]]:
    """The stretches that verbatim runs cover, in offsets, disjoint and sorted; the last one lies behind all text."""
    stretches: list[tuple[int, int]] = []
    for match in matches:
        if stretches and match.start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], match.end))
        else:
            stretches.append((match.start, match.end))
    beyond = len(flat.masked) + 1
    return [(flat.offset(start), flat.end(end)) for start, end in stretches] + [(beyond, beyond)]


def _free(sentences: Sequence[Sentence], covered: list[tuple[int, int]]) -> Iterator[int]:
    """The indices of the sentences that do not lie in a stretch of `covered`."""
    at = 0
    for start, end in covered:
        first = bisect_left(sentences, (start,), at)
        yield from range(at, first)
        at = bisect_right(sentences, end, first, key=_end)


def _end(sentence: Sentence) -> int:
    return sentence.end


def _overlap(covered: list[tuple[int, int]], start: int, end: int) -> int:
    """How many characters of `[start, end)` are covered."""
    at = bisect_right(covered, start, key=_last)
    total = 0
    while covered[at][0] < end:
        total += min(end, covered[at][1]) - max(start, covered[at][0])
        at += 1
    return total


def _last(stretch: tuple[int, int]) -> int:
    return stretch[1]


def _verified(
    flat: Flat, sentences: Sequence[Sentence], number: int, start: int, end: int, tried: list[int], similarity: float
) -> Pair | None:
    """`[start, end)` and the first candidate that it is a copy of."""
    one = flat.chars[start:end]
    seen: set[int] = set()
    for candidate in tried:
        if candidate in seen or not 0 <= candidate < number or len(seen) >= _TRIED:
            continue
        seen.add(candidate)
        source, source_end = flat.index(sentences[candidate].start), flat.index(sentences[candidate].end)
        other = flat.chars[source:source_end]
        if one == other or (alike(one, other, similarity) and not figures_differ(one, other)):
            return Pair(start, end, source, source_end)
    return None

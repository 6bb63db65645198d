"""Verbatim repeats in a flat body, cut anywhere, in time linear in its length.

Content-defined anchors: the characters behind each clause mark are the key of a dictionary; a known
key is extended in both directions, and kept from `least` characters on. Copies are not indexed, so
every match points at the earliest text. Where clause marks are rare, positions are sampled instead
(a match of 40 holds a sampled 24-gram). See Schleimer et al. 2003 for why anchors find all matches
of a length; the clause marks serve Japanese better than hashes do, since copies begin at clauses.

    found = scan(chars, 40)
    found.matches   # (start, end, source), chars[start:end] == chars[source:source + end - start]
    found.hints     # (index, earlier index) of equal keys that did not grow to a match
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_MARK = "[、。，．,.!?！？「（(：:；;]"
_ANCHOR = re.compile(f"{_MARK}{_MARK}*")  # searched faster than one class with +
_KEY = 12
_CANDIDATES = 8
_GAP = 36  # a stretch without anchors longer than this is sampled; with it no match of _GAP + _KEY is missed
_SAMPLE, _EVERY = 24, 16  # both together no more than the least match
_UNITS = 5  # a text that repeats itself at once counts from so many units on


class Match(NamedTuple):
    """Flat indices: `[start, end)` equals the text at `source`, which begins earlier."""

    start: int
    end: int
    source: int

    @property
    def shift(self) -> int:
        """How far the copy stands behind its source."""
        return self.start - self.source


class Scan(NamedTuple):
    matches: list[Match]  # sorted; they may overlap
    hints: list[tuple[int, int]]


def scan(chars: str, least: int) -> Scan:
    """All repeats of at least `least` characters (40 or more) of earlier text of `chars`."""
    anchors = [match.end() for match in _ANCHOR.finditer(chars)]
    matches, hints = _anchored(chars, anchors, least)
    matches += _sampled(chars, anchors, matches, least)
    return Scan(sorted(matches), hints)


def _anchored(chars: str, anchors: list[int], least: int) -> tuple[list[Match], list[tuple[int, int]]]:
    first: dict[str, int] = {}
    more: dict[str, list[int]] = {}
    matches: list[Match] = []
    hints: list[tuple[int, int]] = []
    known = first.get
    covered = resume = shift = 0
    last = len(chars) - _KEY
    for at in [0, *anchors]:
        if at < resume:
            continue
        if at > last:
            break
        key = chars[at : at + _KEY]
        source = known(key)
        if source is None:
            if at >= covered:
                first[key] = at
            continue
        if at < covered and at - source == shift:
            continue  # the same match again, which ends where it ends
        best = _longest(chars, at, (source, *more.get(key, ())), least, covered)
        if best:
            if best.end > covered:
                matches.append(best)
                covered, shift = best.end, best.start - best.source
                resume = covered - least
        elif at >= covered:
            hints.append((at, source))
            others = more.setdefault(key, [])
            if len(others) < _CANDIDATES - 1:
                others.append(at)
    return matches, hints


def _sampled(chars: str, anchors: list[int], matches: list[Match], least: int) -> list[Match]:
    """Repeats in stretches without clause marks: other scripts, formulas, hostile text."""
    sampled: dict[str, int] = {}
    found: list[Match] = []
    known = sampled.get
    number, covered = 0, 0
    for start, stop in zip([0, *anchors], [*anchors, len(chars)], strict=True):
        if stop - start <= _GAP:
            continue
        while number < len(matches) and matches[number].start <= start:
            covered = max(covered, matches[number].end)
            number += 1
        for at in range(max(start, covered - least), min(stop + _KEY, len(chars)) - _SAMPLE + 1):
            if at < covered - least:
                continue
            key = chars[at : at + _SAMPLE]
            source = known(key)
            if source is not None:
                best = _longest(chars, at, (source,), least, covered)
                if best and best.end > covered:
                    found.append(best)
                    covered = best.end
            elif not at % _EVERY:
                sampled[key] = at
    return found


def _longest(chars: str, at: int, sources: Iterable[int], least: int, covered: int) -> Match | None:
    """The longest match through `at`; to the left it looks no further than needed to join the last one."""
    best: Match | None = None
    for source in sources:
        right = _ahead(chars, at, source)
        left = _behind(chars, at, source, max(least, at - covered))
        length, shift = left + right, at - source
        if length < least or (shift < least and length < (_UNITS - 1) * shift):
            continue
        if best is None or length > best.end - best.start:
            best = Match(at - left, at + right, source - left)
    return best


def _ahead(chars: str, one: int, other: int) -> int:
    """How many characters agree from `one` and `other` (the earlier) on."""
    length, step, most = 0, 64, len(chars) - one
    while length < most and chars[one + length : one + length + step] == chars[other + length : other + length + step]:
        length += step
        step *= 2
    if length >= most:
        return most
    while step:
        if chars[one + length : one + length + step] == chars[other + length : other + length + step]:
            length = min(length + step, most)
        step //= 2
    return min(length, most)


def _behind(chars: str, one: int, other: int, most: int) -> int:
    """How many characters agree before `one` and `other`, at most `most`."""
    most = min(most, other)
    length, step = 0, 16
    while length < most:
        step = min(step, most - length)
        if chars[one - length - step : one - length] != chars[other - length - step : other - length]:
            break
        length += step
        step *= 2
    while step and length < most:
        if (
            length + step <= most
            and chars[one - length - step : one - length] == chars[other - length - step : other - length]
        ):
            length += step
        else:
            step //= 2
    return length

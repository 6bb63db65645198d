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

from collections.abc import Iterable
from typing import NamedTuple

from linter import lazy

_MARK = "[、。，．,.!?！？「（(：:；;]"
_ANCHORS = lazy.compile(f"{_MARK}{_MARK}*")  # searched faster than one class with +
_KEY = 12
_CANDIDATES = 8
_GAP = 36  # a stretch without anchors longer than this is sampled; with it no match of _GAP + _KEY is missed
_SAMPLE, _EVERY = 24, 16  # both together no more than the least match
_LEAP = 200  # so far behind an anchor the search begins anew, not to go through the anchors between
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
    matches, hints, gaps = _anchored(chars, least)
    if gaps:
        matches += _sampled(chars, gaps, matches, least)
    return Scan(sorted(matches), hints)


def _anchored(chars: str, least: int) -> tuple[list[Match], list[tuple[int, int]], list[tuple[int, int]]]:
    """Matches and hints at the anchors, and the gaps between these; what a match covers is leapt over."""
    first = {chars[:_KEY]: 0}
    more: dict[str, list[int]] = {}
    matches: list[Match] = []
    hints: list[tuple[int, int]] = []
    gaps: list[tuple[int, int]] = []
    known, add = first.get, first.setdefault
    at = before = covered = resume = shift = 0
    while True:
        for mark in _ANCHORS.finditer(chars, max(at, resume - least - _GAP)):
            at = mark.end()
            if at - before > _GAP:
                gaps.append((before, at))
            before = at
            key = chars[at : at + _KEY]  # the last ones are shorter, each of a length of its own
            if at >= covered:
                source = add(key, at)
            elif at < resume or at - (source := known(key, at)) == shift:
                continue  # the same match again, which ends where it ends
            if source == at:
                continue
            best = _longest(chars, at, (source, *more.get(key, ())), least, covered)
            if best:
                if best.end > covered:
                    matches.append(best)
                    covered, shift = best.end, best.start - best.source
                    resume = covered - least
                    if resume > at + _LEAP:
                        break
            elif at >= covered:
                hints.append((at, source))
                others = more.setdefault(key, [])
                if len(others) < _CANDIDATES - 1:
                    others.append(at)
        else:
            break
    if len(chars) - before > _GAP:
        gaps.append((before, len(chars)))
    return matches, hints, gaps


def _sampled(chars: str, gaps: list[tuple[int, int]], matches: list[Match], least: int) -> list[Match]:
    """Repeats in stretches without clause marks: other scripts, formulas, hostile text."""
    sampled: dict[str, int] = {}
    found: list[Match] = []
    known = sampled.get
    number, covered = 0, 0
    for start, stop in gaps:
        while number < len(matches) and matches[number].start <= start:
            covered = max(covered, matches[number].end)
            number += 1
        free = max(start, covered - least)
        for at in range(free, min(stop + _KEY, len(chars)) - _SAMPLE + 1):
            if at < free:
                continue
            key = chars[at : at + _SAMPLE]
            source = known(key)
            if source is not None:
                best = _longest(chars, at, (source,), least, covered)
                if best and best.end > covered:
                    found.append(best)
                    covered = best.end
                    free = covered - least
            elif not at % _EVERY:
                sampled[key] = at
    return found


def _longest(chars: str, at: int, sources: Iterable[int], least: int, covered: int) -> Match | None:
    """The longest match through `at`; to the left it looks no further than needed to join the last one."""
    best: Match | None = None
    half = least // 2
    before, behind = chars[max(0, at - half) : at], chars[at : at + half]
    for source in sources:
        if not chars.startswith(behind, source) and not chars.endswith(before, 0, source):
            continue  # less than half on both sides
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
    while length < most and chars.startswith(chars[other + length : other + length + step], one + length):
        length += step
        step *= 2
    if length >= most:
        return most
    while step := step // 2:
        if chars.startswith(chars[other + length : other + length + step], one + length):
            length += step
    return length


def _behind(chars: str, one: int, other: int, most: int) -> int:
    """How many characters agree before `one` and `other`, at most `most`."""
    most = min(most, other)
    length, step = 0, 16
    while length < most:
        step = min(step, most - length)
        if not chars.endswith(chars[other - length - step : other - length], 0, one - length):
            break
        length += step
        step *= 2
    while step and length < most:
        if length + step <= most and chars.endswith(chars[other - length - step : other - length], 0, one - length):
            length += step
        else:
            step //= 2
    return length

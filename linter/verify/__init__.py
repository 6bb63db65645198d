"""The promise of `--fix`, checked on two texts and on nothing else.

Whoever proposed a change, it is written only when `verify` finds no problem: nothing unique lost,
nothing invented, no new defect, no byte touched that no fix is for. This package reads the texts with
its own eyes and shares no code with what it checks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple

from linter import lazy
from linter.verify.reading import Heading, Range, Reading, key_of, read
from linter.verify.replaced import Replacement, acceptable, laid
from linter.verify.standing import Standing, longest

__all__ = ["Problem", "verify"]

_QUOTED = 60
_STOPS = frozenset("。！？!?.")
_LONGEST_HEADING = 120
_SEAMS = 400  # places where two pieces may have been joined that are looked at, from either end
_CLOSE = 2  # line breaks between two headings that were written one behind the other
# a heading at the end of a line that lost its breaks, with nothing below it
_TRAILING = lazy.compile(r"##(?<=[^\s#][ \t]##)#{0,4}[ \t]+([^#\n]{1,80})(?=\s*(?:\Z|\n#))")


class Problem(NamedTuple):
    """One breach of the promise, with the half-open offsets (code points) where it shows.

    kind: lost, invented, cut, multiplied, heading, empty-section, frozen, front-matter, line-endings,
    final-line-break, replacement. A problem has a place in the old text, in the new one, in both or in none.
    """

    kind: str
    quote: str = ""
    old: Range | None = None
    new: Range | None = None


def verify(
    old: str,
    new: str,
    replacements: Sequence[Replacement] = (),
    residue: Sequence[Range] = (),
    near: bool = False,
) -> list[Problem]:
    """What is wrong with `new` as a repaired `old`; empty when the promise holds.

    `replacements` are the declared changes inside sentences (start, end, text), `residue` the stretches of `old`
    that are no part of the article. With `near`, a sentence may also give way to one that hardly differs
    and has the same figures, or to the two sentences that it was patched together from.
    """
    bad = [
        Problem("replacement", old[start:end][:_QUOTED], (start, end))
        for start, end, text in replacements
        if not acceptable(old, (start, end, text))
    ]
    text, forth, back = laid(old, replacements)
    whole = _reading(text)
    left = _reading(text, tuple((forth(start), forth(end)) for start, end in residue)) if residue else whole
    right = _reading(new)
    problems = chain(
        _untouched(whole, right),
        _frozen(left, right),
        _lost(left, right, near),
        _invented(whole, right),
        _sections(left, right),
    )
    return bad + [
        problem._replace(old=(back(problem.old[0]), back(problem.old[1]))) if problem.old else problem
        for problem in problems
    ]


# a plan is verified, then all fixes of the round, then the next round begins where this one ended
_reading = lru_cache(maxsize=4)(read)


def _line_endings(text: str) -> tuple[int, int, int]:
    """How many lines end with a line feed alone, with both characters, and with a carriage return alone."""
    pairs = text.count("\r\n")
    return text.count("\n") - pairs, pairs, text.count("\r") - pairs


def _untouched(old: Reading, new: Reading) -> Iterator[Problem]:
    if old.front != new.front:
        yield Problem("front-matter", "", (0, len(old.front)), (0, len(new.front)))
    (bare, pairs, lone), ends = _line_endings(old.text), _line_endings(new.text)
    if bool(ends[0]) > bool(bare) or bool(ends[1]) > bool(pairs) or ends[2] > lone:
        yield Problem("line-endings")
    if old.text.endswith("\n") != new.text.endswith("\n"):
        yield Problem("final-line-break", "", None, (len(new.text), len(new.text)))
    if len(new.flat) > len(old.flat):
        yield Problem("multiplied")


def _frozen(old: Reading, new: Reading) -> Iterator[Problem]:
    """Code, tables, images, Liquid and HTML: none gone, none more often than before."""
    before, after = (Counter(block for block, _ in reading.frozen) for reading in (old, new))
    for block, place in old.frozen:
        if block not in after:
            yield Problem("frozen", block[:_QUOTED], place)
    for block, place in new.frozen:
        if after[block] > before[block]:
            yield Problem("frozen", block[:_QUOTED], None, place)


def _lost(old: Reading, new: Reading, near: bool) -> Iterator[Problem]:
    standing = Standing(new)
    for unit in old.units:
        if unit.key in new.keys or standing.stands(unit, near):
            continue
        if key_of(old.text[slice(*unit.place)]) not in new.flat:
            yield Problem("lost", unit.key[:_QUOTED], unit.place)


def _invented(old: Reading, new: Reading) -> Iterator[Problem]:
    """Sentences that the old text lacks, that it holds less often, or that it had whole."""
    parts: set[str] | None = None
    for unit in new.units:
        key = unit.key
        if key in old.keys:
            if new.keys[key] > old.keys[key]:
                yield Problem("multiplied", key[:_QUOTED], None, unit.place)
            continue
        head = longest(len(key), lambda length, key=key: "\n" + key[:length] in old.apart)  # type: ignore[misc]
        tail = longest(len(key), lambda length, key=key: key[len(key) - length :] + "\n" in old.apart)  # type: ignore[misc]
        seams = range(max(1, len(key) - tail), head + 1)
        if any(key[:at] in old.keys or key[at:] in old.keys for at in (*seams[:_SEAMS], *seams[-_SEAMS:])):
            continue  # all that stood before or behind the seam, and what it was joined with
        if parts is None:
            parts = set(_parts(old))
        if key not in parts:
            yield Problem("cut" if key in old.flat else "invented", key[:_QUOTED], None, unit.place)


def _parts(reading: Reading) -> Iterator[str]:
    """What stands before and behind each blank inside a unit: a heading and a sentence that lost their line break."""
    for unit in reading.units:
        text = reading.text[unit.place[0] : unit.place[1]]
        pieces = text.split()
        if 1 < len(pieces) <= 12:
            for index in range(1, len(pieces)):
                yield key_of("".join(pieces[:index]))
                yield key_of("".join(pieces[index:]))


def _sections(old: Reading, new: Reading) -> Iterator[Problem]:
    have = {heading.key for heading in new.headings} | new.bold
    known = "\n" + "\n".join(have)
    own = {heading.key for heading in new.headings}
    for heading in old.headings:
        if not heading.key or heading.key in have:
            continue
        if "\n" + heading.key not in known and not _run_on(heading.key, own):
            yield Problem("heading", heading.key[:_QUOTED], heading.place)
    was, now = _empty(old.headings), _empty(new.headings)
    had, has = (Counter(heading.key for heading in reading.headings) for reading in (old, new))
    for trailing in [key_of(match[1]) for match in _TRAILING.finditer(old.text)]:
        was[trailing] += 1
        had[trailing] += 1
    stood = set(_close(old))
    for heading, following in zip_longest(new.headings, new.headings[1:]):
        key = heading.key
        all_empty = now[key] == has[key] and was[key] < had[key] and (key, following and following.key) not in stood
        if now[key] and (now[key] > was[key] or all_empty):
            yield Problem("empty-section", key[:_QUOTED], None, heading.place)


def _close(reading: Reading) -> Iterator[tuple[str, str]]:
    """The pairs of headings with nothing but one blank line between: no fragment ended there, the first was empty."""
    for heading, following in pairwise(reading.headings):
        between = reading.text[heading.place[1] : following.place[0]]
        if not between.strip() and between.count("\n") <= _CLOSE:
            yield heading.key, following.key


def _run_on(key: str, known: set[str]) -> bool:
    """Whether a heading is one that stands, with the text below it on the same line: that is looked for with the rest."""
    return key[-1:] in _STOPS and any(key[:length] in known for length in range(2, min(len(key), _LONGEST_HEADING)))


def _empty(headings: Sequence[Heading]) -> Counter[str]:
    """How often each heading has nothing below it: neither text nor a deeper heading."""
    return Counter(
        heading.key
        for index, heading in enumerate(headings)
        if not heading.filled and (index + 1 == len(headings) or headings[index + 1].level <= heading.level)
    )

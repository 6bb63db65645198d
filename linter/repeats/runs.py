"""The repeats of a post as a person sees them: maximal runs, what they are, and which copy should go.

    for run in document.derived(repeated_runs, thresholds): ...

A run is a stretch of the flat body whose every part stands elsewhere too. The copy that should go is
the flattened one, else the cut one, else the later one; `sources` is where the better text stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter import lazy
from linter.document import Document
from linter.repeats.damage import damaged, found
from linter.repeats.exact import Match
from linter.repeats.flat import Flat, flatten
from linter.repeats.places import blocks_between, breaks, cjk, edge, prose_parts

_LOOP_UNIT, _LOOP_COUNT = 40, 5
_CHANCE = 4
_MARK = lazy.compile(r"[。！？!?.][」』）)\"”’]*")


class Thresholds(NamedTuple):
    """In flat characters. In a damaged post every run of `shortest` counts."""

    shortest: int
    paragraph_cjk: int  # in any other: a whole paragraph that stands twice
    paragraph_latin: int
    passage_cjk: int  # or a stretch of paragraphs
    passage_latin: int


class Run(NamedTuple):
    """Flat indices. `sources` follow the order of the run's parts; adjoining ones are one."""

    start: int
    end: int
    kind: str  # exact flattened partial near brief loop
    sources: tuple[tuple[int, int], ...]
    unit: int = 0  # of a loop: the length of what is repeated
    sure: bool = True


def repeated_runs(document: Document, thresholds: Thresholds) -> tuple[Run, ...]:
    """The verbatim runs of the post, in order of their place."""
    flat = document.derived(flatten)
    runs: list[Run] = []
    for parts in _grouped(flat, document.derived(found).matches, thresholds.shortest):
        run = _run(flat, parts)
        if run and run.end - run.start >= thresholds.shortest:
            runs.append(run)
    if runs and not document.derived(damaged):
        sure = [run for each in runs for run in _long_enough(document, flat, each, thresholds)]
        rest = sorted(set(runs).difference(sure))
        runs = sure + [run._replace(kind="brief") for run in rest if _brief(document, flat, run, thresholds.shortest)]
    return tuple(sorted(runs))


def _grouped(flat: Flat, matches: list[Match], shortest: int) -> Iterator[list[Match]]:
    """Matches that touch or overlap, together; of overlapping ones the later begins where the earlier ends.

    At the edge of a block they part, where the text goes on elsewhere and both halves are long enough.
    """
    group: list[Match] = []
    end = 0
    for match in matches:
        apart = not group or match.start > end
        if group and (apart or _parts(flat, group, match, shortest)):
            yield group
            group = []
        if apart:
            end = match.start
        if match.end > end:
            cut = max(match.start, end)
            group.append(Match(cut, match.end, match.source + cut - match.start))
            end = match.end
    if group:
        yield group


def _parts(flat: Flat, group: list[Match], match: Match, shortest: int) -> bool:
    end = group[-1].end
    if end - group[0].start < shortest or match.end - end < shortest or not breaks(flat, end):
        return False
    source, source_end = match.source + end - match.start, group[-1].source + end - group[-1].start
    return not 0 <= source - source_end <= 2


def _run(flat: Flat, parts: list[Match]) -> Run | None:
    first = parts[0]
    if len(parts) == 1 and first.shift < first.end - first.start:
        loop = _loop(flat, first)
        if loop or first.shift <= _LOOP_UNIT:
            return loop
    parts = _tidied(flat, parts)
    if not parts:
        return None
    start, end = parts[0].start, parts[-1].end
    sources = _joined(parts)
    if len(sources) == 1:
        (source, source_end) = sources[0]
        return _single(flat, start, end, source, source_end)
    flattened = 2 * blocks_between(flat, start, end) <= sum(blocks_between(flat, *source) for source in sources)
    return Run(start, end, "flattened" if flattened else "exact", sources)


def _single(flat: Flat, start: int, end: int, source: int, source_end: int) -> Run:
    """A run with one source: kind and direction; a flattened copy lies on far fewer lines than its original."""
    blocks, source_blocks = blocks_between(flat, start, end), blocks_between(flat, source, source_end)
    if 2 * blocks <= source_blocks:
        return Run(start, end, "flattened", ((source, source_end),))
    if 2 * source_blocks <= blocks:
        return Run(source, source_end, "flattened", ((start, end),))
    whole, whole_source = edge(flat, end), edge(flat, source_end)
    if not whole and not whole_source and not _holds_sentence(flat, start, end):
        return Run(start, end, "near", ((source, source_end),))
    if (breaks(flat, end) and not whole_source) or (breaks(flat, start) and not edge(flat, source)):
        return Run(start, end, "partial", ((source, source_end),))
    if breaks(flat, source_end) and not whole and blocks == 1:
        return Run(source, source_end, "partial", ((start, end),))
    return Run(start, end, "exact", ((source, source_end),))


def _tidied(flat: Flat, parts: list[Match]) -> list[Match]:
    """`parts` without the few characters that agree by chance beyond the edge of a sentence."""
    start, end = parts[0].start, parts[-1].end
    head = next((at for at in range(min(start + _CHANCE, end) - 1, start, -1) if edge(flat, at)), start)
    tail = next((at for at in range(max(end - _CHANCE, start) + 1, end) if edge(flat, at)), end)
    start, end = head, tail
    while end - start > 1 and flat.chars[start] in "、。，．,.」』）)":
        start += 1
    return [
        Match(max(part.start, start), min(part.end, end), part.source + max(part.start, start) - part.start)
        for part in parts
        if part.end > start and part.start < end
    ]


def _loop(flat: Flat, match: Match) -> Run | None:
    """A unit that follows itself five times and more; the first one stays."""
    start, end = match.source, match.end
    unit = flat.chars[start : match.start]
    period = (unit + unit).find(unit, 1)
    if period > _LOOP_UNIT or (end - start) // period < _LOOP_COUNT or len(set(unit)) < 2:
        return None
    return Run(start + period, end, "loop", ((start, start + period),), unit=period)


def _joined(parts: list[Match]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for part in parts:
        start, end = part.source, part.source + part.end - part.start
        if joined and 0 <= start - joined[-1][1] <= 2:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _holds_sentence(flat: Flat, start: int, end: int) -> bool:
    """Whether a whole sentence of 10 characters and more lies in the run."""
    at = start if edge(flat, start) else -1
    for mark in _MARK.finditer(flat.chars, start, end):
        if edge(flat, mark.end()):
            if at >= 0 and mark.end() - at >= 10:
                return True
            at = mark.end()
    return False


def _long_enough(document: Document, flat: Flat, run: Run, thresholds: Thresholds) -> Iterator[Run]:
    """What of a run counts in a post that is not damaged."""
    if run.kind == "loop":
        if run.end - run.start >= thresholds.passage_cjk and prose_parts(document, flat, run.start, run.end):
            yield run
        return
    if run.kind == "near":
        return
    parts = [_sentences(flat, *part) for part in prose_parts(document, flat, run.start, run.end)]
    length = sum(end - start for start, end in parts)
    if not length:
        return
    script = cjk(flat.chars[parts[0][0] : parts[-1][1]])
    passage = thresholds.passage_cjk if script else thresholds.passage_latin
    paragraph = thresholds.paragraph_cjk if script else thresholds.paragraph_latin
    whole = [end - start for start, end in parts if breaks(flat, start) and breaks(flat, end)]
    if any(size >= paragraph for size in whole) or (whole and length >= passage):
        yield run


def _brief(document: Document, flat: Flat, run: Run, shortest: int) -> bool:
    """Whether people hardly say it twice: prose of a CJK script. Mostly it is what a repair left for a person."""
    length = sum(end - start for start, end in prose_parts(document, flat, run.start, run.end))
    return length >= shortest - _CHANCE and cjk(flat.chars[run.start : run.end])


def _sentences(flat: Flat, start: int, end: int) -> tuple[int, int]:
    """What of `[start, end)` is whole sentences."""
    begin = next((at for at in range(start, end) if edge(flat, at)), end)
    return begin, next((at for at in range(end, begin, -1) if edge(flat, at)), begin)

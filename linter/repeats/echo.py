"""A sentence that equals the one right before it, also across a paragraph break."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from linter.document import Document
from linter.repeats.flat import flatten
from linter.repeats.places import TERMINATORS, cjk
from linter.repeats.runs import Run

_ALIKE = 8  # the last characters, which are compared first
_FOLDED = re.compile(r"[\s*_#>]+")


def echoes(
    document: Document, runs: tuple[Run, ...], cjk_least: int, latin_least: int
) -> Iterator[tuple[int, int, int, int]]:
    """Offsets of the echo and of the sentence before it; what a run covers already is left out."""
    text, masked = document.text, document.derived(flatten, document).masked
    paragraphs = [block[0] == "paragraph" for block in document.blocks]
    before: tuple[int, int] = (0, 0)
    ending: str | None = None  # the last characters of the sentence before
    for start, end, block in document.sentences:
        if not paragraphs[block]:
            ending = None
            continue
        if masked[start] == " " and not masked[start:end].strip():
            continue
        earlier, before = before, (start, end)
        known, ending = ending, text[end - _ALIKE : end]
        if ending == known and _echoes(text, earlier, before, cjk_least, latin_least):
            at = document.derived(flatten, document).index(start)
            number = bisect_right(runs, at, key=_start)
            if not any(run.start <= at < run.end for run in runs[max(0, number - 3) : number]):
                yield *before, *earlier


def _start(run: Run) -> int:
    return run.start


def _echoes(text: str, earlier: tuple[int, int], later: tuple[int, int], cjk_least: int, latin_least: int) -> bool:
    one = _FOLDED.sub("", text[slice(*later)])
    return bool(
        one == _FOLDED.sub("", text[slice(*earlier)])
        and one
        and one[-1] in TERMINATORS
        and len(one) >= (cjk_least if cjk(one) else latin_least)
    )

"""A sentence that equals the one right before it, also across a paragraph break."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from linter import lazy
from linter.document import Document, Sentence
from linter.repeats.flat import flatten
from linter.repeats.places import TERMINATORS, cjk
from linter.repeats.runs import Run

_ALIKE = 8  # the last characters, which are compared first
_FOLDED = lazy.compile(r"[\s*_#>]+")


def echoes(
    document: Document, runs: tuple[Run, ...], cjk_least: int, latin_least: int
) -> Iterator[tuple[int, int, int, int]]:
    """Offsets of the echo and of the sentence before it; what a run covers already is left out."""
    text, masked = document.text, document.derived(flatten).masked
    paragraphs = [block[0] == "paragraph" for block in document.blocks]
    before = Sentence(0, 0, 0)
    ending: str | None = None  # the last characters of the sentence before
    for sentence in document.sentences:
        start, end, block = sentence
        if not paragraphs[block]:
            ending = None
            continue
        if masked[start] == " " and not masked[start:end].strip():
            continue
        known, ending = ending, text[end - _ALIKE : end]
        if ending == known and _echoes(text, before, sentence, cjk_least, latin_least):
            at = document.derived(flatten).index(start)
            number = bisect_right(runs, at, key=_start)
            if not any(run.start <= at < run.end for run in runs[max(0, number - 3) : number]):
                yield start, end, before.start, before.end
        before = sentence


def _start(run: Run) -> int:
    return run.start


def _echoes(text: str, earlier: Sentence, later: Sentence, cjk_least: int, latin_least: int) -> bool:
    one = _FOLDED.sub("", text[later.start : later.end])
    return bool(
        one == _FOLDED.sub("", text[earlier.start : earlier.end])
        and one
        and one[-1] in TERMINATORS
        and len(one) >= (cjk_least if cjk(one) else latin_least)
    )

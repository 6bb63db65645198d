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
    text, blocks = document.text, document.blocks
    flat = document.derived(flatten, document)
    paragraphs = [block.kind == "paragraph" for block in blocks]
    starts = [run.start for run in runs]
    before = None
    for sentence in document.sentences:
        if not paragraphs[sentence.block]:
            before = None
            continue
        if flat.masked[sentence.start].isspace() and not flat.masked[sentence.start : sentence.end].strip():
            continue
        if before and text[sentence.end - _ALIKE : sentence.end] == text[before.end - _ALIKE : before.end]:
            one = _FOLDED.sub("", text[sentence.start : sentence.end])
            if (
                one == _FOLDED.sub("", text[before.start : before.end])
                and one
                and one[-1] in TERMINATORS
                and len(one) >= (cjk_least if cjk(one) else latin_least)
            ):
                at = flat.index(sentence.start)
                number = bisect_right(starts, at)
                if not any(run.start <= at < run.end for run in runs[max(0, number - 3) : number]):
                    yield sentence.start, sentence.end, before.start, before.end
        before = sentence

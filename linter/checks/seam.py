"""A paragraph that begins in mid-sentence, and where it continues from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.diagnostic import Finding, Related
from linter.document import Document
from linter.repeats.flat import flatten
from linter.repeats.seams import seams
from linter.words import excerpt

_QUOTED = 20


class Options(NamedTuple):
    pass


def check(document: Document, options: Options) -> Iterator[Finding]:
    for seam in document.derived(seams):
        flat = document.derived(flatten)
        span = document.span(flat.offset(seam.start), flat.end(seam.end))
        kind = "ellipsis" if seam.ellipsis else "mid-sentence"
        values = {"text": excerpt(document.text[flat.offset(seam.text) : flat.end(seam.end)])}
        related: tuple[Related, ...] = ()
        if seam.cut >= 0:
            start, end = flat.offset(max(0, seam.cut - _QUOTED)), flat.end(seam.cut)
            related = (Related(document.span(max(start, document.text.rfind("\n", 0, end) + 1), end), "cut"),)
            values["end"] = excerpt(document.text[start:end], 12, "end")
        else:
            kind += "-unplaced"
        if seam.proof >= 0:
            start, end = flat.offset(seam.proof), flat.end(min(seam.proof + seam.end - seam.text, len(flat.chars)))
            related += (Related(document.span(start, end), "whole"),)
        yield Finding(span, kind, values, related, doubtful=not seam.sure)

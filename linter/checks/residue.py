"""Text that a generator left in the post: markers, and whole lines of its prompt or its chatter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from linter.diagnostic import Edit, Finding
from linter.document import Document
from linter.words import excerpt


@dataclass(frozen=True)
class Options:
    markers: tuple[str, ...]  # texts that are residue wherever they stand in prose


@lru_cache(maxsize=8)
def _pattern(markers: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(marker) for marker in markers))


def check(document: Document, options: Options) -> Iterator[Finding]:
    prose, text = document.prose, document.text
    for match in _pattern(options.markers).finditer(prose):
        start, end = match.span()
        edits = (Edit(document.span(start, end), ""),)
        yield Finding(document.span(start, end), "marker", {"text": excerpt(text[start:end])}, edits=edits)

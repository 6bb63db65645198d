"""Where a value of the front matter stands, at any depth."""

from __future__ import annotations

from collections.abc import Sequence

from linter.diagnostic import Span
from linter.document import Document


def place(document: Document, path: Sequence[str | int], key: bool = False) -> Span:
    """The value at `path` (its key, with `key` or where the value is empty); else the nearest value above it.

    An empty path is the opening line.
    """
    front = document.front_matter
    assert front is not None
    if not path:
        return document.span(front.start, front.start + 3)
    start, end = front.locate(path, key)
    end = start + len(document.text[start:end].rstrip())
    if end <= start:
        start, end = front.locate(path, True)
    return document.span(start, max(start, end))

"""A file that is no text that can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.diagnostic import Finding, Span
from linter.document import Document


class Options(NamedTuple):
    pass


def check(document: Document, options: Options) -> Iterator[Finding]:
    kind, _, line = document.problem.partition(":")
    if kind:
        at = int(line or 1)
        yield Finding(Span(0, 0, at, 1, at, 1), kind)
    elif not document.text.strip():
        yield Finding(document.span(0, 0), "empty")

"""Figures that contradict each other: the verifiers of `linter.figures`, in one stream."""

from __future__ import annotations

from collections.abc import Iterator

from linter.diagnostic import Finding
from linter.document import Document
from linter.figures import arithmetic, body, front
from linter.figures.options import Options
from linter.figures.post import post

__all__ = ["Options", "check"]

VERIFIERS = (front.check, body.check, arithmetic.check)


def check(document: Document, options: Options) -> Iterator[Finding]:
    subject = document.derived(post, document)
    if not subject.body and not subject.front:
        return
    for verify in VERIFIERS:
        yield from verify(subject, options)

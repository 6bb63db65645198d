"""Figures that contradict each other: the verifiers of `linter.figures`, in one stream."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linter.checks import Corpus
from linter.diagnostic import Finding
from linter.document import Document
from linter.figures.options import Options

__all__ = ["Options", "check", "compare", "facts"]


def facts(document: Document, options: Options) -> Any:
    from linter.figures import posts
    from linter.figures.post import post

    return posts.of(document.derived(post, document, options.fields))


def compare(corpus: Corpus, options: Options) -> Iterator[Finding]:
    from linter.figures import posts  # comparing posts needs none of the verifiers

    return posts.compare(corpus.facts, corpus.asked, options)


def check(document: Document, options: Options) -> Iterator[Finding]:
    from linter.figures import (
        arithmetic,
        body,
        broken,
        change,
        counts,
        dates,
        front,
        growth,
        linked,
        money,
        notation,
        percent,
        sums,
        tables,
    )
    from linter.figures.post import post

    verifiers = (front, body, arithmetic, percent, money, growth, dates, change, sums, tables, counts, linked, notation)
    subject = document.derived(post, document, options.fields)
    yield from broken.check(document)
    if subject.body or subject.front:
        front_seen: set[int] = set()
        for verifier in verifiers:
            for finding in verifier.check(subject, options):
                if finding.kind.startswith("front-"):
                    if finding.span.start in front_seen:
                        continue
                    front_seen.add(finding.span.start)
                yield finding

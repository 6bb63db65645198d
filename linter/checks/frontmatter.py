"""The front matter of a post: whether it can be read, is complete, and says what the article says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from linter.checks import Corpus
from linter.diagnostic import Finding
from linter.document import Document
from linter.front import form, required


@dataclass(frozen=True)
class Options:
    required: tuple[str, ...]  # keys that every post must have, whatever the other posts do
    usual_share: float  # of a folder's posts that have a key, from which on a post without it is told
    usual_posts: int  # in a folder, below which nothing is usual


def check(document: Document, options: Options) -> Iterator[Finding]:
    yield from form.check(document)


def facts(document: Document, options: Options) -> Any:
    return {"keys": required.facts(document)}


def compare(corpus: Corpus, options: Options) -> Iterator[Finding]:
    heads = {path: required.Head(*fact["keys"]) for path, fact in corpus.facts.items()}
    yield from required.compare(corpus.asked, heads, options.required, options.usual_share, options.usual_posts)


"""Figures that contradict each other: the verifiers of `linter.figures`, in one stream."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from linter.checks import Corpus
from linter.diagnostic import Finding
from linter.document import Document
from linter.figures.options import Options

if TYPE_CHECKING:
    from linter.figures.post import Post

__all__ = ["Options", "check", "compare", "facts", "keys"]


def facts(document: Document, options: Options) -> Any:
    from linter.figures import posts
    from linter.figures.post import post

    return posts.of(document.derived(post, options.fields))


def keys(path: str, fact: Any) -> Iterator[str]:
    from linter.figures import posts

    return posts.keys(fact)


def compare(corpus: Corpus, options: Options) -> Iterator[Finding]:
    from linter.figures import posts  # comparing posts needs none of the verifiers

    return posts.compare(corpus.facts, corpus.asked, options)


def check(document: Document, options: Options) -> Iterator[Finding]:
    from linter.figures import broken
    from linter.figures.post import post

    subject = document.derived(post, options.fields)
    yield from broken.check(document)
    if not subject.body and not subject.front:
        return
    front_seen: set[int] = set()
    for name in needed(subject):
        for finding in import_module(f"linter.figures.{name}").check(subject, options):
            if finding.kind.startswith("front-"):
                if finding.span.start in front_seen:
                    continue
                front_seen.add(finding.span.start)
            yield finding


_WORDS = {  # verifier -> what a post must hold for it to be worth loading
    "arithmetic": ("=", "＝", "≒", "≈"),
    "percent": ("%", "パーセント", "percent"),
    "growth": ("率", "CAGR"),
    "dates": ("日", "年間", "か年", "ヶ年", "カ年", "まで", "day"),
    "change": ("→", "->", "⇒", "から", "〜", "～", "~"),
    "sums": ("計", "総額", "合わせ", "トータル", "これら", "%"),
    "counts": ("つ", "以下", "次の", "下記", "following", "these"),
    "linked": (
        *("正確", "厳密", "正しく", "実際", "exact", "precise", "トークン", "1日", "年間"),
        *(f"{digit}M" for digit in range(10)),
    ),
}


def needed(subject: Post) -> Iterator[str]:
    """The verifiers that can find anything in the post: their patterns take longer to compile than to run."""
    text = "\n".join([passage.text for passage in (*subject.front, *subject.body)])
    if subject.front:
        yield "front"
        yield "titles"
    yield "body"
    yield from (name for name, words in _WORDS.items() if any(word in text for word in words))
    units = {f.unit.name for p in (*subject.front, *subject.body) for f in p.figures if f.unit.dimension == "money"}
    if len(units) > 1:
        yield "money"
    if any(block.kind == "table" for block in subject.document.blocks):
        yield "tables"
    yield "notation"

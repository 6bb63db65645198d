"""Text that stands in another post too: the same excerpt or description, or the same long paragraph.

A paragraph in many posts is boilerplate (a disclaimer, a call to action) and left alone. An excerpt in
many posts is not: it tells of none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

from linter import lazy
from linter.checks import Corpus
from linter.diagnostic import Finding, Related, Span, Value
from linter.document import Document
from linter.titles import realms
from linter.titles.near import normalised
from linter.words import excerpt


class Options(NamedTuple):
    fields: tuple[str, ...]  # of the front matter
    field_length: int  # code points from which a field is compared
    passage_length: int  # code points from which a paragraph is compared, twice that in Latin script; 0: none is
    boilerplate_posts: int  # a paragraph in so many posts is boilerplate


def facts(document: Document, options: Options) -> Any:
    """[language, [[key, field or "", text, span], …]]"""
    values = document.front_matter.values if document.front_matter else {}
    if realms.is_draft(document.path, values):
        return None
    found = [*_fields(document, options), *(_passages(document, options) if options.passage_length else ())]
    return [realms.language(document.path, values), found] if found else None


def keys(path: str, fact: Any) -> Iterator[str]:
    language, found = fact
    return (f"{language} {key}" for key, *_ in found)


_SHOWN = 5  # related places of one finding


def compare(corpus: Corpus, options: Options) -> Iterator[Finding]:
    facts = corpus.facts
    places: dict[str, list[tuple[str, Span]]] = {}  # of the first posts that share a text

    def first(language: str, key: str) -> list[tuple[str, Span]]:
        name = f"{language} {key}"
        if name not in places:
            paths = facts.bearers(name)[: _SHOWN + 1]
            places[name] = [
                (path, Span(*next(span for held, _, _, span in facts.get(path)[1] if held == key))) for path in paths
            ]
        return places[name]

    for path, (language, found) in facts.each(corpus.asked):
        shared: dict[str, list[Finding]] = defaultdict(list)  # paragraphs, by the first post that has them too
        for key, field, text, span in found:
            posts = facts.count(f"{language} {key}")
            if posts > 1 and (field or posts < options.boilerplate_posts):
                others = [place for place in first(language, key) if place[0] != path][:_SHOWN]
                values: dict[str, Value] = {"field": field, "text": text, "posts": posts - 1}
                related = tuple(Related(place, "other", other) for other, place in others)
                finding = Finding(Span(*span), "field" if field else "passage", values, related, path=path)
                if field:
                    yield finding
                else:
                    shared[others[0][0]].append(finding)
        for findings in shared.values():
            yield findings[0]._replace(values={**findings[0].values, "passages": len(findings)})


def _fields(document: Document, options: Options) -> Iterator[list[Any]]:
    front = document.front_matter
    for name in options.fields:
        field = front.get(name) if front else None
        if field and isinstance(field.value, str):
            key = normalised(field.value)
            if len(key) >= options.field_length:
                yield [_key(key), name, excerpt(field.value), list(document.span(field.start, field.end))]


def _passages(document: Document, options: Options) -> Iterator[list[Any]]:
    text, least = document.text, options.passage_length
    seen = set()
    for block in document.blocks:
        if block.end - block.content < least or block.kind != "paragraph" or block.container:
            continue
        raw = text[block.content : block.end]
        if raw in seen:
            continue
        seen.add(raw)
        key = "".join(raw.split()).replace("*", "").replace("_", "").replace("#", "")
        if len(key) < least or _LINK.search(raw):
            continue
        if len(key) < 2 * least and 2 * len(key.encode("latin-1", "ignore")) > len(key):
            continue
        key = _key(key)
        if key not in seen:
            seen.add(key)
            yield [key, "", excerpt(raw), list(document.span(block.content, block.end))]


_LINK = lazy.compile(r"\]\(|https?://|\{%|\{\{|</")


def _key(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

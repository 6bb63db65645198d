"""Text that stands in another post too: the same excerpt or description, or the same long paragraph.

A paragraph in many posts is boilerplate (a disclaimer, a call to action) and left alone. An excerpt in
many posts is not: it tells of none of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from linter.checks import Corpus
from linter.diagnostic import Finding, Related, Span, Value
from linter.document import Document
from linter.titles import realms
from linter.titles.near import normalised
from linter.words import excerpt


@dataclass(frozen=True)
class Options:
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


def keys(fact: Any) -> Iterable[str]:
    return [key for key, *_ in fact[1]]


def compare(corpus: Corpus, options: Options) -> Iterator[Finding]:
    asked = sorted(corpus.asked & corpus.facts.keys())
    wanted = {key for path in asked for key in keys(corpus.facts[path])}
    places: dict[tuple[str, str], dict[str, tuple[str, Span]]] = defaultdict(dict)  # -> path -> field, span
    for path in sorted(corpus.facts):
        language, found = corpus.facts[path]
        for key, field, _, span in found:
            if key in wanted:
                places[language, key].setdefault(path, (field, Span(*span)))
    for path in asked:
        language, found = corpus.facts[path]
        shared: dict[str, list[Finding]] = defaultdict(list)  # paragraphs, by the first post that has them too
        for key, field, text, span in found:
            bearers = places[language, key]
            others = [other for other in bearers if other != path]
            if others and (field or len(bearers) < options.boilerplate_posts):
                finding = _finding(path, Span(*span), field, text, others, bearers)
                if field:
                    yield finding
                else:
                    shared[others[0]].append(finding)
        for findings in shared.values():
            yield replace(findings[0], values={**findings[0].values, "passages": len(findings)})


_SHOWN = 5  # related places of one finding


def _finding(
    path: str, span: Span, field: str, text: str, others: list[str], bearers: dict[str, tuple[str, Span]]
) -> Finding:
    values: dict[str, Value] = {"field": field, "text": text, "posts": len(others)}
    related = tuple(Related(bearers[other][1], "other", other) for other in others[:_SHOWN])
    return Finding(span, "field" if field else "passage", values, related, path=path)


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
        key = "".join(raw.split()).replace("*", "").replace("_", "").replace("#", "")
        if len(key) < least or any(sign in raw for sign in _LINKS):
            continue
        if len(key) < 2 * least and 2 * sum(map(len, _LATIN.findall(key))) > len(key):
            continue
        key = _key(key)
        if key not in seen:
            seen.add(key)
            yield [key, "", excerpt(raw), list(document.span(block.content, block.end))]


_LATIN = re.compile(r"[\u0021-\u024f]+")
_LINKS = ("](", "http://", "https://", "{%", "{{", "</")


def _key(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

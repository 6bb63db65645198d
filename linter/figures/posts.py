"""One statistic in many posts: an outlier by a power of ten, and a phrase that a script spread.

`of` says what a post states, `compare` looks at all posts; neither depends on their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from linter.diagnostic import Finding, Related, Span
from linter.figures.numbers import ONE, significant
from linter.figures.options import Options

if TYPE_CHECKING:
    from linter.figures.post import Post

Facts: TypeAlias = "Mapping[str, Any]"  # of all posts, by path

FIGURES, PHRASES = 80, 40  # of one post, at most
REACH = 60
LARGE = 10**6 * ONE  # smaller amounts are prices
_WORD = re.compile(r"[ァ-ヶー]{3,}|[A-Z][A-Za-z]{2,}|[一-龠]{2,4}(?=市場|業界)")
_PHRASE = re.compile(r"(?:以上|超|もの)?の[一-龠ァ-ヶー]{2,4}")


def of(post: Post) -> Any:
    """The statistics of a post as [unit, digits, value, words, span, text], and its vague phrases as [text, span]."""
    stated: list[list[Any]] = []
    phrases: dict[str, list[int]] = {}
    for place in post.places(post.body):
        figure, passage = place.figure, place.passage
        digits = significant(figure.value)
        if (
            figure.unit.dimension in ("money", "people")
            and figure.value >= LARGE
            and passage.kind != "table"
            and len(digits) >= 2
        ):
            near = passage.text[max(0, figure.start - REACH) : figure.start]
            words = sorted(set(_WORD.findall(near)))[:8]
            if words and len(stated) < FIGURES:
                span = post.document.span(place.start, place.end)
                stated.append([figure.unit.name, digits, str(figure.value), words, list(span), place.text])
        elif figure.unit.dimension in ("percent", "times") and len(phrases) < PHRASES:
            match = _PHRASE.match(passage.text, figure.end)
            if match:
                text = place.text + match[0]
                phrases.setdefault(text, list(post.document.span(place.start, passage.start + match.end())))
    return {"stated": stated, "phrases": phrases} if stated or phrases else None


def compare(facts: Facts, asked: frozenset[str], options: Options) -> Iterator[Finding]:
    """cross-post and boilerplate."""
    yield from _outliers(facts, asked, options)
    yield from _boilerplate(facts, asked, options)


def _outliers(facts: Facts, asked: frozenset[str], options: Options) -> Iterator[Finding]:
    groups: dict[tuple[str, str], list[tuple[str, list[Any]]]] = {}
    for path in sorted(facts):
        for row in facts[path]["stated"]:
            groups.setdefault((row[0], row[1]), []).append((path, row))
    for rows in groups.values():
        posts: dict[str, set[str]] = {}
        for path, row in rows:
            posts.setdefault(row[2], set()).add(path)
        if len(posts) < 2:
            continue
        usual = max(posts, key=lambda value: (len(posts[value]), value))
        total = len(set().union(*posts.values()))
        if len(posts[usual]) < options.cross_posts or len(posts[usual]) * 10 < total * 7:
            continue
        common = _common(row[3] for _, row in rows if row[2] == usual)
        first_path, first = next((path, row) for path, row in rows if row[2] == usual)
        for path, row in rows:
            if row[2] != usual and path in asked and common & set(row[3]):
                related = (Related(Span(*first[4]), "other", first_path),)
                values = {"figure": row[5], "other": first[5], "posts": len(posts[usual])}
                yield Finding(Span(*row[4]), "cross-post", values, related, path=path)


def _common(words: Iterator[list[str]]) -> set[str]:
    """The words that stand near the usual value in at least every third place."""
    counts: dict[str, int] = {}
    places = 0
    for row in words:
        places += 1
        for word in row:
            counts[word] = counts.get(word, 0) + 1
    return {word for word, count in counts.items() if count * 3 >= places}


def _boilerplate(facts: Facts, asked: frozenset[str], options: Options) -> Iterator[Finding]:
    posts: dict[str, list[str]] = {}
    for path in sorted(facts):
        for phrase in facts[path]["phrases"]:
            posts.setdefault(phrase, []).append(path)
    for phrase, paths in posts.items():
        if len(paths) >= options.boilerplate_posts and len(paths) * 100 >= 5 * len(facts):
            first = next((p for p in paths if p in asked), None)
            if first is not None:
                span = Span(*facts[first]["phrases"][phrase])
                yield Finding(span, "boilerplate", {"figure": phrase, "posts": len(paths)}, path=first)

"""Two posts of the project that bear the same title, so that readers and search engines take one for the other.

Titles are compared as a reader hears them: width, case, spaces and punctuation do not count. Posts
in two languages, drafts, chapters of two books and posts of two years are no rivals.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from linter.checks import Corpus
from linter.diagnostic import Finding, Related, Span
from linter.document import Document
from linter.facts import Facts
from linter.titles import near as neartitles
from linter.titles import realms
from linter.titles.near import normalised
from linter.words import excerpt


class Options(NamedTuple):
    max_days_apart: int  # posts of one title that lie further apart are no rivals, unless their texts are the same too
    column_length: int  # a title no longer than this (code points, normalised) …
    column_posts: int  # … in this many posts names a column (日記), not a post
    ratio: float  # from which cores of two titles are nearly the same; 0 to 100
    min_core: int  # code points of a core, and at least half of its title
    template_posts: int  # an opening or ending shared by this many titles, and by …
    template_share: float  # … this share of them, is a template


class Title(NamedTuple):
    """What a post tells of its title, beside the key and the realm that all titles are compared by."""

    text: str
    span: Sequence[int]
    day: int  # ordinal of the post's date; 0: unknown
    sketch: Sequence[int]  # of the body
    canonical: str  # the address that the post itself names as the original


class Titles(dict[str, Title]):
    """The titles by path, each read when it is first looked at: of 100,000 posts few are."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def __missing__(self, path: str) -> Title:
        self[path] = title = Title(*json.loads(self._facts.get(path)[2]))
        return title


def facts(document: Document, options: Options) -> Any:
    """[normalised title, realm, JSON of a Title]; only titles of one realm are rivals."""
    front = document.front_matter
    field = front.get("title") if front else None
    if (
        front is None
        or field is None
        or not isinstance(field.value, str)
        or realms.is_draft(document.path, front.values)
    ):
        return None
    key = normalised(field.value)
    if not key:
        return None
    values = front.values
    day = realms.day(document.path, values)
    canonical = values.get("canonical_url") or values.get("canonicalUrl") or values.get("redirect_to")
    title = Title(
        excerpt(field.value, 40),
        document.span(field.start, field.end),
        day,
        _sketch(document),
        canonical if isinstance(canonical, str) else "",
    )
    return [key, realms.realm(document.path, values, day), json.dumps(title)]


def keys(path: str, fact: Any) -> Iterator[str]:
    yield fact[0]


def compare(corpus: Corpus, options: Options) -> Iterator[Finding]:
    facts = corpus.facts
    titles = Titles(facts)
    asked: dict[str, dict[str, str]] = defaultdict(dict)  # title -> path -> realm
    for path, (title, realm, _) in facts.each(corpus.asked):
        asked[title][path] = realm
    for key, posts in asked.items():
        if facts.count(key) > 1:
            for path, others in _peers(posts, facts.bearers(key), facts):
                if len(key) > options.column_length or len(others) < options.column_posts:
                    rivals = [other for other in others if _are_rivals(path, other, titles, options)]
                    if rivals:
                        yield _finding(path, rivals, titles, "same")
    for path, rivals in sorted(_near(asked, titles, facts, options).items()):
        yield _finding(path, sorted(rivals), titles, "near")


def _peers(posts: Mapping[str, str], bearers: Sequence[str], facts: Facts) -> Iterator[tuple[str, list[str]]]:
    """Each of the posts, given with their realms, with all the bearers of its realm."""
    realms: dict[str, list[str]] = defaultdict(list)
    for path in bearers:
        realms[facts.get(path)[1]].append(path)
    for path, realm in posts.items():
        yield path, realms[realm]


def _near(
    asked: Mapping[str, Mapping[str, str]], titles: Titles, facts: Facts, options: Options
) -> dict[str, list[str]]:
    lines = facts.lines()
    shared = max(options.template_posts, int(options.template_share * (lines.count("\n") + 1)))
    found: dict[str, list[str]] = defaultdict(list)
    for one, two in neartitles.near(lines, asked.keys(), shared, options.ratio, options.min_core):
        for path, others in _peers(asked[one], facts.bearers(two), facts):
            rivals = [other for other in others if _are_rivals(path, other, titles, options)]
            if rivals:
                found[path] += rivals
    return found


_SHOWN = 5  # related places of one finding


def _finding(path: str, rivals: Sequence[str], titles: Titles, kind: str) -> Finding:
    title = titles[path]
    return Finding(
        Span(*title.span),
        kind,
        {"title": title.text, "other": titles[rivals[0]].text, "posts": len(rivals)},
        tuple(Related(Span(*titles[other].span), "other", other) for other in rivals[:_SHOWN]),
        path=path,
    )


def _are_rivals(path: str, other: str, titles: Titles, options: Options) -> bool:
    if path == other:
        return False
    one, two = titles[path], titles[other]
    if _points_to(one.canonical, other) or _points_to(two.canonical, path):
        return False
    if one.day and two.day and abs(one.day - two.day) > options.max_days_apart:
        return _are_same_text(one.sketch, two.sketch)
    return True


_SKETCH = 8


def _sketch(document: Document) -> list[int]:
    """The least hashes of the openings of the paragraphs: texts that are nearly the same share most of them."""
    text = document.text
    openings = {
        crc32(text[block.content : block.content + 24].encode("utf-8", "surrogatepass"))
        for block in document.blocks
        if block.kind == "paragraph" and block.end - block.content >= 24
    }
    return sorted(openings)[:_SKETCH]


def _are_same_text(one: Sequence[int], two: Sequence[int]) -> bool:
    return bool(one and two) and 2 * len(set(one) & set(two)) > max(len(one), len(two))


def _points_to(address: str, path: str) -> bool:
    """Whether an address names the post at `path`: they end in the same slug."""
    if not address:
        return False
    slug = re.sub(r"^\d{4}-\d{2}-\d{2}-", "", path.rsplit("/", 1)[-1].split(".")[0])
    return address.rstrip("/").rsplit("/", 1)[-1].removesuffix(".html") == slug

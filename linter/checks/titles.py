"""Two posts of the project that bear the same title, so that readers and search engines take one for the other.

Titles are compared as a reader hears them: width, case, spaces and punctuation do not count. Posts
in two languages, drafts, chapters of two books and posts of two years are no rivals.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from zlib import crc32

from linter import neartitles
from linter.checks import Corpus
from linter.diagnostic import Finding, Related, Span
from linter.document import Document
from linter.words import excerpt


@dataclass(frozen=True)
class Options:
    max_days_apart: int  # posts of one title that lie further apart are no rivals, unless their texts are the same too
    column_length: int  # a title no longer than this (code points, normalised) …
    column_posts: int  # … in this many posts names a column (日記), not a post
    ratio: float  # from which cores of two titles are nearly the same; 0 to 100
    min_core: int  # code points of a core, and at least half of its title
    template_posts: int  # an opening or ending shared by this many titles, and by …
    template_share: float  # … this share of them, is a template


class Title(NamedTuple):
    """What a post tells of its title; the fact is the plain list of it."""

    key: str  # normalised
    text: str
    span: Sequence[int]
    day: int  # ordinal of the post's date; 0: unknown
    realm: str  # only titles of one realm are rivals: its language, and the folder of a page without date
    sketch: Sequence[int]  # of the body
    canonical: str  # the address that the post itself names as the original


def facts(document: Document, options: Options) -> Any:
    front = document.front_matter
    field = front.get("title") if front else None
    if front is None or field is None or not isinstance(field.value, str) or _is_draft(document.path, front.values):
        return None
    key = normalised(field.value)
    if not key:
        return None
    values = front.values
    day = _day(document.path, values)
    canonical = values.get("canonical_url") or values.get("canonicalUrl") or values.get("redirect_to")
    return [
        key,
        excerpt(field.value, 40),
        list(document.span(field.start, field.end)),
        day,
        _realm(document.path, values, day),
        _sketch(document),
        canonical if isinstance(canonical, str) else "",
    ]


def compare(corpus: Corpus, options: Options) -> Iterator[Finding]:
    titles = {path: Title(*fact) for path, fact in corpus.facts.items()}
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    asked = sorted(corpus.asked & titles.keys())
    wanted = {(titles[path].realm, titles[path].key) for path in asked}
    for path, title in titles.items():
        if (title.realm, title.key) in wanted:
            same[title.realm, title.key].append(path)
    for path in asked:
        key = titles[path].key
        paths = same[titles[path].realm, key]
        if len(key) > options.column_length or len(paths) < options.column_posts:
            rivals = [other for other in sorted(paths) if other != path and _are_rivals(path, other, titles, options)]
            if rivals:
                yield _finding(path, rivals, titles, "same")
    for path, others in sorted(_near(asked, titles, options).items()):
        yield _finding(path, sorted(others), titles, "near")


def _near(asked: Sequence[str], titles: dict[str, Title], options: Options) -> dict[str, list[str]]:
    keys = sorted({title.key for title in titles.values()})
    shared = max(options.template_posts, int(options.template_share * len(keys)))
    cores = neartitles.cores(keys, shared)
    number = {key: at for at, key in enumerate(keys)}
    wanted = {number[titles[path].key] for path in asked}
    alike: dict[int, list[int]] = defaultdict(list)
    for one, two in neartitles.pairs(cores, wanted, options.ratio, options.min_core):
        whole = min(len(keys[one]), len(keys[two]))
        if 2 * min(len(cores[one]), len(cores[two])) >= whole and not neartitles.tells_apart(cores[one], cores[two]):
            alike[one].append(two)
    bearers: dict[str, list[str]] = defaultdict(list)
    if alike:
        for path, title in titles.items():
            bearers[title.key].append(path)
    found: dict[str, list[str]] = defaultdict(list)
    for path in asked:
        for two in alike.get(number[titles[path].key], ()):
            for other in bearers[keys[two]]:
                if titles[other].realm == titles[path].realm and _are_rivals(path, other, titles, options):
                    found[path].append(other)
    return found


_SHOWN = 5  # related places of one finding


def _finding(path: str, rivals: Sequence[str], titles: dict[str, Title], kind: str) -> Finding:
    title = titles[path]
    return Finding(
        Span(*title.span),
        kind,
        {"title": title.text, "other": titles[rivals[0]].text, "posts": len(rivals)},
        tuple(Related(Span(*titles[other].span), "other", other) for other in rivals[:_SHOWN]),
        path=path,
    )


def _are_rivals(path: str, other: str, titles: dict[str, Title], options: Options) -> bool:
    one, two = titles[path], titles[other]
    if _points_to(one.canonical, other) or _points_to(two.canonical, path):
        return False
    if one.day and two.day and abs(one.day - two.day) > options.max_days_apart:
        return _are_same_text(one.sketch, two.sketch)
    return True


_PART = re.compile(r"\w+|(?<=\d)[.:,/-](?=\d)|(?<=[a-z])[+#]+")


def normalised(title: str) -> str:
    """A title without width, case, spaces and punctuation; 1.2 stays apart from 12, and C++ from C."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(_PART.findall(folded)).replace("_", "") or "".join(folded.split())


_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_DATE_KEYS = ("date", "created", "createdAt", "created_at", "pubDate", "published_at", "publishDate")


def _day(path: str, values: dict[str, Any]) -> int:
    """The ordinal of the day a post is dated, by its front matter or its path; 0 where neither tells."""
    for value in (*(values.get(key) for key in _DATE_KEYS), path):
        match = _DATE.search(str(value)) if value else None
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3])).toordinal()
            except ValueError:
                continue
    return 0


def _is_draft(path: str, values: dict[str, Any]) -> bool:
    folders = path.split("/")[:-1]
    return (
        "_drafts" in folders or "drafts" in folders or values.get("draft") is True or values.get("published") is False
    )


_LANGUAGE = re.compile(
    r"(?:ja|jp|en|zh|cn|tw|hk|ko|kr|fr|de|es|pt|it|ru|uk|pl|nl|sv|tr|vi|th|id|ar|fa|hi|cs|el|he|hu|ro|da|fi|nb)"
    r"(?:[-_](?:[a-z]{2}|[A-Z]{2}|hans|hant|Hans|Hant))?"
)
_LANGUAGE_KEYS = ("lang", "language", "locale")
_ADDRESS_KEYS = ("permalink", "url", "slug")


def _realm(path: str, values: dict[str, Any], day: int) -> str:
    """The language that path, address or front matter name; for an undated page also its folder."""
    *folders, name = path.split("/")
    parts = folders + name.split(".")[1:-1]
    for key in _ADDRESS_KEYS:
        if isinstance(values.get(key), str):
            parts += values[key].split("/")[:-1]
    named = {part.lower() for part in parts if _LANGUAGE.fullmatch(part)}
    named.update(str(values[key]).lower() for key in _LANGUAGE_KEYS if values.get(key))
    if not day and name.startswith(("index.", "_index.")):
        folders = folders[:-1]
    return " ".join([*sorted(named), "" if day else "/".join(folders)])


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

"""The names that blogs have for one thing, and what stands behind each of them.

Counted on 45,000 posts of 34 repositories: Jekyll, Hugo, Zola, Zenn, Docusaurus, Astro, Gatsby, 11ty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.document import Document

if TYPE_CHECKING:
    from linter.frontmatter import Field

DATES = ("date", "created", "createdAt", "pubDate", "published_at", "publishDate", "pubdate")
SUMMARIES = ("description", "excerpt", "summary", "deck", "spoiler")
TAGS = ("tags", "topics", "keywords")
IMAGES = ("image", "cover", "thumbnail", "banner", "og_image", "eyecatch", "heroImage")
TIMES = ("reading_time", "readingTime", "reading-time", "read_time")
TEXTS = ("title", "author", "slug", *SUMMARIES)
KNOWN = frozenset(
    DATES
    + SUMMARIES
    + TAGS
    + IMAGES
    + TIMES
    + TEXTS
    + ("layout", "authors", "categories", "category", "permalink", "draft", "published", "emoji", "type", "aliases")
    + ("weight", "series", "rating", "canonical_url", "lastmod", "updated", "robots", "sitemap", "redirect_from")
    + ("comments", "lang", "subtitle", "toc", "hidden", "pin")
)  # keys that a line of running text never begins with by chance


def named(name: str) -> str:
    """The key as a message shows it: with the rule's own word for it, where the rule has one."""
    return f"label:{name}"


def text_fields(document: Document, names: tuple[str, ...]) -> list[tuple[Field, str]]:
    """The fields of those names that hold a text, with the text."""
    front = document.front_matter
    found = [front.get(name) for name in names] if front else []
    return [(field, field.value) for field in found if field and isinstance(field.value, str) and field.value.strip()]

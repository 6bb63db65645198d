"""Which posts of a project are rivals: published, of one language, and pages without a date of one folder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from linter import lazy

_DATE = lazy.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_DATE_KEYS = ("date", "created", "createdAt", "created_at", "pubDate", "published_at", "publishDate")


def day(path: str, values: Mapping[str, Any]) -> int:
    """The ordinal of the day a post is dated, by its front matter or its path; 0 where neither tells."""
    for value in (*(values.get(key) for key in _DATE_KEYS), path):
        match = _DATE.search(str(value)) if value else None
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3])).toordinal()
            except ValueError:
                continue
    return 0


def is_draft(path: str, values: Mapping[str, Any]) -> bool:
    folders = path.split("/")[:-1]
    return (
        "_drafts" in folders or "drafts" in folders or values.get("draft") is True or values.get("published") is False
    )


_LANGUAGE = lazy.compile(
    r"(?:ja|jp|en|zh|cn|tw|hk|ko|kr|fr|de|es|pt|it|ru|uk|pl|nl|sv|tr|vi|th|id|ar|fa|hi|cs|el|he|hu|ro|da|fi|nb)"
    r"(?:[-_](?:[a-z]{2}|[A-Z]{2}|hans|hant|Hans|Hant))?"
)
_LANGUAGE_KEYS = ("lang", "language", "locale")
_ADDRESS_KEYS = ("permalink", "url", "slug")


def language(path: str, values: Mapping[str, Any]) -> str:
    """What path, address and front matter say of a post's language; empty where they say nothing."""
    *folders, name = path.split("/")
    parts = folders + name.split(".")[1:-1]
    for key in _ADDRESS_KEYS:
        if isinstance(values.get(key), str):
            parts += values[key].split("/")[:-1]
    named = {part.lower() for part in parts if _LANGUAGE.fullmatch(part)}
    named.update(str(values[key]).lower() for key in _LANGUAGE_KEYS if values.get(key))
    return " ".join(sorted(named))


def realm(path: str, values: Mapping[str, Any], dated: int) -> str:
    """What two posts must have in common to be rivals: the language, and without a date also the folder.

    A page without a date is a chapter, a page of documentation or an article of a folder of articles:
    two folders may each have their 「はじめに」.
    """
    *folders, name = path.split("/")
    if name.startswith(("index.", "_index.")):
        folders = folders[:-1]
    return language(path, values) + ("" if dated else " /" + "/".join(folders))

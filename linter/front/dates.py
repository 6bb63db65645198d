"""Dates that disagree: the file's name and the key, the year in the title and the day of publication.

A title may speak of next year's games in spring, but not a blog of next year in title after title. So
a year that stands alone is doubtful in a blog where few titles run ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from linter import lazy
from linter.diagnostic import Finding, Span
from linter.document import Document
from linter.front.names import DATES, named, text_fields
from linter.words import excerpt

if TYPE_CHECKING:
    from linter.frontmatter import Field

Fact = tuple[Sequence[int], str, str, str]  # span, year, day, title

SLACK = 1  # days between file name and date that a time zone explains
AHEAD = 92  # days before a year begins in which titles may speak of it as the present

_NAME = lazy.compile(r"(?:^|/)(\d{4})-(\d{1,2})-(\d{1,2})(?=[-_./])")
_DAY = lazy.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
FEW = 5  # titles that run ahead …
SHARE = 0.05  # … and their share of a blog's posts, from which on that is a habit

_YEAR = lazy.compile(r"^[【\[(（「]?(20\d\d)年(?!以|まで|に向|への|問題|代|度)|^[\[(]?(20\d\d)[\])]?\s")
_LATEST = lazy.compile(r"(20\d\d)年?(?:の?最新|年?版)|\b(20\d\d) (?:guide|edition)\b", re.I)


def check(document: Document) -> Iterator[Finding]:
    field, day = _of(document)
    named_day = _named_day(document.path)
    if field and named_day and day and abs((day - named_day).days) > SLACK:
        values = {"key": named(field.name), "text": str(field.value)[:10], "day": named_day.isoformat()}
        yield Finding(document.span(field.start, field.end), "date-filename", values)
    latest = day and _ahead(document, _LATEST, day)
    if latest:
        yield _finding(latest)


def facts(document: Document) -> Fact | None:
    """The title whose year the post's date does not reach: its place, the year and the day."""
    day = _of(document)[1]
    return _ahead(document, _YEAR, day) if day and not _ahead(document, _LATEST, day) else None


def compare(path: str, fact: Fact, years: int, posts: int) -> Finding:
    """The title of the post, which is one of `years` that run ahead in so many posts."""
    habit = years >= FEW and years >= SHARE * posts
    return _finding(fact, path, doubtful=not habit)


def _finding(fact: Fact, path: str = "", doubtful: bool = False) -> Finding:
    span, year, day, text = fact
    return Finding(Span(*span), "title-year", {"year": year, "day": day, "text": text}, doubtful=doubtful, path=path)


def _ahead(document: Document, pattern: re.Pattern[str], day: date) -> Fact | None:
    for field, text in text_fields(document, ("title",)):
        match = pattern.search(text)
        year = next((int(group) for group in match.groups() if group), 0) if match else 0
        near = year == day.year + 1 or (year > day.year and pattern is _LATEST)
        if near and (date(year, 1, 1) - day).days > AHEAD:
            return list(document.span(field.start, field.end)), str(year), day.isoformat(), excerpt(text)
    return None


def _of(document: Document) -> tuple[Field | None, date | None]:
    """The field of the post's date, and its day: from the field, else from the file's name."""
    front = document.front_matter
    field = (
        next((found for found in map(front.get, DATES) if found and _day(str(found.value))), None) if front else None
    )
    return field, _day(str(field.value)) if field else _named_day(document.path)


def _named_day(path: str) -> date | None:
    return next((_valid(*match.groups()) for match in _NAME.finditer(path)), None)


def _day(text: str) -> date | None:
    match = _DAY.match(text.strip())
    return _valid(*match.groups()) if match else None


def _valid(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None

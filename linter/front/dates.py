"""Dates that disagree: the file's name and the key, the year in the title and the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from linter.diagnostic import Finding, Related
from linter.document import Document
from linter.front.names import DATES, named, text_fields
from linter.words import excerpt

SLACK = 1  # days between file name and date that a time zone explains
AHEAD = 92  # days before a year begins in which titles may speak of it as the present

_NAME = re.compile(r"(?:^|/)(\d{4})-(\d{1,2})-(\d{1,2})(?=[-_./])")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR = re.compile(r"^[【\[(（「]?(20\d\d)年(?!以|まで|に向|への|問題|代|度)|(20\d\d)年(?:最新|版|の最新)|^[\[(]?(20\d\d)[\])]?\s|\b(20\d\d) (?:guide|edition)\b", re.I)


def check(document: Document) -> Iterator[Finding]:
    front = document.front_matter
    if front is None:
        return
    field = next((found for found in map(front.get, DATES) if found and _day(str(found.value))), None)
    named_day = next((_valid(*match.groups()) for match in _NAME.finditer(document.path)), None)
    day = _day(str(field.value)) if field else named_day
    if field and named_day and day and abs((day - named_day).days) > SLACK:
        values = {"key": named(field.name), "text": str(field.value)[:10], "day": named_day.isoformat()}
        yield Finding(document.span(field.start, field.end), "date-filename", values)
    if day is None:
        return
    for title, text in text_fields(document, ("title",)):
        match = _YEAR.search(text)
        year = next((int(group) for group in match.groups() if group), 0) if match else 0
        if year and (date(year, 1, 1) - day).days > AHEAD:
            related = (Related(document.span(field.start, field.end), "day"),) if field else ()
            values = {"year": str(year), "day": day.isoformat(), "text": excerpt(text)}
            yield Finding(document.span(title.start, title.end), "title-year", values, related)


def _day(text: str) -> date | None:
    match = _DAY.match(text.strip())
    return _valid(*match.groups()) if match else None


def _valid(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None

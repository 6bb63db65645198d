"""Days of the week, and spans of years that are counted wrongly or run backwards.

A span may be counted with or without its last year: 「5年間（2026年から2030年）」 and 「4年間」 are both right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter import lazy
from linter.diagnostic import Finding
from linter.figures.found import finding
from linter.figures.options import Options
from linter.figures.post import Passage, Post

_DAYS = "月火水木金土日"
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_NAMES = "|".join(_MONTHS)
_DAY_NAMES = "|".join(_ENGLISH)

_DATE = lazy.compile(
    r"(?P<y>(?:19|20)\d\d)[年/.-](?P<m>\d{1,2})[月/.-](?P<d>\d{1,2})日?\s?[(（](?P<day>[月火水木金土日])(?:曜日?)?(?:・祝|祝)?[)）]"
)
_ENGLISH_DATE = lazy.compile(
    rf"(?P<day>{_DAY_NAMES}),? (?P<month>{_MONTH_NAMES}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d\d)"
    rf"|(?P<day2>{_DAY_NAMES}),? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month2>{_MONTH_NAMES}),? (?P<y2>(?:19|20)\d\d)",
    re.I,
)
_ANY_DATE = lazy.compile(r"(?:(?P<y>(?:19|20)\d\d)年)(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_SPOKEN_OF = lazy.compile(
    r"存在しない|ありえない|無効|不正|エラー|例外|invalid|うるう|閏"
)  # a text about dates, not of one
_YEARS = r"(?P<{0}>(?:19|20)\d\d)年?度?(?:から|〜|～|~|-|–|—)(?P<{1}>(?:19|20)\d\d)年度?"
_SPAN = lazy.compile(
    r"(?P<n>\d{1,2})\s?(?:年間|か年|ヶ年|カ年)(?:計画|中期計画)?[（(、]?(?:は|の|で)?" + _YEARS.format("a", "b")
    + "|" + _YEARS.format("a2", "b2") + r"(?:まで|にかけて)?[)）]?の(?P<n2>\d{1,2})\s?(?:年間|か年|ヶ年|カ年)"
)  # fmt: skip
_BACKWARDS = lazy.compile(_YEARS.format("a", "b") + r"(?:まで|にかけて)")


def check(post: Post, options: Options) -> Iterator[Finding]:
    """date: a wrong day of the week, a day that does not exist, a span that does not fit its years."""
    for passage in (*post.front, *post.body):
        text = passage.text
        if "年" in text:
            yield from _weekdays(post, passage, _DATE)
            yield from _spans(post, passage)
            for match in _ANY_DATE.finditer(text):
                if not _SPOKEN_OF.search(text) and not _exists(int(match["y"]), int(match["m"]), int(match["d"])):
                    yield finding(post, "date-impossible", (passage, *match.span()), {"figure": match[0]})
        elif "day" in text:
            yield from _weekdays(post, passage, _ENGLISH_DATE)
        elif "(" in text or "（" in text:
            yield from _weekdays(post, passage, _DATE)


def _weekdays(post: Post, passage: Passage, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for match in pattern.finditer(passage.text):
        groups = {key.rstrip("2"): value for key, value in match.groupdict().items() if value}
        month = _MONTHS.index(groups["month"].lower()) + 1 if "month" in groups else int(groups["m"])
        year, day = int(groups["y"]), int(groups["d"])
        if not _exists(year, month, day):
            continue
        true, said = weekday(year, month, day), groups["day"].lower()
        index = _DAYS.index(said) if said in _DAYS else _ENGLISH.index(said)
        if true != index:
            values = {
                "figure": match[0],
                "result": _DAYS[true] + "曜日" if said in _DAYS else _ENGLISH[true].capitalize(),
            }
            yield finding(post, "date", (passage, *match.span()), values)


def weekday(year: int, month: int, day: int) -> int:
    """0 for Monday. Sakamoto's method for the Gregorian calendar."""
    offsets = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)
    year -= month < 3
    return (year + year // 4 - year // 100 + year // 400 + offsets[month - 1] + day + 6) % 7


def _exists(year: int, month: int, day: int) -> bool:
    if not 1 <= month <= 12:
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _spans(post: Post, passage: Passage) -> Iterator[Finding]:
    for match in _SPAN.finditer(passage.text):
        n, a, b = (int(match[k] or match[k + "2"]) for k in ("n", "a", "b"))
        if n not in (b - a, b - a + 1):
            group = "n" if match["n"] else "n2"
            start, end = match.span(group)
            values = {"figure": f"{n}年", "calculation": f"{a}年〜{b}年", "result": f"{max(0, b - a + 1)}年"}
            yield finding(
                post, "date-span", (passage, start, end + 1), values, [((passage, *match.span()), "calculation")]
            )
    for match in _BACKWARDS.finditer(passage.text):
        if int(match["b"]) < int(match["a"]):
            yield finding(post, "range", (passage, *match.span()), {"figure": match[0]})

"""A yearly growth rate against the two dated values beside it: 「2025年に710億ドル…2030年に8270億ドル（CAGR 28%）」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from linter import lazy
from linter.diagnostic import Finding
from linter.figures.found import finding
from linter.figures.numbers import ONE, grain, read
from linter.figures.options import Options
from linter.figures.post import Passage, Place, Post
from linter.figures.scan import YEAR, Figure

_RATE = lazy.compile(
    r"(?:CAGR|年平均成長率|年間平均成長率|平均年成長率|年複利成長率|複合年間成長率|年間成長率|年平均|年率|成長率)"
    r"(?:[（(]CAGR[)）]|\s|は|が|で|約|およそ|：|:|:|実に|年平均|年率|of|at|の|率){0,5}(?P<rate>\d+(?:\.\d+)?) ?%"
    r"|(?P<rate2>\d+(?:\.\d+)?) ?%(?:以上|超|もの|近く)?(?:の|という)?(?:高い)?(?:CAGR|年平均成長率|年間平均成長率|compound annual)"
)
_SPAN = lazy.compile(
    r"(?P<from>(?:19|20)\d\d)年?度?(?:から|〜|～|~|-|–)(?P<to>(?:19|20)\d\d)年度?(?:まで|にかけて)?[^。\d]{0,16}$"
)
_OTHER_SUBJECT = lazy.compile(
    r"(?:市場|業界|分野|全体|部門|事業|需要|投資)(?:規模)?(?:は|も|でも|では|だけでも)|特に|一方|中でも|なかでも|また、|さらに|うち"
)
_RELATIVE = lazy.compile(
    r"^(?:もの)?(?:規模)?(?:と|に(?:達する|なる)と|に達する|になる|だった|であった)(?:される|予測される|見込まれる|言われる|いわれる|された|予測された)?[^、。]{0,14}(?:は|をはじめ)"
)
_YEAR_REACH = 26


class Dated(NamedTuple):
    year: int
    figure: Figure


def check(post: Post, options: Options) -> Iterator[Finding]:
    """growth: the rate that the text gives, and the one that its values make, differ."""
    for passage in (*post.front, *post.body):
        if "%" not in passage.text or len(passage.figures) < 4:
            continue
        dated = list(_dated(passage))
        if len(dated) < 2:
            continue
        for (y1, a), (y2, b) in pairwise(dated):
            if y2 <= y1 and a.unit == b.unit and passage.text.startswith("から", a.end) and b.start - a.end < 20:
                values = {"figure": f"{y1}年 → {y2}年"}
                yield finding(post, "range", Place(b, passage), values, [(Place(a, passage), "other")])
        for match in _RATE.finditer(passage.text):
            found = _judged(post, passage, match, dated)
            if found:
                yield found


def _dated(passage: Passage) -> Iterator[Dated]:
    """The values with the year that stands before them, no other value between."""
    year: Figure | None = None
    last_end = 0
    for figure in passage.figures:
        if figure.unit == YEAR:
            year = figure
        elif figure.unit.dimension in (
            "money",
            "people",
            "companies",
            "count",
            "power",
            "energy",
            "bytes",
        ) and not figure.role.startswith(("low", "high")):
            if year and figure.start - year.end <= _YEAR_REACH and year.start >= last_end:
                yield Dated(year.value // ONE, figure)
            last_end = figure.end if year and year.start >= last_end else last_end


def _judged(post: Post, passage: Passage, match: re.Match[str], dated: list[Dated]) -> Finding | None:
    text = passage.text
    rate = read(match["rate"] or match["rate2"])
    if rate is None:
        return None
    span = _SPAN.search(text[max(0, match.start() - 40) : match.start()])
    pair = _pair(text, match, dated, span)
    if not pair:
        return None
    (y1, a), (y2, b) = pair
    years = {y2 - y1}
    if span:
        years.add(int(span["to"]) - int(span["from"]))
    if any(_holds(a, b, n, rate, 2) for n in years):
        return None
    shifted = any(_holds(a, b, n + d, rate, 0) for n in years for d in (-1, 1) if n + d > 0)
    if shifted and span:
        return None
    n = y2 - y1
    true = _root(a.value, b.value, n)
    percent = f"{true // 10}.{true % 10}%" if b.value >= a.value else "0%未満"
    group = "rate" if match["rate"] else "rate2"
    one, two = (text[f.start : f.end] for f in (a, b))
    values = {"figure": match[group] + "%", "calculation": f"{y1}年 {one} → {y2}年 {two}", "result": percent}
    at = (passage, match.start(group), match.end(group) + 1)
    return finding(
        post,
        "growth-years" if shifted else "growth",
        at,
        values,
        [(Place(a, passage), "calculation"), (Place(b, passage), "calculation")],
    )


def _pair(
    text: str, match: re.Match[str], dated: list[Dated], span: re.Match[str] | None
) -> tuple[Dated, Dated] | None:
    """The two values of one subject that the rate speaks of: the last two before it, or around it."""
    best = None
    for number, one in enumerate(dated):
        for two in dated[number + 1 : number + 3]:
            if one.figure.unit != two.figure.unit or not 1 <= two.year - one.year <= 30:
                continue
            between = text[one.figure.end : two.figure.start]
            if len(between) > 70 or "。" in between or _OTHER_SUBJECT.search(_RELATIVE.sub("", between)):
                continue
            if span and not (abs(int(span["from"]) - one.year) <= 1 and abs(int(span["to"]) - two.year) <= 1):
                continue
            tail = text[two.figure.end : match.start()] if two.figure.end <= match.start() else ""
            if len(tail) > 60 or _OTHER_SUBJECT.search(tail.replace("その", "")) or two.figure.start > match.end() + 30:
                continue
            if one.figure.start > match.end():
                continue
            best = (one, two)
    return best


def _holds(a: Figure, b: Figure, years: int, rate: tuple[int, int], slack: int) -> bool:
    """Whether `a` grows to `b` in `years` at the rate, within all roundings and `slack` tenths of a point."""
    (a_low, a_high), (b_low, b_high) = _interval(a), _interval(b)
    value, step = rate
    spare = step // 2 + slack * ONE // 10 + value * slack // 500
    low, high = 100 * ONE + value - spare, 100 * ONE + value + spare
    whole = (100 * ONE) ** years
    return bool(a_low * low**years <= b_high * whole and a_high * high**years >= b_low * whole)


def _interval(figure: Figure) -> tuple[int, int]:
    half = min(grain(figure.value), figure.value // 10) // 2 if figure.loose else figure.step // 2
    return figure.value - half, figure.value + (2 * half if figure.loose == ">" else half)


def _root(a: int, b: int, years: int) -> int:
    """The yearly growth from `a` to `b`, in tenths of a percent, rounded down."""
    low, high = 0, 100_000
    while high - low > 1:
        middle = (low + high) // 2
        if a * (1000 + middle) ** years <= b * 1000**years:
            low = middle
        else:
            high = middle
    return low

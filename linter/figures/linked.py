"""Two figures that one sentence ties together: 「1200億円（正確には…1,166億円）」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter import lazy
from linter.diagnostic import Finding
from linter.figures.found import finding
from linter.figures.numbers import ONE
from linter.figures.options import Options
from linter.figures.post import Passage, Place, Post
from linter.figures.scan import YEAR, close

_LINK = lazy.compile(
    r"より正確には|正確には|厳密には|正しくは|実際には|実際は|to be (?:exact|precise)|more precisely|exactly|precisely"
)
REACH = 60
_TOKEN = lazy.compile(r"(?P<what>(?:入力|出力)?トークンあたり)(?:約)?(?P<price>\$\d+(?:\.\d+)?|\d+(?:\.\d+)?ドル)")
_MILLION = lazy.compile(r"\dM|万|百万|million|MTok", re.I)
_PER = lazy.compile(r"(?:/ ?|入力|出力)(?P<per>(?P<n>\d+)M)(?=トークン|あたり|[^A-Za-z0-9]|$)")


def check(post: Post, options: Options) -> Iterator[Finding]:
    """approx: a figure and its 「正確には」; per-unit: a price per token instead of per million, or per 5M among 1M."""
    pers: list[tuple[str, Passage, int, int]] = []
    for passage in (*post.front, *post.body):
        text = passage.text
        if len(passage.figures) > 1:
            for match in _LINK.finditer(text):
                yield from _tied(post, passage, match)
        if "1日" in text and len(passage.figures) > 1:
            yield from _days(post, passage)
        if "トークン" in text and not _MILLION.search(text):
            for match in _TOKEN.finditer(text):
                yield finding(
                    post, "per-unit", (passage, *match.span()), {"figure": match[0], "other": "100万トークンあたり"}
                )
        pers += [(match["n"], passage, *match.span("per")) for match in _PER.finditer(text)]
    yield from _odd(post, pers)
    yield from _career(post)


def _tied(post: Post, passage: Passage, match: re.Match[str]) -> Iterator[Finding]:
    before = [f for f in passage.figures if match.start() - REACH <= f.start and f.end <= match.start()]
    after = [f for f in passage.figures if match.end() <= f.start <= match.end() + REACH]
    for two in after:
        one = next((f for f in reversed(before) if f.unit == two.unit and f.unit != YEAR), None)
        if (
            not one
            or one.value == two.value
            or (one.loose and close(one, two))
            or abs(one.value - two.value) * 20 > one.value
        ):
            continue
        place, rough = Place(two, passage), Place(one, passage)
        same = [
            (Place(f, p), "other") for p in post.front for f in p.figures if f.unit == one.unit and f.value == one.value
        ]
        values = {"figure": place.text, "other": rough.text, "link": match[0]}
        yield finding(post, "approx", place, values, [(rough, "other"), *same])
        return


_DAILY = lazy.compile(r"1日(?:あたり|当たり|につき)(?:で)?(?:の)?(?:約|およそ)?$")
_MONTHLY = lazy.compile(r"(?:1[ヶカか]月|月間|ひと月)(?:あたり|当たり|では|で)(?:は)?(?:約|およそ)?$")


def _days(post: Post, passage: Passage) -> Iterator[Finding]:
    """「1日あたり2万5千円」 and 「1ヶ月では5万円」: a month has 15 to 31 of such days."""
    daily = None
    for figure in passage.figures:
        before = passage.text[max(0, figure.start - 12) : figure.start]
        if figure.unit.dimension != "money":
            continue
        if _DAILY.search(before):
            daily = figure
        elif (
            daily
            and figure.unit == daily.unit
            and _MONTHLY.search(before)
            and not 15 * daily.value <= figure.value <= 31 * daily.value
        ):
            day = passage.text[daily.start : daily.end]
            values = {"figure": passage.text[figure.start : figure.end], "other": f"1日{day}"}
            yield finding(post, "per-unit", Place(figure, passage), values, [(Place(daily, passage), "other")])


_CAREER = lazy.compile(r"業界|キャリア|経験|見てき|見続け|歩ん|携わ|関わ|ウォッチ|身を置|足を踏み入れ|現場に")
_NEARLY = lazy.compile(r"年(?:近く|弱|余り|以上|超)")


def _career(post: Post) -> Iterator[Finding]:
    """「20年近く」 here and 「20年間」 there, of one and the same career."""
    said: dict[int, list[Place]] = {}
    for place in post.places(post.body):
        figure, text = place.figure, place.passage.text
        decades = figure.unit.dimension == "months" and figure.value >= 120 * ONE and figure.value % (12 * ONE) == 0
        if decades and _CAREER.search(text[max(0, figure.start - 20) : figure.end + 24]):
            said.setdefault(figure.value, []).append(place)
    for places in said.values():
        nearly = [p for p in places if _NEARLY.match(p.passage.text, p.figure.end - 1)]
        whole = [p for p in places if p.text.endswith("年間") and not p.figure.loose]
        if nearly and whole:
            end = whole[0].figure.end
            first = nearly[0].passage.text[nearly[0].figure.start : nearly[0].figure.end + 2]
            others = [(p, "other") for p in (*nearly, *whole[1:])]
            values = {"figure": whole[0].passage.text[whole[0].figure.start : end], "other": first}
            yield finding(post, "loose-exact", whole[0], values, others)


def _odd(post: Post, pers: list[tuple[str, Passage, int, int]]) -> Iterator[Finding]:
    """Prices per 1M, and one per 5M."""
    counts: dict[str, int] = {}
    for n, *_ in pers:
        counts[n] = counts.get(n, 0) + 1
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda n: (counts[n], n == "1"))
    first = next(entry for entry in pers if entry[0] == usual)
    for n, passage, start, end in pers:
        if n != usual and counts[n] == 1 and counts[usual] >= 1:
            values = {"figure": passage.text[start:end], "other": f"{usual}M"}
            yield finding(post, "per-unit", (passage, start, end), values, [(first[1:], "other")])

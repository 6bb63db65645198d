"""Figures of the title, the excerpt and the description, held against the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter import lazy
from linter.diagnostic import Finding
from linter.figures.found import finding
from linter.figures.numbers import ONE, significant
from linter.figures.options import Options
from linter.figures.post import Place, Post, words
from linter.figures.scan import close

_HELD = frozenset(
    [
        "money",
        "percent",
        "times",
        "people",
        "companies",
        "bytes",
        "power",
        "energy",
        "nanometre",
        "tokens",
        "count",
        "point",
        "area",
        "mass",
    ]
)
_LOOSE_COUNTERS = frozenset(
    [
        "つ",
        "選",
        "位",
        "ステップ",
        "代",
        "歳",
        "点",
        "章",
        "項目",
        "回",
        "段階",
        "層",
        "話",
        "行",
        "語",
        "字",
        "文字",
        "ページ",
        "項",
        "items",
        "個",
        "本",
        "番",
    ]
)
_SAME = {  # a figure said without a digit
    ("times", 2): lazy.compile(r"倍増|倍に|倍の|二倍|ダブル|doubl|twice|two-fold|2x", re.I),
    ("times", 3): lazy.compile(r"三倍|トリプル|tripl|three times|threefold", re.I),
    ("times", 10): lazy.compile(r"十倍|桁違い|ten times|tenfold|10x", re.I),
    ("percent", 50): lazy.compile(r"半分|半減|半数|半額|過半|half|halv", re.I),
    ("percent", 100): lazy.compile(r"全て|すべて|全員|全部|全社|完全|倍増|\ball\b|every", re.I),
    ("people", 1): lazy.compile(r"一人|ひとり|1人"),
}


def check(post: Post, options: Options) -> Iterator[Finding]:
    """front-mismatch, front-scale, front-unsupported."""
    groups: dict[tuple[str, int], list[Place]] = {}
    order = {name: number for number, name in enumerate(options.fields)}
    for place in sorted(post.places(post.front), key=lambda p: order.get(p.passage.name, 99)):
        figure = place.figure
        if place.passage.name in order and figure.unit.dimension in _HELD and figure.unit.name not in _LOOSE_COUNTERS:
            groups.setdefault((figure.unit.name, figure.value), []).append(place)
    if not groups or not post.document.sentences:
        return
    body: dict[str, list[Place]] = {}
    for place in post.places(post.body):
        body.setdefault(place.figure.unit.dimension, []).append(place)
    yield from _abbreviated(post, body)
    stated = {key for key, places in groups.items() if _stated(post, places, body)}
    for key, places in groups.items():
        if key in stated:
            continue
        candidates = body.get(places[0].figure.unit.dimension, [])
        fellows = [
            p[0]
            for other, p in groups.items()
            if other != key and p[0].figure.unit.dimension == places[0].figure.unit.dimension
        ]
        yield _judged(post, places, candidates, fellows)


def _abbreviated(post: Post, body: dict[str, list[Place]]) -> Iterator[Finding]:
    """「500PJ」 in the title, and another number of プロジェクト in the text."""
    for place in post.places(post.front):
        if place.passage.name == "title" and place.text.endswith("PJ"):
            others = [
                p for p in body.get("count", []) if p.figure.unit == place.figure.unit and not p.text.endswith("PJ")
            ]
            if others and all(p.figure.value != place.figure.value for p in others):
                values = {"figure": others[0].text, "other": place.text}
                yield finding(post, "body-conflict", others[0], values, [(place, "other")], doubtful=True)


def _stated(post: Post, places: list[Place], body: dict[str, list[Place]]) -> bool:
    figure = places[0].figure
    if any(
        other.figure.unit.name == figure.unit.name
        and (
            close(figure, other.figure)
            or (not other.figure.loose and _bounds(figure.loose, figure.value, other.figure.value))
        )
        for other in body.get(figure.unit.dimension, [])
    ):
        return True
    said = _SAME.get((figure.unit.dimension, figure.value // ONE))
    return bool(said and said.search(post.document.prose, post.document.body))


def _bounds(loose: str, value: int, other: int) -> bool:
    """Whether `other` keeps a bound that is stated within a tenth: 10兆ウォン超 and 10.1兆ウォン."""
    return (loose == ">" and value <= other <= value * 11 // 10) or (loose == "<" and value * 9 // 10 <= other <= value)


def _judged(post: Post, places: list[Place], candidates: list[Place], fellows: list[Place]) -> Finding:
    place = places[0]
    figure = place.figure
    context = words(_around(place, 48)) | _years(place)
    best: tuple[int, str, Place] | None = None
    for other in [*fellows, *candidates]:
        shared = len(context & (words(_around(other, 60)) | _years(other)))
        same_digits = significant(other.figure.value) == significant(figure.value)
        same_unit = other.figure.unit.name == figure.unit.name
        if same_unit and same_digits and shared >= 1 and figure.value >= 10 * ONE:
            score, kind = 20 + shared, "front-scale"
        elif not same_unit and same_digits and other.figure.value == figure.value and shared >= 1:
            score, kind = 20 + shared, "front-mismatch"
        elif same_unit and shared >= 2:
            score, kind = shared, "front-mismatch"
        else:
            continue
        if best is None or score > best[0]:
            best = (score, kind, other)
    rest = [(p, "same") for p in places[1:]]
    values = {"figure": place.text, "field": place.passage.name}
    if best and (best[0] >= 4 or best[1] == "front-scale"):
        other = best[2]
        return finding(post, best[1], place, {**values, "other": other.text}, [(other, "other"), *rest])
    elsewhere = figure.value >= 100 * ONE and f"{figure.value // ONE}" in post.document.prose
    if elsewhere and figure.unit.dimension == "count":
        rest = [(other, "other") for other in candidates if other.figure.unit.name == figure.unit.name][:3] + rest
    return finding(post, "front-unsupported", place, values, rest, doubtful=elsewhere)


def _around(place: Place, reach: int) -> str:
    text, figure = place.passage.text, place.figure
    return text[max(0, figure.start - reach) : figure.start] + " " + text[figure.end : figure.end + reach]


def _years(place: Place) -> frozenset[str]:
    return frozenset(re.findall(r"(?:19|20)\d\d(?=年)", place.passage.text))

"""The same fact with two values, body against body and body against the front matter."""

from __future__ import annotations

from collections.abc import Iterator

from linter import lazy
from linter.diagnostic import Finding
from linter.figures.found import finding
from linter.figures.numbers import ONE, significant
from linter.figures.options import Options
from linter.figures.post import Place, Post
from linter.figures.twins import Pair, pairs

SMALL = 10**4 * ONE  # prices below it are often the same number by chance
_TEMPLATE = lazy.compile(r"\s*(?:\*\*[^*]{1,20}\*\*|[^\s、。]{1,12})\s*[:：]|\S{1,6}\d+[:：]|\[")


def score(pair: Pair, counts: dict[tuple[str, int], int]) -> int:
    """How sure it is that the two places state one fact; measured on edits and on untouched posts."""
    one, two = pair.one.figure, pair.two.figure
    points = min(pair.left, 16) + min(pair.right, 12) + (12 if pair.whole and pair.length >= 16 else 0)
    if alike(one.value, two.value):
        points += 3
    elif not one.value <= 2 * two.value <= 4 * one.value:
        points -= 6
    field = "field" in (pair.one.passage.kind, pair.two.passage.kind)
    points += 3 * field
    if not field and _template(pair.one) and _template(pair.two):
        points -= 12 if pair.length < 60 else 4
    if all(counts.get((f.unit.name, f.value), 0) > 1 for f in (one, two)):
        points -= 6
    return points


def alike(a: int, b: int) -> bool:
    """Whether one slip of the hand makes one number of the other: a digit, a transposition, a power of ten."""
    one, two = significant(a), significant(b)
    if one == two or sorted(one) == sorted(two):
        return True
    if len(one) == len(two):
        return sum(x != y for x, y in zip(one, two, strict=True)) == 1
    long, short = (one, two) if len(one) > len(two) else (two, one)
    return len(long) - len(short) == 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def _template(place: Place) -> bool:
    passage = place.passage
    return passage.kind in ("item", "heading", "table") or bool(_TEMPLATE.match(passage.text))


def tally(post: Post) -> dict[tuple[str, int], int]:
    """How often each value is stated."""
    counts: dict[tuple[str, int], int] = {}
    for place in post.places((*post.front, *post.body)):
        key = (place.figure.unit.name, place.figure.value)
        counts[key] = counts.get(key, 0) + 1 + len(place.passage.copies)
    return counts


def check(post: Post, options: Options) -> Iterator[Finding]:
    """body-conflict, and front-mismatch where the front matter says a sentence of the body with another figure."""
    yield from _powers(post)
    yield from _currencies(post)
    found = pairs(post)
    if not found:
        return
    counts = tally(post)
    grouped: dict[tuple[int, int], list[tuple[int, Pair]]] = {}
    for pair in found:
        points = score(pair, counts)
        fields = "field" in (pair.one.passage.kind, pair.two.passage.kind)
        if points >= options.body_threshold and (fields or post.japanese or not options.body_japanese_only):
            odd = _odd(pair, counts)
            grouped.setdefault((odd.start, odd.end), []).append((points, pair))
    for group in grouped.values():
        yield _told(post, group, counts, options)


_ATTRIBUTE = lazy.compile(
    r"評価額|時価総額|調達額|売上高?|市場規模|投資額|利益|予算|総額|従業員数|利用者数|ユーザー数|価格|収益"
)


def _powers(post: Post) -> Iterator[Finding]:
    """The same digits at another power of ten, of one attribute, in one paragraph: 評価額25億ドル, 評価額250億ドル."""
    seen: dict[tuple[int, str, str, str], Place] = {}
    for place in post.places(post.body):
        figure, passage = place.figure, place.passage
        if (
            figure.unit.dimension not in ("money", "people")
            or figure.value < 10**12
            or passage.kind in ("table", "item")
        ):
            continue
        names = _ATTRIBUTE.findall(passage.text[max(0, figure.start - 45) : figure.start])
        if not names:
            continue
        first = seen.setdefault((passage.block, figure.unit.name, significant(figure.value), names[-1]), place)
        if first.figure.value != figure.value and first.passage is not passage and len(significant(figure.value)) >= 2:
            yield finding(
                post,
                "body-conflict",
                place,
                {"figure": place.text, "other": first.text},
                [(first, "other")],
                doubtful=True,
            )


def _currencies(post: Post) -> Iterator[Finding]:
    """The same amount in two currencies, never in one sentence: one of the two has lost its unit."""
    amounts: dict[int, dict[str, list[Place]]] = {}
    for place in post.places((*post.front, *post.body)):
        figure = place.figure
        if figure.unit.dimension == "money" and figure.value >= SMALL and place.passage.kind != "table":
            amounts.setdefault(figure.value, {}).setdefault(figure.unit.name, []).append(place)
    for by_unit in amounts.values():
        if len(by_unit) != 2:
            continue
        few, many = sorted(by_unit.values(), key=lambda places: sum(1 + len(p.passage.copies) for p in places))
        odd = few[0]
        if len(few) == 1 and not odd.passage.copies and all(p.passage is not odd.passage for p in many):
            shown = {"figure": odd.text, "other": many[0].text}
            yield finding(post, "body-conflict", odd, shown, [(many[0], "other")], doubtful=True)


def _odd(pair: Pair, counts: dict[tuple[str, int], int]) -> Place:
    """The place whose value is stated less often; of two, the one in the front matter, else the later one."""
    one, two = (counts[place.figure.unit.name, place.figure.value] for place in (pair.one, pair.two))
    if one == two:
        return pair.one if pair.one.passage.kind == "field" else pair.two
    return pair.one if one < two else pair.two


def _told(post: Post, group: list[tuple[int, Pair]], counts: dict[tuple[str, int], int], options: Options) -> Finding:
    points, best = max(group, key=lambda entry: entry[0])
    odd = _odd(best, counts)
    others: dict[tuple[int, int], Place] = {}
    for _, pair in sorted(group, key=lambda entry: -entry[0]):
        other = pair.two if pair.one == odd else pair.one
        others.setdefault((other.start, other.end), other)
    first = next(iter(others.values()))
    related = [(other, "other") for other in others.values()]
    values = {"figure": odd.text, "other": first.text}
    field = next((place.passage.name for place in (odd, first) if place.passage.kind == "field"), "")
    if field and points >= options.sure:
        return finding(post, "front-mismatch", odd, {**values, "field": field}, related)
    sure = best.whole and best.length >= options.whole_length and not (_template(best.one) and _template(best.two))
    return finding(post, "body-conflict", odd, values, related, doubtful=field != "" or not sure)

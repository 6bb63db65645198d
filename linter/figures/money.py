"""One amount in two currencies: 「8,300億ドル（約1,250億円）」."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from linter import lazy
from linter.diagnostic import Finding
from linter.figures.found import Spot, finding
from linter.figures.numbers import LOOSE, ONE, grain, read, show
from linter.figures.options import Options
from linter.figures.post import Passage, Place, Post

_GAP = lazy.compile(
    r"(?:もの|規模|超|以上|程度|近く|余り)?\*{0,2}(?:[(（][^)）\d]{0,12}|、?(?:日本円(?:にして|換算で|で)|円換算で|米ドル換算で|つまり|すなわち)[、\s]?(?:およそ|約)?|=|＝)(?:約|およそ|approximately |about |approx\. )?\s?$"
)
_RATE = lazy.compile(
    rf"1\s?(?P<from>米?ドル|ユーロ|ポンド|元|ウォン)\s?[=＝は]?\s?(?:約|およそ)?(?P<rate>{LOOSE})\s?円"
)
_NAMES = {"ドル": "USD", "米ドル": "USD", "ユーロ": "EUR", "ポンド": "GBP", "元": "CNY", "ウォン": "KRW"}
_OTHER_DOLLAR = lazy.compile(
    r"ニュージーランド|オーストラリア|豪|カナダ|シンガポール|香港|台湾|NZ|Zealand|Australia|Canad|Singapore|Hong Kong"
)
_YEN = lazy.compile(r"日本円(?:にして|換算で|に換算すると|で)(?:は)?、?(?:約|およそ)?$")
_SIGN = {"JPY": "円", "USD": "ドル", "EUR": "ユーロ", "GBP": "ポンド", "CNY": "元", "KRW": "ウォン"}


class Conversion(NamedTuple):
    foreign: Place
    home: Place
    low: int  # home per foreign, millionths, by the rounding of both figures
    high: int

    @property
    def pair(self) -> str:
        return f"{self.home.figure.unit.name}/{self.foreign.figure.unit.name}"


def check(post: Post, options: Options) -> Iterator[Finding]:
    """unit-slip, rate-stated, rate-spread."""
    bands = _bands(tuple(sorted(options.currency_bands.items())))
    met: list[Conversion] = []
    for passage in (*post.front, *post.body):
        figures = [f for f in passage.figures if f.unit.dimension == "money"]
        rates = _rates(passage)
        for one, two in pairwise(figures):
            before = passage.text[max(0, two.start - 12) : two.start]
            if _YEN.search(before) and two.unit.name != "JPY":
                values = {"figure": passage.text[two.start : two.end], "other": passage.text[one.start : one.end]}
                yield finding(post, "unit-slip-named", Place(two, passage), values, [(Place(one, passage), "other")])
                continue
            if one.unit == two.unit or one.role or two.role or not _GAP.search(passage.text[one.end : two.start]):
                continue
            if len(passage.text[one.end : two.start]) > 24:
                continue
            conversion = _conversion(Place(one, passage), Place(two, passage), bands)
            if not conversion:
                continue
            found = _slip(post, conversion, bands)
            stated = None if found else _against(post, conversion, rates)
            if found or stated:
                yield found or stated  # type: ignore[misc]
            else:
                met.append(conversion)
    yield from _spread(post, met, options)


@lru_cache(maxsize=8)
def _bands(given: tuple[tuple[str, str], ...]) -> dict[str, tuple[int, int]]:
    """The rates that are possible, as millionths; a band also holds the other way round."""
    bands: dict[str, tuple[int, int]] = {}
    for pair, text in given:
        low, _, high = text.partition("-")
        one, two = read(low.strip()), read(high.strip())
        if one and two and one[0] and two[0]:
            bands[pair] = (one[0], two[0])
            home, _, foreign = pair.partition("/")
            bands[f"{foreign}/{home}"] = (ONE * ONE // two[0], ONE * ONE // one[0])
    return bands


def _conversion(foreign: Place, home: Place, bands: dict[str, tuple[int, int]]) -> Conversion | None:
    a, b = foreign.figure, home.figure
    if not a.value or not b.value or f"{b.unit.name}/{a.unit.name}" not in bands:
        return None
    if a.unit.name == "USD" and _OTHER_DOLLAR.search(foreign.passage.text):
        return None
    spare = a.value // 250 if a.loose else 0  # the foreign amount is what was converted: as good as exact
    low_a, high_a = a.value - spare, a.value + spare
    low_b, high_b = _interval(home)
    return Conversion(foreign, home, low_b * ONE // high_a, high_b * ONE // max(low_a, 1))


def _interval(place: Place) -> tuple[int, int]:
    """What a reader may take the figure for: rounded to its last digit, or cut behind it."""
    figure = place.figure
    coarse = grain(figure.value)
    single = figure.value < 10 * coarse
    half = (
        min(coarse // 2, figure.value // (10 if single and figure.loose else 40)) if figure.loose else figure.step // 2
    )
    return figure.value - half, figure.value + half * (4 if figure.loose == ">" else 2)


def _slip(post: Post, conversion: Conversion, bands: dict[str, tuple[int, int]]) -> Finding | None:
    low, high = bands[conversion.pair]
    if conversion.low > 3 * high or conversion.high * 3 < low:
        rate = conversion.home.figure.value * ONE // conversion.foreign.figure.value
        source, target = conversion.foreign.figure, conversion.home.figure
        sign = _SIGN.get(target.unit.name, target.unit.name)
        values = {
            "figure": conversion.home.text,
            "other": conversion.foreign.text,
            "rate": f"1{_SIGN.get(source.unit.name, source.unit.name)} = {show(rate)}{sign}",
            "result": f"{show(source.value * low // ONE)}〜{show(source.value * high // ONE)}{sign}",
        }
        return finding(post, "unit-slip", conversion.home, values, [(conversion.foreign, "other")])
    return None


def _rates(passage: Passage) -> dict[str, tuple[int, tuple[int, int]]]:
    found = {}
    for match in _RATE.finditer(passage.text):
        rate = read(match["rate"])
        if rate and rate[0]:
            found[_NAMES[match["from"]]] = (rate[0], match.span())
    return found


def _against(post: Post, conversion: Conversion, rates: dict[str, tuple[int, tuple[int, int]]]) -> Finding | None:
    source, target = conversion.foreign, conversion.home
    stated = rates.get(source.figure.unit.name) if target.figure.unit.name == "JPY" else None
    if not stated:
        return None
    rate, span = stated
    true = source.figure.value * rate // ONE
    away = abs(true - target.figure.value)
    grains = max(target.figure.step, min(grain(target.figure.value), target.figure.value // 20))
    if (
        (target.figure.loose == ">" and true > target.figure.value and away < 2 * grains)
        or away <= grains
        or away * 1000 <= 12 * true
    ):
        return None
    values = {
        "figure": target.text,
        "calculation": f"{source.text} × {show(rate)}円",
        "result": f"{show(true)}円",
    }
    others: list[tuple[Spot, str]] = [(source, "calculation"), ((source.passage, *span), "rate")]
    return finding(post, "rate-stated", target, values, others)


def _spread(post: Post, met: list[Conversion], options: Options) -> Iterator[Finding]:
    """Two rates in one post whose rounding intervals do not meet: two sources, or two days."""
    by_pair: dict[str, list[Conversion]] = {}
    for conversion in met:
        by_pair.setdefault(conversion.pair, []).append(conversion)
    percent = read(options.rate_spread.rstrip("%"))
    for conversions in by_pair.values():
        lowest = min(conversions, key=lambda c: c.high)
        highest = max(conversions, key=lambda c: c.low)
        one, two = (c.home.figure.value * ONE // c.foreign.figure.value for c in (lowest, highest))
        near = lowest.foreign.passage.block == highest.foreign.passage.block
        if (
            highest.low <= lowest.high
            or not percent
            or (two - one) * 100 <= percent[0] * (1 if near else 2) * one // ONE
        ):
            continue
        first, second = sorted((lowest, highest), key=lambda c: c.foreign.start)
        values = {
            "figure": f"{second.foreign.text}（{second.home.text}）",
            "other": f"{first.foreign.text}（{first.home.text}）",
            "rate": show(second.home.figure.value * ONE // second.foreign.figure.value),
            "rate2": show(first.home.figure.value * ONE // first.foreign.figure.value),
        }
        at = (second.home.passage, second.foreign.figure.start, second.home.figure.end)
        other = (first.home.passage, first.foreign.figure.start, first.home.figure.end)
        yield finding(post, "rate-spread", at, values, [(other, "other")])

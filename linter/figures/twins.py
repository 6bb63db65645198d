"""Two places that say the same thing around another figure: the nearest to proof that prose gives.

Pairs are looked for only among figures with the same few characters before or behind them, so the cost stays
linear: a bucket of more than `BUCKET` distinct values is a template, not a fact, and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from linter import lazy
from linter.figures.post import Passage, Place, Post
from linter.figures.scan import YEAR, Figure, close

BUCKET = 8  # distinct values
ALIKE = 4  # places of one value
REACH = 40
STRONG = 14  # characters in common that make two places one statement
_KEY = 4

_NOISE = lazy.compile(r"[\s*_#>|「」『』\"'“”・、,:：()（）―—-]+")
_NUMBERS = lazy.compile(r"\d[\d,.]*(?:[千百]?[兆億万])?(?:\d[\d,.]*[兆億万]?)*")
_INSIDE = lazy.compile(r"^[\d.,]*[兆億万千]?(?:円|ドル|ユーロ|元|ウォン|人|%)?(?=約?$)|^[\d.,]+")
_DATED = lazy.compile(r"(?:19|20)\d\d年度?(?:\d{1,2}月)?(?:時点|まで|中)?(?:には|での|で|に|の|は)?")
_HIRAGANA = lazy.compile(r"[ぁ-ん]")
_YEARS = lazy.compile(r"(?:19|20)\d\d(?=年)|第?[1-4]四半期|Q[1-4]|[上下]半期|シリーズ[A-H]|Series [A-H]")
_PAST = lazy.compile(
    r"前年|従来|当初|以前|過去|かつて|その後|昨年|来年|前回|旧|元々|もともと|previous|last year|former|initial"
)
_ENTITY = lazy.compile(
    r"[A-Z][A-Za-z0-9.&-]+(?: [A-Z0-9][A-Za-z0-9.]*)*|[ァ-ヶー]{3,}|[A-Z]社|[一-龠]{2,5}(?:社|省|県|市|州|銀行|大学|電機|自動車)"
)
_PROMISED = frozenset({"つ", "選", "位", "ステップ"})  # of a title: the matter of title-count
_COMMON = frozenset(
    [
        "データ",
        "システム",
        "サービス",
        "コスト",
        "モデル",
        "プロジェクト",
        "エージェント",
        "ビジネス",
        "ツール",
        "ユーザー",
        "スタートアップ",
        "トークン",
        "パラメータ",
        "AI",
        "LLM",
    ]
)


class Pair(NamedTuple):
    one: Place
    two: Place
    left: int  # characters in common before the figures
    right: int  # and behind them
    whole: bool  # the two sentences are equal but for their figures
    length: int  # of the shorter sentence, without figures

    @property
    def common(self) -> int:
        return self.left + self.right


def pairs(post: Post) -> list[Pair]:
    """Places with the same surroundings and another value."""
    return list(_pairs(post))


def _pairs(post: Post) -> Iterator[Pair]:
    buckets: dict[tuple[object, ...], list[Place]] = {}
    for passage in (*post.front, *post.body):
        if passage.kind == "table" or (
            passage.kind == "item" and passage.text.startswith("[")
        ):  # titles of other posts
            continue
        for number, figure in enumerate(passage.figures):
            if not figure.value or figure.unit is YEAR or (passage.kind == "field" and figure.unit.name in _PROMISED):
                continue
            place = Place(figure, passage)
            left, right = surroundings(passage.text, figure.start, figure.end)
            if len(left) >= _KEY:
                buckets.setdefault(("l", left[-_KEY:]), []).append(place)
            if len(right) >= _KEY:
                buckets.setdefault(("r", right[:_KEY]), []).append(place)
            buckets.setdefault(("m", number, masked(passage.text)), []).append(place)
    together: set[tuple[str, int, int]] | None = None
    met: set[tuple[int, int]] = set()
    for places in buckets.values():
        if len(places) < 2:
            continue
        values: dict[tuple[str, int], list[Place]] = {}
        for place in places:
            same = values.setdefault((place.figure.unit.name, place.figure.value), [])
            if len(same) < ALIKE:
                same.append(place)
        if not 2 <= len(values) <= BUCKET:
            continue
        if together is None:
            together = _together(post)
        groups = list(values.values())
        for number, group in enumerate(groups):
            for other in groups[number + 1 :]:
                for one, two in product(group, other):
                    first, second = (one, two) if one.start < two.start else (two, one)
                    if (first.start, second.start) not in met:
                        met.add((first.start, second.start))
                        pair = _pair(first, second, together)
                        if pair:
                            yield pair


def _together(post: Post) -> set[tuple[str, int, int]]:
    """Pairs of values that stand in one passage: two facts, wherever else they meet."""
    found = set()
    for passage in post.body:
        figures = passage.figures[:12]
        for number, one in enumerate(figures):
            for two in figures[number + 1 :]:
                if one.unit == two.unit and one.value != two.value:
                    found.add((one.unit.name, min(one.value, two.value), max(one.value, two.value)))
    return found


def _pair(one: Place, two: Place, together: set[tuple[str, int, int]]) -> Pair | None:
    a, b = one.figure, two.figure
    if one.passage is two.passage or not comparable(a, b):
        return None
    (left, right), (left2, right2) = (surroundings(p.passage.text, p.figure.start, p.figure.end) for p in (one, two))
    before, behind = _weight(_tail(left, left2)), _weight(_head(right, right2))
    mask = masked(one.passage.text)
    whole = mask == masked(two.passage.text)
    if whole and _differing(one.passage, two.passage) > 1:
        return None
    strong = whole or before + behind >= STRONG
    if close(a, b) and not (strong and a.loose == b.loose and a.step == b.step):
        return None
    if not whole and (before + behind < 4 or _apart(one, two, strong)):
        return None
    if not strong and (a.unit.name, min(a.value, b.value), max(a.value, b.value)) in together:
        return None
    return Pair(one, two, before, behind, whole, min(len(mask), len(masked(two.passage.text))))


def _differing(one: Passage, two: Passage) -> int:
    """How many numbers of any sort (figures, months, versions) differ between two texts of one mould."""
    numbers, numbers2 = _NUMBERS.findall(one.text), _NUMBERS.findall(two.text)
    if len(numbers) != len(numbers2):
        return len(numbers) + len(numbers2)
    return sum(a != b for a, b in zip(numbers, numbers2, strict=True))


def comparable(a: Figure, b: Figure) -> bool:
    """Whether two figures are of one kind and not equal."""
    if a.unit.dimension != b.unit.dimension or a.role != b.role:
        return False
    if a.unit.dimension == "money" and a.unit != b.unit:
        return a.value == b.value
    return a.unit == b.unit and a.value != b.value


def _apart(one: Place, two: Place, strong: bool) -> bool:
    """Whether years, times or names tell the two places apart."""
    text, text2 = one.passage.text, two.passage.text
    years, years2 = set(_YEARS.findall(text)), set(_YEARS.findall(text2))
    if years and years2 and not years & years2:
        return True
    near, near2 = _near(one), _near(two)
    dated, dated2 = _YEARS.findall(near)[-1:], _YEARS.findall(near2)[-1:]
    if dated and dated2 and dated != dated2:
        return True
    number, number2 = _NUMBERS.findall(near[-24:])[-1:], _NUMBERS.findall(near2[-24:])[-1:]
    if number and number2 and number != number2 and not strong:
        return True
    if bool(_PAST.search(near)) != bool(_PAST.search(near2)):
        return True
    entity, entity2 = _entity(near), _entity(near2)
    return bool(entity and entity2 and entity != entity2)


def _near(place: Place) -> str:
    return place.passage.text[max(0, place.figure.start - REACH) : place.figure.start]


def _entity(text: str) -> str:
    names = [name for name in _ENTITY.findall(text) if name not in _COMMON]
    return names[-1] if names else ""


@lru_cache(maxsize=8192)
def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a figure, without white space, brackets and markup."""
    return _NOISE.sub("", text[max(0, start - REACH) : start]), _NOISE.sub("", text[end : end + REACH])


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """A passage without its figures and markup."""
    return _NUMBERS.sub("0", _NOISE.sub("", text))


def _head(a: str, b: str) -> str:
    for at, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return a[:at]
    return a if len(a) < len(b) else b


def _tail(a: str, b: str) -> str:
    """The end that two texts share, not beginning inside a number."""
    same = _head(a[::-1], b[::-1])[::-1]
    return same if len(same) == len(a) == len(b) else _INSIDE.sub("", same)


def _weight(text: str) -> int:
    """How much a shared text says: hiragana half, dates nothing."""
    text = _DATED.sub("", text)
    return (2 * len(text) - len(_HIRAGANA.findall(text))) // 2

"""The figures of a sentence: value, unit, place, and the words that loosen them.

Offsets are code points of the text given, since `fold` keeps its length. Versions, dates, clock times, phone
numbers, ordinals, model names and TeX are read over; a year is a `year`.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from linter import lazy
from linter.figures.numbers import AMOUNT, NUMBER, ONE, WORD, fold, grain, read
from linter.figures.units import SYMBOLS, UNITS, Unit


class Figure(NamedTuple):
    """One quantity of a text. `value` and `step` are millionths of the unit's base."""

    start: int
    end: int
    value: int
    step: int  # one unit of the last digit written
    unit: Unit
    loose: str = ""  # "~" about, ">" at least, "<" at most
    role: str = ""  # "low" or "high" end of a range; "from" or "to" of a change

    @property
    def exact(self) -> bool:
        return not self.loose and not self.role


NONE = Unit("", "")
MANY = 300  # figures of one sentence; what holds more is no prose
YEAR = Unit("年", "year")
PERCENT = Unit("%", "percent")

_LATIN = sorted((w for w in UNITS if w[-1].isascii() and w[-1].isalpha()), key=len, reverse=True)
_OTHER = sorted((w for w in UNITS if w not in _LATIN), key=len, reverse=True)
_UNIT = rf"(?:{'|'.join(map(re.escape, _OTHER))})|(?:{'|'.join(map(re.escape, _LATIN))})(?![A-Za-z])"

MARK = lazy.compile(
    r"[0-9０-９二三四五六七八九十](?<![二三四五六七八九十](?![つ割倍]))"
)  # a digit, or a numeral before a counter
_BEFORE = (
    string.ascii_letters + string.whitespace + "\u3000_.-%$€£¥￥₩₹#§第バージョン二三四五六七八九十"
)  # in a token, before its MARK
_TOKEN = lazy.compile(
    r"(?P<skip>(?<![A-Za-z])(?:v|ver\.?|Ver\.?|バージョン|第|FY|No\.|#|§)\s?\d[\d.]*"
    r"|\d+(?:\.\d+){2,}|\d+(?:[-/]\d+){2,}|\d{1,2}:\d{2}(?::\d{2})?|\d{2,4}-\d{3,4}-\d{4}"
    r"|\d+分の\d+|(?<![\d.])\d+/\d+(?![\d,]*[万億兆%])"
    r"|\d{1,2}月(?:\d{1,2}日)?(?!間)|[A-Za-z_](?:[A-Za-z_.-]{0,40})\d[\d.]*(?![\d,.]*(?:[万億兆]|[社人件倍%割]))|%[0-9A-F]{2})"
    r"|(?P<year>(?:19|20)\d\d)(?:年(?!間)度?(?:\d{1,2}月(?:\d{1,2}日)?)?|(?=[-–〜～/](?:19|20)\d\d年))"
    rf"|(?P<cur>US\$|[$€£¥￥₩₹])? ?(?P<num>{AMOUNT})(?: ?(?P<word>{WORD})(?![A-Za-z])|(?P<let>[TBMKk](?![A-Za-z0-9])))?"
    rf"(?: ?(?:大[一-龠]{{1,6}}(?=プロジェクト))?(?P<unit>{_UNIT}))?"
    r"|(?P<kan>[二三四五六七八九十]{1,2})(?P<kunit>つ|割|倍)"
)
_ORDINAL = lazy.compile(r"目|番|次|号|日目|版|周年|年生|年代|世代|代目|階建|(?:つ|点|個|回|人)目|か月目|カ月目|ヶ月目")
_KANJI_BEFORE = lazy.compile(r"(?!約)[一-龠]")
_KANJI = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
_RANGE = lazy.compile(r" ?(?:〜|～|~|–|—|-|−|から|to|ないし) ?$")
_RANGE_SIGN = lazy.compile(r"[〜～~–—−-]|から|to|ないし")
_GAP = 10  # code points between the two ends of a range
_ABOUT = (
    *("約", "およそ", "おおよそ", "ほぼ", "推定", "概算", "大体", "だいたい", "~", "≈", "近く"),
    *("about", "around", "approximately", "nearly", "almost", "roughly", "some"),
)
_LEAST = ("over", "more than", "at least", "exceeding", "最低", "少なくとも", "最小")
_MOST = ("最大", "最高", "up to", "under", "less than", "at most", "上限", "below")
_ABOUT_BEFORE = lazy.compile(rf"(?:{'|'.join(_ABOUT)}) ?\*{{0,2}} ?$", re.I)
_LEAST_BEFORE = lazy.compile(rf"(?:{'|'.join(_LEAST)}) ?$", re.I)
_MOST_BEFORE = lazy.compile(rf"(?:{'|'.join(_MOST)}) ?で?(?:も)? ?$", re.I)
_LASTS = frozenset(" *でも").union(*({word[-1], word[-1].upper()} for word in (*_ABOUT, *_LEAST, *_MOST)))
_AFTER = lazy.compile(
    r"\*{0,2}(?:もの|規模)?(?:の|を|が|に)?(?:(?P<least>以上|超|突破|上回|余り|を?超え|\+|強)|(?P<most>以下|未満|以内|弱|を?下回)"
    r"|(?P<about>ほど|程度|前後|近く|近い|くらい|ぐらい|台|付近|半))"
)
_MATH = lazy.compile(r"\$(?!\d[\d,.]*(?:[^$]{0,3}$|\s))[^$\n]*?[\\^_={}][^$\n]*?\$")


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of `text` in order, those without a unit left out."""
    text = fold(text)
    if ("$" in text and "\\" in text) or "^" in text:
        text = _MATH.sub(lambda match: " " * len(match[0]), text)
    found: list[Figure] = []
    for match in _tokens(text):
        if len(found) == MANY:
            break
        if match["skip"]:
            continue
        start, end = match.span()
        if match["year"]:
            value = int(match["year"]) * ONE
            found.append(Figure(start, match.end("year"), value, ONE, YEAR))
            continue
        if match["kan"]:
            number = _kanji(match["kan"])
            if number and not _ORDINAL.match(text, end):
                unit = UNITS[match["kunit"]]
                ten = PERCENT if unit.dimension == "percent" else unit
                found.append(Figure(start, end, number * ONE * unit.factor, ONE * unit.factor, ten))
            continue
        if match["unit"] or match["cur"] or _RANGE_SIGN.search(text, end, end + _GAP):  # else it will have no unit
            figure = _figure(text, match)
            if figure:
                found.append(figure)
    return tuple(f for f in _ranges(text, found) if f.unit is not NONE)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """The matches of _TOKEN in order: each is looked for where what may stand before its first digit begins."""
    at = 0
    while mark := MARK.search(text, at):
        at += len(text[at : mark.start()].rstrip(_BEFORE))
        while at <= mark.start():
            match = _TOKEN.search(text, at)
            if not match:
                return
            yield match
            at = match.end()


def _kanji(text: str) -> int:
    if len(text) == 1:
        return _KANJI[text]
    if text[0] == "十":
        return 10 + _KANJI[text[1]] % 10
    return _KANJI[text[0]] * 10 if text[1] == "十" else 0


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.start("cur") if match["cur"] else match.start("num"), match.end()
    before = text[start - 1] if start else ""
    currency, word = SYMBOLS.get(match["cur"] or "", ""), match["word"] or match["let"] or ""
    written, after = match["unit"] or "", text[end : end + 2] or " "
    if before == "数" and not (start > 1 and _KANJI_BEFORE.match(text, start - 2)):
        return None
    if before and (
        before in "何_." or (before.isascii() and before.isalpha() and not currency and "億" not in match[0])
    ):
        return None
    if written == "人" and after[0] in "気材間工":
        written, end = "", match.end("num")
    if written == "つ" and after[0] in "いけ":
        return None
    if written == "倍" and after[0] == "増":
        end += 1
    unit = Unit(currency, "money") if currency else UNITS.get(written, NONE)
    if written in ("分", "秒") and after[0] in "野析類割":
        unit = NONE
    if written == "年" and len(match["num"]) == 4 and match["num"][:2] in ("19", "20"):
        unit = YEAR
    if _ORDINAL.match(text, end) and not currency:
        return None
    if currency and written and UNITS[written].dimension != "money":
        end = match.end("let") if match["let"] else match.end("num")
    amount = read(match["num"], word)
    if amount is None:
        return None
    value, step = (part * unit.factor for part in amount)
    unit = PERCENT if unit.dimension == "percent" else unit
    return Figure(start, end, value, step, unit, _loose(text, start, end))


def _loose(text: str, start: int, end: int) -> str:
    head = text[max(0, start - 16) : start] if start and text[start - 1] in _LASTS else ""
    after = _AFTER.match(text, end)
    if (after and after["least"]) or (head and _LEAST_BEFORE.search(head)):
        return ">"
    if (after and after["most"]) or (head and _MOST_BEFORE.search(head)):
        return "<"
    return "~" if after or (head and _ABOUT_BEFORE.search(head)) else ""


def _ranges(text: str, found: list[Figure]) -> list[Figure]:
    """Marks the two ends of a range, and lends a bare lower end the unit and scale of the upper one."""
    for at in range(len(found) - 1):
        one, two = found[at], found[at + 1]
        gap = text[one.end : two.start]
        if len(gap) > _GAP or not _RANGE.search(gap) or (len(gap.strip()) > 2 and "から" not in gap):
            continue
        if one.unit is NONE:
            scale = re.match(rf"[$€£¥]?\s?{NUMBER}", text[two.start : two.end])
            factor = 1
            if scale and text[one.end - 1].isdigit():
                plain = read(scale[0].lstrip("$€£¥ "))
                factor = two.value // plain[0] if plain and plain[0] and two.value % plain[0] == 0 else 1
            if two.unit.dimension == "year":
                continue
            one = one._replace(unit=two.unit, value=one.value * factor, step=one.step * factor)
        if one.unit == two.unit or one.unit.dimension == two.unit.dimension:
            change = "から" in gap
            found[at] = one._replace(role="from" if change else "low")
            found[at + 1] = two._replace(role="to" if change else "high")
    return found


def close(one: Figure, two: Figure) -> bool:
    """Whether one figure can be the other, rounded or cut.

    The coarser one must have two significant digits or a word that loosens it (約, 以上, 割); a percentage is
    as fine as it is written.
    """
    if one.value == two.value:
        return True
    coarse, fine = (one, two) if _grain(one) >= _grain(two) else (two, one)
    unit, away = _grain(coarse), abs(coarse.value - fine.value)
    if unit == _grain(fine) and not coarse.loose and not fine.loose:
        return False
    if (coarse.loose == "<" and fine.value > coarse.value) or (coarse.loose == ">" and fine.value < coarse.value):
        return False
    if coarse.unit.dimension != "percent" and coarse.value < 10 * unit:
        return bool(coarse.loose) and away * 10 <= coarse.value
    return away * 2 <= unit or (fine.value > coarse.value and away < unit)


def _grain(figure: Figure) -> int:
    if figure.unit.dimension in ("percent", "point"):
        return figure.step
    return max(figure.step, grain(figure.value))

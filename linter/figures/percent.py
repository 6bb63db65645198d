"""Percentages: what can't be, what a count says, and parts that should make a whole.

A share is compared as GRIM does it (Brown and Heathers 2017): k of n, rounded to the digits shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from linter import lazy
from linter.diagnostic import Finding
from linter.figures.found import finding
from linter.figures.numbers import LOOSE, ONE, read, round_half
from linter.figures.options import Options
from linter.figures.post import Passage, Post

_REDUCTION = lazy.compile(
    r"(?<![\d,.])(?P<percent>(?P<number>\d[\d,]*(?:\.\d+)?) ?(?:%|パーセント))(?:もの|以上|超|近く|程度|前後|\*\*)*(?:の|も|を|という)?"
    r"(?P<between>[ァ-ヶーA-Za-z一-龠]{0,8}?(?:の)?)(?P<what>削減|低減|短縮|減少|節約|圧縮|低下|カット|抑制|軽減|減らす|減らし|減った|減り|減(?![税塩])|オフ|割引|引き下げ)"
    r"|(?<![\d,.])(?P<percent2>(?P<number2>\d[\d,]*(?:\.\d+)?) ?(?:%|percent)) (?P<what2>reduction|decrease|decline|fewer|less than before|cheaper|lower than)"
    r"|(?P<what3>reduced|cut|decreased|lowered|fell|dropped|shrank|slashed)(?: [a-z]+){0,4} by (?P<percent3>(?P<number3>\d[\d,]*(?:\.\d+)?) ?(?:%|percent))",
)
_EXEMPT = lazy.compile(r"重複|複数回答|複数用途|延べ|のべ|比|倍|増")
_BOUNDED = lazy.compile(r"(?<!\d)(?P<percent>(?P<number>[1-9]\d{2,}(?:\.\d+)?) ?%)(?:もの|の)?(?P<what>精度向上|改善)")
_SCORED = lazy.compile(r"MMLU|HumanEval|ベンチマーク|正解率|正答率|精度|スコア|GSM8K|ARC")

_UNITS = r"(?:社|人|名|件|個|台|校|店舗|店|回|世帯|施設|自治体|カ国|か国|団体|病院|企業|本|問|票)"
_SHARE = lazy.compile(
    rf"(?<![\d,.])(?P<whole>{LOOSE})\s?(?P<unit>{_UNITS})(?:中|のうち、?|の中で)(?:の)?[、\s]?(?P<part>{LOOSE})\s?(?P<unit2>{_UNITS})"
    r"(?:[(（]|、|にあたる|に相当する|全体の){1,3}(?P<about>約|およそ)?(?P<percent>(?P<number>\d+(?:\.\d+)?)%)"
    rf"|(?<![\d,.])(?P<percent2>(?P<number2>\d+(?:\.\d+)?)%)[(（](?P<whole2>{LOOSE})\s?(?P<unit3>{_UNITS})(?:中|のうち、?)(?P<part2>{LOOSE})\s?{_UNITS}?[)）]"
    rf"|(?<![\d,.])(?P<part3>{LOOSE})(?:/| ?(?:out )?of (?:the )?)(?P<whole3>{LOOSE})(?: [a-z]+){{0,2}} ?[(（](?P<percent3>(?P<number3>\d+(?:\.\d+)?)%)[)）]"
)
_HUNDREDS = lazy.compile(r"[0-9][0-9,]{2}")
_SHARES = lazy.compile(r"内訳|構成比|残り|残る|内わけ|breakdown")


def check(post: Post, options: Options) -> Iterator[Finding]:
    """impossible-percent, share, breakdown."""
    for passage in (*post.front, *post.body):
        text = passage.text
        if "%" not in text and "パーセント" not in text and "percent" not in text:
            continue
        if _HUNDREDS.search(text):
            yield from _impossible(post, passage)
        if "中" in text or "うち" in text or "/" in text or " of " in text:
            yield from _shares(post, passage)
        if _SHARES.search(text):
            yield from _breakdown(post, passage)


def _impossible(post: Post, passage: Passage) -> Iterator[Finding]:
    for match in _REDUCTION.finditer(passage.text):
        n = next(i for i in ("", "2", "3") if match["percent" + i])
        amount = read(match["number" + n])
        if not amount or amount[0] <= 100 * ONE:
            continue
        if (n == "" and _EXEMPT.search(match["between"])) or _EXEMPT.search(
            passage.text[max(0, match.start() - 12) : match.start()]
        ):
            continue
        span = match.span("percent" + n)
        yield finding(
            post, "impossible-percent", (passage, *span), {"figure": match["percent" + n], "what": match["what" + n]}
        )
    for match in _BOUNDED.finditer(passage.text):
        if _SCORED.search(passage.text):
            values = {"figure": match["percent"], "what": match["what"]}
            yield finding(post, "impossible-gain", (passage, *match.span("percent")), values)


def _shares(post: Post, passage: Passage) -> Iterator[Finding]:
    for match in _SHARE.finditer(passage.text):
        n = next(i for i in ("", "2", "3") if match["percent" + i])
        whole, part, said = read(match["whole" + n]), read(match["part" + n]), read(match["number" + n])
        if not whole or not part or not said or not whole[0]:
            continue
        value, step = said
        true = part[0] * 100 * ONE // whole[0]
        tolerance = step * (3 if n == "" and match["about"] else 1) // 2
        if abs(true - value) <= tolerance + step // 50 or true // step * step == value:
            continue
        digits = max(1, len(match["number" + n].partition(".")[2]))
        exact = round_half(true, 10 ** (6 - digits))
        values = {
            "figure": match["percent" + n],
            "calculation": f"{match['part' + n]} ÷ {match['whole' + n]}",
            "result": f"{exact // 10**digits}.{exact % 10**digits:0{digits}d}%",
        }
        others = [((passage, *match.span("part" + n)), "calculation")]
        yield finding(post, "share", (passage, *match.span("percent" + n)), values, others)


def _breakdown(post: Post, passage: Passage) -> Iterator[Finding]:
    parts = [f for f in passage.figures if f.unit.name == "%"]
    if len(parts) < 3 or any(f.role or f.loose for f in parts):
        return
    total = sum(f.value for f in parts)
    if (
        total != 100 * ONE
        and 90 * ONE <= total <= 110 * ONE
        and abs(total - 100 * ONE) > len(parts) * max(f.step for f in parts) // 2
    ):
        texts = [passage.text[f.start : f.end] for f in parts]
        shown = f"{total / ONE:g}%"
        values = {"figure": texts[-1], "calculation": " + ".join(texts), "result": shown}
        spans = [((passage, f.start, f.end), "part") for f in parts[:-1]]
        yield finding(post, "breakdown", (passage, parts[-1].start, parts[-1].end), values, spans)

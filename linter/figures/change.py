"""A change with its rate: 「120回→58回（52%削減）」, and ranges that run backwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter import lazy
from linter.diagnostic import Finding
from linter.figures.found import finding
from linter.figures.numbers import ONE, read, show
from linter.figures.options import Options
from linter.figures.post import Passage, Place, Post
from linter.figures.scan import YEAR, Figure
from linter.figures.units import UNITS

_ARROW = lazy.compile(r"^[)）\s]*(?:→|⇒|->|から)[\s(（約]*(?:わずか|年|月|には?|、){0,3}(?:約|わずか)?$")
_CLAIM = lazy.compile(
    r"(?P<sign>[+−-])?(?P<number>\d+(?:\.\d+)?)\s?(?P<unit>%|％|倍|ポイント|pt)(?:もの|以上|近く|超)?(?:の|に|も)?"
    r"(?P<what>削減|低減|短縮|減少|節約|圧縮|低下|カット|減|増加|向上|アップ|成長|拡大|上昇|増|改善|高速化)?"
)
_LOOSE = lazy.compile(r"以内|以下|以上|未満|超|約|ほぼ|近く|最大|程度|平均|台|強|弱")
_SCALED = lazy.compile(r"[兆億万千百]")
_WRONG_WAY = frozenset({"money", "percent", "people", "companies", "count", "bytes", "times", "tokens"})


def check(post: Post, options: Options) -> Iterator[Finding]:
    """change: from, to and rate do not fit; range: a range whose low end is above its high end."""
    for passage in post.body:
        if passage.kind == "table":
            continue
        for one, two in zip(passage.figures, passage.figures[1:], strict=False):
            if (
                one.role == "low"
                and two.role == "high"
                and one.value > two.value
                and _backwards(passage, one, two)
                and one.unit == two.unit
            ):
                text = passage.text[one.start : two.end]
                yield finding(post, "range", (passage, one.start, two.end), {"figure": text})
            gap = passage.text[one.end : two.start]
            if (
                one.unit == two.unit
                and one.unit != YEAR
                and len(gap) <= 14
                and one.value
                and (one.role == "from" or _ARROW.match(gap))
            ):
                found = _judged(post, passage, one, two)
                if found:
                    yield found


def _backwards(passage: Passage, one: Figure, two: Figure) -> bool:
    gap = passage.text[one.end : two.start].strip()
    return (
        gap in ("〜", "～", "~")
        and one.unit.dimension in _WRONG_WAY
        and one.unit.name not in ("位", "つ")
        and (not passage.text[one.end - 1].isdigit() or not _SCALED.search(passage.text, two.start, two.end))
    )


def _judged(post: Post, passage: Passage, one: Figure, two: Figure) -> Finding | None:
    text = passage.text
    behind = text[two.end : two.end + 26]
    claim = None
    for match in _CLAIM.finditer(behind):
        if match["what"] or match["unit"] == "倍" or match["sign"]:
            claim, offset = match, two.end
            break
    if not claim:
        start = max(0, one.start - 22)
        before = list(_CLAIM.finditer(text[start : one.start]))
        if (
            before
            and before[-1]["what"]
            and re.match(r"[^（(、。]{0,4}[（(]", text[start + before[-1].end() : one.start] + "(")
        ):
            claim, offset = before[-1], start
    if not claim or any(f.start == offset + claim.start("number") for f in (one, two)):
        return None
    if re.search(r"[。;；]", text[min(two.end, offset + claim.start()) : max(offset + claim.start(), two.end)]):
        return None
    between = behind[: claim.start()] if offset == two.end else ""
    if re.search(r"一方|また|、[^、]{6,}、|市場|に対し", between):
        return None
    amount = read(claim["number"])
    if not amount:
        return None
    loose = bool(_LOOSE.search(text[max(0, one.start - 4) : two.end + 4])) or bool(
        _LOOSE.search(text[max(0, offset + claim.start() - 4) : offset + claim.end() + 3])
    )
    if _fits(one, two, claim, amount, loose):
        return None
    values = {
        "figure": claim[0],
        "calculation": f"{text[one.start : one.end]} → {text[two.start : two.end]}",
        "result": _result(one, two, claim),
    }
    others = [(Place(one, passage), "calculation"), (Place(two, passage), "calculation")]
    return finding(
        post, "change", (passage, offset + claim.start("number"), offset + claim.end("unit")), values, others
    )


def _fits(one: Figure, two: Figure, claim: re.Match[str], amount: tuple[int, int], loose: bool) -> bool:
    said, step = amount
    a, b = one.value, two.value
    spare = max(step * 6 // 10, said * (8 if loose else 2) // 100)
    candidates = []
    if claim["unit"] == "倍":
        candidates = [b * ONE // a, a * ONE // b if b else 0, (b - a) * ONE // a, abs(a - b) * ONE // b if b else 0]
    elif claim["unit"] in ("ポイント", "pt"):
        if one.unit.dimension != "percent":
            return True
        candidates = [abs(b - a)]
    else:
        candidates = [abs(b - a) * 100 * ONE // a]
        if claim["what"] in ("改善", "向上", "高速化", "アップ") and b:
            candidates += [abs(b - a) * 100 * ONE // b, b * 100 * ONE // a]
        if one.unit.dimension == "percent":
            candidates.append(abs(b - a))
    return any(abs(candidate - said) <= spare for candidate in candidates)


def _result(one: Figure, two: Figure, claim: re.Match[str]) -> str:
    a, b = one.value, two.value
    if claim["unit"] == "倍":
        return show((b if b >= a else a) * ONE // max(1, min(a, b)), UNITS["倍"]) + "倍"
    if claim["unit"] in ("ポイント", "pt"):
        return show(abs(b - a), UNITS["%"]) + claim["unit"]
    return show(abs(b - a) * 100 * ONE // a, UNITS["%"]) + "%"

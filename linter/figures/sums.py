"""Totals in prose and of lists: 「合計6900億ドル」 behind its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from linter import lazy
from linter.diagnostic import Finding
from linter.figures.found import finding
from linter.figures.numbers import LOOSE, ONE, read, show
from linter.figures.options import Options
from linter.figures.post import Passage, Place, Post
from linter.figures.scan import Figure
from linter.figures.units import UNITS

_TOTAL = lazy.compile(
    r"(?:合計|総額|総計|合わせて|あわせて|合わせると|トータル|計)(?:で|は|すると|では|では、)?[、\s]?(?:約|およそ|実に)?\*{0,2}$"
)
_OPEN_ENDED = lazy.compile(
    r"など|等|他|ほか|を含む|含め|うち|内訳|累計|追加|さらに|[前後]年|をはじめ|例えば|それぞれ|平均"
)
_THESE = lazy.compile(
    r"これら(?:の[^。、\d]{0,14})?(?:を|が)?[^。\d]{0,10}(?:合計|合算|合わせ|足し)[^。\d]{0,14}(?P<about>約|およそ)?\*{0,2}$"
)
_NAMES = {"JPY": "円", "USD": "ドル", "EUR": "ユーロ", "CNY": "元", "KRW": "ウォン", "people": "人", "companies": "社"}
_RESULT = lazy.compile(rf"=\s*\*{{0,2}}(?P<about>約)?(?P<num>{LOOSE})(?P<unit>円|ドル|時間|人|社|件)")
_PRODUCT = lazy.compile(
    r"(?P<percent>\d+(?:\.\d+)?)%(?:の)?(?:削減|改善|向上|増加)(?:で|により|によって|とすると)(?:約|、)?(?=\d)"
)


def check(post: Post, options: Options) -> Iterator[Finding]:
    """sum: a total and its parts in one sentence; list-sum: of the list above; product: off by a power of ten."""
    for number, passage in enumerate(post.body):
        if passage.kind == "table":
            continue
        if len(passage.figures) >= 3:
            yield from _sums(post, passage)
            yield from _products(post, passage)
        if "これら" in passage.text:
            yield from _list_sum(post, passage, number)


def _sums(post: Post, passage: Passage) -> Iterator[Finding]:
    text = passage.text
    for at, total in enumerate(passage.figures):
        if total.unit.dimension not in ("money", "people", "companies", "count") or not _TOTAL.search(
            text[max(0, total.start - 12) : total.start]
        ):
            continue
        parts = [f for f in passage.figures[:at] if f.unit == total.unit and not f.role]
        if len(parts) < 2 or len(parts) > 12 or _OPEN_ENDED.search(text[parts[0].start : total.start]):
            continue
        if len(parts) == 2 and any(
            _unrelated(text[x.end : y.start]) for x, y in zip(parts, [*parts[1:], total], strict=False)
        ):
            continue
        made = sum(f.value for f in parts)
        if any(made - f.value == f.value and f.value == total.value for f in parts) or any(
            f.value >= total.value for f in parts
        ):
            continue
        loose = bool(total.loose) or any(f.loose for f in parts)
        spare = max(sum(f.step for f in (*parts, total)) // 2, total.value * (6 if loose else 0) // 100)
        if abs(made - total.value) <= spare or (
            made < total.value <= made * 11 // 10 and any(f.loose == ">" for f in parts)
        ):
            continue
        if not _enumerated(text, parts):
            continue
        yield _told(post, "sum", passage, total, [Place(f, passage) for f in parts], made)


def _unrelated(gap: str) -> bool:
    return len(gap) > 24 or "。" in gap


def _enumerated(text: str, parts: list[Figure]) -> bool:
    """Whether the parts stand in a row: nothing long, and no new clause, between two of them."""
    return all(
        len(text[one.end : two.start]) <= 26 and not re.search(r"[。；]|一方|に対し", text[one.end : two.start])
        for one, two in pairwise(parts)
    )


def _told(post: Post, kind: str, passage: Passage, total: Figure, parts: list[Place], made: int) -> Finding:
    unit = _NAMES.get(total.unit.name) or next((w for w, u in UNITS.items() if u == total.unit), "")
    values = {
        "figure": passage.text[total.start : total.end],
        "calculation": " + ".join(part.text for part in parts),
        "result": show(made // total.unit.factor) + unit,
    }
    return finding(post, kind, Place(total, passage), values, [(part, "part") for part in parts])


def _list_sum(post: Post, passage: Passage, number: int) -> Iterator[Finding]:
    total = next(
        (f for f in passage.figures if f.unit.dimension == "money" and _THESE.search(passage.text[: f.start])), None
    )
    if total is None:
        return
    blocks = post.document.blocks
    parts: list[Place] = []
    for other in reversed(post.body[max(0, number - 40) : number]):
        if any(blocks[index].kind == "heading" for index in range(other.block + 1, passage.block + 1)):
            break
        match = _RESULT.search(other.text)
        money = [f for f in other.figures if f.unit == total.unit]
        if match:
            last = next((f for f in money if f.start <= match.start("num") < f.end), None)
            if last:
                parts.append(Place(last, other))
        elif other.kind == "item" and len(money) == 1 and "=" not in other.text:
            parts.append(Place(money[0], other))
    results = [p for p in parts if _RESULT.search(p.passage.text)]
    parts = results if len(results) >= 2 else parts
    if len(parts) < 2:
        return
    made = sum(part.figure.value for part in parts)
    spare = total.value * (6 if total.loose else 2) // 100
    if abs(made - total.value) > spare:
        yield _told(post, "list-sum", passage, total, parts[::-1], made)


def _products(post: Post, passage: Passage) -> Iterator[Finding]:
    """「5%削減で1500万円」 behind 3000万円: reported only where it is off by an exact power of ten."""
    for match in _PRODUCT.finditer(passage.text):
        rate = read(match["percent"])
        said = next((f for f in passage.figures if f.start == match.end() and f.unit.dimension == "money"), None)
        if not rate or not said:
            continue
        bases = [f for f in passage.figures if f.end < match.start() and f.unit == said.unit]
        products = [(f.value * rate[0] // (100 * ONE), f) for f in bases]
        if any(value == said.value for value, _ in products):
            continue
        for value, base in reversed(products):
            if (value and said.value in (value * 10, value * 100, value * 1000)) or (
                said.value and value in (said.value * 10, said.value * 100)
            ):
                values = {
                    "figure": passage.text[said.start : said.end],
                    "calculation": f"{passage.text[base.start : base.end]} × {match['percent']}%",
                    "result": show(value) + _NAMES.get(said.unit.name, ""),
                }
                yield finding(post, "product", Place(said, passage), values, [(Place(base, passage), "calculation")])
                break

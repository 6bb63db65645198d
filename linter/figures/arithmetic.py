"""Equations written out in prose: 「30分 × 20日 = 10時間」.

Source of the tolerance: a result may be rounded to its last digit, and is called about right by 約 or ≈.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from linter import lazy
from linter.diagnostic import Finding
from linter.figures.found import finding
from linter.figures.numbers import LOOSE, ONE, WORD, grain, read, show, significant
from linter.figures.options import Options
from linter.figures.post import Passage, Post
from linter.figures.units import SYMBOLS, UNITS, Unit

NONE = Unit("", "")


Parsed: TypeAlias = "tuple[tuple[int, int], list[Term], int, int]"  # value as a fraction, terms, end, number of terms


class Term(NamedTuple):
    start: int
    end: int
    value: int  # millionths, as written; a percentage is its hundredth
    step: int
    unit: Unit
    about: bool


_LABEL = r"(?:月額|年額|月間|年間|年|月|週|日額|時給|日給|合計|計|総額|総計|平均|最大|およそ|約|≈|≒)"
_TERM = lazy.compile(
    rf"(?P<about>(?:{_LABEL})*)\s*\*{{0,2}}\s*(?P<about2>約)?(?P<cur>US\$|[$€£¥￥])?(?P<sign>[+-])?(?P<num>{LOOSE})"
    rf"(?:\s?(?P<word>{WORD})(?![A-Za-z])|(?P<let>[BMK](?![A-Za-z0-9])))?"
    r"(?P<unit>%|pt|[A-Za-z]{1,7}(?![A-Za-z])|[ぁ-んァ-ヶー一-龠々]{1,10})?"
    r"(?:/[A-Za-zぁ-んァ-ヶー一-龠]{1,6}|\([^()\d]{1,12}\)|（[^（）\d]{1,12}）)?\*{0,2}"
)
_OPERATOR = lazy.compile(
    r"\s*([×xX✕✖÷/+＋−]|(?<!\*)\*(?!\*)|(?<=[\s%円ドル人件時間日)）])[–-])\s*(?=(?:\*\*)?(?:[\d(（$€£¥￥+约約]|月額|年額|年間|月間))"
)
_ABOUT = lazy.compile(r"約|およそ|≈|≒")
_ABOUT_AFTER = lazy.compile(r"以上|超|強|弱|程度|前後|ほど|近く|\+|ぐらい|くらい")
_OPEN, _CLOSE = lazy.compile(r"\s*[(（]\s*"), lazy.compile(r"\s*[)）]")
_EQUALS = lazy.compile(r"\s*(=|＝|≒|≈)\s*")
_HINT = lazy.compile(r"[=＝≒≈]")
_KNOWN = sorted(UNITS, key=len, reverse=True)


def check(post: Post, options: Options) -> Iterator[Finding]:
    """equation: both sides of a written equation differ."""
    for passage in post.body:
        if _HINT.search(passage.text) and len(passage.figures) >= 1:
            yield from _equations(post, passage)


_PARTIAL = lazy.compile(
    r"(?:[A-Za-z_^\\.]|[^\s|][ $]*[-+−][ $]*|(?<!\*)[*/^×÷][ $]*)$"
)  # what begins here is the rest of a longer formula
_BEGIN = lazy.compile(r"(?<![\d.,])[\d(（$€£¥￥]")


def _equations(post: Post, passage: Passage) -> Iterator[Finding]:
    text, at = passage.text, 0
    while begin := _BEGIN.search(text, at):
        parsed = (
            None
            if _PARTIAL.search(text[max(0, begin.start() - 4) : begin.start()])
            else _expression(text, begin.start(), 0)
        )
        at = max(parsed[2], begin.end()) if parsed else begin.end()
        equals = _EQUALS.match(text, at) if parsed and parsed[3] > 1 else None
        said = _term(text, equals.end()) if equals else None
        if not parsed or not said:
            continue
        value, terms, end, _ = parsed
        at = said.end
        plain = not _PRODUCT.search(text, begin.start(), end)
        listed = text.count("/", begin.start(), end) > 1 and not any(term.unit.dimension == "money" for term in terms)
        listed = listed or _playful(value, terms, said)
        if not listed and not _OPERATOR.match(text, said.end) and not _agrees(value, terms, said, plain):
            values = {
                "figure": text[said.start : said.end].strip(" *"),
                "calculation": " ".join(text[begin.start() : end].replace("**", "").split()),
                "result": _result(value, terms, said),
            }
            yield finding(
                post,
                "equation",
                (passage, said.start, said.end),
                values,
                [((passage, begin.start(), end), "calculation")],
            )


_PRODUCT = lazy.compile(r"[×xX✕✖*÷/%]")


def _playful(value: tuple[int, int], terms: list[Term], said: Term) -> bool:
    """「1 + 1 = 3」 is a figure of speech, and 7 / 2 = 3 a program's division."""
    bare = said.unit is NONE and all(term.unit is NONE for term in terms)
    if not bare or any(term.value % ONE for term in (*terms, said)):
        return False
    return all(term.value < 10 * ONE for term in terms) or (
        value[1] != 0 and value[0] * ONE // value[1] // ONE * ONE == said.value
    )


def _known(unit: str) -> bool:
    return unit in UNITS and unit != "x"


def _term(text: str, at: int) -> Term | None:
    match = _TERM.match(text, at)
    if not match or (match["word"] is None and match["unit"] and match["unit"].isascii() and not _known(match["unit"])):
        return None
    amount = read(match["num"], match["word"] or match["let"] or "")
    if amount is None:
        return None
    value, step = amount
    if match["sign"] == "-":
        value = -value
    written = match["unit"] or ""
    name = next((u for u in _KNOWN if written.startswith(u)), "")
    unit = Unit(SYMBOLS[match["cur"]], "money") if match["cur"] else UNITS.get(name, NONE)
    if unit.dimension in ("percent", "point"):
        value, step = value * unit.factor // 100, max(step * unit.factor // 100, 1)
        unit = Unit("%", "percent")
    end = max(match.end("num"), match.end("word"), match.end("let"), match.start("unit") + len(name))
    if any(pattern.match(text, match.end()) for pattern in (_EQUALS, _OPERATOR, _CLOSE)):
        end = match.end()
    about = bool(match["about2"] or _ABOUT.search(match["about"]) or _ABOUT_AFTER.match(text, end))
    start = match.start("cur") if match["cur"] else match.start("num")
    return Term(start, end, value, step, unit, about)


def _expression(text: str, at: int, depth: int) -> Parsed | None:
    """Sums and products by recursive descent; the value is a fraction of ints."""
    total: tuple[int, int] | None = None
    sign, count = 1, 0
    terms: list[Term] = []
    while True:
        product = _product(text, at, depth)
        if not product:
            return None
        (num, den), more, at, number = product
        total = (sign * num, den) if total is None else (total[0] * den + sign * num * total[1], total[1] * den)
        terms += more
        count += number
        operator = _OPERATOR.match(text, at)
        if not operator or operator[1] not in "+＋−–-" or count > 24:
            return total, terms, at, count
        sign, at = (1 if operator[1] in "+＋" else -1), operator.end()


def _product(text: str, at: int, depth: int) -> Parsed | None:
    first = _factor(text, at, depth)
    if not first:
        return None
    (num, den), terms, at, count = first
    while True:
        operator = _OPERATOR.match(text, at)
        if not operator or operator[1] in "+＋−–-" or count > 24:
            return (num, den), terms, at, count
        factor = _factor(text, operator.end(), depth)
        if not factor:
            return (num, den), terms, at, count
        (n, d), more, at, number = factor
        if operator[1] in "÷/":
            n, d = d, n
        if not d:
            return None
        num, den, terms, count = num * n, den * d, terms + more, count + number


def _factor(text: str, at: int, depth: int) -> Parsed | None:
    bracket = _OPEN.match(text, at)
    if bracket and depth < 4:
        inner = _expression(text, bracket.end(), depth + 1)
        close = _CLOSE.match(text, inner[2]) if inner else None
        if not inner or not close:
            return None
        return inner[0], inner[1], close.end(), inner[3]
    term = _term(text, at)
    return ((term.value, ONE), [term], term.end, 1) if term else None


def _agrees(value: tuple[int, int], terms: list[Term], said: Term, plain: bool) -> bool:
    """Whether the result can be what is said, in its digits; a `plain` sum has no reason to be rounded."""
    num, den = value
    if den < 0:
        num, den = -num, -den
    for up, down in _conversions(terms, said):
        made, whole = num * up * ONE, den * down
        away, base = abs(made - said.value * whole), abs(said.value) * whole
        if said.about and away * 1000 <= base * 60:
            return True
        if made % (said.step * whole) == 0 and len(significant(made // whole)) <= (
            40 if plain else max(4, len(significant(said.value)))
        ):
            if not away:  # the text could have said it exactly
                return True
        elif 2 * away <= said.step * whole or (away * 1000 <= base * 6 and 2 * away <= grain(said.value) * whole):
            return True
    return False


def _conversions(terms: list[Term], said: Term) -> list[tuple[int, int]]:
    """By what the raw result may be multiplied: the unit of a term may be turned into that of the result."""
    ratios = [(1, 1)]
    if all(term.unit is NONE and term.value < 10**4 * ONE for term in terms) and said.unit is not NONE:
        ratios += [(10**power, 1) for power in (3, 4, 6, 8, 12)]  # 「6+3+1 = 10億元」 leaves the scale out
    if said.unit.dimension == "percent":
        return [*ratios, (1, 100)]
    for term in terms:
        if term.unit.dimension == said.unit.dimension and term.unit.factor != said.unit.factor:
            ratios.append((term.unit.factor, said.unit.factor))
        if {term.unit.dimension, said.unit.dimension} == {"duration", "months"}:
            ratios += [(1, n) for n in (8, 12, 20, 22, 30, 52, 365, 720, 8760)] + [(12, 1)]
    return ratios


def _result(value: tuple[int, int], terms: list[Term], said: Term) -> str:
    """The true result in the unit that the text uses."""
    (num, den), (up, down) = value, _conversions(terms, said)[-1]
    if said.unit.dimension == "percent":
        return show(num * 100 * ONE // den, UNITS["%"]) + "%"
    written = {"JPY": "円", "USD": "ドル", "EUR": "ユーロ"}.get(said.unit.name)
    if written is None:
        written = next((word for word, unit in UNITS.items() if unit == said.unit), "")
    return show(num * up * ONE // (den * down)) + written

"""Exact numbers: how they are written, read and shown again.

A value is an int of millionths (`ONE`), so 0.15 and 4兆2,525億 are exact and compare without a float. Numbers
with more than six decimals are no figures of prose, and are not read.
"""

from __future__ import annotations

from linter import lazy
from linter.figures.units import SCALES, WORDS, Unit

ONE = 10**6

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:,\d{3})*,\d{4,}|\d+)(?:\.\d+)?"
SCALE = r"[千百十]?[兆億万亿조억만]|千(?![葉歳代])|百(?![科貨])"
AMOUNT = rf"{NUMBER}(?:(?:{SCALE}){NUMBER})*(?: ?(?:{SCALE}))?"
LOOSE = r"\d+(?:[,.]\d+)*(?:[兆億万千]\d*(?:[,.]\d+)*)*"  # the same, for a pattern that holds several: `read` judges
WORD = r"trillion|billion|million|thousand|bn"

_PART = lazy.compile(rf"({NUMBER}) ?({SCALE})?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．％＋－＝", "0123456789,.%+-=")
_WIDE = lazy.compile(r"[０-９，．％＋－＝]")


def fold(text: str) -> str:
    """`text` with full-width digits and signs in ASCII, of the same length."""
    return text.translate(_FULL_WIDTH) if _WIDE.search(text) else text


def read(text: str, word: str = "") -> tuple[int, int] | None:
    """Value and step of a folded amount such as `1兆9067億` or (`71`, `B`), in millionths.

    The step is one unit of the last digit written: 1億 for `1,200億`, 0.1億 for `7.8億`.
    """
    if text.isdecimal() and len(text) <= 18:
        step = WORDS.get(word, 1) * ONE
        return int(text) * step, step
    total, step = 0, 0
    for match in _PART.finditer(text):
        whole, _, decimals = match[1].replace(",", "").partition(".")
        if len(decimals) > 6 or len(whole) > 18:
            return None
        scale = WORDS.get(word, 1)
        for character in match[2] or "":
            scale *= SCALES.get(character, 10)
        step = 10 ** (6 - len(decimals)) * scale
        total += int(whole + decimals) * step
    return (total, step) if step else None


def show(value: int, unit: Unit | None = None, digits: int = 3) -> str:
    """A value as a reader writes it, with `digits` significant decimals at most: 1,500万円, 3.48%, 165.7."""
    amount, suffix = abs(value), ""
    japanese = unit is None or unit.dimension not in ("percent", "times", "point")
    if japanese and amount >= 10**4 * ONE:
        for name, scale in (("兆", 10**12), ("億", 10**8), ("万", 10**4)):
            if amount >= scale * ONE:
                suffix, amount = name, round_half(amount, scale)
                break
    whole = len(str(amount // ONE)) if amount >= ONE else 0
    places = max(0, digits - whole) if amount % ONE else 0
    amount = round_half(amount, 10 ** (6 - places)) if places < 6 else amount
    text = f"{amount // 10**places:,}" + (
        f".{amount % 10**places:0{places}d}".rstrip("0").rstrip(".") if places else ""
    )
    return ("-" if value < 0 else "") + text + suffix


def round_half(value: int, by: int) -> int:
    """`value / by`, rounded half up."""
    return (2 * value + by) // (2 * by)


def significant(value: int) -> str:
    """The digits of a value without zeros at either end: `12` for 1200億."""
    return str(value).strip("0")


def grain(value: int) -> int:
    """One unit of the last digit that is not zero: 100億 for 1200億."""
    if not value:
        return ONE
    text = str(abs(value))
    return int(10 ** (len(text) - len(text.rstrip("0"))))

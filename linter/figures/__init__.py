"""Figures of a post and the contradictions between them.

`scan` reads quantities, `post` collects them with their passages, and each of the other modules holds one
family of verifiers. Nothing here judges which of two figures is right.
"""

from __future__ import annotations

import re

from linter import lazy

_NUMBER = lazy.compile(r"[0-9０-９][0-9０-９,，.．]*|[一二三四五六七八九十](?=つ|割|倍)|[兆億]")


def figures_differ(a: str, b: str) -> bool:
    """Whether two near-equal passages state different figures: neither may be dropped for the other.

    Compares the figures as multisets of value and unit, so `1200億円` equals `１，２００億円`, and a passage that
    merely lacks a figure of the other differs too, as do two unreadable numbers.
    """
    if _NUMBER.findall(a) == _NUMBER.findall(b):
        return _units(a) != _units(b)
    return sorted(_values(a)) != sorted(_values(b))


def _units(text: str) -> list[tuple[int, str]]:
    from linter.figures.scan import figures

    return [(figure.value, figure.unit.name) for figure in figures(text)]


def _values(text: str) -> list[tuple[int, str]]:
    """Value and unit of every figure, and the digits that are part of none."""
    from linter.figures.numbers import fold
    from linter.figures.scan import figures

    folded, rest = fold(text), 0
    found: list[tuple[int, str]] = []
    for figure in figures(text):
        found.append((figure.value, figure.unit.name))
        found.extend((0, digits) for digits in re.findall(r"[0-9.]+", folded[rest : figure.start]))
        rest = figure.end
    found.extend((0, digits) for digits in re.findall(r"[0-9.]+", folded[rest:]))
    return found

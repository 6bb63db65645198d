"""The reading time a post claims, against the time its text takes without its repeats."""

from __future__ import annotations

from collections.abc import Iterator

from linter import lazy
from linter.diagnostic import Finding, Value
from linter.document import Document
from linter.front.names import TIMES, named
from linter.repeats.damage import found
from linter.repeats.flat import flatten

_NUMBER = lazy.compile(r"\d{1,6}")
_CONTROLS = bytes([*range(33), 127])
_ACCENTED = lazy.compile(r"[À-ɏ]")
_LETTERS = 5  # of a word, on average
_SPEEDS = 0.8, 1.2  # slow and quick readers, as shares of the usual speed
_SLACK = 0.9  # of a rounded figure
_SMALL = 3  # minutes, below which nothing is wrong enough


def check(document: Document, characters: int, words: int, factor: float) -> Iterator[Finding]:
    """`characters` and `words` are read in a minute; from `factor` on a claim is wrong."""
    front = document.front_matter
    field = next((each for each in map(front.get, TIMES) if each), None) if front else None
    number = _NUMBER.search(str(field.value)) if field and not isinstance(field.value, (bool, list, dict)) else None
    if field is None or number is None:
        return
    claimed = int(number[0])
    once, whole = document.derived(lengths, characters, words)
    if max(claimed, once) < _SMALL:
        return
    span = document.span(field.key_start, field.end)
    values: dict[str, Value] = {
        "key": named(field.name),
        "claimed": claimed,
        "minutes": max(1, round(once)),
        "whole": round(whole),
    }
    if claimed * factor < once or claimed > once * factor:
        yield Finding(span, "reading-time", values)
    elif whole > once and not whole * _SPEEDS[0] * _SLACK <= claimed <= whole / _SPEEDS[0] / _SLACK:
        yield Finding(span, "reading-time-copies", values)


def lengths(document: Document, characters: int, words: int) -> tuple[float, float]:
    """The minutes that the body takes without its verbatim repeats, and as it stands."""
    flat = document.derived(flatten)
    end = 0
    kept: list[str] = []
    copied: list[str] = []
    for match in document.derived(found).matches:
        if match.end > end:
            start = max(match.start, end)
            kept.append(flat.chars[end:start])
            copied.append(flat.chars[start : match.end])
            end = match.end
    kept.append(flat.chars[end:])
    length, latin = _counts("".join(kept))
    more, more_latin = _counts("".join(copied))
    return (
        _minutes(length, latin, characters, words),
        _minutes(length + more, latin + more_latin, characters, words),
    )


def _counts(text: str) -> tuple[int, int]:
    """How many characters there are, and how many of them are Latin."""
    ascii_ = text.encode("ascii", "ignore").translate(None, _CONTROLS)
    return len(text), len(ascii_) + len(_ACCENTED.findall(text))


def _minutes(length: int, latin: int, characters: int, words: int) -> float:
    return (length - latin) / characters + latin / (words * _LETTERS)

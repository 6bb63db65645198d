"""What tells two titles apart that are nearly the same: the parts of a series, the names of two subjects."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from linter import lazy

_NUMBER = lazy.compile(r"\d+(?:[.:/,-]\d+)*")
_SERIES = lazy.compile(
    r"[一二三四五六七八九十百]+|[上中下前後続完改終]|番外|最終|初"
    r"|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber"
    r"|春|夏|秋|冬|spring|summer|autumn|winter|first|second|third|fourth|fifth|part|vol|[ivx]+$|re"
)
_WORD = lazy.compile(r"[a-z0-9+#]{2,}|[ァ-ヺー]{2,}|[一-龠々]{2,}|[가-힣]{2,}")
_NAME = lazy.compile(r"[a-z0-9]{2,12}")  # React, Preact; longer is English without its spaces


def tells_apart(one: str, two: str) -> bool:
    """Whether the difference of two titles says that they are two parts of a series, or about two subjects."""
    if _NUMBER.findall(one) != _NUMBER.findall(two):
        return True
    if one != two and _SERIES.sub("", one) == _SERIES.sub("", two):
        return True
    for code in Levenshtein.opcodes(one, two):
        if code.tag != "equal":
            old, new = _widened(one, code.src_start, code.src_end), _widened(two, code.dest_start, code.dest_end)
            if _WORD.fullmatch(old) and _WORD.fullmatch(new) and (code.tag == "replace" or _NAME.fullmatch(old)):
                return True
    return False


def _widened(text: str, start: int, end: int) -> str:
    """The word that a difference lies in."""
    for match in _WORD.finditer(text):
        if match.start() <= start and end <= match.end():
            return match[0]
    return text[start:end]

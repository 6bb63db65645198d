"""Phrases: the patterns that rule files hold, matched in bounded time whatever they say.

A phrase is literal text, without regard to case. `*` stands for up to 60 characters of the same line, `**`
for up to 400, `(this|that)` for one of several texts (the longest that fits; `(this|)` may be absent), `^` at its head for the start of a line (behind a list mark, `>`,
`#` or `**`), `$` at its end for the end of a line (before a full stop or `**`). A backslash takes the
meaning away. One pass over the text tells which phrases it may hold at all: each must have one of a few
needles of up to four characters. Every piece of these is then looked for by `str.find`, from left to right and
never twice, so the cost is linear in the text times the pieces, and no phrase can hang a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from linter import lazy

_TELLING = 4  # so many characters of a text tell it
_WEIGHTIEST = 2 * _TELLING
_COMBINED = 24  # so many texts of one stretch are told apart
_RARE_SIGNS = frozenset("【】†")
_COMMON = frozenset("一人年中上下大出来事用方者日本記文分行何時当内私今同全子生")
GAPS = (0, 60, 400)  # code points that nothing, `*` and `**` may stand for


class Phrase(NamedTuple):
    source: str
    at_start: bool
    at_end: bool
    pieces: tuple[tuple[str, ...], ...]  # alternatives of each piece, in lower case
    gaps: tuple[int, ...]  # before each piece
    needles: tuple[str, ...]  # a text that holds the phrase has one of these, whatever its case


class Match(NamedTuple):
    start: int
    end: int
    phrase: str


_HEAD = lazy.compile(r"[ \t>#*_・•+-]{0,20}(?:\d{1,3}[.)][ \t]{0,4})?[*_]{0,2}")
_REST = lazy.compile(r"[ \t*_。.!！…]{0,8}(?=\r?\n|\Z)")
_TOKEN = lazy.compile(r"\\(.)|(\*{1,2})|\(((?:\\.|[^()\\\n])*)\)|([^\\*(]+|.)", re.S)
_ESCAPE = lazy.compile(r"\\(.)")
_SCRIPTS = lazy.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")


@lru_cache(maxsize=1024)
def parse(source: str) -> Phrase:
    """The phrase that `source` writes. Any text is one; an empty one matches nothing."""
    at_start, at_end = source.startswith("^"), source.endswith("$") and not source.endswith("\\$")
    text = source[at_start : len(source) - at_end]
    pieces: list[tuple[str, ...]] = []
    gaps: list[int] = []
    literal, distance = "", 0

    def close(alternatives: tuple[str, ...]) -> None:
        nonlocal distance
        if any(alternatives):
            lowered = tuple(_lower(each) for each in alternatives)
            pieces.append(lowered if pieces else tuple(filter(None, lowered)))
            gaps.append(distance)
            distance = 0

    for escaped, gap, group, plain in _TOKEN.findall(text):
        if gap or group:
            close((literal,))
            literal = ""
            if gap:
                distance = GAPS[len(gap)]
            else:
                close(tuple(_ESCAPE.sub(r"\1", each) for each in re.split(r"(?<!\\)\|", group)))
        else:
            literal += escaped or plain
    close((literal,))
    return Phrase(source, at_start, at_end, tuple(pieces), tuple(gaps), _needles(pieces, gaps))


def _needles(pieces: list[tuple[str, ...]], gaps: list[int]) -> tuple[str, ...]:
    """The most telling parts of the alternatives of one piece, or of pieces that stand in one stretch."""
    best: tuple[str, ...] = ()
    most = (0, 0)
    for choice in _stretches(pieces, gaps):
        needles = tuple(dict.fromkeys(map(_telling, choice)))
        weight = min(map(_weight, needles)), -len(needles)
        if weight > most:
            best, most = needles, weight
            if weight[0] == _WEIGHTIEST:
                break
    return best or ("",)


def _stretches(pieces: list[tuple[str, ...]], gaps: list[int]) -> Iterator[tuple[str, ...]]:
    """The texts of which a match has one: those of each piece, then those of pieces without a gap between them."""
    yield from (alternatives for alternatives in pieces if all(alternatives))
    stretch: tuple[str, ...] = ()
    for alternatives, gap in zip(pieces, gaps, strict=True):
        if stretch and not gap and len(stretch) * len(alternatives) <= _COMBINED:
            stretch = tuple(before + each for before in stretch for each in alternatives)
            yield stretch
        else:
            stretch = alternatives


def _telling(text: str) -> str:
    """The part of `text` that says most, without regard to case; empty where every letter has two cases."""
    at = _rare(text)
    if at < 0:
        return max((part for part in _SCRIPTS.findall(text) if part.isascii() or not _cased(part)), key=len, default="")
    part = text[at : at + _TELLING]
    while _cased(part):
        part = part[:-1]
    return part


def _cased(text: str) -> bool:
    return text.lower() != text.upper()


def _weight(needle: str) -> int:
    """How seldom a needle probably stands in a text."""
    return 2 * len(needle) if _is_rare(needle[:1]) else min(len(needle), _TELLING + 1)


@lru_cache(maxsize=2)  # the same text is searched for several lists of phrases, one after the other
def _lower(text: str) -> str:
    """`text` in lower case, of the same length: a few letters would grow, and offsets must hold."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


class _Index(NamedTuple):
    """Which of some phrases may be in a text: one expression looks for all needles with a rare character at once."""

    phrases: tuple[Phrase, ...]
    telling: re.Pattern[str]
    owners: dict[str, list[int]]  # needle -> the phrases that it may belong to
    latin: list[tuple[str, int]]
    others: list[tuple[str, int]]

    def possible(self, text: str) -> list[Phrase]:
        """The phrases that `text` may hold, in order."""
        found = {owner for needle, owner in self.others if needle in text}
        latin = _latin(text)
        found.update([owner for needle, owner in self.latin if needle in latin])
        match = self.telling.search(text)
        while match:
            found.update(self.owners[match[0]])
            match = self.telling.search(text, match.start() + 1)
        return [self.phrases[number] for number in sorted(found)]


@lru_cache(maxsize=32)
def _index(sources: tuple[str, ...]) -> _Index:
    phrases = tuple(map(parse, sources))
    telling: dict[str, list[int]] = {}
    latin: list[tuple[str, int]] = []
    others: list[tuple[str, int]] = []
    for number, phrase in enumerate(phrases):
        for needle in phrase.needles if phrase.pieces else ():
            if _is_rare(needle[:1]):
                telling.setdefault(needle, []).append(number)
            else:
                (latin if needle.isascii() else others).append((needle, number))
    owners = {
        needle: [number for end in range(len(needle)) for number in telling.get(needle[: end + 1], ())]
        for needle in sorted(telling, key=len, reverse=True)
    }
    return _Index(phrases, re.compile("|".join(map(re.escape, owners)) or r"(?!)"), owners, latin, others)


def search(text: str, sources: Iterable[str]) -> Iterator[Match]:
    """The matches of the phrases in `text`, phrase by phrase, those of one phrase from left to right."""
    lowered = ""
    for phrase in _index(tuple(sources)).possible(text):
        lowered = lowered or _lower(text)
        yield from _search(lowered, phrase)


def _latin(text: str) -> str:
    """The ASCII of `text` in lower case, close together: what is not here is not in the text, and this is short."""
    if "\u212a" in text:  # the sign of kelvin, the one letter whose lower case is ASCII
        text = _lower(text)
    return text.encode("ascii", "ignore").lower().decode("ascii")


@lru_cache(maxsize=2048)
def _rare(word: str) -> int:
    """Where the character stands that is probably the rarest one of Japanese text; -1 where that is kana or ASCII."""
    first = -1
    for at, letter in enumerate(word):
        if _is_rare(letter):
            if letter not in _COMMON:
                return at
            first = at if first < 0 else first
    return first


def _is_rare(letter: str) -> bool:
    return "\u3400" <= letter <= "\ufeff" or letter in _RARE_SIGNS


def _search(text: str, phrase: Phrase) -> Iterator[Match]:
    for opening in phrase.pieces[0]:
        at = text.find(opening)
        while at >= 0:
            end = _rest(text, phrase, at + len(opening)) if not phrase.at_start or _starts_line(text, at) else -1
            if end >= 0:
                yield Match(at, end, phrase.source)
            at = text.find(opening, max(end, at + len(opening)))


def _rest(text: str, phrase: Phrase, end: int) -> int:
    """Where the phrase ends whose first piece ends at `end`, or -1."""
    for alternatives, distance in zip(phrase.pieces[1:], phrase.gaps[1:], strict=True):
        line = text.find("\n", end, end + distance)
        limit = end + distance if line < 0 else line
        places = [
            (at, at + len(each))
            for each in alternatives
            if (at := text.find(each, end, limit + len(each))) >= 0 and (line < 0 or at + len(each) <= line)
        ]
        found = min(places, key=_first_and_longest)[1] if places else -1
        if found < 0:
            return -1
        end = found
    return end if not phrase.at_end or _REST.match(text, end) else -1


def _first_and_longest(place: tuple[int, int]) -> tuple[int, int]:
    return place[0], -place[1]


def _starts_line(text: str, at: int) -> bool:
    line = text.rfind("\n", max(0, at - 30), at) + 1
    if line == 0 and at > 30:
        return False
    head = _HEAD.match(text, line, at)
    return bool(head and head.end() == at)

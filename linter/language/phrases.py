"""Phrases: the patterns that rule files hold, matched in bounded time whatever they say.

A phrase is literal text, without regard to case. `*` stands for up to 60 characters of the same line, `**`
for up to 400, `(this|that)` for one of several texts (the longest that fits; `(this|)` may be absent), `^` at its head for the start of a line (behind a list mark, `>`,
`#` or `**`), `$` at its end for the end of a line (before a full stop or `**`). A backslash takes the
meaning away. Every piece is looked for by `str.find`, from left to right and never twice, so the cost
is linear in the text times the pieces, and no phrase can hang a run. On the posts that this was measured
on, a hundred of them cost less than one regular expression with as many alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_TRIED = 24  # so many places of a character are looked at one by one
_FREQUENT = frozenset("一人年中上下大出来事用方者日本記文分行何時当内私今同全子生")
GAPS = (0, 60, 400)  # code points that nothing, `*` and `**` may stand for


class Phrase(NamedTuple):
    source: str
    at_start: bool
    at_end: bool
    pieces: tuple[tuple[str, ...], ...]  # alternatives of each piece, in lower case
    gaps: tuple[int, ...]  # before each piece
    latin: tuple[tuple[str, ...], ...]  # the pieces in ASCII alone
    others: tuple[tuple[str, ...], ...]  # the rest, the most telling first; without those that may be absent


class Match(NamedTuple):
    start: int
    end: int
    phrase: str


_HEAD = re.compile(r"[ \t>#*_・•+-]{0,20}(?:\d{1,3}[.)][ \t]{0,4})?[*_]{0,2}")
_REST = re.compile(r"[ \t*_。.!！…]{0,8}(?=\r?\n|\Z)")
_TOKEN = re.compile(r"\\(.)|(\*{1,2})|\(((?:\\.|[^()\\\n])*)\)|(.)", re.S)
_ESCAPE = re.compile(r"\\(.)")


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
    needed = [piece for piece in pieces if all(piece)]
    latin = tuple(piece for piece in needed if "".join(piece).isascii())
    others = sorted((piece for piece in needed if piece not in latin), key=_commonness)
    return Phrase(source, at_start, at_end, tuple(pieces), tuple(gaps), latin, tuple(others))


def _commonness(piece: tuple[str, ...]) -> float:
    return sum(1 / len(each) for each in piece)


@lru_cache(maxsize=2)  # the same text is searched for several lists of phrases, one after the other
def _lower(text: str) -> str:
    """`text` in lower case, of the same length: a few letters would grow, and offsets must hold."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def search(text: str, sources: Iterable[str]) -> Iterator[Match]:
    """The matches of the phrases in `text`, phrase by phrase, those of one phrase from left to right."""
    latin, lowered = _latin(text), ""
    for source in sources:
        phrase = parse(source)
        if phrase.pieces and _holds(latin, phrase.latin):
            lowered = lowered or _lower(text)
            if _holds(lowered, phrase.others):
                yield from _search(lowered, phrase)


def _latin(text: str) -> str:
    """The ASCII of `text` in lower case, close together: what is not here is not in the text, and this is short."""
    if "\u212a" in text:  # the sign of kelvin, the one letter whose lower case is ASCII
        text = _lower(text)
    return text.encode("ascii", "ignore").lower().decode("ascii")


def holds(text: str, word: str) -> bool:
    """`word in text`, in a fraction of the time where a character of the word is rare: one is found faster than two."""
    offset = _rare(word)
    if offset < 0:
        return word in text
    rare = word[offset]
    at = text.find(rare, offset)
    for _ in range(_TRIED):
        if at < 0:
            return False
        if text.startswith(word, at - offset):
            return True
        at = text.find(rare, at + 1)
    return at >= 0 and text.find(word, at - offset) >= 0


@lru_cache(maxsize=2048)
def _rare(word: str) -> int:
    """Where the character stands that is probably the rarest one of Japanese text; -1 where that is kana or ASCII."""
    offset = min(range(len(word)), key=lambda at: (word[at] < "\u3400", word[at] in _FREQUENT), default=-1)
    return offset if offset >= 0 and (word[offset] >= "\u3400" or word[offset] in "【】†") else -1


def _holds(text: str, pieces: tuple[tuple[str, ...], ...]) -> bool:
    """Whether at least one alternative of each piece stands in `text`."""
    for alternatives in pieces:
        for each in alternatives:
            if holds(text, each):
                break
        else:
            return False
    return True


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

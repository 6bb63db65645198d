"""Sentences of prose in Japanese, English, Chinese and Korean."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARK = re.compile(r"[「『（(【\[]|[」』）)】\]]|[。！？!?｡]+|\.+(?=[\s\"”’)」』*_]|$)")
_OPEN = frozenset("「『（(【[")
_CLOSE = frozenset("」』）)】]")
_TAIL = re.compile(r"[」』）)】\]\"”’]+")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|e\.g|i\.e|etc|vs|Mr|Mrs|Ms|Dr|Prof|St|No|Inc|Ltd|Corp|Co|U\.S|approx|Fig)|\d)$")


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the sentences in `text[start:end]`, without surrounding white space.

    A mark inside brackets or quotes does not end a sentence, unless they are never closed.
    A closing bracket or quote behind the mark belongs to the sentence; `**` does not.
    """
    marks, depth = [], 0
    for mark in _MARK.finditer(text, start, end):
        character = mark[0][0]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif character == "." and mark[0] == "." and (
            not _blank_follows(text, mark.end(), end) or _ABBREVIATION.search(text, max(start, mark.start() - 8), mark.start())
        ):
            continue
        else:
            marks.append((mark.end(), depth))
    at = start
    for stop, level in marks:
        if stop <= at or level and not depth:
            continue
        tail = _TAIL.match(text, stop, end)
        stop = tail.end() if tail else stop
        yield from _trimmed(text, at, stop)
        at = stop
    yield from _trimmed(text, at, end)


def _blank_follows(text: str, at: int, end: int) -> bool:
    return at >= end or text[at] in " \t\r\n\"”’)*_"


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end

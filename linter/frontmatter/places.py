"""Where the values of JSON and TOML stand; the standard readers tell only what they are.

For a source that its reader accepted; what looks odd here is passed over, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from linter import lazy

DEPTH = 100


class Unreadable(ValueError):
    """Why and where; offsets in code points of the source."""

    def __init__(self, kind: str, detail: str, start: int, end: int) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.start, self.end = kind, detail, start, end


Item = tuple[str, Any, int, int, int, int]  # name, value, key_start, key_end, start, end


@dataclass(slots=True)
class Place:
    """Half-open offsets of a value, and the places of what it holds: by name or index, (key start, key end, place)."""

    start: int
    end: int
    children: dict[str | int, tuple[int, int, Place]]

    def at(self, path: Sequence[str | int], key: bool = False) -> tuple[int, int]:
        """The place of the value at `path`, or of its key; of the nearest value around it where there is none."""
        place, span = self, (self.start, self.end)
        for step in path:
            child = place.children.get(step)
            if child is None:
                return place.start, place.end
            place = child[2]
            span = child[:2] if key else (place.start, place.end)
        return span


_SKIP = lazy.compile(r"(?:\s+|#[^\n]*)*")
_STRING = lazy.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}|' r"'''(?:[^']|'{1,2}(?!'))*'{3,5}|" r'"(?:[^"\\\n]|\\.)*"|' r"'[^'\n]*'",
    re.S,
)
_BARE = lazy.compile(r"[^\s,\]}#=:.\[{\"']+")
_SCALAR = lazy.compile(r"[^,\]}#\n]*")


def _skip(source: str, at: int) -> int:
    return _SKIP.match(source, at).end()  # type: ignore[union-attr]


def value(source: str, at: int, depth: int = 0, pairs: list[tuple[int, int, Place]] | None = None) -> Place:
    """The place of the JSON or TOML value that begins at `at`; `pairs` gets those of its keys, also of equal ones."""
    opening = source[at : at + 1]
    if opening in ("[", "{") and opening and depth < DEPTH:
        return _collection(source, at, depth, pairs)
    string = _STRING.match(source, at)
    if string:
        return Place(at, string.end(), {})
    end = _SCALAR.match(source, at).end()  # type: ignore[union-attr]
    return Place(at, at + len(source[at:end].rstrip()), {})


def _collection(source: str, at: int, depth: int, pairs: list[tuple[int, int, Place]] | None) -> Place:
    place, mapping, close = Place(at, at + 1, {}), source[at] == "{", "}" if source[at] == "{" else "]"
    at = _skip(source, at + 1)
    while at < len(source) and source[at] != close:
        keys: list[tuple[str, int, int]] = []
        if mapping:
            keys, at = _keys(source, at)
            at = _skip(source, at)
            at = _skip(source, at + 1) if source[at : at + 1] in ("=", ":") else at
        child = value(source, at, depth + 1)
        if mapping:
            _put(place, keys, child)
            if pairs is not None and keys:
                pairs.append((keys[0][1], keys[0][2], child))
        else:
            place.children[len(place.children)] = (child.start, child.end, child)
        if child.end <= at and source[child.end : child.end + 1] != ",":
            break  # not what the reader read
        at = _skip(source, child.end)
        if source[at : at + 1] == ",":
            at = _skip(source, at + 1)
    place.end = min(at + 1, len(source))
    return place


def _keys(source: str, at: int) -> tuple[list[tuple[str, int, int]], int]:
    """The parts of a key (`a."b c".d`), each with its place, and the offset behind it."""
    keys: list[tuple[str, int, int]] = []
    while True:
        at = _skip(source, at)
        match = _STRING.match(source, at) or _BARE.match(source, at)
        if not match:
            return keys, at
        text = match[0]
        keys.append((_unquoted(text), at, match.end()))
        at = match.end()
        behind = _skip(source, at)
        if source[behind : behind + 1] != ".":
            return keys, at
        at = behind + 1


def _unquoted(text: str) -> str:
    if text[0] == '"':
        import json

        try:
            return str(json.loads(text, strict=False))
        except ValueError:
            return text[1:-1]
    return text[1:-1] if text[0] == "'" else text


def _put(place: Place, keys: list[tuple[str, int, int]], child: Place) -> None:
    for name, start, end in keys[:-1]:
        inner = place.children.get(name)
        if inner is None:
            inner = place.children[name] = (start, end, Place(start, child.end, {}))
        place = inner[2]
        if place.children and 0 in place.children:  # the last table of an array of tables
            place = place.children[len(place.children) - 1][2]
        place.end = max(place.end, child.end)
    if keys:
        name, start, end = keys[-1]
        place.children[name] = (start, end, child)


_HEADER = lazy.compile(r"\[(\[)?")


def toml(source: str) -> Place:
    """The places of all values of a TOML document."""
    root = Place(0, len(source), {})
    above: list[tuple[str, int, int]] = []
    at = _skip(source, 0)
    while at < len(source):
        header = _HEADER.match(source, at)
        if header:
            above, at = _keys(source, header.end())
            table = Place(header.start(), at, {})
            if header[1] and above:
                holder = _descend(root, above)
                holder.children[len(holder.children)] = (table.start, table.end, table)
            elif _missing(root, above):
                _put(root, above, table)
            at = _skip(source, at + (2 if header[1] else 1))
            continue
        keys, behind = _keys(source, at)
        if not keys:
            break
        behind = _skip(source, behind)
        child = value(source, _skip(source, behind + 1))
        _put(root, above + keys, child)
        at = _skip(source, max(child.end, at + 1))
    return root


def _missing(place: Place, keys: list[tuple[str, int, int]]) -> bool:
    for name, _, _ in keys:
        if name not in place.children:
            return True
        place = place.children[name][2]
    return False


def _descend(place: Place, keys: list[tuple[str, int, int]]) -> Place:
    """The array of tables of that name, made where it is new."""
    if _missing(place, keys):
        _put(place, keys, Place(keys[-1][1], keys[-1][2], {}))
    for name, _, _ in keys:
        if name not in place.children and 0 in place.children:
            place = place.children[len(place.children) - 1][2]
        if name not in place.children:
            break
        place = place.children[name][2]
    return place

"""TOML and JSON front matter: values by the standard readers, places by `linter.frontmatter.places`.

Imported only for a post that has such front matter. Dates stay as they are written.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from linter import lazy, toml
from linter.frontmatter import places
from linter.frontmatter.places import Item, Place, Unreadable

_WHERE = lazy.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read(form: str, source: str) -> list[Item]:
    """The top-level fields in the order of the source. Raises Unreadable."""
    try:
        if form == "json":
            return _json(source)
        values, place = _toml(source)
        items = []
        for name, value in values.items():
            key_start, key_end, at = place.children.get(name, (0, 0, Place(0, 0, {})))
            items.append((name, _plain(value, source, at), key_start, key_end, at.start, at.end))
        return items
    except RecursionError:
        raise Unreadable("syntax", "nested too deeply", 0, 1) from None


def _toml(source: str) -> tuple[dict[str, Any], Place]:
    try:
        values = toml.loads(source.replace("\r\n", " \n"))
    except ValueError as error:  # bad syntax; a date that no calendar has; a number of ten thousand digits
        detail, at = _WHERE.sub("", str(error)), _offset(source, str(error))
        raise Unreadable("syntax", detail, at, at + 1) from None
    return values, places.toml(source)


def _offset(source: str, message: str) -> int:
    where = _WHERE.search(message)
    if not where:
        return 0
    if not where[1]:
        return max(0, len(source.rstrip()) - 1)
    at = 0
    for _ in range(int(where[1]) - 1):
        at = source.index("\n", at) + 1
    return min(at + int(where[2]) - 1, max(0, len(source) - 1))


def _json(source: str) -> list[Item]:
    import json

    spots: list[tuple[int, int, Place]] = []
    places.value(source, 0, pairs=spots)
    pairs = json.loads(source, object_pairs_hook=_Pairs, strict=False).pairs
    return [
        (name, _plain(value, source, at), start, end, at.start, at.end)
        for (name, value), (start, end, at) in zip(pairs, spots, strict=False)
    ]


class _Pairs(dict):  # type: ignore[type-arg]
    """A JSON object that also remembers keys written twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


def extent(text: str, start: int) -> tuple[int, Unreadable | None]:
    """Where the JSON object at `start` ends; what is wrong, where it does not, with offsets in `text`."""
    import json

    try:
        return json.JSONDecoder(strict=False).raw_decode(text, start)[1], None
    except json.JSONDecodeError as error:
        at = max(start, min(error.pos, len(text) - 1))
        blank = re.compile(r"\n\}?[ \t]*\r?\n").search(text, at)
        return (blank.end() if blank else len(text)), Unreadable("syntax", error.msg, at, at + 1)
    except (RecursionError, ValueError):
        return len(text), Unreadable("syntax", "nested too deeply", start, start + 1)


def _plain(value: Any, source: str, place: Place) -> Any:
    """The value with its dates as text, and the plain dictionaries JSON writers expect."""
    if isinstance(value, (date, time)):
        return source[place.start : place.end] or value.isoformat()
    if isinstance(value, dict):
        none = Place(0, 0, {})
        return {name: _plain(inner, source, place.children.get(name, (0, 0, none))[2]) for name, inner in value.items()}
    if isinstance(value, list):
        none = Place(0, 0, {})
        return [_plain(inner, source, place.children.get(n, (0, 0, none))[2]) for n, inner in enumerate(value)]
    return value

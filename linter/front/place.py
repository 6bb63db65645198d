"""Where a value of the front matter stands, at any depth."""

from __future__ import annotations

from typing import Any

from linter.diagnostic import Span
from linter.document import Document

Path = tuple["str | int", ...]


def place(document: Document, path: Path, key: bool = False) -> Span:
    """The value at `path` (its key, with `key` or where the value is empty); else the nearest value above it.

    An empty path is the opening line.
    """
    front = document.front_matter
    assert front is not None
    while path:
        found = _places(document).get(path)
        if found:
            key_start, key_end, start, end = found
            end = start + len(document.text[start:end].rstrip())
            if key or end <= start:
                start, end = (key_start, key_end) if key_end > key_start else (start, end)
            return document.span(start, max(start, end))
        path = path[:-1]
    return document.span(front.start, front.start + 3)


def _places(document: Document) -> dict[Path, tuple[int, int, int, int]]:
    return document.derived(_all, document)


def _all(document: Document) -> dict[Path, tuple[int, int, int, int]]:
    front = document.front_matter
    places: dict[Path, tuple[int, int, int, int]] = {}
    if front is None or front.error:
        return places
    for field in front.fields:
        places[(field.name,)] = (field.key_start, field.key_end, field.start, field.end)
        if isinstance(field.value, (list, dict)) and front.format != "yaml":
            _search(document.text, field.value, (field.name,), field.start, field.end, places)
    if front.format == "yaml":
        import yaml

        start = document.text.index("\n", front.start) + 1
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        _walk(yaml.compose(document.text[start : front.end - 3], Loader=loader), (), start, places)
    return places


def _walk(node: Any, path: Path, offset: int, places: dict[Path, tuple[int, int, int, int]]) -> None:
    if node.id == "mapping":
        for key, value in node.value:
            at = (*path, str(key.value))
            places[at] = (
                offset + key.start_mark.index,
                offset + key.end_mark.index,
                offset + value.start_mark.index,
                offset + value.end_mark.index,
            )
            _walk(value, at, offset, places)
    elif node.id == "sequence":
        for index, value in enumerate(node.value):
            start, end = offset + value.start_mark.index, offset + value.end_mark.index
            places[(*path, index)] = (start, start, start, end)
            _walk(value, (*path, index), offset, places)


def _search(text: str, value: Any, path: Path, start: int, end: int, places: dict[Path, tuple[int, int, int, int]]) -> None:
    """Items of a list in TOML or JSON, one after the other; what can't be found has the place of the whole."""
    at = start
    for index, item in enumerate(value) if isinstance(value, list) else ():
        if isinstance(item, str):
            for quote in "\"'":
                found = text.find(quote + item + quote, at, end)
                if found >= 0:
                    places[(*path, index)] = (found, found, found, found + len(item) + 2)
                    at = found + len(item) + 2
                    break

"""The YAML that most posts hold: `key: value` lines, quoted texts, lists on one line.

`read` takes those and nothing else, exactly as PyYAML would (the tests hold the two against each
other), so that a run over such posts never imports yaml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from linter import lazy
from linter.frontmatter.places import DEPTH, Item

_TEXT = r"\"[^\"\\]*\"|'[^']*'"
_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
_ENTRY = lazy.compile(rf"([A-Za-z_][A-Za-z0-9_-]*):(?: +(?:({_TEXT})|(\[.*\]|\{{.*\}})|({_FIRST}.*?)))? *$")
_ITEM = lazy.compile(rf"( *)- +(?:({_TEXT})|({_FIRST}.*?)) *$")
_LIST = lazy.compile(rf" *(?:({_TEXT})|({_FIRST}[^,\[\]{{}}:#\"']*?)) *(?:,|(\]))")
_JSON = lazy.compile(r"(?:[\[\]{},: ]|\"[^\"\\]*\")+$")
_DATE = lazy.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?: ?[+-]\d\d:?\d\d)?)?$", re.A)
_WORDS: dict[str, Any] = dict.fromkeys(("null", "Null", "NULL"))
for _true, _false in (("yes", "no"), ("true", "false"), ("on", "off")):
    for _case in (str.lower, str.capitalize, str.upper):
        _WORDS[_case(_true)], _WORDS[_case(_false)] = True, False


_BLANKS = " " * 40


class _Unusual(Exception):
    """Not for `read`."""


def read(source: str) -> list[Item] | None:
    """The fields of a front matter that holds nothing unusual; None where PyYAML has to look."""
    if not source.replace("\n", "").replace("\u3000", "").isprintable():
        return None
    if _BLANKS in source:  # each of a run of blanks would be tried as the end of the value
        return None
    try:
        return list(_plain(source))
    except _Unusual:
        return None


def _plain(source: str) -> list[Item]:
    found: list[Item] = []
    at, indent = 0, -1
    values: list[Any] = []
    for line in source.split("\n"):
        entry = _ENTRY.match(line)
        if entry:
            if entry[1] in _WORDS:
                raise _Unusual
            group = entry.lastindex or 1
            value: Any = None
            start = end = at + entry.end(1) + 1
            if group > 1:
                start, end = at + entry.start(group), at + entry.end(group)
                value = entry[2][1:-1] if group == 2 else _flow(entry[3]) if group == 3 else _scalar(entry[4])
            found.append((entry[1], value, at, at + entry.end(1), start, end))
            indent, values = (-2, []) if group == 1 else (-1, [])
        elif line.strip(" "):
            item = _ITEM.match(line) if indent != -1 else None
            if not item or indent not in (-2, len(item[1])):
                raise _Unusual
            name, value, key_start, key_end, start, _ = found[-1]
            if indent == -2:
                indent, values, start = len(item[1]), [], at + len(item[1])
            group = item.lastindex or 2
            values.append(item[2][1:-1] if group == 2 else _scalar(item[3]))
            found[-1] = (name, values, key_start, key_end, start, at + item.end(group))
        at += len(line) + 1
    return found


def _flow(text: str) -> Any:
    """A list of scalars, or JSON of quoted texts, which YAML reads alike."""
    if "{" in text:
        if not _JSON.match(text) or text.count("{") + text.count("[") > DEPTH // 2:
            raise _Unusual
        import json

        try:
            return json.loads(text)
        except ValueError:
            raise _Unusual from None
    values: list[Any] = []
    at = 1
    if not text[1:-1].strip(" "):
        return values
    while item := _LIST.match(text, at):
        values.append(item[1][1:-1] if item[1] else _scalar(item[2]))
        at = item.end()
        if item[3] and at == len(text):
            return values
    raise _Unusual


@lru_cache(maxsize=8)
def listed(text: str) -> tuple[tuple[int, int], ...]:
    """Where the values of a plain list on one line stand in `text`; empty where it is no such list."""
    found: list[tuple[int, int]] = []
    at = 1
    while text[:1] == "[" and "\n" not in text and (item := _LIST.match(text, at)):
        found.append(item.span(1 if item[1] else 2))
        at = item.end()
        if item[3]:
            return tuple(found) if at == len(text) else ()
    return ()


def _scalar(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if ": " in text or " #" in text or text[-1] == ":":
        raise _Unusual
    first = text[0]
    if first in "0123456789":
        if text.isdigit() and text.isascii() and (first != "0" or text == "0") and len(text) < 19:
            return int(text)
        if text.isascii() and not _DATE.match(text):
            raise _Unusual
    elif first in "+.~<=":
        raise _Unusual
    return text

"""Front matter that a site generator can't read, or reads otherwise than it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from linter import lazy
from linter.diagnostic import Edit, Finding, Related
from linter.document import Document
from linter.front import cure
from linter.front.names import DATES, TEXTS, named
from linter.frontmatter import Field, FrontMatter
from linter.words import excerpt

KEY_LINE = lazy.compile(r"[A-Za-z_][\w-]*[ \t]*[:=](?:[ \t]|$)")
_CONFLICT = lazy.compile(r"(?:<{7}|={7}|>{7})(?:[ \r\n]|$)")
_PAGES = lazy.compile(r"(?:^|/)(?:index|_index|readme|404|about|search|archives?)\.\w+$", re.I)


def check(document: Document) -> Iterator[Finding]:
    """Whether it can be read at all; then every key."""
    front = document.front_matter
    if front is None:
        return
    if front.error:
        yield from _unreadable(document, front)
        return
    if not front.fields:
        if not _PAGES.search(document.path):
            yield Finding(document.span(front.start, front.end), "empty")
        return
    yield from _twice(document, front)
    yield from _tabs(document, front)
    for field in front.fields:
        if "\u3000" in field.name:
            yield _wide(document, field)
        if front.get(field.name) is field:
            yield from _value(document, front, field)


def _unreadable(document: Document, front: FrontMatter) -> Iterator[Finding]:
    error, text = front.error, document.text
    assert error is not None
    if error.kind == "unclosed":
        yield from _unclosed(document, front)
        return
    if error.kind != "syntax":
        yield Finding(document.span(error.start, error.end), error.kind)
        return
    line = document.line(error.start)
    if any(_CONFLICT.match(text, start) for start in document.line_starts[max(0, line - 2) : line]):
        return  # the rule conflict-marker speaks of it
    if front.format != "yaml":
        again = _toml_key_again(document, front, error.start) if "overwrite" in error.detail else None
        yield again or Finding(
            document.span(error.start, error.end), f"syntax-{front.format}", {"detail": error.detail}
        )
        return
    begin = text.index("\n", front.start) + 1
    found = cure.find(text[begin : front.end - 3], error.start - begin)
    if found is None:
        span = document.span(error.start, error.end)
        yield Finding(span, "syntax", {"text": excerpt(_line_at(document, error.start), 30), "detail": error.detail})
        return
    span = document.span(begin + found.start, begin + found.end)
    values = {"text": excerpt(text[span.start : span.end], 30), "new": excerpt(found.new, 40)}
    yield Finding(span, f"syntax-{found.kind}", values, edits=(Edit(span, found.new),))


def _unclosed(document: Document, front: FrontMatter) -> Iterator[Finding]:
    """An opening line whose closing line is missing; a post may also begin with a mere rule."""
    begin = document.text.index("\n", front.start) + 1
    lines = document.text[begin:].split("\n", 200)
    if not KEY_LINE.match(lines[0]):
        return
    last = 0
    for number, line in enumerate(lines):
        if KEY_LINE.match(line):
            last = number
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            break
    opening = document.text[front.start : front.start + 3]
    yield Finding(
        document.span(front.start, front.start + 3),
        "unclosed",
        {"mark": opening, "last": str(document.line(begin) + last)},
    )


def _twice(document: Document, front: FrontMatter) -> Iterator[Finding]:
    seen: dict[str, Field] = {}
    for field in front.fields:
        before = seen.get(field.name)
        if before is not None:
            related = (Related(document.span(before.key_start, before.end), "first"),)
            span = document.span(field.key_start, field.key_end)
            equal = before.value == field.value
            yield Finding(
                span, "duplicate-key-equal" if equal else "duplicate-key", {"key": named(field.name)}, related
            )
        seen[field.name] = field


_TOML_KEY = lazy.compile(r"[ \t]*(\"[^\"\n]+\"|'[^'\n]+'|[\w.-]+)[ \t]*=")


def _toml_key_again(document: Document, front: FrontMatter, offset: int) -> Finding | None:
    """A key that a table of TOML has twice, which its readers refuse: the second place, with the first."""
    text, starts = document.text, document.line_starts
    line = document.line(offset)
    key = _TOML_KEY.match(text, starts[line - 1])
    for number in range(line - 1, document.line(front.start), -1) if key else ():
        before = _TOML_KEY.match(text, starts[number - 1])
        if before and key and before[1] == key[1]:
            related = (Related(document.span(*before.span(1)), "first"),)
            return Finding(
                document.span(*key.span(1)), "duplicate-key-toml", {"key": named(key[1].strip("\"'"))}, related
            )
        if text.startswith("[", starts[number - 1]):
            return None
    return None


def _wide(document: Document, field: Field) -> Finding:
    """A key with a blank of full width, which YAML takes for a letter."""
    bare = field.name.strip("\u3000 ")
    edits: tuple[Edit, ...] = ()
    if "\u3000" not in bare and document.text[field.key_start : field.key_end] == field.name:
        edits = (Edit(document.span(field.key_start, field.key_end), bare),)
    return Finding(document.span(field.key_start, field.key_end), "wide-blank", {"key": named(bare)}, edits=edits)


_TAB = lazy.compile(r"^[ ]*\t|(?<![ \t])[ ]*\t[ \t]*(?=\r?$)", re.M)


def _tabs(document: Document, front: FrontMatter) -> Iterator[Finding]:
    """Tabs that only some YAML readers let pass: in an indent, and at the end of a line."""
    if front.format != "yaml" or "\t" not in document.text[front.start : front.end]:
        return
    quoted = [
        (field.start, field.end) for field in front.fields if document.text[field.start : field.start + 1] in "'\"|>"
    ]
    for match in _TAB.finditer(document.text, front.start, front.end):
        if not any(start <= match.start() < end for start, end in quoted):
            at_end = match.end() == front.end or document.text[match.end()] in "\r\n"
            span = document.span(*match.span())
            yield Finding(span, "tab", edits=(Edit(span, "" if at_end else "  "),))
            return


_YES = lazy.compile(r"(?:yes|no|on|off|true|false|y|n)$", re.I)
_NULL = lazy.compile(r"(?:null|~|none|)$", re.I)
_DATE = lazy.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:$|[ T]\d)")
_NUMBERED = lazy.compile(r"0\d+$|\d+(?::[0-5]\d)+$")
_IMPOSSIBLE = lazy.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:\D|$)")


def _value(document: Document, front: FrontMatter, field: Field) -> Iterator[Finding]:
    value, raw = field.value, document.text[field.start : field.end].strip()
    plain = front.format == "yaml" and not raw.startswith(("'", '"', "[", "{", "|", ">"))
    span = document.span(field.start, field.end) if raw else document.span(field.key_start, field.key_end)
    if field.name == "title":
        if value is None or (isinstance(value, str) and not value.strip()):
            yield Finding(span, "empty-value", {"key": named(field.name)})
            return
        if isinstance(value, (list, dict)):
            yield Finding(span, "wrong-type", {"key": named(field.name), "expected": "label:type-text"})
            return
    if field.name in DATES:
        match = _IMPOSSIBLE.match(str(value))
        if match and not _possible(*map(int, match.groups())):
            yield Finding(span, "impossible-date", {"key": named(field.name), "text": match[0]})
    if plain and _changed(field, value, raw):
        edits = (Edit(span, f'"{raw}"'),) if "\n" not in raw else ()
        yield Finding(
            span, "changed-type", {"key": named(field.name), "text": raw, "read": _read_as(value, raw)}, edits=edits
        )


def _changed(field: Field, value: Any, raw: str) -> bool:
    """Whether a reader of YAML 1.1 takes the value for something else than what is written."""
    if field.name in TEXTS and raw:
        if isinstance(value, bool) or value is None or _DATE.match(raw):
            return True
        return isinstance(value, (int, float)) and str(value) != raw
    return isinstance(value, int) and not isinstance(value, bool) and bool(_NUMBERED.match(raw))


def _read_as(value: Any, raw: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return f"{raw[:10]} 00:00:00" if isinstance(value, str) else repr(value)


def _possible(year: int, month: int, day: int) -> bool:
    from datetime import date

    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _line_at(document: Document, offset: int) -> str:
    start = document.line_starts[document.line(offset) - 1]
    return document.text[start:].split("\n", 1)[0].strip()

"""Values that a program printed, not a writer wrote: `None`, a dictionary, curly quotes as syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from linter import lazy
from linter.diagnostic import Finding
from linter.document import Document
from linter.front.names import named
from linter.front.place import place
from linter.words import excerpt

_NOTHING = lazy.compile(r"(?:None|null|undefined|NaN|nil|\[object Object\]|TODO|TBD|FIXME|lorem ipsum.*)$", re.S | re.I)
_PRINTED = lazy.compile(r"""\{\s*['"][\w-]+['"]\s*:|\[\s*'[^']*'\s*[,\]]""")
_CURLY = lazy.compile(r"[“”][^“”]*[“”\"]$|\"?[^“”\"]*”$")
_DATE_AND_NUMBER = lazy.compile(r"^(?:\d{4}-\d{1,2}-\d{1,2}[-_])?(?:\d+[-_])?")
_FREE = frozenset({"layout", "kouetsu", "$schema"})


def check(document: Document, names: Sequence[str]) -> Iterator[Finding]:
    front = document.front_matter
    if front is None:
        return
    slug = _DATE_AND_NUMBER.sub("", document.path.rsplit("/", 1)[-1]).rsplit(".", 1)[0]
    if slug in names:
        yield Finding(document.span(front.start, front.start + 3), "placeholder-name", {"text": slug})
    for field in front.fields:
        if field.name in _FREE or front.get(field.name) is not field:
            continue
        if isinstance(field.value, list):
            for index, item in enumerate(field.value):
                if isinstance(item, str) and _CURLY.match(item.strip()):
                    values = {"key": named(field.name), "text": item.strip()}
                    yield Finding(place(document, (field.name, index)), "curly-quotes", values)
                    break
        yield from _odd(document, field.name, field.value)


def _odd(document: Document, name: str, value: Any) -> Iterator[Finding]:
    if not isinstance(value, str):
        return
    text = value.strip()
    kind = "placeholder" if _NOTHING.match(text) else "printed" if _PRINTED.match(text) else ""
    if kind:
        yield Finding(place(document, (name,)), f"{kind}-value", {"key": named(name), "text": excerpt(text)})

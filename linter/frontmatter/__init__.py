"""The front matter of a post, with the place of every key and value.

YAML between `---`, TOML between `+++`, or a JSON object. Nothing in it is executed: dates stay
strings (`2025-11-17 04:42:09 +0000` is none to YAML), tags of programming languages and aliases are
refused, since no post needs them and a few aliases can fill the memory.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from linter import lazy
from linter.frontmatter import plainyaml, yamlevents
from linter.frontmatter.places import Place, Unreadable
from linter.frontmatter.yamlevents import too_deep

__all__ = ["Field", "FrontMatter", "FrontMatterError", "read", "too_deep"]


class Field(NamedTuple):
    """One top-level key. Offsets are half-open, in code points of the whole text."""

    name: str
    value: Any
    key_start: int
    key_end: int
    start: int  # of the value
    end: int


class FrontMatterError(NamedTuple):
    """Why the front matter can't be read: `kind` is unclosed, syntax, not-a-mapping or alias.

    `detail` is the reader's own words (`mapping values are not allowed here`), or the alias.
    """

    kind: str
    detail: str
    start: int
    end: int


@dataclass(frozen=True)
class FrontMatter:
    format: str  # yaml, toml, json
    start: int  # of the opening delimiter
    end: int  # behind the closing delimiter, before its line break; where none closes, behind the last key
    body: int  # where the body of the post begins
    fields: tuple[Field, ...] = ()  # in order; a key that is written twice is here twice
    error: FrontMatterError | None = None
    source: str = field(default="", repr=False, compare=False)  # what is read, without the delimiters
    offset: int = field(default=0, compare=False)  # where `source` begins in the text

    def get(self, name: str) -> Field | None:
        """The field of that name: the last one, as YAML readers take it."""
        return self._named.get(name)

    @cached_property
    def _named(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @property
    def values(self) -> dict[str, Any]:
        return {field.name: field.value for field in self.fields}

    def locate(self, path: Sequence[str | int], key: bool = False) -> tuple[int, int]:
        """The place of the value at `path` (names and indices), or of its key; half-open, in the whole text.

        Where the path leads nowhere, the place of the nearest value around it; of the whole front
        matter for an empty path. Read on the first call, so that who never asks never pays.
        """
        if len(path) == 2 and self.format == "yaml" and (field := self.get(str(path[0]))):
            spans = plainyaml.listed(self.source[field.start - self.offset : field.end - self.offset])
            if spans and path[1] in range(len(spans)):
                start, end = spans[int(path[1])]
                return field.start + start, field.start + end
        place = _places(self.format, self.source)
        if not path or not place.children or path[0] not in place.children:
            return self.start, self.end
        start, end = place.at(path, key)
        return self.offset + start, self.offset + end


_OPEN = lazy.compile(
    r"\ufeff?(?P<lead>(?:[ \t]*\r?\n|<!--(?:(?!-->).){0,10000}-->[ \t]*\r?\n)*)"
    r"(?P<comment><!--[ \t]*\r?\n)?(?P<mark>---|\+\+\+)[ \t]*(?:\r?\n|\Z)",
    re.S,
)
_CLOSE = {
    "---": lazy.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"),
    "+++": lazy.compile(r"\n\+\+\+[ \t]*(?:\r?\n|\Z)"),
}
_COMMENT_END = lazy.compile(r"[ \t]*-->[ \t]*(?:\r?\n|\Z)")
_JSON = lazy.compile(r"\ufeff?\s*(\{)\s*(?:\"|\}[ \t]*\r?\n)")
_KEY = lazy.compile(r"(?:[\w-]+|\"[^\"\n]+\"|'[^'\n]+')[ \t]*[:=](?:[ \t\r\n]|\Z)")
_HEAD = lazy.compile(
    r"(?:(?:[\w-]+|\"[^\"\n]+\"|'[^'\n]+')[ \t]*[:=](?:[ \t][^\n]*|\r?)(?:\n|\Z)|(?:[ \t]|- |#)[^\n]*(?:\n|\Z))*"
)
_KEY_LINE = lazy.compile(r"^(?:[A-Za-z_][\w-]*(?::|[ \t]*=)(?:[ \t]|$)|\[\[?[\w.-]+\]\]?[ \t]*$)", re.M)


def read(text: str) -> FrontMatter | None:
    """The front matter at the head of `text`, or None where there is none. Never fails.

    A blank line or a comment may stand before it, or a comment around it. Where the closing line
    is missing, the lines that hold keys are the front matter, and the rest of the post is its body.
    """
    opening = _OPEN.match(text)
    if not opening:
        return _json(text) if _JSON.match(text) else None
    mark, begin = opening["mark"], opening.end()
    form = "yaml" if mark == "---" else "toml"
    start = opening.start("mark")
    sure = _KEY.match(text, begin) is not None
    if not sure and (opening["lead"] or opening["comment"]):
        return None
    close = _CLOSE[mark].search(text, begin - 1)
    if not close:
        return _unclosed(form, text, start, begin) if sure else None
    source = text[begin : close.start() + 1]
    end, body = close.start() + 4, close.end()
    around = _COMMENT_END.match(text, body) if opening["comment"] else None
    try:
        fields = _fields(form, source, begin)
    except Unreadable as error:
        if sure and _swallowed(text, begin, close.start()):
            return _unclosed(form, text, start, begin)
        problem = FrontMatterError(error.kind, error.detail, begin + error.start, begin + error.end)
        return FrontMatter(form, start, end, around.end() if around else body, (), problem, source, begin)
    return FrontMatter(form, start, end, around.end() if around else body, fields, None, source, begin)


def _fields(form: str, source: str, offset: int) -> tuple[Field, ...]:
    if form == "yaml":
        items = plainyaml.read(source)
        if items is None:
            items = yamlevents.read(source)[0]
    else:
        from linter.frontmatter import datafields

        items = datafields.read(form, source)
    return tuple(
        [Field(name, value, offset + a, offset + b, offset + c, offset + d) for name, value, a, b, c, d in items]
    )


def _head(text: str, begin: int) -> int:
    """Where the lines end that can be front matter: keys, indented lines, items, comments."""
    return _HEAD.match(text, begin).end()  # type: ignore[union-attr]


def _swallowed(text: str, begin: int, close: int) -> bool:
    """Whether the closing line found is a rule in the body: a blank line, then text without a key, stand above it."""
    head = _head(text, begin)
    return head < close and text[head] in "\r\n" and not _KEY_LINE.search(text, head, close)


def _unclosed(form: str, text: str, start: int, begin: int) -> FrontMatter:
    head = _head(text, begin)
    source = text[begin:head]
    try:
        fields = _fields(form, source, begin)
    except Unreadable:
        fields = ()
    error = FrontMatterError("unclosed", "", start, start + 3)
    return FrontMatter(form, start, begin + len(source.rstrip()), head, fields, error, source, begin)


def _json(text: str) -> FrontMatter:
    from linter.frontmatter import datafields

    start = text.index("{")
    end, error = datafields.extent(text, start)
    newline = text.find("\n", end)
    body = newline + 1 if newline >= 0 and not text[end:newline].strip() else end
    source, offset = text[start:end], 0
    fields: tuple[Field, ...] = ()
    try:
        if not error:
            fields = _fields("json", source, start)
    except Unreadable as deep:
        error, offset = deep, start
    if error:
        problem = FrontMatterError(error.kind, error.detail, offset + error.start, offset + error.end)
        return FrontMatter("json", start, end, body, (), problem)
    return FrontMatter("json", start, end, body, fields, None, source, start)


@lru_cache(maxsize=8)
def _places(form: str, source: str) -> Place:
    from linter.frontmatter import places

    try:
        if form == "yaml":
            return yamlevents.read(source)[1]
        return places.value(source, 0) if form == "json" else places.toml(source)
    except Unreadable:
        return Place(0, len(source), {})

"""The front matter of a post, with the place of every key and value.

YAML between `---`, TOML between `+++`, or a JSON object. Nothing in it is executed: YAML is read
by its safe loader, dates stay strings (`2025-11-17 04:42:09 +0000` is none to YAML), and aliases
are refused, since no post needs them and a few of them can fill the memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """One top-level key. Offsets are half-open, in code points of the whole text."""

    name: str
    value: Any
    key_start: int
    key_end: int
    start: int  # of the value
    end: int


@dataclass(frozen=True, slots=True)
class FrontMatterError:
    """Why the front matter can't be read: `kind` is unclosed, syntax, not-a-mapping or alias."""

    kind: str
    detail: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    format: str  # yaml, toml, json
    start: int  # of the opening delimiter
    end: int  # behind the closing delimiter, before its line break
    body: int  # where the body of the post begins
    fields: tuple[Field, ...] = ()  # in order; a key that is written twice is here twice
    error: FrontMatterError | None = None

    def get(self, name: str) -> Field | None:
        """The field of that name: the last one, as YAML readers take it."""
        return next((field for field in reversed(self.fields) if field.name == name), None)

    @property
    def values(self) -> dict[str, Any]:
        return {field.name: field.value for field in self.fields}


_OPEN = re.compile(r"﻿?(---|\+\+\+)[ \t]*\r?\n")


def read(text: str) -> FrontMatter | None:
    """The front matter at the head of `text`, or None where there is none."""
    opening = _OPEN.match(text)
    if not opening:
        return None
    close = re.compile(r"^" + re.escape(opening[1]) + r"[ \t]*(?:\r?\n|\Z)", re.M).search(text, opening.end())
    start = opening.start(1)
    if not close:
        error = FrontMatterError("unclosed", "", start, start + 3)
        return FrontMatter("yaml" if opening[1] == "---" else "toml", start, opening.end(), opening.end(), error=error)
    source, offset = text[opening.end() : close.start()], opening.end()
    end = close.start() + 3
    if opening[1] == "---":
        fields, problem = _yaml(source, offset)
        return FrontMatter("yaml", start, end, close.end(), fields, problem)
    fields, problem = _toml(source, offset)
    return FrontMatter("toml", start, end, close.end(), fields, problem)


_DEEP_BLOCK = re.compile(r"^[ ]{300}|(?:[-?:][ \t]+){100}", re.M)


def too_deep(source: str) -> bool:
    """Whether YAML is nested by a hundred levels or more: the C reader recurses, and dies of it."""
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", source) if source.count("[") + source.count("{") > 100 else ():
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        if depth > 100:
            return True
    return _DEEP_BLOCK.search(source) is not None


def _yaml(source: str, offset: int) -> tuple[tuple[Field, ...], FrontMatterError | None]:
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        pass

    Loader.yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    if too_deep(source):
        return (), FrontMatterError("syntax", "nested too deeply", offset, offset + 1)
    try:
        if re.search(r"(?:^|[\s:,\[{])[*][^\s*,\]}]", source):
            for token in yaml.scan(source, Loader=Loader):
                if isinstance(token, yaml.AliasToken):
                    return (), FrontMatterError("alias", "", offset + token.start_mark.index, offset + token.end_mark.index)
        loader = Loader(source)
        node = loader.get_single_node()
        if node is None:
            return (), None
        if not isinstance(node, yaml.MappingNode):
            return (), FrontMatterError("not-a-mapping", "", offset, offset + len(source))
        fields = []
        for key, value in node.value:
            fields.append(
                Field(
                    str(loader.construct_object(key, deep=True)),
                    loader.construct_object(value, deep=True),
                    offset + key.start_mark.index,
                    offset + key.end_mark.index,
                    offset + value.start_mark.index,
                    offset + value.end_mark.index,
                )
            )
        return tuple(fields), None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = offset + min(mark.index, len(source) - 1) if mark else offset
        return (), FrontMatterError("syntax", str(getattr(error, "problem", "") or ""), at, at + 1)


def _toml(source: str, offset: int) -> tuple[tuple[Field, ...], FrontMatterError | None]:
    try:
        import tomllib
    except ModuleNotFoundError:
        import tomli as tomllib
    try:
        values = tomllib.loads(source.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        return (), FrontMatterError("syntax", str(error), offset, offset + 1)
    fields = []
    for name, value in values.items():
        line = re.search(r"^[ \t]*(\[*)[ \t]*([\"']?)" + re.escape(name) + r"\2[ \t]*(?:=[ \t]*|[\].])([^\n\r]*)", source, re.M)
        at, start, end = (line.start(2), line.start(3), line.end(3)) if line else (0, 0, 0)
        fields.append(Field(name, value, offset + at, offset + at + len(name), offset + start, offset + end))
    return tuple(fields), None

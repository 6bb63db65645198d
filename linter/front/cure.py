"""What to do about YAML that can't be read: the line to change, and into what.

A cure is not guessed from the parser's words, which name the place where it gave up. Each line up to
there that looks like one of the usual slips is mended in turn, and the text is read again: the
change that lets the reader get further is the cure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from linter import lazy
from linter.frontmatter import too_deep

LONGEST = 50_000  # code points of front matter that are read again
TRIES = 8  # lines that are mended in turn


class Cure(NamedTuple):
    """Replace `source[start:end]` by `new`."""

    kind: str  # colon, bracket, open-bracket, mark, quote, open-quote, tab, no-space
    start: int
    end: int
    new: str


_ENTRY = lazy.compile(r"(?P<head>[ ]*(?:- +)*(?:[^\s:#'\"\[{][^:\n]*:[ ]+|(?<=- )))(?P<value>\S.*)$")
_CLOSING = {"[": "]", "{": "}"}
_GLUED = lazy.compile(r"(?P<key>[A-Za-z_][\w-]*)(?P<colon>:(?=[^\s/:])|：[ 　]*)")


def find(source: str, at: int) -> Cure | None:
    """The change that cures the YAML error at offset `at`, or None where no usual slip explains it."""
    if len(source) > LONGEST or too_deep(source):
        return None
    reached = at
    for cure in islice(_slips(source, at), TRIES):
        again = _stops_at(source[: cure.start] + cure.new + source[cure.end :])
        if again is None or again > reached + len(cure.new) - (cure.end - cure.start):
            return cure
    return None


def _slips(source: str, at: int) -> Iterator[Cure]:
    """The lines that look like a slip: nearest to the error first, those far above it last."""
    lines, offset = [], 0
    for line in source.split("\n"):
        if offset > at:
            break
        lines.append((offset, line))
        offset += len(line) + 1
    for offset, line in reversed(lines[-40:]):
        yield from _slip(offset, line)


def _slip(offset: int, line: str) -> Iterator[Cure]:
    indent = re.match(r"[ ]*\t[ \t]*", line)
    if indent:
        yield Cure("tab", offset, offset + indent.end(), indent[0].replace("\t", "  "))
    glued = _GLUED.match(line)
    if glued:
        start = offset + glued.start("colon")
        yield Cure("no-space", start, offset + glued.end("colon"), ": ")
    entry = _ENTRY.match(line.rstrip())
    if not entry or " #" in entry["value"]:
        return
    value, start, end = entry["value"], offset + entry.start("value"), offset + entry.end("value")
    first = value[0]
    if first in "\"'":
        if value.count(first) == 1:
            yield Cure("open-quote", start, end, value + first)
        inner = value[1:-1] if len(value) > 1 and value[-1] == first else value
        yield Cure("quote", start, end, quoted(inner))
    elif first in "[{":
        if value.count(first) == value.count(_CLOSING[first]) + 1:
            yield Cure("open-bracket", start, end, value + _CLOSING[first])
        yield Cure("bracket", start, end, quoted(value))
    elif first in "@`%&*!|>,?]}" or value.startswith("- "):
        yield Cure("mark", start, end, quoted(value))
    elif ": " in value or value.endswith(":"):
        yield Cure("colon", start, end, quoted(value))


def quoted(value: str) -> str:
    """`value` as a YAML text in quotes."""
    if '"' in value and "'" not in value:
        return f"'{value}'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _stops_at(source: str) -> int | None:
    """The offset at which the YAML can't be read any further; None: it can."""
    import yaml

    try:
        node = yaml.compose(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark.index if mark else 0
    return None if isinstance(node, yaml.MappingNode) else 0

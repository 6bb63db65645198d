"""The block structure of a Markdown body, by one pass over its lines.

Not a CommonMark parser: it knows what a linter of prose must know, which lines are prose and of
which kind, at a small part of a full parser's cost. markdown-it-py is the oracle in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Block(NamedTuple):
    """A block of the body; offsets in code points, lines whole.

    kind: heading paragraph item quote table fence code html break math liquid attribute definition
    """

    kind: str
    start: int  # of its first line
    end: int  # behind the text of its last line, before the line break
    content: int  # where its text begins, behind "## ", "- " or "> "
    level: int = 0  # of a heading: 1-6; of an item: its depth from 1
    info: str = ""  # of a fence: its info string; of a heading: "atx" or "setext"
    container: str = ""  # "list" or "quote" when it stands inside one
    closed: bool = True  # of a fence: whether its end was found; an open fence is one line only


PROSE = frozenset({"heading", "paragraph", "item", "quote", "table"})

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})([^\n]*)$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_BREAK = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+|$)")
_QUOTE = re.compile(r" {0,3}>[ ]?")
_DELIMITER = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_HTML = re.compile(r" {0,3}<(?:[A-Za-z][\w.-]*(?=[\s/>]|$)|/[A-Za-z]|!--|\?|![A-Z])")
_LIQUID = re.compile(r"[ \t]*(?:\{%.*%\}|\{\{.*\}\})[ \t]*$")
_ATTRIBUTE = re.compile(r"[ \t]*\{:[^}]*\}[ \t]*$")
_DEFINITION = re.compile(r" {0,3}\[\^?[^\]]+\]:[ \t]*\S")


def scan(text: str, start: int = 0) -> Iterator[Block]:
    """The blocks of `text` from offset `start` on, in order, never overlapping."""
    lines: list[tuple[int, str]] = []
    at = start
    for raw in text[start:].split("\n"):
        lines.append((at, raw[:-1] if raw.endswith("\r") else raw))
        at += len(raw) + 1
    number, count = 0, len(lines)
    in_list = False

    def block(kind: str, first: int, last: int, content: int = -1, **rest: object) -> Block:
        begin, (at, line) = lines[first][0], lines[last]
        made = Block(kind, begin, at + len(line), begin if content < 0 else content, **rest)  # type: ignore[arg-type]
        return made._replace(container="list") if in_list and kind != "item" and not made.container else made

    while number < count:
        offset, line = lines[number]
        if not line.strip():
            number += 1
            continue
        if not line[0].isspace() and not _ITEM.match(line):
            in_list = False
        fence = _FENCE.match(line)
        if fence and not (fence[1][0] == "`" and "`" in fence[2]):
            close = re.compile(r"[ \t]*" + re.escape(fence[1][0]) + "{%d,}[ \t]*$" % len(fence[1]))
            last = next((n for n in range(number + 1, count) if close.match(lines[n][1])), -1)
            yield block("fence", number, max(last, number), info=fence[2].strip(), closed=last > 0)
            number = max(last, number) + 1
            continue
        if line.strip() == "$$":
            last = next((n for n in range(number + 1, count) if lines[n][1].strip() == "$$"), number)
            yield block("math", number, last)
            number = last + 1
            continue
        single = _single(line)
        if single:
            kind, content, level = single
            yield block(kind, number, number, offset + content, level=level, info="atx" if kind == "heading" else "")
            number += 1
            continue
        if _HTML.match(line):
            last = number
            while last + 1 < count and lines[last + 1][1].strip():
                last += 1
            if line.lstrip().startswith("<!--"):
                last = next((n for n in range(number, count) if "-->" in lines[n][1]), count - 1)
            yield block("html", number, last)
            number = last + 1
            continue
        if "|" in line and number + 1 < count and "|" in lines[number + 1][1] and _DELIMITER.match(lines[number + 1][1]):
            last = number + 1
            while last + 1 < count and lines[last + 1][1].strip() and "|" in lines[last + 1][1]:
                last += 1
            yield block("table", number, last)
            number = last + 1
            continue
        item, quote = _ITEM.match(line), _QUOTE.match(line)
        if line.startswith("    ") and not in_list:
            last = number
            while last + 1 < count and (lines[last + 1][1].startswith("    ")):
                last += 1
            yield block("code", number, last)
            number = last + 1
            continue
        last = number
        while last + 1 < count and not _interrupts(lines[last + 1][1], bool(item), bool(quote)):
            last += 1
        if item:
            in_list = True
            yield block("item", number, last, offset + item.end(), level=len(item[1]) // 2 + 1)
        elif quote:
            yield block("quote", number, last, offset + quote.end())
        elif last + 1 < count and _SETEXT.match(lines[last + 1][1]) and not in_list:
            last += 1
            yield block("heading", number, last, level=1 if "=" in lines[last][1] else 2, info="setext")
        else:
            yield block("paragraph", number, last)
        number = last + 1


def _single(line: str) -> tuple[str, int, int] | None:
    """Kind, column of the content and level of a block that is always one line."""
    heading = _HEADING.match(line)
    if heading:
        return "heading", heading.end(), len(heading[1])
    if _BREAK.match(line):
        return "break", 0, 0
    if _LIQUID.match(line):
        return "liquid", 0, 0
    if _ATTRIBUTE.match(line):
        return "attribute", 0, 0
    if _DEFINITION.match(line):
        return "definition", 0, 0
    return None


def _interrupts(line: str, in_item: bool, in_quote: bool) -> bool:
    """Whether `line` ends the paragraph above it."""
    if not line.strip() or _HEADING.match(line) or _BREAK.match(line) or _SETEXT.match(line):
        return True
    if _FENCE.match(line) or _LIQUID.match(line) or _ATTRIBUTE.match(line) or line.strip() == "$$":
        return True
    if _QUOTE.match(line):
        return not in_quote
    item = _ITEM.match(line)
    return bool(item and (in_item or item[2] in "-*+" or item[2][:-1] == "1") and item[3])

"""What inside a block of prose is not prose: code, targets of links, tags, Liquid, math, references.

Linear in the block: a pattern either stops at its own next opener, or looks for its end once and
remembers that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from linter import lazy

_NAME = r"[A-Za-z_:@#*.\[(][\w:.@#*\[\]()-]*"  # of an attribute, as HTML, Vue and JSX write it
_VALUE = r"(?:[^\s\"'=<>`{]+|'[^']*'|\"[^\"]*\"|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})"
_TAG = rf"</?[A-Za-z][\w.:-]*(?:\s+(?:{_NAME}(?:\s*=\s*{_VALUE})?|\{{[^{{}}]*\}}))*\s*/?>|</?>"
_URL = r"https?://(?:[^\s<>()（）「」『』【】、。！？…，；：|\"`*\\]|\([^\s<>()（）]*\))*"
_TARGET = r"\]\([ \t]{0,9}(?P<target>(?:<[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s{1,9}(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?)\s{0,9}\)"
_MATH = r"\$(?=[^\s$])[^$\n]*?(?<=[^\s\\])\$(?![0-9A-Za-z$])"

_TOKEN = lazy.compile(
    r"(?P<ticks>`+)"
    r"|(?P<open><!--|\{%|\{\{|\{/\*)"
    rf"|(?P<tag>{_TAG}|<(?:[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]*|[\w.+-]+@[\w.-]+)>)"
    rf"|(?P<url>{_URL})"
    rf"|{_TARGET}"
    r"|\](?P<reference>\[[^\[\]\n]*\])"
    r"|(?P<note>\[\^[^\[\]\s]+\]|\[![A-Z]+\](?=[ \t]*(?:\n|\Z)))"
    r"|(?P<attribute>\{:[^{}\n]*\}|\{[#.][A-Za-z][^{}\n]*\})"
    rf"|(?P<display>\$\$[^$]+\$\$)|(?P<math>{_MATH})"
)
_CLOSE = {"<!--": "-->", "{%": "%}", "{{": "}}", "{/*": "*/}"}
_AMOUNT = lazy.compile(r"\$[\d.,]+[^\\^_={}+*/<>]*\$$")
_WIDE = "\u3000"  # characters from here on do not stand in math
_TRAILING = "?!.,:;_~'"


def openers(text: str, start: int) -> list[int]:
    """The offsets from `start` on at which something that is not prose may begin, in order.

    A block that has none of them is prose all through.
    """
    found = []
    for opener in ("`", "<", "{", "$", "http"):
        at = text.find(opener, start)
        while at >= 0:
            found.append(at)
            at = text.find(opener, at + 1)
    for bracket, behind in (("]", "(["), ("[", "^!")):  # a target or a label; a note or an alert
        at = text.find(bracket, start)
        while at >= 0:
            if text[at + 1 : at + 2] in behind:
                found.append(at)
            at = text.find(bracket, at + 1)
    found.sort()
    return found


def masked(text: str, places: Iterable[int], end: int) -> Iterator[tuple[int, int]]:
    """Half-open stretches that are not prose, in order, apart, of the block that ends at `end`.

    `places` are the offsets of the openers in the block. Of a link the text stays and the target
    goes; `$71B` is an amount, `$x^2$` is math.
    """
    at, absent, runs = 0, set[str](), None
    for place in places:
        if place < at or (text[place - 1 : place] == "\\" and _escaped(text, place)):
            continue
        token = _TOKEN.match(text, place, end)
        if not token:
            continue
        at = token.end()
        group = token.lastgroup or ""
        if group == "ticks":
            if runs is None:
                runs = _runs(text, token.start(), end)
            length = at - token.start()
            places = runs.get(length, [])
            while places and places[-1] < at:
                places.pop()
            if places:
                at = places.pop() + length
                yield token.start(), at
        elif group == "open":
            close = _CLOSE[token[0]]
            found = -1 if close in absent else text.find(close, at, end)
            if found < 0:
                absent.add(close)
            else:
                at = found + len(close)
                yield token.start(), at
        elif group == "math":
            if _is_math(text, token.start(), at):
                yield token.span()
            else:
                at = token.start() + 1
        elif group == "url":
            stop = token.start() + len(token[0].rstrip(_TRAILING))
            yield token.start(), stop
        elif token.end(group) > token.start(group):
            yield token.span(group)


def _escaped(text: str, at: int) -> bool:
    head = at
    while head and text[head - 1] == "\\":
        head -= 1
    return (at - head) % 2 == 1


def _runs(text: str, start: int, end: int) -> dict[int, list[int]]:
    """Where each length of back-tick runs stands, last first."""
    runs: dict[int, list[int]] = {}
    for run in re.finditer("`+", text[start:end]):
        runs.setdefault(run.end() - run.start(), []).append(start + run.start())
    for places in runs.values():
        places.reverse()
    return runs


def _is_math(text: str, start: int, end: int) -> bool:
    if start and (text[start - 1].isalnum() and text[start - 1].isascii()):
        return False  # US$
    inner = text[start:end]
    return not (_AMOUNT.match(inner) or (max(inner) >= _WIDE and "\\" not in inner))

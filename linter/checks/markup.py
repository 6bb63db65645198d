"""Markdown that does not render as its writer meant it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from linter import lazy
from linter.blocks import PROSE, Block
from linter.diagnostic import Edit, Finding, Value
from linter.document import Document
from linter.language.units import underline
from linter.structure import emphasis
from linter.words import excerpt


class Options(NamedTuple):
    heading_length: int  # code points from which an underlined paragraph is no heading
    glued: int  # how many pairs of sentences without a space make a defect; one is a slip


def check(document: Document, options: Options) -> Iterator[Finding]:
    text, hidden = document.text, False
    glued: list[re.Match[str]] = []
    may_be_glued = _MAYBE_GLUED.search(document.prose.encode("ascii", "ignore")) is not None
    link = document.prose.find("](", document.body)
    bold = document.derived(emphasis)
    for index, block in enumerate(document.blocks):
        if block.kind == "html":
            hidden = (
                hidden or "```" in text[block.start : block.end]
            )  # JSX right above a fence: which is open is unsure
        elif block.kind == "fence":
            if not block.closed and not hidden:
                shown = excerpt(text[block.start : block.end].strip(), 40)
                yield Finding(document.span(block.start, block.end), "fence", {"text": shown})
        elif block.info == "setext":
            yield from _underlined(document, block, options.heading_length)
        if index in bold:
            yield from _odd_bold(document, block, bold[index][1])
        if 0 <= link < block.content:
            link = document.prose.find("](", block.content)
        if 0 <= link < block.end and block.kind in PROSE:
            yield from _links(document, block)
        if may_be_glued and block.kind in PROSE:
            glued.extend(_GLUED.finditer(document.prose, block.content, block.end))
    if len(glued) >= options.glued:
        yield _glued(document, glued)


_SENTENCE = lazy.compile(r"[。！？]|[a-z]{2}[.!?](?:\s|$)")


def _underlined(document: Document, block: Block, length: int) -> Iterator[Finding]:
    """A paragraph that the rule right under it turns into a heading."""
    text = document.text
    rule = underline(text, block)
    title = text[block.start : rule].rstrip()
    sentences = len(_SENTENCE.findall(title))
    if "=" in text[rule : block.end] or not (sentences > 1 or (sentences and len(title) >= length)):
        return
    at = rule + 1
    line_break = "\r\n" if text[rule - 1] == "\r" else text[rule]
    edits = (Edit(document.span(at, at), line_break),)
    yield Finding(document.span(at, block.end), "underlined", {"text": excerpt(title, 20, keep="end")}, edits=edits)


def _odd_bold(document: Document, block: Block, odd: int) -> Iterator[Finding]:
    """A `**` without a partner: its asterisks show."""
    text = document.text
    if odd < 0 or document.prose.find("***", block.content, block.end) >= 0:
        return
    unclosed = not text[odd + 2 : odd + 3].isspace() and odd + 2 < block.end
    at = text[odd + 2 : odd + 22] if unclosed else text[max(block.content, odd - 20) : odd]
    yield Finding(document.span(odd, odd + 2), "bold", {"text": excerpt(at.split("\n")[0], 16)})


_LINK_MARK = lazy.compile(r"\\.|!?\[|\]\(|\]")
_BLANKS = lazy.compile(r" *")
_NEXT_LINK = lazy.compile(r"(?!\))[^)\n]{0,60}?\[[^\]\n]{0,60}\]\(")


def _links(document: Document, block: Block) -> Iterator[Finding]:
    """`](` that no `[` opens, and a target that swallows the next link."""
    prose, depth = document.prose, 0
    for mark in _LINK_MARK.finditer(prose, block.content, block.end):
        if mark[0].endswith("["):
            depth += 1
        elif mark[0][0] == "]":
            if mark[0] == "](" and not depth:
                yield _link(document, mark.start(), block, "mangled-link")
                return
            depth = max(0, depth - 1)
            if mark[0] == "](" and _swallows(prose, mark.end(), block.end):
                yield _link(document, mark.start(), block, "open-link")
                return


def _swallows(prose: str, start: int, end: int) -> bool:
    """Whether another link follows before the `)` of a target, which is blank in the prose where it is a good one."""
    blanks = _BLANKS.match(prose, start, end)
    return bool(_NEXT_LINK.match(prose, blanks.end() if blanks else start, end))


def _link(document: Document, start: int, block: Block, kind: str) -> Finding:
    end = min(block.end, start + 60, (document.text.find("\n", start) % (len(document.text) + 1)))
    return Finding(document.span(start, end), kind, {"text": excerpt(document.text[start:end], 30)})


_GLUED = lazy.compile(
    r"(?<![\w./@-])[A-Za-z]*[a-z]{3}([.!?])(?=(?:The|This|That|These|Those|It|In|But|And|We|You|He|She|They|For|With|As|If"
    r"|When|However|While|An?|There|What|How|Our|Your|By|To|So|At|On|Not|Here|Now|Then|From|My|I)[ ,'’])"
)
_MAYBE_GLUED = lazy.compile(rb"[.!?](?<=[a-z]{3}.)[A-Z]")  # in the ASCII of a text, short in most languages


def _glued(document: Document, places: list[re.Match[str]]) -> Finding:
    """“human.The”: sentences without a space between them; one finding for the post, at the first."""
    first, at = places[0].start(), places[0].end(1)
    word = document.text[at : at + 12].split()[0]
    edits = tuple(Edit(document.span(place.end(1), place.end(1)), " ") for place in places)
    values: dict[str, Value] = {"text": document.text[first : at + len(word)], "places": len(places)}
    return Finding(document.span(first, at + len(word)), "glued", values, edits=edits)

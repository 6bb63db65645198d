"""A figure that a bad join cut in two: 「主導で2」⏎「0億ドル」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter import lazy
from linter.blocks import Block
from linter.diagnostic import Finding, Related, Span
from linter.document import Document

_END = lazy.compile(
    r"(?P<whole>[^\n]{24,}?)(?<![0-9０-９.,])(?P<figure>(?:(?<=[ぁ-ん、])(?<!その)(?<!ステップ)|(?<=[約計大高低均間率額])|(?<=最大)|(?<=合計))[0-9０-９][0-9０-９,.]*(?:[億兆万])?)"
    r"[ \t]*\**$",
    re.M,
)
_START = lazy.compile(
    r"^(?P<figure>0+[兆億万](?:米?ドル|円|ユーロ|元|ウォン|人|件|社)?|[,.]\d+[兆億万%％人社円件]|[%％](?=[のをがはと以]))"
)
_LAST = frozenset("0123456789０１２３４５６７８９ \t*")  # a digit, or what may stand behind it
_FIRST = ("0", ",", ".", "%", "％")  # of what _START matches
_KANA = lazy.compile(r"[ぁ-ん]")
_ENUMERATION = lazy.compile(r"[)）\]]|第|図|表|章|その|パート|編|Part|vol")


def check(document: Document) -> Iterator[Finding]:
    """broken: a paragraph that ends inside a figure, one that begins in one, or both where they meet."""
    prose = document.prose
    pending: tuple[Span, str] | None = None
    for block in document.blocks:
        if block.kind not in ("paragraph", "item", "heading"):
            continue
        first = prose[block.content : block.content + 1]
        head = _START.match(prose[block.content : block.content + 24]) if first in _FIRST else None
        if head:
            span = document.span(block.content, block.content + head.end())
            at, text = pending or (span, head["figure"])
            yield Finding(at, "broken", {"figure": text}, (Related(span, "rest"),) if pending else ())
            pending = None
        if pending:
            yield Finding(pending[0], "broken", {"figure": pending[1]})
        pending = _tail(document, prose, block) if block.kind != "heading" and prose[block.end - 1] in _LAST else None
    if pending:
        yield Finding(pending[0], "broken", {"figure": pending[1]})


def _tail(document: Document, prose: str, block: Block) -> tuple[Span, str] | None:
    """The figure that the block stops in, with its words before it."""
    end = block.end
    while end > block.content and prose[end - 1] in " \t*":
        end -= 1
    if end <= block.content or prose[end - 1] not in _LAST:
        return None
    start = max(block.content, prose.rfind("\n", block.content, end) + 1, end - 200)
    match = _END.match(prose, start, end)
    if not match or not _KANA.search(match["whole"]) or _ENUMERATION.search(match["whole"][-4:]):
        return None
    return document.span(*match.span("figure")), "…" + match["whole"][-4:] + match["figure"]

"""A figure that a bad join cut in two: 「主導で2」⏎「0億ドル」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.diagnostic import Finding
from linter.document import Document

_END = re.compile(
    r"(?P<whole>[^\n]{24,}?)(?<![0-9０-９.,])(?P<figure>(?:(?<=[ぁ-ん、])(?<!その)(?<!ステップ)|(?<=[約計大高低均間率額])|(?<=最大)|(?<=合計))[0-9０-９][0-9０-９,.]*(?:[億兆万])?)"
    r"[ \t]*\**$",
    re.M,
)
_START = re.compile(
    r"^(?P<figure>0+[兆億万%％]\S{0,4}|[,.]\d+[兆億万%％人社円件]\S{0,2}|[0-9]{0,3}(?:[兆億](?=[円ドユ元ウ])))", re.M
)
_ENUMERATION = re.compile(r"[)）\]]|第|図|表|章|その|パート|編|Part|vol")


def check(document: Document) -> Iterator[Finding]:
    """broken: a paragraph that ends inside a figure, or begins in one. Copies are one finding each place."""
    prose = document.prose
    seen: dict[str, None] = {}
    for block in document.blocks:
        if block.kind not in ("paragraph", "item"):
            continue
        head = _START.match(prose, block.content, block.end)
        if head and head["figure"][0] in "0,.":
            yield Finding(document.span(*head.span("figure")), "broken", {"figure": head["figure"]})
        end = block.end
        while end > block.content and prose[end - 1] in " \t*":
            end -= 1
        if end <= block.content or not ("0" <= prose[end - 1] <= "9" or "０" <= prose[end - 1] <= "９"):
            continue
        start = max(block.content, prose.rfind("\n", block.content, end) + 1)
        tail = _END.match(prose, start, end)
        if tail and not _ENUMERATION.search(tail["whole"][-4:]) and tail["figure"] not in seen:
            yield Finding(
                document.span(*tail.span("figure")), "broken", {"figure": tail["whole"][-2:] + tail["figure"]}
            )

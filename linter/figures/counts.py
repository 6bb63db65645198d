"""Promised numbers of things: 「以下の3つ」 before a list of four."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter import lazy
from linter.blocks import Block
from linter.diagnostic import Finding
from linter.document import Document
from linter.figures.found import finding
from linter.figures.numbers import fold
from linter.figures.options import Options
from linter.figures.post import Passage, Post

_KANJI = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
NUMBER = r"(?:(?<![\d.,〜～~-])\d{1,2}|[二三四五六七八九十])"
_PROMISE = lazy.compile(
    rf"(?:以下|次|下記)の、?(?P<n>{NUMBER})(?:つ|点|個|項目|ステップ|種類|段階|パターン|ポイント)(?:の(?P<noun>[^\s。、：:（(]{{1,12}}))?"
    rf"|(?P<n2>{NUMBER})(?:つ|点|種類)(?:の(?P<noun2>[^\s。、：:（(]{{1,10}}))?(?:に(?:分類|分け|大別)|が?あります|です|から(?:なり|構成)|で構成|を(?:紹介|提案|解説|挙げ))[^。]{{0,12}}[。：:]?\**$"
    rf"|(?:[Tt]he |[Tt]hese )?(?:[Ff]ollowing |[Tt]hese )(?P<n3>\d{{1,2}}) (?P<noun3>[a-z]+)[^.]{{0,30}}:$"
)
NTH = lazy.compile(
    r"(?P<n>\d{1,2}|[一二三四五六七八九十])(?:つ目|点目|番目)|第(?P<n2>[一二三四五六七八九十])(?:に|の|、)"
)


def check(post: Post, options: Options) -> Iterator[Finding]:
    """list-count: a promise right before a list with another number of items."""
    yield from _lists(post)


def number(text: str) -> int:
    """1 to 99 from digits, kanji or circled digits; 0 for anything else."""
    if text.isascii():
        return int(text) if text.isdigit() else 0
    if "①" <= text[0] <= "⑳":
        return ord(text[0]) - ord("①") + 1
    return _KANJI.get(text, 0)


def _lists(post: Post) -> Iterator[Finding]:
    blocks = post.document.blocks
    for passage in post.body:
        if (
            passage.kind not in ("paragraph",)
            or passage.block + 1 >= len(blocks)
            or blocks[passage.block + 1].kind != "item"
        ):
            continue
        end = passage.start + len(passage.text)
        if blocks[passage.block].end - end > 3:
            continue
        matches = list(_PROMISE.finditer(passage.text))
        if len(matches) != 1:
            continue
        match = matches[0]
        which = next(i for i in ("", "2", "3") if match["n" + i])
        said = number(match["n" + which])
        counted, first, total = _count(post.document, passage.block + 1)
        if said < 2 or counted < 2 or said in (counted, total):
            continue
        if _continued(post.document, passage.block + 1, said):
            continue
        start = match.start("n" + which)
        noun = match["noun" + which] if "noun" + which in match.groupdict() else ""
        values = {
            "figure": passage.text[start : match.end()].rstrip("。：:*"),
            "said": said,
            "counted": counted,
            "noun": noun or "",
        }
        items = [(_line(post.document, block), "item") for block in first]
        yield finding(post, "list-count", (passage, start, match.end()), values, items)


def _line(document: Document, block: Block) -> tuple[Passage, int, int]:
    end = document.text.find("\n", block.start, block.end)
    text = document.text[block.start : end if end >= 0 else block.end]
    return Passage(text, block.start, "item", -1, ()), 0, len(text)


def _count(document: Document, at: int) -> tuple[int, list[Block], int]:
    """Items of the list at block `at`: in its first run, and to the next heading with the same level."""
    blocks = document.blocks
    level, run, items, total, broken = blocks[at].level, 0, [], 0, False
    for block in blocks[at:]:
        if block.kind == "heading":
            break
        if block.kind == "item" and block.level <= level:
            total += 1
            if not broken:
                run += 1
                items.append(block)
        elif block.kind != "item" and not block.container and block.kind not in ("code", "fence"):
            broken = True
    return run, items, total


def _continued(document: Document, at: int, said: int) -> bool:
    """Whether the list goes on by a number or in prose: 「4.」 after a paragraph, 「そして3つ目」."""
    blocks, text = document.blocks, document.text
    for block in blocks[at : at + 60]:
        if block.kind == "heading" and block.level <= 2:
            return False
        line = fold(text[block.start : block.start + 60])
        match = re.match(r"\s*\**(\d{1,2})[.)．]", line)
        if match and int(match[1]) == said and block.kind != "item":
            return True
        if any(number(m["n"] or m["n2"]) == said for m in NTH.finditer(line)):
            return True
    return False

"""A post as its figures see it: passages with digits, each distinct text once, and the fields of the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from linter.document import Document
from linter.figures.numbers import fold
from linter.figures.scan import Figure, figures


class Passage(NamedTuple):
    """A sentence, a table row or a front matter value that holds a digit. `text` is folded."""

    text: str
    start: int  # of the first occurrence, in the post
    kind: str  # the block's kind, or "field"
    block: int  # index into Document.blocks; -1 for a field
    figures: tuple[Figure, ...]
    copies: tuple[int, ...] = ()  # starts of the later occurrences
    name: str = ""  # of the field


class Place(NamedTuple):
    """A figure in its passage."""

    figure: Figure
    passage: Passage

    @property
    def start(self) -> int:
        return self.passage.start + self.figure.start

    @property
    def end(self) -> int:
        return self.passage.start + self.figure.end

    @property
    def text(self) -> str:
        return self.passage.text[self.figure.start : self.figure.end].strip()


@dataclass(frozen=True)
class Post:
    document: Document
    body: tuple[Passage, ...]
    front: tuple[Passage, ...]
    japanese: bool
    _cache: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    def places(self, passages: tuple[Passage, ...]) -> Iterator[Place]:
        for passage in passages:
            for figure in passage.figures:
                yield Place(figure, passage)


_DIGIT = re.compile(r"[0-9０-９]|[二三四五六七八九十](?:つ|割|倍)")
_KANA = re.compile(r"[ぁ-んァ-ヶ]")
FRONT = ("title", "excerpt", "description", "summary", "subtitle")


def post(document: Document) -> Post:
    """The figures of `document`; use `document.derived(post, document)`."""
    prose = document.prose
    seen: dict[str, list[int]] = {}
    origin: list[tuple[str, int]] = []
    search = _DIGIT.search

    def meet(start: int, end: int, block: int) -> None:
        text = prose[start:end]
        if text in seen:
            seen[text].append(start)
        else:
            seen[text] = [start]
            origin.append((text, block))

    for start, end, block in document.sentences:
        if search(prose, start, end):
            meet(start, end, block)
    for index, block in enumerate(document.blocks):
        if block.kind == "table":
            cuts = [block.start, *(m.end() for m in re.finditer("\n", prose[block.start : block.end]))]
            cuts = [block.start, *(block.start + c for c in cuts[1:]), block.end + 1]
            for one, two in pairwise(cuts):
                if search(prose, one, two - 1):
                    meet(one, two - 1, index)
    blocks = document.blocks
    body = tuple(
        Passage(fold(text), seen[text][0], blocks[index].kind, index, figures(text), tuple(seen[text][1:]))
        for text, index in origin
    )
    return Post(document, body, tuple(_fields(document)), bool(_KANA.search(prose, document.body)))


def _fields(document: Document) -> Iterator[Passage]:
    matter = document.front_matter
    if not matter:
        return
    for name in FRONT:
        entry = matter.get(name)
        if entry and isinstance(entry.value, str):
            text = fold(document.text[entry.start : entry.end])
            if _DIGIT.search(text):
                yield Passage(text, entry.start, "field", -1, figures(text), (), name)


_WORD = re.compile(r"[ァ-ヶー]{2,}|[A-Za-z][A-Za-z.+-]*[A-Za-z0-9]|[一-龠々]{2,}")
_EMPTY = frozenset(
    ["これ", "それ", "ため", "もの", "こと", "よう", "以上", "以下", "未満", "規模", "程度", "一方", "場合", "現在", "時点", "可能", "詳細", "分析", "実際", "today", "the", "and", "for", "with", "that", "this", "from", "are", "was", "were", "has", "have", "its", "will", "title", "excerpt", "description", "about", "into", "than", "not", "but", "you", "our", "億円", "兆円", "万円", "億ドル", "万人", "年間", "年度"]
)


@lru_cache(maxsize=2048)
def words(text: str) -> frozenset[str]:
    """The words of subject of a text: katakana, Latin, and pairs of kanji."""
    found: set[str] = set()
    for match in _WORD.finditer(text):
        word = match[0]
        if word[0] >= "一":
            found.update(word[at : at + 2] for at in range(len(word) - 1))
        elif word.lower() not in _EMPTY:
            found.add(word.lower())
    return frozenset(found - _EMPTY)

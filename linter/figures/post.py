"""A post as its figures see it: passages with digits, each distinct text once, and the fields of the front matter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from linter import lazy
from linter.document import Document
from linter.figures.numbers import fold
from linter.figures.scan import MARK, Figure, figures


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


LONGEST = 4000  # code points of a sentence; a longer one is data, and would cost its square
_KANA = lazy.compile(r"[ぁ-んァ-ヶ]")


def post(document: Document, fields: tuple[str, ...]) -> Post:
    """The figures of `document` and of these front matter fields; use `document.derived(post, fields)`."""
    prose, blocks = document.prose, document.blocks
    stretches: Sequence[tuple[int, int, int]] = document.sentences
    rows = [
        (start, end, index)
        for index, block in enumerate(blocks)
        if block.kind == "table"
        for start, end in _lines(prose, block.start, block.end)
    ]
    if rows:
        stretches = sorted((*stretches, *rows))
    seen: dict[str, list[int]] = {}
    origin: list[tuple[str, int]] = []
    for start, end, number in _marked(prose, document.body, stretches):
        if end - start <= LONGEST:
            text = prose[start:end]
            if text in seen:
                seen[text].append(start)
            else:
                seen[text] = [start]
                origin.append((text, number))
    body = tuple(
        Passage(fold(text), seen[text][0], blocks[number].kind, number, figures(text), tuple(seen[text][1:]))
        for text, number in origin
    )
    return Post(document, body, tuple(_fields(document, fields)), bool(_KANA.search(prose, document.body)))


def _marked(text: str, at: int, stretches: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Those of the stretches, which are in order and apart, that hold a digit, or a kanji numeral before a counter."""
    index = 0
    while index < len(stretches) and (mark := MARK.search(text, at)):
        at = mark.end()
        index = bisect_right(stretches, (at,), index)
        if index and mark.start() < stretches[index - 1][1]:
            yield stretches[index - 1]
            at = stretches[index - 1][1]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _fields(document: Document, names: tuple[str, ...]) -> Iterator[Passage]:
    matter = document.front_matter
    for name in names if matter else ():
        entry = matter.get(name) if matter else None
        if entry and isinstance(entry.value, str):
            text = fold(document.text[entry.start : entry.end])
            if len(text) <= LONGEST and MARK.search(text):
                yield Passage(text, entry.start, "field", -1, figures(text), (), name)


_WORD = lazy.compile(r"[ァ-ヶー]{2,}|[A-Za-z][A-Za-z.+-]*[A-Za-z0-9]|[一-龠々]{2,}")
_NO_SUBJECT = """
これ それ ため もの こと よう 以上 以下 未満 規模 程度 一方 場合 現在 時点 可能 詳細 分析 実際 今日
億円 兆円 万円 億ドル 万人 年間 年度 title excerpt description
the and for with that this from are was were has have its will about into than not but you our how what when where which
who why can could should would may might must more most less then them they their there here these those been being also
just only over under after before between each other some such same very much many make made use using used like one two
new get got all any per via out now today
"""
_EMPTY = frozenset(_NO_SUBJECT.split())


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

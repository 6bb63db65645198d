"""One post, parsed once: front matter with positions, blocks, prose and sentences.

`prose` has the length and the line breaks of `text`; what is not prose is overwritten by spaces.
So an offset in one is an offset in the other, and there is no source map.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, ParamSpec, TypeVar

from linter import blocks, frontmatter, prose, sentences
from linter.blocks import PROSE, Block
from linter.diagnostic import Span
from linter.frontmatter import FrontMatter

P = ParamSpec("P")
T = TypeVar("T")


class Sentence(NamedTuple):
    start: int
    end: int
    block: int  # index into Document.blocks


_SENTENCES = PROSE - {"table"}
_HARD_BREAK = re.compile(r"(?:(?<! )  +|\\)\r?\n|<[bB][rR]\s*/?>").finditer


class Document:
    """A post. Offsets everywhere are code points of `text`; nothing here touches the disk."""

    def __init__(self, path: str, text: str, problem: str = "") -> None:
        self.path = path
        self.text = text
        self.problem = problem  # why the file could not be read as text; `text` is empty then
        self._derived: dict[object, object] = {}

    @classmethod
    def parse(cls, path: str, text: str) -> Document:
        """Never fails: what can't be read is in `front_matter.error`, everything else is text."""
        return cls(path, text)

    @cached_property
    def front_matter(self) -> FrontMatter | None:
        return frontmatter.read(self.text)

    @cached_property
    def body(self) -> int:
        """The offset at which the body begins."""
        return self.front_matter.body if self.front_matter else 0

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(blocks.scan(self.text, self.body, self.path.endswith(".mdx")))

    @cached_property
    def prose(self) -> str:
        return prose.of(self.text, self.body, self.blocks)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all prose but tables: a cell is a label or a figure, and stays in `prose` alone.

        A hard line break (two blanks, a backslash, `<br>`) ends a sentence.
        """
        text, prose, pieces, new = self.text, self.prose, sentences.pieces, tuple.__new__
        tagged = "<br" in text or "<BR" in text
        found: list[Sentence] = []
        for index, (kind, _, end, content, *_rest) in enumerate(self.blocks):
            if kind not in _SENTENCES:
                continue
            if tagged or text.find("\n", content, end) >= 0:
                at = content
                for hard in _HARD_BREAK(text, content, end):
                    for start, stop in pieces(prose, at, hard.start()):
                        found.append(new(Sentence, (start, stop, index)))
                    at = hard.end()
                content = at
            for start, stop in pieces(prose, content, end):
                found.append(new(Sentence, (start, stop, index)))
        return tuple(found)

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of each line's first character; line 1 is at index 0."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line(self, offset: int) -> int:
        """The 1-based line that holds `offset`."""
        return bisect_right(self.line_starts, offset)

    def span(self, start: int, end: int) -> Span:
        """The stretch from `start` to `end`, with its lines and columns."""
        starts = self.line_starts
        first, last = bisect_right(starts, start), bisect_right(starts, end)
        return Span(start, end, first, start - starts[first - 1] + 1, last, end - starts[last - 1] + 1)

    def derived(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`function(*args)`, computed once for this document.

        What several checks look at (the repeated runs, the cut ends) is a pure function of the
        document and of hashable options, and comes from here.
        """
        key = (function, args, tuple(kwargs.items()))
        if key not in self._derived:
            self._derived[key] = function(*args, **kwargs)
        return self._derived[key]  # type: ignore[return-value]

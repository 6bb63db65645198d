"""One post, parsed once: front matter with positions, blocks, prose and sentences.

`prose` has the length and the line breaks of `text`; what is not prose is overwritten by spaces.
So an offset in one is an offset in the other, and there is no source map. The parsers are loaded when
the first post is parsed: a run whose posts are all remembered needs none of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec, TypeVar

from linter import lazy
from linter.diagnostic import Span

if TYPE_CHECKING:
    from linter.blocks import Block
    from linter.frontmatter import FrontMatter

P = ParamSpec("P")
T = TypeVar("T")


class Sentence(NamedTuple):
    start: int
    end: int
    block: int  # index into Document.blocks


_HARD_BREAK = lazy.compile(r"(?:(?<! )  +|\\)\r?\n|<[bB][rR]\s*/?>")


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
        from linter.frontmatter import read

        return read(self.text)

    @cached_property
    def body(self) -> int:
        """The offset at which the body begins."""
        return self.front_matter.body if self.front_matter else 0

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        from linter.blocks import scan

        return tuple(scan(self.text, self.body, self.path.endswith(".mdx")))

    @cached_property
    def prose(self) -> str:
        from linter.prose import of

        return of(self.text, self.body, self.blocks)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all prose but tables: a cell is a label or a figure, and stays in `prose` alone.

        A hard line break (two blanks, a backslash, `<br>`) ends a sentence.
        """
        from linter.blocks import PROSE
        from linter.sentences import pieces

        text, prose, new, kinds = self.text, self.prose, tuple.__new__, PROSE - {"table"}
        tagged = "<br" in text or "<BR" in text
        found: list[Sentence] = []
        known: dict[str, list[tuple[int, int]]] = {}
        for index, (kind, _, end, content, *_rest) in enumerate(self.blocks):
            if kind not in kinds:
                continue
            if tagged or text.find("\n", content, end) >= 0:
                for hard in _HARD_BREAK.finditer(text, content, end):
                    for start, stop in pieces(prose, content, hard.start()):
                        found.append(new(Sentence, (start, stop, index)))
                    content = hard.end()
            part = prose[content:end]
            if part not in known:
                known[part] = pieces(part, 0, end - content)
            for start, stop in known[part]:
                found.append(new(Sentence, (content + start, content + stop, index)))
        return tuple(found)

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of each line's first character; line 1 is at index 0."""
        lengths = accumulate(map(len, self.text.split("\n")[:-1]), initial=0)
        return [number + length for number, length in enumerate(lengths)]

    def line(self, offset: int) -> int:
        """The 1-based line that holds `offset`."""
        return bisect_right(self.line_starts, offset)

    def span(self, start: int, end: int) -> Span:
        """The stretch from `start` to `end`, with its lines and columns."""
        starts = self.line_starts
        first, last = bisect_right(starts, start), bisect_right(starts, end)
        return Span(start, end, first, start - starts[first - 1] + 1, last, end - starts[last - 1] + 1)

    def derived(self, function: Callable[Concatenate[Document, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`function(document, *args)`, computed once for this document.

        What several checks look at (the repeated runs, the cut ends) is a pure function of the
        document and of hashable options, and comes from here.
        """
        key = (function, args, tuple(kwargs.items()))
        if key not in self._derived:
            self._derived[key] = function(self, *args, **kwargs)
        return self._derived[key]  # type: ignore[return-value]

"""The block structure of a Markdown body, by one pass over its lines.

Not a CommonMark parser: it knows what a linter of prose must know, which lines are prose and of
which kind, at a small part of a full parser's cost. markdown-it-py is the oracle in the tests.
It differs from CommonMark on purpose in one thing: a fence that is never closed is a block of its
own line, and what follows is read as text, since in a damaged post that is prose.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter import lazy
from linter.blocks import markup
from linter.blocks.containers import Container, expand, inside, offset
from linter.blocks.leaves import Leaves


class Block(NamedTuple):
    """A leaf block of the body; offsets in code points, lines whole, blocks in order and apart.

    kind: heading paragraph item quote table fence code html break math liquid attribute definition
    directive mdx. An `item` is the first paragraph of a list item, a `quote` a paragraph that stands
    directly in a quote; all else inside a list or quote keeps its kind.
    """

    kind: str
    start: int  # of its first line
    end: int  # behind the text of its last line, before the line break
    content: int  # where its text begins, behind "## ", "- " or "> "
    level: int = 0  # of a heading: 1-6; of an item: its depth from 1
    info: str = ""  # of a fence: its info string; of a heading: "atx" or "setext"
    container: str = ""  # "list" or "quote": the outermost one around it (an item's own list apart)
    closed: bool = True  # of a fence: whether its end was found; an open fence is one line only


PROSE = frozenset({"heading", "paragraph", "item", "quote", "table"})

DEPTH = 32  # containers within containers; what is nested deeper is read as text

# What a line begins with that opens nothing: most characters, `**bold`, `2025年`.
_PLAIN = r"(?:[^ \t\n#>*+\-0-9_`~<|:={$\[!?]|\*\*[^\s*]|[0-9]{1,9}[^\s0-9.)])"
_GAP = r"\n(?:[ \t]*\n)+|\n?[ \t]*\Z"
_PARAGRAPH = lazy.compile(rf"({_PLAIN}[^\n]*(?:\n{_PLAIN}[^\n]*)*)({_GAP})?")
_HEADING = lazy.compile(rf"((#{{1,6}})[ \t]+)([^\n]*)({_GAP}|\n)")
_ITEM = lazy.compile(rf"([-*+] {{1,4}}){_PLAIN}[^\n]*({_GAP}|\n(?=[-*+] ))")
_BLANK_LINES = lazy.compile(r"(?:[ \t]*\n)*")
_new = tuple.__new__


def scan(text: str, start: int = 0, mdx: bool = False) -> Iterator[Block]:
    """The blocks of `text` from offset `start` on. Linear in the text; never fails.

    A lone carriage return ends a line here, as in CommonMark, though not in line numbers.
    """
    if "\r" not in text:
        yield from _Scanner(text, mdx).blocks(start)
        return
    for block in _Scanner(text.replace("\r\n", " \n").replace("\r", "\n"), mdx).blocks(start):
        end = block.end - (text[block.end - 1] == "\r")
        yield block._replace(end=end, content=min(block.content, end))


class _Scanner:
    """The state of one pass: the open containers and the open paragraph."""

    def __init__(self, text: str, mdx: bool) -> None:
        self.text = text
        self.leaves = Leaves(text, mdx)
        self.out: list[Block] = []
        self.stack: list[Container] = []
        self.serial = 0
        self.first = -1  # start of the open paragraph; -1: none is open
        self.content = self.last = self.end = self.level = self.past = self.head = 0  # its text, its last line, its end
        self.kind = "paragraph"

    def blocks(self, at: int) -> Iterator[Block]:
        text, size, out = self.text, len(self.text), self.out
        at = _BLANK_LINES.match(text, at).end()  # type: ignore[union-attr]
        while at < size:
            if self.first < 0 and (fast := self._plain(at)):
                at = fast
                continue
            newline = text.find("\n", at)
            at = self._line(at, newline if newline >= 0 else size)
        self._close()
        yield from out

    def _plain(self, at: int) -> int:
        """Reads a block that is plain to see: its first line is not indented, its end is. The next offset, or 0."""
        text, stack = self.text, self.stack
        lead = text[at]
        if lead == "#":
            match = _HEADING.match(text, at)
            if not match:
                return 0
            block = ("heading", at, match.end(3), match.end(1), len(match[2]), "atx", "", True)
        elif lead in "-+*" and (match := _ITEM.match(text, at)):
            block = ("item", at, match.start(2), match.end(1), 1, "", "", True)
            self.serial += 1
            stack[:] = [Container("list", match.end(1) - at, self.serial)]
            self.out.append(_new(Block, block))
            return match.end()
        else:
            match = _PARAGRAPH.match(text, at)
            if not match or match[2] is None or (lead in "ie" and text.startswith(("import", "export"), at)):
                return 0
            block = ("paragraph", at, match.end(1), at, 0, "", "", True)
        stack.clear()
        self.out.append(_new(Block, block))
        return match.end()

    def _line(self, at: int, end: int) -> int:
        """Reads the line from `at` to `end`, or a whole block that begins there; the next offset."""
        line = expand(self.text, at, end)
        size, stack = len(line), self.stack
        matched, pos = inside(line, stack)
        column = markup.SPACES.match(line, pos).end()  # type: ignore[union-attr]
        if column == size:
            self._close()
            del stack[matched:]
            if stack and stack[-1].kind == "empty":
                stack.pop()
            return end + 1
        opened, listed = "", False  # the kind of the container that this line opened last; whether it opened an item
        while True:
            lead = line[column]
            within = self.first >= 0 and matched == len(stack)  # in the container of the open paragraph
            if column - pos >= 4:
                if self.first >= 0:
                    break
                self._enter(matched)
                return self._emit("code", at, self.leaves.code(end, stack), at)
            container = self._container(line, pos, column, within) if len(stack) < DEPTH else None
            if not container:
                break
            self._enter(matched)
            stack.append(container)
            opened, pos, matched = container.kind, self.past, len(stack)
            listed = listed or opened != "quote"
            column = markup.SPACES.match(line, pos).end()  # type: ignore[union-attr]
            if column >= size:
                if opened != "quote" or listed:
                    self._emit("item", at, end, end, level=self._depth())
                return end + 1
        base = at if "\t" not in self.text[at:end] else offset(self.text, at, column) - column
        within = self.first >= 0 and matched == len(stack)
        if column - pos < 4:
            if within and lead in "|:-" and self._table(line, column, at):
                return self._rows(end)
            if within and lead in "-=" and self.kind != "definition" and markup.SETEXT.match(line, column):
                start, content, self.first = self.first, self.content, -1
                return self._emit("heading", start, end, content, 1 if lead == "=" else 2, "setext")
            leaf = self.leaves.read(line, column, base, end, stack[:matched], self.first >= 0)
            if leaf:
                self._enter(matched)
                return self._emit(leaf.kind, at, leaf.end, leaf.content, leaf.level, leaf.info, leaf.closed)
        note = lead == "[" and bool(markup.FOOTNOTE.match(line, column))
        if self.first >= 0 and not (note and self.kind == "definition"):  # goes on, even outside its container
            self.last, self.end = at, end
            return end + 1
        self._enter(matched)
        self.first, self.content, self.last, self.end = at, base + column, at, end
        self.kind, self.level = "paragraph", 0
        if note:
            self.kind = "definition"
        elif opened and opened != "quote":
            self.kind, self.level = "item", self._depth()
        elif stack and stack[-1].kind == "quote":
            self.kind = "quote"
        return end + 1

    def _container(self, line: str, pos: int, column: int, within: bool) -> Container | None:
        """The container that opens at `column`; leaves the column behind its mark in `self.past`."""
        lead = line[column]
        if lead == ">":
            self.past = column + 1 + line.startswith(" ", column + 1)
            self.serial += 1
            return Container("quote", 0, self.serial)
        item = markup.ITEM.match(line, column) if lead in "-*+0123456789" else None
        if not item or (lead in "-*" and markup.BREAK.match(line, column)):
            return None
        empty = item.end() == len(line)
        if within and (empty or (lead.isdigit() and item[1][:-1] != "1")):
            return None
        blanks = 1 if empty or len(item[2]) > 4 else len(item[2])
        self.past = item.end(1) + blanks
        self.serial += 1
        return Container("empty" if empty else "list", self.past - pos, self.serial)

    def _depth(self) -> int:
        return sum(container.kind != "quote" for container in self.stack)

    def _enter(self, matched: int) -> None:
        """Closes the paragraph and the containers that the line does not belong to."""
        self._close()
        stack = self.stack
        del stack[matched:]
        if stack and stack[-1].kind == "empty":
            stack[-1] = stack[-1]._replace(kind="list")

    def _close(self) -> None:
        if self.first >= 0:
            self._emit(self.kind, self.first, self.end, self.content, self.level)
            self.first = -1

    def _emit(
        self, kind: str, start: int, end: int, content: int, level: int = 0, info: str = "", closed: bool = True
    ) -> int:
        container = ""
        if self.stack:
            container = "quote" if self.stack[0].kind == "quote" else "list"
            if container == {"item": "list", "quote": "quote"}.get(kind):
                container = ""
        self.out.append(_new(Block, (kind, start, end, content, level, info, container, closed)))
        return end + 1

    def _table(self, line: str, column: int, at: int) -> bool:
        """Whether the paragraph's last line and this one are the head of a table; the lines above it are emitted."""
        if not markup.DELIMITER.match(line, column):
            return False
        start = max(self.last, self.content)
        header = self.text[start : self.end]
        if "|" not in header or markup.cells(header) != markup.cells(line[column:]):
            return False
        self.head = self.first
        if self.last > self.first:
            end = self.last - 1
            self._emit(self.kind, self.first, end, self.content, self.level)
            self.head = self.content = self.last
        self.first = -1
        return True

    def _rows(self, end: int) -> int:
        """Emits the table whose delimiter row ends at `end`, with the rows behind it."""
        for line, pos, stop in self.leaves.following(end, self.stack):
            column = markup.SPACES.match(line, pos).end()  # type: ignore[union-attr]
            if column == len(line) or column - pos >= 4 or self._container(line, pos, column, True):
                break
            if self.leaves.read(line, column, stop - len(line), stop, self.stack, True):
                break
            end = stop
        return self._emit("table", self.head, end, self.content)

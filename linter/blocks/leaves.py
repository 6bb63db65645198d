"""Where the blocks other than paragraphs begin and end, inside whatever lists and quotes are open.

Every search for an end that can fail is remembered, so that a post of a hundred thousand openers
without an end still costs one pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from linter import lazy
from linter.blocks import markup
from linter.blocks.containers import Container, expand, inside


class Leaf(NamedTuple):
    kind: str
    end: int  # behind the text of its last line
    content: int
    level: int = 0
    info: str = ""
    closed: bool = True


_LONGEST = 16  # a longer fence is closed by any fence as long as this
_GAP = lazy.compile(r"\n[ \t]*\n")
_BLANK_LINE = lazy.compile(r"\n[ \t]*(?=\n|\Z)")


class Leaves:
    """Reads the leaf blocks of one text."""

    def __init__(self, text: str, mdx: bool) -> None:
        self.text = text
        self.mdx = mdx
        self.unclosed: dict[tuple[int, str], int] = {}  # (container, "`" or "~") -> shortest fence known to stay open
        self.absent: dict[str, int] = {}  # what was looked for -> an offset from which on it is not found

    def read(self, line: str, pos: int, base: int, end: int, stack: list[Container], within: bool) -> Leaf | None:
        """The block that begins at column `pos` of the line; `within`: of a paragraph, which it would interrupt."""
        reader = _READERS.get(line[pos])
        return reader(self, line, pos, base, end, stack, within) if reader else None

    def following(self, end: int, stack: list[Container]) -> Iterator[tuple[str, int, int]]:
        """Line, column of its text and end, for each line behind offset `end` that is in all of `stack`."""
        text, size = self.text, len(self.text)
        quoted = any(container.kind == "quote" for container in stack)
        while end < size:
            at = end + 1
            end = text.find("\n", at)
            end = size if end < 0 else end
            line = expand(text, at, end)
            if not line and not quoted:
                yield line, 0, end
                continue
            matched, pos = inside(line, stack)
            if matched < len(stack):
                return
            yield line, pos, end

    def code(self, end: int, stack: list[Container]) -> int:
        """The end of the indented code whose first line ends at `end`."""
        last = end
        for line, pos, stop in self.following(end, stack):
            indent_end = markup.SPACES.match(line, pos).end()  # type: ignore[union-attr]
            if indent_end < len(line):
                if indent_end - pos < 4:
                    break
                last = stop
        return last

    def _line_end(self, at: int) -> int:
        newline = self.text.find("\n", at)
        return newline if newline >= 0 else len(self.text)

    def _until_blank(self, end: int, stack: list[Container]) -> int:
        if not stack:
            blank = _BLANK_LINE.search(self.text, end)
            return blank.start() if blank else len(self.text)
        for line, pos, stop in self.following(end, stack):
            if pos >= len(line):
                break
            end = stop
        return end

    def _find(self, what: str, at: int) -> int:
        """`text.find`, which does not look twice for what is absent."""
        if self.absent.get(what, len(self.text) + 1) <= at:
            return -1
        found = self.text.find(what, at)
        if found < 0:
            self.absent[what] = at
        return found

    def heading(self, line: str, pos: int, base: int, end: int, stack: list[Container], within: bool) -> Leaf | None:
        match = markup.HEADING.match(line, pos)
        return Leaf("heading", end, base + match.end(), len(match[1]), "atx") if match else None

    def rule(self, line: str, pos: int, base: int, end: int, stack: list[Container], within: bool) -> Leaf | None:
        return Leaf("break", end, base + pos) if markup.BREAK.match(line, pos) else None

    def fence(self, line: str, pos: int, base: int, end: int, stack: list[Container], within: bool) -> Leaf | None:
        match = markup.FENCE.match(line, pos)
        if not match:
            return None
        mark, info = match[1] or match[3], (match[2] or match[4] or "").strip()
        stop = self._fence_end(mark, end, stack)
        return Leaf("fence", end if stop < 0 else stop, base + pos, 0, info, stop >= 0)

    def _fence_end(self, mark: str, end: int, stack: list[Container]) -> int:
        character, length = mark[0], min(len(mark), _LONGEST)
        key = (stack[-1].serial if stack else 0, character)
        if self.unclosed.get(key, _LONGEST + 1) <= length:
            return -1
        close, text = re.compile(f" {{0,3}}{character}{{{length},}}[ \t]*$", re.M), self.text
        if stack:
            for line, pos, stop in self.following(end, stack):
                if close.match(line, pos):
                    return stop
        else:
            at = text.find(character * length, end)
            while at >= 0:
                start = at
                while start > end and text[start - 1] == " " and at - start < 4:
                    start -= 1
                if text[start - 1] == "\n" and close.match(text, start):
                    return self._line_end(at)
                at = self._line_end(at)
                at = text.find(character * length, at)
        self.unclosed[key] = length
        return -1

    def html(self, line: str, pos: int, base: int, end: int, stack: list[Container], within: bool) -> Leaf | None:
        match = markup.HTML.match(line, pos)
        if not match:
            if within or not markup.COMPONENT.match(line, pos):
                return None
            if ">" in line and not markup.ONE_TAG.match(line, pos):
                return None  # text follows
            stop = self._until_blank(end, stack)
            return Leaf("html", stop, base + pos) if ">" in self.text[base + pos : stop] else None
        kind = match.lastgroup or ""
        if kind in ("block", "alone"):
            return None if within and kind == "alone" else Leaf("html", self._until_blank(end, stack), base + pos)
        search = markup.HTML_END[kind].search
        if not stack:
            closing = search(self.text, base + match.end() - (kind == "comment") * 2)
            stop = self._line_end(closing.end() - 1) if closing else len(self.text.rstrip("\n"))
            return Leaf("html", stop, base + pos)
        if not search(line, pos):
            for inner, column, stop in self.following(end, stack):
                end = stop
                if search(inner, column):
                    break
        return Leaf("html", end, base + pos)

    def brace(self, line: str, pos: int, base: int, end: int, stack: list[Container], within: bool) -> Leaf | None:
        """Liquid, Hugo short codes, kramdown attributes, MDX comments."""
        at = base + pos
        region = markup.LIQUID_REGION.match(line, pos)
        if region:
            percent = line[pos + 1] == "%"
            for opening in (
                (f"{{% end{region[1]}", f"{{%- end{region[1]}") if percent else (f"{{{{{line[pos + 2]} /{region[1]}",)
            ):
                found = self._find(opening, at)
                if found >= 0:
                    return Leaf("liquid", self._line_end(found), at)
        if markup.LIQUID.match(line, pos):
            return Leaf("liquid", end, at)
        if markup.ATTRIBUTE.match(line, pos):
            return Leaf("attribute", end, at)
        if markup.EXPRESSION.match(line, pos):
            return Leaf("mdx", end, at)
        close = "%}" if line.startswith("{%", pos) else "}}" if line.startswith("{{", pos) else ""
        if not close or line.find(close, pos) >= 0:
            return None
        found = self._find(close, at)
        if found < 0 or _GAP.search(self.text, at, found):
            return None
        stop = self._line_end(found)
        return Leaf("liquid", stop, at) if not self.text[found + 2 : stop].strip() else None

    def math(self, line: str, pos: int, base: int, end: int, stack: list[Container], within: bool) -> Leaf | None:
        if not line.startswith("$$", pos):
            return None
        found = self._find("$$", base + pos + 2)
        if found < 0:
            return None
        stop = self._line_end(found)
        if self.text[found + 2 : stop].strip() or _GAP.search(self.text, end, found):
            return None
        return Leaf("math", stop, base + pos)

    def bracket(self, line: str, pos: int, base: int, end: int, stack: list[Container], within: bool) -> Leaf | None:
        if within:
            return None
        match = markup.DEFINITION.match(line, pos) if stack else markup.DEFINITION.match(self.text, base + pos)
        if match and not markup.FOOTNOTE.match(line, pos):
            return Leaf("definition", end if stack else match.end(), base + pos)
        return None

    def directive(self, line: str, pos: int, base: int, end: int, stack: list[Container], within: bool) -> Leaf | None:
        if line[pos] == ":":
            return Leaf("directive", end, base + pos) if markup.DIRECTIVE.match(line, pos) else None
        return Leaf("directive", end, base + pos) if not within and markup.ADMONITION.match(line, pos) else None

    def module(self, line: str, pos: int, base: int, end: int, stack: list[Container], within: bool) -> Leaf | None:
        """MDX: a line that imports, or the lines up to a blank one that export."""
        if within or pos or stack:
            return None
        if markup.IMPORT.match(line):
            return Leaf("mdx", end, base)
        return Leaf("mdx", self._until_blank(end, stack), base) if self.mdx and markup.EXPORT.match(line) else None


_Reader = Callable[[Leaves, str, int, int, int, list[Container], bool], "Leaf | None"]
_READERS: dict[str, _Reader] = {
    "#": Leaves.heading,
    "-": Leaves.rule,
    "*": Leaves.rule,
    "_": Leaves.rule,
    "`": Leaves.fence,
    "~": Leaves.fence,
    "<": Leaves.html,
    "{": Leaves.brace,
    "$": Leaves.math,
    "[": Leaves.bracket,
    ":": Leaves.directive,
    "!": Leaves.directive,
    "?": Leaves.directive,
    "i": Leaves.module,
    "e": Leaves.module,
}

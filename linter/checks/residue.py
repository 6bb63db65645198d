"""Text that a generator left in the post: markers, its prompt, its chatter, its error messages.

The phrases are options and stand in the rule file. What is quoted, in code or a link is not looked at:
a post may write about such things.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from linter import lazy
from linter.blocks import Block
from linter.diagnostic import Edit, Finding, Related, Value
from linter.document import Document
from linter.language.phrases import Match, search
from linter.repeats.damage import damaged
from linter.structure import Heading, headings
from linter.words import excerpt


class Options(NamedTuple):
    markers: tuple[str, ...]  # phrases that are residue by themselves, on a line of their own or at the end of one
    headings: tuple[str, ...]  # the headings of a prompt; the list under such a heading is residue too
    prompts: tuple[str, ...]  # instructions; the whole line is residue
    notes: tuple[str, ...]  # notes on where a continuation begins; the match is residue
    replies: tuple[str, ...]  # what an assistant says before or after its text; the sentence is residue
    failures: tuple[str, ...]  # error messages of a generator; the line is residue
    citations: tuple[str, ...]  # what a chat tool leaves in place of its sources
    counts: tuple[str, ...]  # lengths that an assistant reports
    mentions: tuple[str, ...]  # what a text says of itself as the prompt called it; told in damaged posts only
    also: tuple[str, ...]  # phrases of the house, handled like markers


def check(document: Document, options: Options) -> Iterator[Finding]:
    broken = document.derived(damaged)
    covered: list[tuple[int, int]] = []
    for kind, start, end in sorted(_all(document, options), key=lambda one: (one[1], -one[2])):
        if covered and start < covered[-1][1]:
            continue
        covered.append((start, end))
        values: dict[str, Value] = {"text": excerpt(document.text[start:end].strip(), 30)}
        doubtful = not broken and kind not in _SURE and not (kind == "reply" and _at_edge(document, start))
        edits = _deletion(document, start, end)
        yield Finding(document.span(start, end), kind, values, edits=edits, doubtful=doubtful)
    yield from _citations(document, options)
    if broken:
        yield from _mentions(document, options)
        yield from _continued(document)
        yield from _stray_blank_lines(document)


_SURE = ("marker", "failure")


def _at_edge(document: Document, at: int) -> bool:
    """Whether one of the first or the last three blocks of the post holds the place."""
    blocks = document.blocks
    return at < blocks[min(3, len(blocks)) - 1].end or at >= blocks[-min(3, len(blocks))].start


def _all(document: Document, options: Options) -> Iterator[tuple[str, int, int]]:
    """The residue in the prose as kind, start and end; pieces may overlap."""
    text, prose = document.text, document.derived(_told)
    kinds = {
        **dict.fromkeys(options.counts, "count"),
        **dict.fromkeys(options.failures, "failure"),
        **dict.fromkeys(options.replies, "reply"),
        **dict.fromkeys(options.notes, "note"),
        **dict.fromkeys(options.prompts, "prompt"),
        **dict.fromkeys(options.headings, "heading"),
        **dict.fromkeys((*options.markers, *options.also), "marker"),
    }
    reach = 0
    for match in sorted(search(prose, kinds)):
        kind = kinds[match.phrase]
        if _quoted(text, match):
            continue
        if kind == "marker":
            if _stands_apart(prose, match):
                yield kind, match.start, match.end
        elif kind == "heading":
            if match.start >= reach:
                start, reach = _with_list(document, *_line(document, match.start))
                yield "prompt", start, reach
        elif kind in ("prompt", "failure"):
            yield kind, *_line(document, match.start)
        elif kind == "reply":
            yield kind, *_sentence(text, match)
        else:
            yield kind, match.start, match.end


def _mentions(document: Document, options: Options) -> Iterator[Finding]:
    """“As the existing article said”: the words of the prompt, inside a sentence that a person must rewrite."""
    for match in search(document.derived(_told), options.mentions):
        span = document.span(match.start, match.end)
        yield Finding(span, "mention", {"text": excerpt(document.text[match.start : match.end], 30)})


_CONTINUED = lazy.compile(r"[（(](?:続き|つづき|cont(?:inued|\.)?|承前|续|계속)[）)]\s*$", re.I)


def _continued(document: Document) -> Iterator[Finding]:
    """`## The harbour (continued)` below `## The harbour`: a seam that a heading hides."""
    seen: dict[str, Heading] = {}
    every = document.derived(headings)
    marks = [heading.text.endswith((")", "）")) and _CONTINUED.search(heading.text[-16:]) for heading in every]
    for heading, mark in zip(every, marks, strict=True) if any(marks) else ():
        if not mark:
            seen.setdefault(heading.key, heading)
            continue
        name = heading._replace(text=heading.text[: len(heading.text) - len(mark[0])])
        if first := seen.get(name.key):
            related = (Related(document.span(first.start, first.end), "first"),)
            yield Finding(
                document.span(heading.start, heading.end), "continued", {"text": excerpt(heading.text, 30)}, related
            )


def _told(document: Document) -> str:
    """The prose without block quotations: what is quoted there is somebody else's."""
    prose, parts, at = document.prose, [], 0
    for block in document.blocks:
        if block.kind == "quote" or block.container == "quote":
            parts += [prose[at : block.start], re.sub(r"[^\n]", " ", prose[block.start : block.end])]
            at = block.end
    return "".join((*parts, prose[at:]))


def _citations(document: Document, options: Options) -> Iterator[Finding]:
    """The first trace of a citation, with the number of all: they stand in links, and one post may hold fifty."""
    text = document.text
    code = [(block.start, block.end) for block in document.blocks if block.kind in ("fence", "code")]
    places = sorted(
        (match.start, match.end) for match in search(text, options.citations) if match.start >= document.body
    )
    places = [place for place in places if not any(start <= place[0] < end for start, end in code)]
    if places:
        start, end = places[0]
        yield Finding(
            document.span(start, end), "citation", {"text": excerpt(text[start:end], 30), "count": len(places)}
        )


_OPENING, _CLOSING = "「『“‘\"'`", "」』”’\"'`"


def _quoted(text: str, match: Match) -> bool:
    """Whether the match stands between quotes, so that the post speaks of it."""
    before, after = text[match.start - 1 : match.start], text[match.end : match.end + 1]
    if before and before in _OPENING:
        return True
    line = text.rfind("\n", max(0, match.start - 200), match.start)
    head = text[max(line, match.start - 200, 0) : match.start]
    open_quote = max(head.rfind("「"), head.rfind("『"), head.rfind("“"))
    closed = max(head.rfind("」"), head.rfind("』"), head.rfind("”"))
    return open_quote > closed or bool(after and after in _CLOSING and before in _OPENING)


_SENTENCE_END = lazy.compile(r"(?:\A|[\n。！？!?.…」』）)*】])[ \t*_]*\Z")
_OWN_LINE = lazy.compile(r"[ \t*_>#]*(?=\r?\n|\Z)")


def _stands_apart(prose: str, match: Match) -> bool:
    """Whether a marker stands at a line's start or end, or between two sentences, and is no word of one."""
    return bool(
        _OWN_LINE.match(prose, match.end) or _SENTENCE_END.search(prose[max(0, match.start - 12) : match.start])
    )


def _line(document: Document, at: int) -> tuple[int, int]:
    """The text of the line that holds `at`, without its indent."""
    start, end = _bounds(document, at)
    line = document.text[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _bounds(document: Document, at: int) -> tuple[int, int]:
    number, starts = document.line(at), document.line_starts
    return starts[number - 1], starts[number] - 1 if number < len(starts) else len(document.text)


def _with_list(document: Document, start: int, end: int) -> tuple[int, int]:
    """The heading of a prompt with the items right under it."""
    blocks = document.blocks
    for index in range(bisect_left(blocks, end, key=lambda block: block.start), len(blocks)):
        if blocks[index].kind != "item" or document.text[end : blocks[index].start].count("\n") > 2:
            break
        end = blocks[index].end
    return start, end


_STOP = lazy.compile(r"[。！？!?\n]|\.(?=\s|$)")


def _sentence(text: str, match: Match) -> tuple[int, int]:
    """The sentence that holds the match, cut at line breaks."""
    start = max((m.end() for m in _STOP.finditer(text, max(0, match.start - 300), match.start)), default=0)
    start = start or match.start
    while start < match.start and text[start].isspace():
        start += 1
    stop = _STOP.search(text, match.end, match.end + 400)
    end = (stop.end() if stop[0] != "\n" else stop.start()) if stop else match.end
    return start, end


def _deletion(document: Document, start: int, end: int) -> tuple[Edit, ...]:
    """Take the residue out, and with it the blank line or the space that set it apart."""
    text = document.text
    line, _ = _bounds(document, start)
    _, stop = _bounds(document, end)
    if start - line <= 40 and not text[line:start].strip() and _OWN_LINE.match(text, end):
        start, end = line, min(stop + 1, len(text))
        blank_before = start >= 2 and not text[_bounds(document, start - 1)[0] : start].strip()
        following = _bounds(document, end)[1] if end < len(text) else -1
        if blank_before and following >= 0 and following < len(text) and not text[end:following].strip():
            end = following + 1
    elif text[start - 1 : start] == " ":
        start -= 1
    return (Edit(document.span(start, end), ""),)


_GAP = lazy.compile(r"\n[ \t]*\r?\n((?:[ \t]*\r?\n)+)")


_TRAILING = lazy.compile(r"\n((?:[ \t]*\r?\n)+)\Z")


def _stray_blank_lines(document: Document) -> Iterator[Finding]:
    """Two blank lines between paragraphs of a post that shows damage: a marker was taken out there."""
    text, blocks = document.text, document.blocks
    apart = _apart(blocks, len(text))
    for start, end in apart:
        gap = (_TRAILING if end == len(text) else _GAP).search(text, start, end)
        if gap:
            span = document.span(gap.start() + 1, gap.end())
            yield Finding(span, "stray-blank-lines", edits=(Edit(document.span(gap.start(1), gap.end(1)), ""),))


def _apart(blocks: tuple[Block, ...], length: int) -> Iterator[tuple[int, int]]:
    prose = ("paragraph", "heading", "item", "quote", "break")
    for one, other in pairwise(blocks):
        if one.kind in prose and other.kind in prose:
            yield one.end, other.start
    if blocks and blocks[-1].kind in prose:
        yield blocks[-1].end, length

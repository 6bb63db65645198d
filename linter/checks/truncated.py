"""Paragraphs, list items, headings and table rows that stop in mid-sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from linter import lazy
from linter.blocks import Block
from linter.diagnostic import Edit, Finding, Related
from linter.document import Document
from linter.language import endings
from linter.language.endings import Ending
from linter.language.units import markers
from linter.repeats.damage import damaged
from linter.words import excerpt


class Options(NamedTuple):
    closing: float  # the share of paragraphs that an author closes with a mark, from which a missing one tells
    min_length: int  # code points of a paragraph that only its missing mark makes suspect


def check(document: Document, options: Options) -> Iterator[Finding]:
    broken = document.derived(damaged)
    cuts = document.derived(endings.cut_ends, broken, options.closing, options.min_length)
    pieces = [_folded(document.text[cut.start : cut.end]) for cut in cuts]
    alike = _alike(document, pieces)
    for cut, piece in zip(cuts, pieces, strict=True):
        whole = _whole(document, cut, piece, alike.get(piece[:_HEAD], []))
        values = {"text": excerpt(document.text[cut.start : cut.end], 20, keep="end")}
        span = document.span(cut.start, cut.end)
        if whole is None:
            yield Finding(span, cut.last if cut.last == "mark" else "cut", values, doubtful=not cut.sure)
        else:
            related = (Related(document.span(*whole), "whole"),)
            edits = _deletion(document, cut, whole) if cut.sure and (broken or cut.end - cut.start >= 12) else ()
            yield Finding(span, "copy", values, related, edits, doubtful=not cut.sure)
    for block in document.blocks:
        if block.kind == "heading":
            yield from _heading(document, block)
        elif block.kind == "table":
            yield from _row(document, block, broken)


_RESUMED = lazy.compile(r"(?:…|\.{3})+")


def _folded(text: str) -> str:
    """A sentence without blanks, emphasis and the dots that it begins with."""
    resumed = _RESUMED.match(text)
    return "".join((text[resumed.end() :] if resumed else text).split()).replace("*", "").replace("_", "")


_HEAD = 4  # characters that a cut piece needs, and by which sentences are looked up

Folded: TypeAlias = "tuple[str, int, int]"  # a sentence folded, and its offsets


def _alike(document: Document, pieces: Iterable[str]) -> dict[str, list[Folded]]:
    """The sentences that begin like one of the pieces, by the characters that they begin with, in order of letters."""
    text = document.text
    heads: dict[str, list[Folded]] = {piece[:_HEAD]: [] for piece in pieces if len(piece) >= _HEAD}
    firsts = {head[0] for head in heads} | {*"*_…."}  # or of a mark that is folded away
    for start, end, _ in document.sentences if heads else ():
        if text[start] in firsts:
            head = text[start : start + _HEAD]
            if head in heads or not head.isalnum():
                folded = _folded(text[start:end])
                if folded[:_HEAD] in heads:
                    heads[folded[:_HEAD]].append((folded, start, end))
    for sentences in heads.values():
        sentences.sort()
    return heads


def _whole(document: Document, cut: Ending, piece: str, sentences: list[Folded]) -> tuple[int, int] | None:
    """The finished sentence of the post that begins with the cut piece; of several, the one in the same company."""
    before = _before(document, cut.start)
    best: tuple[int, int] | None = None
    first = bisect_left(sentences, (piece,))
    for key, start, end in sentences[first : first + 20]:
        if not key.startswith(piece):
            break
        if len(key) == len(piece) or start == cut.start or key[-1] not in "。！？!?.」』）)":
            continue
        if before and _before(document, start) == before:
            return start, end
        best = best or (start, end)
    return best


def _before(document: Document, start: int) -> str:
    """The last characters before a sentence in its own line, folded."""
    before = document.text[max(0, start - 12) : start]
    return _folded(before[before.rfind("\n") + 1 :])


def _following(document: Document, at: int) -> str:
    """The text behind `at` and behind the marks that stand there."""
    marks = document.derived(markers)
    for start, end in marks[bisect_left(marks, (at, 0)) :]:
        if document.text[at:start].strip():
            break
        at = end
    return document.text[at : at + 400].lstrip()


def _deletion(document: Document, cut: Ending, whole: tuple[int, int]) -> tuple[Edit, ...]:
    """The deletion of the cut piece, unless what follows continues it (then it should be joined)."""
    text, block = document.text, document.blocks[cut.block]
    start, end = cut.start, cut.end
    if (
        block.kind not in ("paragraph", "item")
        or text[start:end].count("**") % 2
        or document.prose[start:end] != text[start:end]
    ):
        return ()
    following = _following(document, end)
    rest = _folded(text[whole[0] : whole[1]])[len(_folded(text[start:end])) :]
    if following.startswith(("…", "...")) or (rest and _folded(following).startswith(rest[:3])):
        return ()
    if start == block.content and end == block.end:
        start = block.start
        while text[end : end + 1] in ("\r", "\n") and end < len(text):
            end += 1
    else:
        while start > block.content and text[start - 1] in " \t\r\n":
            start -= 1
    return (Edit(document.span(start, end), ""),)


def _heading(document: Document, block: Block) -> Iterator[Finding]:
    text = document.text[block.content : block.end].rstrip(" \t\r#")
    odd = next((mark for mark in "「『（【" if text.rfind(mark) > text.rfind("」』）】"["「『（【".index(mark)])), "")
    if block.info == "atx" and text and (text[-1] in "、，" or (odd and len(text) - text.rfind(odd) > 1)):
        span = document.span(block.content, block.content + len(text))
        yield Finding(span, "heading", {"text": excerpt(text, 20, keep="end")})


_ESCAPED = lazy.compile(r"\\\||`[^`\n]*`")


def _row(document: Document, block: Block, broken: bool) -> Iterator[Finding]:
    """A last row that has fewer cells than the head and does not close, where all others do."""
    lines = document.text[block.start : block.end].split("\n")
    rows = [_ESCAPED.sub("", line).strip() for line in lines]
    if len(rows) < 3 or not all(row.endswith("|") for row in rows[:-1]) or rows[-1].endswith("|"):
        return
    if rows[-1].count("|") < rows[0].count("|"):
        start = block.end - len(lines[-1])
        cell = lines[-1][lines[-1].rfind("|") + 1 :].strip()
        span = document.span(start, block.end)
        yield Finding(span, "row", {"text": excerpt(cell or lines[-1], 20, keep="end")}, doubtful=not broken)

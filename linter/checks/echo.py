"""A body that begins by repeating its title, which the layout prints anyway."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from linter import lazy
from linter.diagnostic import Finding, Related
from linter.document import Document
from linter.words import excerpt


class Options(NamedTuple):
    fields: tuple[str, ...]  # of the front matter that the layout prints as the title
    min_length: int  # code points of a first line that the title may merely contain
    lines: int  # how many blocks of the body may be the title


_IGNORED = lazy.compile(r"[\W_]+")
_TAG = lazy.compile(r"<[^>\n]*>")


def check(document: Document, options: Options) -> Iterator[Finding]:
    front = document.front_matter
    field = next(
        (one for name in options.fields if front and (one := front.get(name)) and isinstance(one.value, str)), None
    )
    if field is None:
        return
    title = _fold(str(field.value))
    blocks = [block for block in document.blocks if block.kind not in ("html", "liquid", "attribute", "break")]
    for block in blocks[: options.lines]:
        if block.kind not in ("paragraph", "heading"):
            return
        end = document.text.find("\n", block.start, block.end)
        end = block.end if end < 0 or block.info == "setext" else end
        if document.text.startswith(("![", "[!["), block.content):
            return
        line = document.text[block.content : end].strip().rstrip("#").strip()
        kind = _kind(line, title, options.min_length)
        if kind:
            start = block.content
            related = (Related(document.span(field.start, field.end), "title"),)
            kind = "heading" if block.kind == "heading" else kind
            yield Finding(document.span(start, start + len(line)), kind, {"text": excerpt(line, 30)}, related)
            return


def _kind(line: str, title: str, least: int) -> str:
    """exact, contained (the title holds the line, or the line the title), or nothing."""
    folded = _fold(line)
    if not folded or not title:
        return ""
    if folded == title:
        return "exact"
    if line.endswith(("。", ".")) or "。" in line:
        return ""
    short, long = sorted((folded, title), key=len)
    return "contained" if len(short) >= least and short in long and 2 * len(short) >= len(long) else ""


def _fold(text: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", _TAG.sub("", text)).lower())

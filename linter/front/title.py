"""Titles that were cut, and titles and descriptions that hold what was never meant to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from linter import lazy
from linter.diagnostic import Edit, Finding, Related
from linter.document import Document
from linter.front.names import SUMMARIES, TEXTS, named, text_fields
from linter.front.summary import folded, opened
from linter.language.endwords import ends_open
from linter.words import excerpt

_MARKUP = lazy.compile(
    r"(?P<strong>\*\*(?=\S)(?P<inner>[^*\n]{1,400}?)(?<=\S)\*\*)|^#{1,6} |\[[^\[\]\n]{1,200}\]\(\S{1,300}?\)|\*\*(?=\S)[^*]*$|<br ?/?>"
)
_NOTE = lazy.compile(
    r"[ \t]{0,3}[（(【\[][ \t]{0,3}(?:約|全角)?\s*[0-9０-９]{1,3}\s*(?:文字|字|자|个字|個字|characters?|chars?)\s*(?:程度|以内|以下|이내)?\s*[)）】\]]"
    r"(?=[\"']?\s*$)"
)
_LAST = lazy.compile(r"(?:[、，,・:：]|(?<![とではにもこ])は|(?<![もわ])の|(?<!あ)や)$")
_CUT_LATIN = lazy.compile(r"\S+\s+\S+\s+(?:the|an|and|of|with|for)$")
_SHORT = 6  # code points of a title that a first line does not begin with by chance
_ECHO = 160  # code points of a first line that may hold the whole title


def check(document: Document, assistant: Sequence[str]) -> Iterator[Finding]:
    for field, _ in text_fields(document, TEXTS):
        at = document.text.find("\ufffd", field.start, field.end)
        if at >= 0:
            end = at + len(document.text[at : field.end]) - len(document.text[at : field.end].lstrip("\ufffd"))
            yield Finding(document.span(at, end), "broken-character", {"key": named(field.name)})
    for field, text in text_fields(document, ("title", *SUMMARIES)):
        span = document.span(field.start, field.end)
        lowered = text.strip().casefold()
        if lowered.startswith(_casefolded(tuple(assistant))):
            yield Finding(span, "assistant-answer", {"key": named(field.name), "text": excerpt(text)})
            continue
        note = _NOTE.search(document.text, field.start, field.end)
        if note:
            place = document.span(*note.span())
            values = {"key": named(field.name), "text": note[0].strip()}
            yield Finding(place, "length-note", values, edits=(Edit(place, ""),))
        if field.name != "title":
            continue
        markup = _MARKUP.search(text)
        if markup:
            edits = []
            for each in _MARKUP.finditer(document.text, field.start, field.end):
                if each["strong"]:
                    edits += [
                        Edit(document.span(at, at + 2), "") for at in (each.start("strong"), each.end("strong") - 2)
                    ]
            yield Finding(span, "text-markup", {"key": named("title"), "text": excerpt(markup[0])}, edits=tuple(edits))
        yield from _cut(document, field.start, field.end, _NOTE.sub("", text).strip())


@lru_cache(maxsize=8)
def _casefolded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase.casefold() for phrase in phrases)


def _cut(document: Document, start: int, end: int, title: str) -> Iterator[Finding]:
    bracket = opened(title)
    span = document.span(start, end)
    whole = _whole(document, title) if bracket or ends_open(title[-24:]) or _LAST.search(title) else None
    if whole:
        related = (Related(document.span(*whole), "whole"),)
        values = {"text": excerpt(title, 12, "end"), "whole": excerpt(document.text[slice(*whole)], 60)}
        yield Finding(span, "title-cut-whole", values, related)
    elif bracket:
        yield Finding(span, "title-bracket", {"text": excerpt(title[title.rindex(bracket) :], 20), "bracket": bracket})
    elif _LAST.search(title) or _CUT_LATIN.search(title[-80:]):
        yield Finding(
            span, "title-cut", {"text": excerpt(title, 12, "end")}, doubtful=not title.endswith(("、", "，", ","))
        )


def _whole(document: Document, title: str) -> tuple[int, int] | None:
    """The first line of the body, where it begins with the title and goes on."""
    for block in document.blocks[:2]:
        if block.kind not in ("heading", "paragraph"):
            continue
        line = document.text[block.content : block.end].split("\n", 1)[0].rstrip()
        if (
            len(title) >= _SHORT
            and len(line) <= _ECHO
            and folded(line) != folded(title)
            and folded(line).startswith(folded(title))
        ):
            return block.content, block.content + len(line)
    return None

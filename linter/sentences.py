"""Sentences of prose in Japanese, English, Chinese and Korean.

One expression reads a sentence at a time: plain characters, bracketed stretches taken whole, marks
that end nothing (the dot of `3.5`, the `!` of `!important`), and at last a mark that does.
It never goes back, so the cost is linear, and an opening bracket that is never closed stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter import lazy

_PAIRS = ("「」", "『』", "（）", "()", "【】", "[]", "《》", "〈〉")


def _bracketed(opening: str, closing: str) -> str:
    o, c = re.escape(opening), re.escape(closing)
    plain = f"[^{o}{c}]*"
    return f"{o}{plain}(?:{o}{plain}{c}{plain})*{c}"


_OPEN = "".join(re.escape(pair[0]) for pair in _PAIRS)
_ENDED = r"[。！？!?｡.][」』）)”\"]"  # the end of a bracket whose text has its own end
_PLAIN = rf"[^。！？!?｡．….\r\n{_OPEN}]*"
_SENTENCE = lazy.compile(
    r"\s*("
    r"\([^()]*[.!?]\)(?=\s+[A-Z])|（[^（）]*[。！？]）(?=\s)"  # a sentence in brackets of its own
    rf"|{_PLAIN}(?:(?![。！？])(?:"
    rf"{'|'.join(_bracketed(*pair) for pair in _PAIRS)}|[{_OPEN}]"
    rf"|(?<!{_ENDED})(?:\r?\n|\r)"
    r"|(?<=Yahoo)!|[!?](?=[#-&+,\-./0-9:;<=>@A-Z\[\\^`a-z{|}~])"
    r"|\.+(?![.\s\"'”’)\]）」』*_]|\Z)|．(?=[0-9０-９A-Za-z])|…+(?![。！？!?｡．….]|[ \t\r]*(?:\n|\Z))"
    rf"){_PLAIN})*"
    r"(?:(?:[。！？!?｡．…][。！？!?｡．….]*|\.[.!?]*)(?:[」』）)】\]》〉”’]+|[\"'](?=[\s*_]|\Z))*"
    rf"|(?<={_ENDED})(?=\r?\n))?)"
    r"(?:(?P<dot>(?<=\.))|(?P<quoted>(?<=[\"'”’)\]])(?=[ ][a-z]))|(?=(?P<stars>\*+)))?"
)

_ABBREVIATION = lazy.compile(
    r"(?:\b(?:[A-Z]|e\.g|i\.e|c\.f|cf|al|vs|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Nos?|Inc|Ltd|Corp|Co|Bros|U\.S|U\.K|U\.N|E\.U"
    r"|D\.C|approx|est|Figs?|Eq|Vol|pp?|Ch|Sec|[Vv]er|v|Gen|Col|Lt|Sgt|Rep|Sen|Gov|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec)|(?:^|[\s*_])\d{1,3})$"
)
_MAYBE = lazy.compile(r"\b(?:etc|a\.m|p\.m|Ph\.D|M\.D)$")  # an end where a capital follows
_STARS = lazy.compile(r"\*+")


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the sentences in `text[start:end]`, without surrounding white space.

    A mark inside brackets or quotes ends no sentence, unless they are never closed, or close at
    the end of a line. Closing brackets and quotes behind the mark belong to the sentence, and so do
    `**` that close emphasis; `**` that open it belong to the next. A line break alone ends nothing.
    """
    return iter(pieces(text, start, end))


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """`split`, as a list."""
    found: list[tuple[int, int]] = []
    held, floor, emphasis = -1, start, (start, False)
    for match in _SENTENCE.finditer(text, start, end):
        begin, stop = match.span(1)
        if begin < floor:
            begin = _after_blanks(text, floor, stop)
        if begin >= stop:
            continue
        if held >= 0:
            begin, held = held, -1
        if match.lastindex != 1:
            if match["stars"] is not None:
                emphasis, closes = _emphasis(text, emphasis, stop, end)
                if closes:
                    floor = stop = match.end("stars")
            elif _goes_on(text, begin, stop, end, match):
                held = begin
                continue
        elif stop == end or text[stop - 1].isspace():
            stop = begin + len(text[begin:stop].rstrip())
        found.append((begin, stop))
        if stop == end:
            break
    if held >= 0:
        found.append((held, held + len(text[held:end].rstrip())))
    return found


def _after_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _goes_on(text: str, begin: int, stop: int, end: int, match: re.Match[str]) -> bool:
    """Whether the dot ends an abbreviation or a list number, or `"Stop!" he said` goes on."""
    if match["quoted"] is not None:
        return True
    if stop >= end:
        return False
    following = _after_blanks(text, stop, min(end, stop + 8))
    follows = text[following] if following < end else ""
    if text[stop - 2] in ".!?。":
        return text[stop - 3 : stop] == "..." and follows.isascii() and follows.islower()
    dot = stop - 1
    head = text[max(begin, dot - 8) : dot]
    if _ABBREVIATION.search(head):
        return True
    if head[-1:].isdigit() and follows.isdigit():
        return True  # 2025. 1. 5.
    return bool(_MAYBE.search(head)) and not follows.isupper()


def _emphasis(text: str, known: tuple[int, bool], at: int, end: int) -> tuple[tuple[int, bool], bool]:
    """Whether the asterisks at `at` close emphasis; and the state behind them, to go on from."""
    position, is_open = known
    closes = False
    for run in _STARS.finditer(text, position, end):
        before = run.start() > 0 and not text[run.start() - 1].isspace()
        after = run.end() < end and not text[run.end()].isspace()
        was = is_open
        if before and after:
            is_open = not is_open
        elif before or after:
            is_open = after
        position = run.end()
        if run.start() >= at:
            closes = (was and not is_open) or (before and not after)
            break
    return (position, is_open), closes

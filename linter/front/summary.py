"""Descriptions and excerpts that say nothing, say it twice, stop in mid-sentence or show Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter import lazy
from linter.diagnostic import Edit, Finding, Related
from linter.document import Document
from linter.front.names import SUMMARIES, named, text_fields
from linter.frontmatter import Field
from linter.language.endwords import ends_open
from linter.words import excerpt

LONG_CJK, LONG_LATIN = 80, 130  # code points from which on an ellipsis marks a limit, not a tease
LONGEST = 1000  # code points at the end of a text that are looked through for brackets
FRAGMENT = 12  # code points of an unfinished sentence that can be found again in the body
_DONE = lazy.compile(r"[。．！？!?.｡♪☆★~～]$|[。！？!?.][)）」』】\]》〉”\"'’]+$|&#46;$|https?://\S+$")
_CLOSED = lazy.compile(r"[)）」』】\]》〉”\"'’]$")  # often an end, but not where the body goes on
_STOP = lazy.compile(r"[。！？!?\n]|\.(?=\s)")
_EDGE = frozenset("。．.！？!?、，,;:：；)）」』】\n")
_MARKUP = lazy.compile(
    r"(?P<strong>\*\*(?=\S)(?P<inner>[^*\n]{1,400}?)(?<=\S)\*\*)|(?:^|\n)#{1,6} |!?\[[^\[\]\n]{1,200}\]\([^)\s]{1,300}\)|```|\*\*(?=\S)[^*]*$"
)
_FOLD = lazy.compile(r"[\s\W_]+")


def check(document: Document, boilerplate: Sequence[str]) -> Iterator[Finding]:
    front = document.front_matter
    if front is None:
        return
    title = front.get("title")
    seen: dict[str, Field] = (
        {title.name: title} if title and isinstance(title.value, str) and title.value.strip() else {}
    )
    for field, text in text_fields(document, SUMMARIES):
        span = document.span(field.start, field.end)
        key = named(field.name)
        yield from _markup(document, field, text)
        phrase = next(
            (phrase for phrase in boilerplate if text.strip().rstrip("。.").endswith(phrase.rstrip("。."))), ""
        )
        if phrase:
            yield Finding(span, "summary-boilerplate", {"key": key, "text": excerpt(phrase, 30)})
        same = next((other for other in seen.values() if folded(str(other.value)) == folded(text)), None)
        if same and folded(text):
            related = (Related(document.span(same.start, same.end), "same"),)
            kind = "summary-equals-title" if same.name == "title" else "summary-twice"
            yield Finding(span, kind, {"key": key, "other": named(same.name)}, related)
        if same is None or same.name != "title":
            yield from _cut(document, field, text)
        seen[field.name] = field


def folded(text: str) -> str:
    """What two texts have in common that differ in spaces, marks and case only."""
    return _FOLD.sub("", text).casefold()


def _markup(document: Document, field: Field, text: str) -> Iterator[Finding]:
    match = _MARKUP.search(text)
    if not match:
        return
    edits = []
    for strong in _MARKUP.finditer(document.text, field.start, field.end):
        if strong["strong"]:
            edits += [Edit(document.span(at, at + 2), "") for at in (strong.start("strong"), strong.end("strong") - 2)]
    only_bold = edits and not _MARKUP.search(_MARKUP.sub(lambda each: each["inner"] or each[0], text))
    shown = {"key": named(field.name), "text": excerpt(match[0].strip(), 24)}
    yield Finding(document.span(field.start, field.end), "text-markup", shown, edits=tuple(edits) if only_bold else ())


def _cut(document: Document, field: Field, text: str) -> Iterator[Finding]:
    text = " ".join(text.split())
    core = text.rstrip(".…‥")
    dots = text[len(core) :]
    ellipsis = len(dots) > 2 or "…" in dots or "‥" in dots
    core = core.rstrip() if ellipsis else text
    if (
        not core
        or (not ellipsis and _DONE.search(core[-300:]) and not opened(core))
        or (ellipsis and core[-1] in "。！？!?")
    ):
        return
    cjk = any("\u3040" <= letter <= "\u30ff" or "一" <= letter <= "\u9fff" or "가" <= letter <= "힣" for letter in core)
    fragment = core[max((match.end() for match in _STOP.finditer(core)), default=0) :].strip()
    long = len(core) >= (LONG_CJK if cjk else LONG_LATIN)
    cut = goes_on(document, fragment) or bool(opened(core)) or core[-1] in "、，,"
    if not cut and not ellipsis and not core.endswith("とは"):
        cut = long and ends_open(core[-24:])
    if cut or (ellipsis and long and not _CLOSED.search(core)):
        values = {"key": named(field.name), "text": excerpt(text, 12, "end")}
        yield Finding(document.span(field.start, field.end), "summary-cut", values, doubtful=not cut)


def goes_on(document: Document, fragment: str) -> bool:
    """Whether the body has a sentence that begins with the fragment and does not end with it."""
    if len(fragment) < FRAGMENT:
        return False
    prose = document.derived(_flat)
    at = prose.find(fragment)
    if at < 0:
        return False
    following = prose[at + len(fragment) : at + len(fragment) + 2].lstrip(" ")
    begins = at == 0 or prose[:at].rstrip()[-1:] in "。！？!?.\n*#"
    return begins and bool(following) and following[0] not in _EDGE


def _flat(document: Document) -> str:
    """The prose of the body: a line a block, blanks and emphasis folded."""
    blocks = [
        document.prose[block.content : block.end]
        for block in document.blocks
        if block.kind in ("paragraph", "item", "quote")
    ]
    return "\n".join(" ".join(block.replace("**", "").split()) for block in blocks)


_PAIRS = {"「": "」", "『": "』", "（": "）", "【": "】", "“": "”", "《": "》", "(": ")", "[": "]"}
_BRACKET = lazy.compile(r"[「」『』（）【】“”《》()\[\]]")
_SMILEY = lazy.compile(r"[:;][-']?[()\[\]]|\([^()]{1,3}\)")


def opened(text: str) -> str:
    """The bracket or quotation mark that `text` opens and never closes, or nothing."""
    stack: list[str] = []
    for character in _BRACKET.findall(_SMILEY.sub("", text[-LONGEST:])):
        if character in _PAIRS:
            stack.append(character)
        elif stack and character == _PAIRS[stack[-1]]:
            stack.pop()
        elif character in _PAIRS.values() and any(_PAIRS[each] == character for each in stack):
            while _PAIRS[stack.pop()] != character:
                pass
        elif character in ")]" and stack and stack[-1] in "（【":
            stack.pop()  # a pair of two widths
        elif character in "）】" and stack and stack[-1] in "([":
            stack.pop()
    return stack[0] if stack else ""

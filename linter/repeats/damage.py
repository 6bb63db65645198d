"""Whether a post is damaged at all, judged in one place.

People repeat themselves: refrains, notices, the same clause in two items. In a post with a sure sign of
damage every repeat of 40 characters counts; in any other only long ones do. Signs: a generator's mark
outside code; a Japanese line of 1,000 characters and more that joins five sentences by blanks; an ellipsis
and the last words of a cut paragraph; a repeat in paragraphs of 300 characters (CJK) or 800; a shorter one
that was flattened, or cut in mid-sentence.
"""

from __future__ import annotations

from linter import lazy
from linter.document import Document
from linter.repeats.exact import Match, Scan, scan
from linter.repeats.flat import Flat, flatten
from linter.repeats.places import CHANCE, ELLIPSIS, TERMINATORS, blocks_between, breaks, cjk, edge, prose_length

LEAST = 40  # the shortest repeat that is looked at, in flat characters
_LONG = {True: 300, False: 800}  # by cjk()
_TORN = {True: 80, False: 160}
_END = lazy.compile(r"-(?<!--)-+[ \t]*END\b[ \t]*-{2,}")
_LABEL = lazy.compile(r"【(?:既存の?記事の最後の部分[^】\n]*|要求事項|文体の指示)】")
_GIANT = 1000
_WORDS, _RESUMED, _NEWEST = 40, 6, 20  # looked at behind an ellipsis; enough to be sure; cut ends compared
_JOINED = lazy.compile(r"[。！？][」』）)]*\** +(?=[^\s])")


def found(document: Document) -> Scan:
    """The verbatim repeats of the post, from LEAST characters on, whatever they mean."""
    return scan(document.derived(flatten).chars, LEAST)


def damaged(document: Document) -> bool:
    """Whether the post shows a sure sign of damage. Call it through `document.derived`."""
    return _marked(document) or _flattened(document) or _resumed(document) or _repeated(document)


def _marked(document: Document) -> bool:
    text, body = document.text, document.body
    if "END" in text and _END.search(text, body) and _END.search(document.prose):
        return True
    return bool(_LABEL.search(text, body)) and bool(_LABEL.search(document.prose))


def _flattened(document: Document) -> bool:
    return any(
        block.kind == "paragraph"
        and block.end - block.start >= _GIANT
        and any(
            len(line) >= _GIANT and len(_JOINED.findall(line)) >= 5
            for line in document.text[block.start : block.end].split("\n")
        )
        for block in document.blocks
    )


def _resumed(document: Document) -> bool:
    """Whether a paragraph begins with an ellipsis and the last words of one that stopped in mid-sentence."""
    text = document.text
    if not any(sign in text for sign in ("\n…", "\n...", "\n・・・", "\n⋯")):
        return False
    ends: list[str] = []
    for block in document.blocks:
        if block.kind != "paragraph":
            continue
        ellipsis = ELLIPSIS.match(text, block.start, block.end)
        if ellipsis:
            words = text[ellipsis.end() : ellipsis.end() + _WORDS]
            for length in range(len(words), _RESUMED - 1, -1):
                if any(end.endswith(words[:length]) for end in ends[-_NEWEST:]):
                    return True
        end = text[max(block.start, block.end - _WORDS - 4) : block.end].rstrip("* \t\r\n")
        if end[-1:] not in TERMINATORS:
            ends.append(end)
    return False


def _repeated(document: Document) -> bool:
    flat = document.derived(flatten)
    for match in document.derived(found).matches:
        length = match.end - match.start
        script = cjk(flat.chars[match.start : match.start + 400])
        if length < _TORN[script]:
            continue
        prose = prose_length(document, flat, match.start, match.end)
        if prose >= _LONG[script] or (prose >= _TORN[script] and _torn(flat, match)):
            return True
    return False


def _torn(flat: Flat, match: Match) -> bool:
    """Whether one copy lost the paragraphs of the other, or stops where the other goes on in mid-sentence."""
    source_end = match.source + match.end - match.start
    blocks, source_blocks = blocks_between(flat, match.start, match.end), blocks_between(flat, match.source, source_end)
    if min(blocks, source_blocks) == 1 < max(blocks, source_blocks):
        return True
    if breaks(flat, match.end) == breaks(flat, source_end) or (edge(flat, match.end) and edge(flat, source_end)):
        return False
    return not any(edge(flat, index) for index in range(match.end - CHANCE, match.end))

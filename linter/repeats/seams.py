"""Where a paragraph begins in mid-sentence, and the cut end that it continues.

    for seam in document.derived(seams): ...

Evidence: an `…` before the words of a cut end; the same words inside a sentence elsewhere, not at its
start (a complete copy proves the join, even one without overlap); a beginning that no sentence has.
Cut ends are searched newest first: a fragment often continues one far above it. Only in damaged posts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from linter import lazy
from linter.document import Document
from linter.repeats.damage import damaged, found
from linter.repeats.exact import Match
from linter.repeats.flat import Flat, flatten
from linter.repeats.places import ELLIPSIS, barrier, cjk, closes, edge

_HEADLESS = lazy.compile(r"[ \t]*[をんっゃゅょぁぃぅぇぉー、。）」』](?!\*)")
_LOWER = lazy.compile(r"[a-z]{2,}[ ,]")
_ODD = lazy.compile(r"[ \t]*\**[….・⋯をんっゃゅょぁぃぅぇぉー、。）」』]")  # may be headless, or an ellipsis
_INVENTED = lazy.compile(r"[ぁ-ゖ]*")
_TAIL = 6  # so many characters of a cut end are looked up
_REACH = 120  # the longest overlap that is looked for
_LEAD, _LEAST = 24, 12  # a short copy: an equal clause of _LEAST characters that begins so near to the line's start
_APART = frozenset("、,，:：「『（(】》…。.")  # behind these the same words may begin a sentence of their own
_ENDS = frozenset("。．.！？!?｡…）)」』】》:：")
_LONG_ITEM = 40  # a shorter one may lack its full stop
_CHANCE = 3  # a match may begin so many characters before the fragment
_SHARED = 4  # a copy that joins both halves has so many characters of the first one
_SLACK = 2  # a fragment may begin with so many characters that were never there
_ALIKE = 8  # so many cut ends of one tail are tried
_NEWEST = 60  # so many cut ends are compared one by one for an overlap shorter than _TAIL


class Seam(NamedTuple):
    """Flat indices."""

    start: int  # of the fragment, the ellipsis included
    end: int  # behind its first sentence, at most 80 characters
    text: int  # where its words begin, behind the ellipsis
    ellipsis: bool
    cut: int = -1  # the end of the text that it continues, exclusive; -1 where that is unknown
    overlap: int = 0  # so many characters before `cut` stand at `text` again
    proof: int = -1  # a complete copy: the place of `text` inside a sentence elsewhere
    sure: bool = True


class _Ends:
    """The cut ends of the post, in order."""

    def __init__(self, document: Document, flat: Flat) -> None:
        self.flat = flat
        self.at: list[int] = []
        chars = flat.chars
        for block, end in zip(document.blocks, [*flat.heads[1:], len(chars)], strict=True):
            if (
                block[0] in ("paragraph", "item")
                and end
                and chars[end - 1] not in "。！？"
                and not closes(flat, end)
                and not barrier(chars[end - 1])
            ):
                self.at.append(end)
        self.by_tail: dict[str, list[int]] = {}
        for end in self.at:
            self.by_tail.setdefault(flat.chars[max(0, end - _TAIL) : end], []).append(end)

    def _newest(self, tail: str, before: int) -> list[int]:
        """The ends of that tail up to `before`, newest first, at most _ALIKE."""
        ends = self.by_tail.get(tail)
        if not ends:
            return []
        at = bisect_right(ends, before)
        return ends[max(0, at - _ALIKE) : at][::-1]

    def continued(self, place: int, before: int) -> tuple[int, int]:
        """The newest cut end before `before` whose last words lead up to `place`, and the overlap."""
        chars = self.flat.chars
        for overlap in range(_REACH):
            tail = chars[max(0, place + overlap - _TAIL) : place + overlap]
            for end in self._newest(tail, before):
                if end != place + overlap:
                    return end, overlap
        return -1, 0

    def overlapping(self, text: int, before: int, least: int) -> tuple[int, int]:
        """The newest cut end before `before` whose last `least` characters and more stand at `text` again."""
        chars = self.flat.chars
        for overlap in range(_REACH, _TAIL - 1, -1):
            for end in self._newest(chars[text + overlap - _TAIL : text + overlap], before):
                if chars[end - overlap : end] == chars[text : text + overlap]:
                    return end, overlap
        number = bisect_right(self.at, before)
        for end in reversed(self.at[max(0, number - _NEWEST) : number]):
            for overlap in range(_TAIL - 1, least - 1, -1):
                if chars[end - overlap : end] == chars[text : text + overlap]:
                    return end, overlap
        return -1, 0


def seams(document: Document) -> tuple[Seam, ...]:
    """The seams of the post, in order; none in a post that is not damaged."""
    if not document.derived(damaged):
        return ()
    flat = document.derived(flatten)
    scanned = document.derived(found)
    matches = sorted([*scanned.matches, *_grown(flat, scanned.hints)])
    by_source = sorted(matches, key=lambda match: match.source)
    ends = _Ends(document, flat)
    known = {at + by for match in matches for at in match[::2] for by in range(-_SLACK, _CHANCE + 1)}
    made: dict[int, Seam] = {}
    proofs: set[int] = set()
    words = document.text
    above = -1  # where the block above ends, if in mid-sentence
    for block, start, end in zip(document.blocks, flat.heads, [*flat.heads[1:], len(flat.chars)], strict=True):
        if start == end:
            continue
        kind, first, last = block[:3]
        if kind == "paragraph" and (above > 0 or start in known or _ODD.match(words, first, last)):
            ellipsis = ELLIPSIS.match(words, first, last)
            text = flat.index(ellipsis.end()) if ellipsis else start
            places = _copies(flat, matches, by_source, text, made) if text in known else []
            joined = _whole(flat, matches, by_source, start) if above == start and not ellipsis else -1
            seam = (
                Seam(start, 0, start, False, above, 0, joined)
                if joined >= 0
                else _after_ellipsis(ends, start, text, places, above)
                if ellipsis
                else _headless(document, first, ends, start, places, above, proofs)
            )
            if seam:
                proofs.add(seam.proof)
                made[text] = seam._replace(end=_first_sentence(flat, text))
        may_stop = kind == "paragraph" or (kind == "item" and end - start >= _LONG_ITEM)
        above = end if may_stop and words[last - 1] not in _ENDS and _torn(words[first:last]) else -1
    return tuple(made.values())


def _torn(paragraph: str) -> bool:
    """Whether a paragraph stops in mid-sentence, and is neither a bold title nor a remark in brackets."""
    last = paragraph.rstrip("* \t\r\n")[-1:]
    return last not in _ENDS and not (paragraph.startswith("**") and paragraph.rstrip().endswith("**"))


def _after_ellipsis(ends: _Ends, start: int, text: int, places: list[int], above: int) -> Seam | None:
    for place in places:
        cut, overlap = ends.continued(place, start)
        if cut >= 0:
            return Seam(start, 0, text, True, cut, overlap, place)
    cut, overlap = ends.overlapping(text, start, 2)
    if cut >= 0:
        return Seam(start, 0, text, True, cut, overlap)
    if places:
        return Seam(start, 0, text, True, proof=places[0])
    if above > 0:
        return Seam(start, 0, text, True, above)
    return Seam(start, 0, text, True, sure=False)


def _headless(
    document: Document, offset: int, ends: _Ends, start: int, places: list[int], above: int, proofs: set[int]
) -> Seam | None:
    chars = ends.flat.chars
    for place in places:
        cut, overlap = ends.continued(place, start)
        if cut >= 0 and overlap and edge(ends.flat, cut - overlap):
            return None  # the cut sentence begins again
        if cut >= 0:
            return Seam(start, 0, start, False, cut, overlap, place)
    headless = _HEADLESS.match(document.text, offset)
    torn = above > 0
    for place in places:
        before = chars[place - 1]
        if before not in _APART and (torn or place in proofs):
            return Seam(start, 0, start, False, proof=place)
    if headless or (torn and _LOWER.match(document.text, offset)):
        return Seam(start, 0, start, False, above if torn else -1)
    return None


def _copies(flat: Flat, matches: list[Match], by_source: list[Match], text: int, made: dict[int, Seam]) -> list[int]:
    """Where the words at `text` stand inside a sentence: at most eight places, flat indices."""
    places = []
    at = bisect_left(matches, (text - _CHANCE,))
    for match in matches[at : at + 4]:
        if match.start > text + _SLACK:
            break
        if not _INVENTED.fullmatch(flat.chars, text, max(text, match.start)):
            continue
        place = match.source + text - match.start
        if place in made and made[place].proof >= 0:
            place = made[place].proof
        places.append(place)
    at = bisect_left(by_source, text - _CHANCE, key=lambda match: match.source)
    for match in by_source[at : at + 8]:
        if match.source > text + _SLACK:
            break
        if not _INVENTED.fullmatch(flat.chars, text, max(text, match.source)):
            continue
        places.append(match.start + text - match.source)
    return [place for place in places if place > 0 and not edge(flat, place)][:8]


def _whole(flat: Flat, matches: list[Match], by_source: list[Match], text: int) -> int:
    """Where the end above `text` and the words at `text` stand as one sentence; -1 where they do not."""
    least = text - _SHARED
    at = bisect_left(matches, (least,))
    places = [match.source + text - match.start for match in matches[max(0, at - 4) : at] if match.end > text]
    at = bisect_left(by_source, least, key=lambda match: match.source)
    places += [
        match.start + text - match.source
        for match in by_source[max(0, at - 8) : at]
        if match.source + match.end - match.start > text
    ]
    return next((place for place in places if not edge(flat, place) and not _apart(flat, place)), -1)


def _apart(flat: Flat, place: int) -> bool:
    """Whether a blank before `place` is a paragraph break that a flattened copy lost."""
    before, behind = flat.chars[place - 1], flat.chars[place]
    blank = flat.masked[flat.end(place) : flat.offset(place)].isspace()
    return blank and (cjk(before) or cjk(behind) or not behind.islower())


def _grown(flat: Flat, hints: list[tuple[int, int]]) -> list[Match]:
    """Equal clauses near the beginning of a line, extended back to it: copies too short to be repeats."""
    grown = []
    heads = flat.heads
    for later, earlier in hints:
        for one, other in ((later, earlier), (earlier, later)):
            head = heads[bisect_right(heads, one) - 1] if heads[0] <= one else -1
            back = one - head
            if head >= 0 and 0 < back < min(_LEAD, other) and flat.chars[head:one] == flat.chars[other - back : other]:
                grown.append(Match(later - back, later + _LEAST, earlier - back))
                break
    return grown


def _first_sentence(flat: Flat, text: int) -> int:
    for end in range(text + 1, min(text + 80, len(flat.chars))):
        if edge(flat, end):
            return end
    return min(text + 80, len(flat.chars))

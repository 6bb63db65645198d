"""Cut sentences and what continues them, where no copy in the post proves it.

A stub is joined with the text that takes it up: at their overlap, or where they meet, when the characters
around the joint are at home in the post and what follows does not begin like a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linter import lazy
from linter.repair.nodes import Nodes
from linter.repair.units import Post, Unit, overlap

_OVERLAP = 4  # characters that are no chance
_COPIES = 200  # of one sentence that are looked at
_WORDS = 40  # characters that are compared as they are written
_BACK = 12  # fragments that are searched for the end that a piece continues
_OPENERS = lazy.compile(
    r"「|『|（|\(|しかし|そして|また[、,]|さらに|例えば|たとえば|この|これ|その|それ|では|でも|だから|つまり|一方|正直|私|僕|あなた|もちろん|"
    r"今|特に|次に|最後に|まず|なぜ|ただ|実際|結局|個人的|もし|あの|ここ|そう|さて|ところ|加えて|同時に|[A-Z][a-z]+ "
)
# what no sentence begins with: particles, marks, small kana
_HEADLESS = lazy.compile(r"[のをにがはへ、。）」』ーゃゅょっ]")


@dataclass(frozen=True, slots=True)
class Join:
    stub: int  # unit
    rest: int  # unit
    overlap: int  # characters of the rest's key that the stub has already

    def key(self, units: Sequence[Unit]) -> str:
        return units[self.stub].key + units[self.rest].key[self.overlap :]


def find(post: Post, nodes: Nodes) -> Iterator[Join]:
    """The joins of stubs that are no piece of a sentence that stands, each with the text right behind its tear."""
    units = post.units
    starts = {unit.key[:3] for unit in units if not unit.torn}
    open_stubs: list[int] = []
    for index, unit in enumerate(units):
        if not unit.key:
            continue
        if unit.torn and unit.first and nodes.whole[index] and _continues_only(units, nodes, index):
            partner = _partner(post, open_stubs, index, starts)
            if partner:
                open_stubs.remove(partner.stub)
                yield partner
        if unit.stub and nodes.whole[index]:
            open_stubs.append(index)


def _continues_only(units: Sequence[Unit], nodes: Nodes, index: int) -> bool:
    """Whether no copy of the unit is a sentence in its own right: all stand at a tear, or it begins as none does."""
    headless = bool(_HEADLESS.match(units[index].key))
    return all(
        units[other].first and (units[other].torn or headless) for other in nodes.units[nodes.of[index]][:_COPIES]
    )


def _partner(post: Post, stubs: Sequence[int], index: int, starts: set[str]) -> Join | None:
    units = post.units
    rest = units[index]
    for stub in reversed(stubs[-_BACK:]):
        length = overlap(units[stub].key, rest.key)
        if length == len(rest.key):
            return None
        if length >= _OVERLAP or (length >= 2 and rest.dots):
            return Join(stub, index, length)
    if not stubs or stubs[-1] != index - 1 or "heading" in (rest.kind, units[index - 1].kind):
        return None
    if rest.kind == "item":
        return None
    left = units[index - 1].key
    length = overlap(left, rest.key)
    if rest.key[:length].isascii() and length < _OVERLAP:
        end = units[index - 1].end
        length = _words_again(post.text[max(0, end - _WORDS) : end], post.text[rest.start : rest.start + _WORDS])
        if length:
            return Join(index - 1, index, length)
    fits = _fits(left, rest.key, post.triples)
    if length and _fits(left[:-length], rest.key, post.triples) > fits:
        return Join(index - 1, index, length)
    if rest.stub and not fits:  # a line that is as little a sentence as the one before
        return None
    sure = fits == 2
    foreign = (left[-1:].isascii() != rest.key[:1].isascii()) or units[index - 1].kind == "item"
    if length >= 2 or sure or not (foreign or _opens(rest, starts)):
        return Join(index - 1, index, length if length >= 2 else 0)
    return None


def _words_again(left: str, right: str) -> int:
    """The letters of the whole words, or of at least four characters with a blank, that `right` says again of `left`."""
    left, right = " ".join(left.split()), " ".join(right.split())
    length = overlap(left, right)
    words = right[:length]
    whole = not left[:-length][-1:].isalnum() and not right[length : length + 1].isalnum()
    again = whole and any(character.isalnum() for character in words)
    return len(words.replace(" ", "")) if length and (again or (length >= _OVERLAP and " " in words)) else 0


def _fits(left: str, right: str, triples: frozenset[str]) -> int:
    """How many of the two triples of characters across the joint are found elsewhere in the post."""
    return (left[-2:] + right[:1] in triples) + (left[-1:] + right[:2] in triples)


def _opens(unit: Unit, starts: set[str]) -> bool:
    return bool(_OPENERS.match(unit.key)) or (unit.key[:3] in starts and not _HEADLESS.match(unit.key))


_LAST_WORD = lazy.compile(r"[A-Za-z]+$")
_FIRST_WORD = lazy.compile(r"[A-Za-z]+")


def joint(text: str, end: int, start: int) -> str:
    """What stands between a stub that ends at `end` and its rest at `start`: a blank between two words, else nothing."""
    last, first = _LAST_WORD.search(text, max(0, end - 40), end), _FIRST_WORD.match(text, start)
    if not last or not first:
        return " " if first and text[end - 1] in ",;:" else ""
    return "" if re.search(rf"\b{last[0]}{first[0]}\b", text) else " "


def closed(units: Sequence[Unit], joins: Sequence[Join]) -> list[tuple[int, str]]:
    """The units that the joins bring together, each with the key of the whole sentence."""
    rests = {join.stub: join for join in joins}
    inner = {join.rest for join in joins}
    result = []
    for join in joins:
        if join.stub in inner:
            continue
        chain, key = [join.stub], units[join.stub].key
        while chain[-1] in rests:
            following = rests[chain[-1]]
            key += units[following.rest].key[following.overlap :]
            chain.append(following.rest)
        result += [(index, key) for index in chain]
    return result

"""The order of the article: what stands first stays first, what is new goes behind the sentence before it.

The fragments are read in the order of the post. A sentence that the article has already is an anchor: new
text behind it in the same fragment goes behind it in the article, not to the end. New text at the head of a
fragment goes to the end of the article so far, which is where it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from linter.repair.nodes import Nodes
from linter.repair.units import Unit

_SOON = 40  # sentences

_FAR = 400  # sentences of one paragraph that are looked through


def representatives(units: Sequence[Unit], nodes: Nodes, preferred: Collection[int] = ()) -> list[int]:
    """The unit that each node is taken from: whole rather than cut, with its line breaks rather than without, the first."""

    def rank(index: int) -> tuple[bool, bool, bool, int]:
        return (not nodes.whole[index], index not in preferred, units[index].flat, index)

    return [min(indices, key=rank) for indices in nodes.units]


class _Article:
    """The nodes that are placed, as a linked list; -1 stands before the first and behind the last."""

    def __init__(self) -> None:
        self.after: dict[int, int] = {-1: -1}
        self.before: dict[int, int] = {-1: -1}

    def __contains__(self, node: int) -> bool:
        return node >= 0 and node in self.after

    def put(self, node: int, place: int) -> None:
        """Puts the node behind `place`."""
        following = self.after[place]
        self.after[place], self.after[node] = node, following
        self.before[following], self.before[node] = node, place

    @property
    def last(self) -> int:
        return self.before[-1]

    def order(self) -> Iterator[int]:
        node = self.after[-1]
        while node >= 0:
            yield node
            node = self.after[node]


def arrange(units: Sequence[Unit], nodes: Nodes, chosen: Sequence[int], loose: Collection[int] = ()) -> list[int]:
    """The nodes in the order of the article. Units in `loose` are no anchors for what follows them."""
    article = _Article()
    before = -1
    held = False  # below a second heading over text that has one: it keeps what is new
    fresh: set[int] = set()  # nodes that this fragment brought
    for index, unit in enumerate(units):
        node = nodes.of[index]
        if unit.torn:
            before = _up_to(units, nodes, index, article, before)
            fresh = set()
        held = held and not unit.torn and unit.kind != "heading"
        if node in article and held:
            continue
        if node in article:
            # a paragraph that is said again between two tears does not take what follows back to where it stood first
            before = -1 if index in loose or (node in fresh and not _starts_again(units, nodes, index)) else node
            continue
        if unit.kind == "frozen":
            article.put(node, article.last)
            before = -1
            continue
        following = nodes.of[index + 1] if index + 1 < len(units) and not units[index + 1].torn else -1
        leads = unit.kind == "heading" and following in article and units[index + 1].kind not in ("heading", "frozen")
        if leads and (following not in fresh or _starts_again(units, nodes, index + 1)):
            place = article.before[following]
            if place >= 0 and units[chosen[place]].kind == "heading" and place not in fresh:
                place, held = article.last, True
        elif before < 0:
            place = article.last
        elif unit.first:
            place = _behind(before, article, units, chosen, fresh)
        else:
            place = before
        article.put(node, place)
        before = node
        fresh.add(node)
    return list(article.order())


def _starts_again(units: Sequence[Unit], nodes: Nodes, index: int) -> bool:
    """Whether the copy that holds the unit spans paragraphs: the article begins anew without a trace of a tear."""

    def copied(at: int) -> bool:
        return 0 <= at < len(units) and nodes.units[nodes.of[at]][0] < at

    own = units[index].block
    for step in (-1, 1):
        at = index + step
        while copied(at) and abs(at - index) <= _FAR and abs(units[at].block - own) < 2:
            if units[at].block != own:
                return True
            at += step
    return False


def _up_to(units: Sequence[Unit], nodes: Nodes, index: int, article: _Article, before: int) -> int:
    """Where a fragment's new head goes: before the known sentence that it leads to, if that comes soon behind `before`.

    Returns the node behind which it goes; -1 for the end of the article.
    """
    end = index
    while end < len(units) and nodes.of[end] not in article and (end == index or not units[end].torn):
        end += 1
    if before < 0 or end == len(units) or units[end].torn or end == index:
        return -1
    goal, node = nodes.of[end], before
    for _ in range(_SOON):
        following = article.after[node]
        if following == goal:
            return node
        if following < 0:
            break
        node = following
    return -1


def _behind(before: int, article: _Article, units: Sequence[Unit], chosen: Sequence[int], fresh: set[int]) -> int:
    """The last node of the paragraph that holds `before`; of its section where it is the heading of an older one."""
    section = units[chosen[before]].kind == "heading" and before not in fresh
    place = before
    while (following := article.after[place]) >= 0:
        unit = units[chosen[following]]
        if unit.kind in ("heading", "frozen") or (unit.first and not section):
            break
        place = following
    return place


def stay(positions: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The indices of the heaviest increasing subsequence of `positions`: what need not move. O(n log n)."""
    if all(one < other for one, other in pairwise(positions)):
        return list(range(len(positions)))
    ranks = {position: rank for rank, position in enumerate(sorted(set(positions)), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)  # a Fenwick tree of (weight, index)
    previous = [-1] * len(positions)
    top = (0, -1)
    for index, position in enumerate(positions):
        at, found = ranks[position] - 1, (0, -1)
        while at > 0:
            if best[at][0] > found[0]:
                found = best[at]
            at -= at & -at
        previous[index] = found[1]
        mine = (found[0] + weights[index], index)
        if mine[0] > top[0]:
            top = mine
        at = ranks[position]
        while at < len(best):
            if mine[0] > best[at][0]:
                best[at] = mine
            at += at & -at
    kept = []
    index = top[1]
    while index >= 0:
        kept.append(index)
        index = previous[index]
    return kept[::-1]

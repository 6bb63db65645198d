"""The order of the article: what stands first stays first, what is new goes behind the sentence before it.

The fragments are read in the order of the post. A sentence that the article has already is an anchor: new
text behind it in the same fragment goes behind it in the article, not to the end. New text at the head of a
fragment goes to the end of the article so far, which is where it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from linter.repair.nodes import Nodes
from linter.repair.units import Unit

_SOON = 40  # sentences

def representatives(units: Sequence[Unit], nodes: Nodes) -> list[int]:
    """The unit that each node is taken from: whole rather than cut, with its line breaks rather than without, the first."""

    def rank(index: int) -> tuple[bool, bool, int]:
        return (not nodes.whole[index], units[index].flat, index)

    return [min(indices, key=rank) for indices in nodes.units]


def arrange(units: Sequence[Unit], nodes: Nodes, chosen: Sequence[int], loose: Collection[int] = ()) -> list[int]:
    """The nodes in the order of the article. Units in `loose` are no anchors for what follows them."""
    after: dict[int, int] = {}  # the article as a linked list; -1 stands before its first node
    tail = before = -1
    fresh: set[int] = set()  # nodes that this fragment brought
    for index, unit in enumerate(units):
        node = nodes.of[index]
        if unit.torn:
            before = _up_to(units, nodes, index, after, before)
            fresh = set()
        if node in after:
            before = -1 if index in loose else node
            continue
        if before < 0:
            place = tail
        elif unit.first and unit.kind != "frozen":
            place = _behind(before, after, units, chosen, fresh)
        else:
            place = before
        after[node] = after.get(place, -2)
        after[place] = node
        if place == tail:
            tail = node
        before = node
        fresh.add(node)
    order = []
    node = after.get(-1, -2)
    while node != -2:
        order.append(node)
        node = after[node]
    return order


def _up_to(units: Sequence[Unit], nodes: Nodes, index: int, after: dict[int, int], before: int) -> int:
    """Where a fragment's new head goes: before the known sentence that it leads to, if that comes soon behind `before`.

    Returns the node behind which it goes; -1 for the end of the article.
    """
    end = index
    while end < len(units) and nodes.of[end] not in after and (end == index or not units[end].torn):
        end += 1
    if before < 0 or end == len(units) or units[end].torn or end == index:
        return -1
    goal, node = nodes.of[end], before
    for _ in range(_SOON):
        following = after.get(node, -2)
        if following == goal:
            return node
        if following == -2:
            break
        node = following
    return -1


def _behind(before: int, after: dict[int, int], units: Sequence[Unit], chosen: Sequence[int], fresh: set[int]) -> int:
    """The last node of the paragraph that holds `before`; of its section where it is the heading of an older one."""
    section = units[chosen[before]].kind == "heading" and before not in fresh
    place = before
    while (following := after[place]) != -2:
        unit = units[chosen[following]]
        if unit.kind in ("heading", "frozen") or (unit.first and not section):
            break
        place = following
    return place


def stay(positions: Sequence[int], weights: Sequence[int]) -> set[int]:
    """The indices of the heaviest increasing subsequence of `positions`: what need not move. O(n log n)."""
    ranks = {position: rank for rank, position in enumerate(sorted(set(positions)), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)  # a Fenwick tree of (weight, index)
    previous = [-1] * len(positions)
    top = (0, -1)
    for index, position in enumerate(positions):
        at, found = ranks[position] - 1, (0, -1)
        while at > 0:
            found = max(found, best[at], key=lambda pair: pair[0])
            at -= at & -at
        previous[index] = found[1]
        mine = (found[0] + weights[index], index)
        top = max(top, mine, key=lambda pair: pair[0])
        at = ranks[position]
        while at < len(best):
            best[at] = max(best[at], mine, key=lambda pair: pair[0])
            at += at & -at
    kept = set()
    index = top[1]
    while index >= 0:
        kept.add(index)
        index = previous[index]
    return kept

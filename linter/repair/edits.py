"""From an order of parts to edits: what stays is untouched, the stretches between are changed, as little as may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from linter.repair.layout import stay
from linter.repair.nodes import Nodes
from linter.repair.units import Post
from linter.strings import common_prefix

_FROZEN_WEIGHT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text that the article takes over."""

    unit: int
    start: int
    end: int
    glue: str | None = None  # of the rest of a cut sentence: what stands between it and the part before


@dataclass(slots=True)
class Change:
    """Edits (start, end, text) that belong together, because text moves between their places."""

    edits: list[tuple[int, int, str]] = field(default_factory=list)
    moved: int = 0  # parts that changed their place
    closed: int = 0  # cut sentences that were closed


def changes(post: Post, parts: Sequence[Part], nodes: Nodes) -> list[Change]:
    """What must be done to the text so that its article is `parts`, in that order. `nodes` says which units are the same."""
    units = post.units
    weights = [_FROZEN_WEIGHT if units[part.unit].kind == "frozen" else part.end - part.start for part in parts]
    kept = stay([part.start for part in parts], weights)
    sources = {parts[index].unit for index in set(range(len(parts))).difference(kept)}
    found: list[tuple[Change, set[int], set[int]]] = []
    for left, right in pairwise([-1, *kept, len(parts)]):
        found.extend(_between(post, parts, nodes, left, range(left + 1, right), right, sources))
    return _linked(found)


def _between(
    post: Post, parts: Sequence[Part], nodes: Nodes, left: int, moved: Sequence[int], right: int, sources: set[int]
) -> Iterator[tuple[Change, set[int], set[int]]]:
    """The change between two parts that stay, with the units that it takes text from and those that it brings here."""
    text, units = post.text, post.units
    first = parts[left].unit + 1 if left >= 0 else 0
    last = parts[right].unit if right < len(parts) else len(units)
    if first >= last and not moved and not (right < len(parts) and parts[right].glue is not None):
        return
    start = parts[left].end if left >= 0 else _body(post)
    end = parts[right].start if right < len(parts) else _end(post)
    if end < start:
        return
    old, gone = text[start:end], set(range(first, last))
    pieces: list[str] = []
    previous = parts[left] if left >= 0 else None
    for index in moved:
        pieces += [_separator(post, parts[index], previous, nodes), text[parts[index].start : parts[index].end]]
        previous = parts[index]
    if right < len(parts):
        pieces.append(_separator(post, parts[right], previous, nodes))
    new = "".join(pieces)
    if left < 0:
        new = new.lstrip("\r\n")
    if new == old:
        return
    edit = _least(start, old, new)
    change = Change(
        [edit], len(moved), sum(parts[index].glue is not None for index in [*moved, right] if index < len(parts))
    )
    yield change, gone & sources, {parts[index].unit for index in moved}


def _least(start: int, old: str, new: str) -> tuple[int, int, str]:
    """The edit of what differs between `old`, which begins at `start`, and `new`.

    The white space that it brings is whole: half of it would meet its other half as if they were two.
    """
    head = common_prefix(old, new)
    if new[head : head + 1].isspace():
        head = len(new[:head].rstrip())
    tail = common_prefix(old[head:][::-1], new[head:][::-1])
    if new[head : len(new) - tail][-1:].isspace():
        tail = len(new[len(new) - tail :].lstrip())
    return start + head, start + len(old) - tail, new[head : len(new) - tail]


def _body(post: Post) -> int:
    return post.units[0].start - (post.units[0].start - post.blocks[post.units[0].block].start) if post.units else 0


def _end(post: Post) -> int:
    last = post.units[-1].end if post.units else 0
    residue = post.residue[-1][1] if post.residue else 0
    return min(max(last, residue), len(post.text.rstrip()))


def _separator(post: Post, part: Part, previous: Part | None, nodes: Nodes) -> str:
    """What stands between a part and the one before it, with the marker of the block that it opens."""
    text, units = post.text, post.units
    if part.glue is not None:
        return part.glue
    unit = units[part.unit]
    before = units[part.unit - 1] if part.unit else None
    own = text[before.end : part.start] if before else ""
    if previous and previous.unit == part.unit - 1 and not unit.torn and previous.end == units[previous.unit].end:
        return own
    block = post.blocks[unit.block]
    inside = _inside(post, part, previous, nodes) if previous else None
    if inside is not None:
        return inside
    if unit.first:
        marker = text[block.start : unit.start]
        close = (
            previous is not None
            and unit.kind == "item"
            and units[previous.unit].kind == "item"
            and (before is None or before.kind != "item" or own.count("\n") == 1)
        )
        return post.line_break * (1 if close else 2) + marker
    lost = unit.flat and before is not None and before.end < unit.start  # a blank that was a line break
    if previous and not lost and not own.strip() and nodes.of[previous.unit] == nodes.of[part.unit - 1]:
        return own
    return post.line_break * 2 + own.lstrip()


def _inside(post: Post, part: Part, previous: Part, nodes: Nodes) -> str | None:
    """What stands between the two where both are in one paragraph: of the whole sentences, or of a piece of the second."""
    for index in nodes.units[nodes.of[part.unit]]:
        unit = post.units[index]
        if index and not (unit.first or unit.flat) and nodes.of[index - 1] == nodes.of[previous.unit]:
            return post.text[post.units[index - 1].end : unit.start]
    return None


def _linked(found: Sequence[tuple[Change, set[int], set[int]]]) -> list[Change]:
    """The changes, with those made one between which text moves."""
    owner = list(range(len(found)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    taken = {unit: index for index, (_, gone, _) in enumerate(found) for unit in gone}
    for index, (_, _, brought) in enumerate(found):
        for unit in brought:
            if unit in taken:
                owner[root(index)] = root(taken[unit])
    groups: dict[int, Change] = {}
    for index, (change, _, _) in enumerate(found):
        group = groups.setdefault(root(index), Change())
        group.edits += change.edits
        group.moved += change.moved
        group.closed += change.closed
    return list(groups.values())

"""Which units are one and the same sentence: exact copies, and pieces that a tear cut off one.

A node is a sentence of the article; units are its occurrences. A piece that was cut behind, in front or
on both sides is an occurrence of the whole sentence that it was cut from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from linter.repair.pieces import LEAST_PIECE, cut_pieces
from linter.repair.units import Unit

LEAST_RUN = 40  # characters: a shorter row of sentences may stand twice because somebody meant it
_CHAIN = 4  # sentences that give way one to the next


@dataclass(slots=True)
class Nodes:
    """`of[i]` is the node of unit i; `whole[i]` says whether unit i is all of it."""

    of: list[int]
    whole: list[bool]
    key: list[str] = field(default_factory=list)  # by node
    units: list[list[int]] = field(default_factory=list)  # by node: its occurrences, in order
    resembling: dict[int, str] = field(default_factory=dict)  # by unit: the sentence that gave way to the node's


def identify(
    units: Sequence[Unit],
    pieces: Mapping[int, str],
    alone: Collection[int] = (),
    same: Mapping[str, str] | None = None,
    joined: Iterable[tuple[int, str]] = (),
) -> Nodes:
    """The nodes of the units; `pieces` is what `cut_pieces` says of them.

    Units in `alone` are nobody's copies. `same` maps the key of a sentence that gives way to another's;
    `joined` are the units of cut sentences that were closed, with the key of the sentence.
    """
    keys = [unit.key for unit in units]
    closed = dict(joined)
    for index, key in closed.items():
        keys[index] = key
    alias = dict(cut_pieces(units, keys, closed) if closed else pieces)
    resembling: dict[int, str] = {}
    same = same or {}
    for index, key in enumerate(keys) if same else ():
        name = alias.get(index, key)
        for _ in range(_CHAIN):
            if name not in same:
                break
            resembling.setdefault(index, name)
            alias[index] = name = same[name]
    whole = [index not in alias or index in alone for index in range(len(units))]
    names = [
        f"{unit.key}\n{index}" if index in alone else alias.get(index, keys[index]) if unit.key else f"\n{unit.frozen}"
        for index, unit in enumerate(units)
    ]
    names = _meant(units, names, whole)
    number: dict[str, int] = {}
    nodes = Nodes([number.setdefault(name, len(number)) for name in names], whole)
    nodes.key = [name.split("\n", 1)[0] for name in number]
    nodes.units = [[] for _ in number]
    nodes.resembling = resembling
    for index, node in enumerate(nodes.of):
        nodes.units[node].append(index)
    return nodes


def _meant(units: Sequence[Unit], names: list[str], whole: Sequence[bool]) -> list[str]:
    """The names, with a name of its own for each repeat that stands for itself: too short to be a copy."""
    result = list(names)
    seen: set[str] = set()
    index, count = 0, len(names)
    while index < count:
        run = index
        length = 0
        while (
            run < count
            and (names[run] in seen or (run > index and not whole[run]))
            and (run == index or not units[run].torn)
        ):
            length += len(units[run].key)
            run += 1
        if run == index:
            seen.add(names[index])
            index += 1
            continue
        meant = length < LEAST_RUN and not _torn_around(units, index, run) and not _echo(names, index, run)
        inner = range(run, run) if meant else _without_frozen_ends(units, index, run)
        for each in range(index, run):
            if each not in inner:
                result[each] = f"{names[each]}\n{each}"
        index = run
    return result


def _without_frozen_ends(units: Sequence[Unit], start: int, end: int) -> range:
    """The run without the code and tables at its ends: what stands on one side of them only may be theirs or not."""
    whole_end = end == len(units) or units[end].torn
    while start < end and not units[start].key:
        start += 1
    while start < end and not units[end - 1].key and not whole_end:
        end -= 1
    return range(start, end)


def _torn_around(units: Sequence[Unit], start: int, end: int) -> bool:
    """Whether a run of units stands at a tear, where the generator took up the thread again."""
    return units[start].torn or (end < len(units) and units[end].torn) or units[end - 1].stub


def _echo(names: Sequence[str], start: int, end: int) -> bool:
    return end - start == 1 and start > 0 and names[start - 1] == names[start] and len(names[start]) >= LEAST_PIECE

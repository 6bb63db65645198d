"""The article as stretches of the post: what is the same sentence is said once, cut ones are closed, all in order."""

from __future__ import annotations

from collections.abc import Mapping

from linter.repair.edits import Part
from linter.repair.joins import Join, closed, find, joint
from linter.repair.layout import arrange, representatives
from linter.repair.lessons import Lessons
from linter.repair.near import patched, twins
from linter.repair.nodes import Nodes, identify
from linter.repair.units import Post, offset


def plan(post: Post, pieces: Mapping[int, str], unsafe: bool, lessons: Lessons) -> tuple[list[Part], Nodes]:
    """The article as a sequence of stretches of the text, and the nodes of its units; `pieces` as `cut_pieces` has them."""
    units, alone = post.units, lessons.alone
    nodes = identify(units, pieces, alone)
    joined: list[Join] = []
    loose: set[int] = set()
    if unsafe:
        same = {key: other for key, other in patched(units, nodes) if key not in lessons.lasting}
        loose = {index for index, unit in enumerate(units) if unit.key in same}
        nodes = identify(units, pieces, alone, same) if same else nodes
        alike = {key: other for key, other in twins(units, nodes) if key not in lessons.lasting}
        same |= alike
        nodes = identify(units, pieces, alone, same) if alike else nodes
        joined = [join for join in find(post, nodes) if not {join.stub, join.rest} & alone]
        if joined:
            nodes = identify(units, pieces, alone, same, closed(units, joined))
    chosen = representatives(units, nodes, lessons.preferred)
    rests = {join.stub: join for join in joined}
    for node, index in enumerate(chosen):
        stub = _better_head(post, nodes, index)
        if stub is not None and stub not in rests and index not in rests:
            chosen[node] = stub
            rests[stub] = Join(stub, index, len(units[stub].key))
    order = arrange(units, nodes, chosen, loose) if unsafe else sorted(range(len(chosen)), key=chosen.__getitem__)
    parts = []
    for node in order:
        index = chosen[node]
        parts.append(Part(index, units[index].start, units[index].end))
        while index in rests:
            join = rests[index]
            index = join.rest
            start = offset(post.text, units[index], join.overlap)
            cut = post.text[parts[-1].start : parts[-1].end]
            marks = cut[len(cut.rstrip("*_")) :]
            start += len(marks) if join.overlap and post.text.startswith(marks, start) else 0
            parts.append(Part(index, start, units[index].end, joint(post.text, parts[-1].end, start)))
    return parts, nodes


def _better_head(post: Post, nodes: Nodes, index: int) -> int | None:
    """The cut piece of a sentence at the head of a fragment that has its beginning as it was: with its marks, without dots."""
    unit, units = post.units[index], post.units
    if not (unit.torn and unit.first and nodes.whole[index]):
        return None
    for other in nodes.units[nodes.of[index]]:
        stub = units[other]
        if other >= index:
            break
        if stub.stub and not nodes.whole[other] and not stub.torn and unit.key.startswith(stub.key):
            same = post.text.startswith(post.text[stub.start : stub.end], unit.start)
            return None if same or stub.kind != unit.kind else other
    return None

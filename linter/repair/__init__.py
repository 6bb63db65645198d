"""The article given back from its fragments: called under `--fix` only, never in a plain run.

Overlap, layout, consensus, over sentences (B. Langmead's names for it; the reads are fragments, and the
genome is the article): `units` reads the fragments, `nodes` finds what is the same sentence, `joins` closes
cut ones, `layout` orders them, `edits` says what to change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.diagnostic import Applicability, Claim, Edit, Fix
from linter.document import Document
from linter.repair.edits import Change, Part, changes
from linter.repair.joins import Join, closed, find
from linter.repair.layout import arrange, representatives
from linter.repair.near import patched, twins
from linter.repair.nodes import identify
from linter.repair.units import Post, Range, offset, read

_RULE = "repeated-paragraph"


def propose(document: Document, residue: Sequence[Range], unsafe: bool) -> Iterator[tuple[str, Fix]]:
    """The fixes that rebuild the article, each with the id of the rule that it serves.

    `residue` are the stretches of the text that are no part of the article; fixes may run over them.
    """
    post = read(document, residue)
    if not post.units:
        return
    parts = plan(post, unsafe)
    for change in changes(post, parts):
        yield _RULE, _fix(document, change)


def plan(post: Post, unsafe: bool) -> list[Part]:
    """The article as a sequence of stretches of the text."""
    units = post.units
    nodes = identify(units)
    joined: list[Join] = []
    loose: set[int] = set()
    if unsafe:
        same = dict(patched(units, nodes))
        loose = {index for index, unit in enumerate(units) if unit.key in same}
        nodes = identify(units, same)
        same.update(twins(units, nodes))
        nodes = identify(units, same)
        joined = list(find(units, nodes))
        nodes = identify(units, same, closed(units, joined))
    chosen = representatives(units, nodes)
    order = arrange(units, nodes, chosen, loose) if unsafe else sorted(range(len(chosen)), key=chosen.__getitem__)
    rests = {join.stub: join for join in joined}
    parts = []
    for node in order:
        index = chosen[node]
        parts.append(Part(index, units[index].start, units[index].end))
        while index in rests:
            join = rests[index]
            index = join.rest
            parts.append(Part(index, offset(post.text, units[index], join.overlap), units[index].end, glued=True))
    return parts


def _fix(document: Document, change: Change) -> Fix:
    edits = tuple(Edit(document.span(start, end), text) for start, end, text in sorted(change.edits))
    safe = not change.moved and not change.glued
    return Fix("repair", edits, Applicability.SAFE if safe else Applicability.UNSAFE, Claim.COPY)

"""The article given back from its fragments: called under `--fix` only, never in a plain run.

Overlap, layout, consensus, over sentences (B. Langmead's names for it; the reads are fragments, and the
genome is the article): `fragments` reads the post, `nodes` finds what is the same sentence, `joins` closes
cut ones, `layout` orders them, `edits` says what to change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from linter.diagnostic import Applicability, Claim, Edit, Fix
from linter.document import Document
from linter.repair.edits import Change, Part, changes
from linter.repair.fragments import read
from linter.repair.joins import Join, closed, find, joint
from linter.repair.layout import arrange, representatives
from linter.repair.near import patched, twins
from linter.repair.nodes import Nodes, identify
from linter.repair.pieces import cut_pieces
from linter.repair.units import Post, Range, offset
from linter.splice import splice
from linter.verify import Problem, verify

_RULE, _CLOSING = "repeated-paragraph", "broken-seam"
_ATTEMPTS = 6


def propose(
    document: Document,
    residue: Sequence[Range] = (),
    unsafe: bool = False,
    language: str = "en",
    spared: Sequence[Range] = (),
) -> Iterator[tuple[str, Fix]]:
    """The fixes that rebuild the article, each with the id of the rule that it serves, titled in `language`.

    `residue` are the stretches of the text that are no part of the article; fixes may run over them. What is
    `spared` is not touched. Without
    `unsafe`, what stands elsewhere is deleted, and cut sentences are closed where a copy shows how they go on.
    A plan that breaks the promise is made again without what breaks it, a few times.
    """
    post = read(document, residue, spared)
    fixes: _Fixes = []
    for mode in (True, False) if unsafe else (False,):
        fixes, kept = _verified(document, post, mode, language)
        if kept:
            break
    yield from fixes


_Fixes = list[tuple[str, Fix]]


@dataclass
class Lessons:
    """What the checker said of the plans so far."""

    alone: set[int] = field(default_factory=set)  # units that are nobody's copies
    preferred: set[int] = field(default_factory=set)  # the copies to keep
    lasting: set[str] = field(default_factory=set)  # keys of sentences that give way to none that only resembles them

    def __len__(self) -> int:
        return len(self.alone) + len(self.preferred) + len(self.lasting)


def _verified(document: Document, post: Post, unsafe: bool, language: str) -> tuple[_Fixes, bool]:
    """The fixes of a plan, and whether together they keep the promise."""
    lessons = Lessons()
    fixes: _Fixes = []
    for _ in range(_ATTEMPTS):
        parts, nodes = plan(post, unsafe, lessons)
        fixes = [_fix(document, change, unsafe, language) for change in changes(post, parts, nodes)]
        if not fixes:
            return [], True
        new, _places = splice(document.text, [fix for _rule, fix in fixes])
        problems = verify(document.text, new, residue=post.residue, near=unsafe)
        apart = _apart(post, parts, lessons.alone)
        if not problems and not apart:
            return fixes, True
        known = len(lessons)
        lessons.alone |= apart
        _learn(post, nodes, problems, lessons, unsafe)
        if len(lessons) == known:
            break
    return fixes, not problems


def _apart(post: Post, parts: Sequence[Part], alone: Collection[int]) -> set[int]:
    """Headings on lines that lost their breaks that would no longer stand before what they stood before."""
    if not post.pairs:
        return set()
    flat = "".join(post.units[part.unit].key for part in parts)
    number = {id(unit): index for index, unit in enumerate(post.units)}
    found: set[int] = set()
    for head, rest in post.pairs:
        pair = {number[id(head)], number[id(rest)]} if id(head) in number and id(rest) in number else set()
        if len(head.key) * 5 > len(rest.key) and pair - set(alone) and head.key + rest.key not in flat:
            found |= pair
    return found - set(alone)


def _learn(post: Post, nodes: Nodes, problems: Sequence[Problem], lessons: Lessons, unsafe: bool) -> None:
    """Notes what the next plan must not take for copies, and which copies it should keep.

    A sentence that was lost to one that only resembles it may still be a copy of another.
    """
    blamed: set[int] = set()
    for problem in problems:
        if problem.kind == "empty-section":
            section = set(_section(post, problem.quote))
            (lessons.alone if unsafe or section <= lessons.preferred else lessons.preferred).update(section)
        elif problem.old:
            start, end = problem.old
            blamed.update(index for index, unit in enumerate(post.units) if unit.start < end and start < unit.end)
        elif problem.quote:
            quote = problem.quote
            blamed.update(
                index for index, unit in enumerate(post.units) if unit.key and quote.startswith(unit.key[:40])
            )
    resembling = blamed & nodes.resembling.keys()
    lessons.lasting.update(nodes.resembling[index] for index in resembling)
    lessons.alone |= blamed - resembling


def _section(post: Post, key: str) -> Iterator[int]:
    """The units of the first block below a heading of that key."""
    inside, block = False, -1
    for index, unit in enumerate(post.units):
        if unit.kind == "heading":
            if block >= 0:
                return
            inside = unit.key.startswith(key)
        elif inside and block in (-1, unit.block):
            block = unit.block
            yield index


def plan(post: Post, unsafe: bool, lessons: Lessons) -> tuple[list[Part], Nodes]:
    """The article as a sequence of stretches of the text, and the nodes of its units."""
    units, alone = post.units, lessons.alone
    pieces = post.pieces = post.pieces or cut_pieces(units, [unit.key for unit in units])
    nodes = identify(units, alone, pieces=pieces)
    joined: list[Join] = []
    loose: set[int] = set()
    if unsafe:
        same = {key: other for key, other in patched(units, nodes) if key not in lessons.lasting}
        loose = {index for index, unit in enumerate(units) if unit.key in same}
        nodes = identify(units, alone, same, pieces=pieces) if same else nodes
        alike = {key: other for key, other in twins(units, nodes) if key not in lessons.lasting}
        same |= alike
        nodes = identify(units, alone, same, pieces=pieces) if alike else nodes
        joined = [join for join in find(post, nodes) if not {join.stub, join.rest} & alone]
        if joined:
            nodes = identify(units, alone, same, closed(units, joined))
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


_TITLES = {
    "move": {"ja": "文章を元の順に並べる", "en": "Put the text back in its order"},
    "close": {"ja": "途切れた文をつなぐ", "en": "Close the cut sentence"},
    "delete": {"ja": "重複した文章を消す", "en": "Delete the repeated text"},
}


def _fix(document: Document, change: Change, unsafe: bool, language: str) -> tuple[str, Fix]:
    edits = tuple(Edit(document.span(start, end), text) for start, end, text in sorted(change.edits))
    kind = "close" if change.closed else "move" if change.moved else "delete"
    applicability = Applicability.UNSAFE if unsafe else Applicability.SAFE
    return _CLOSING if change.closed else _RULE, Fix(_TITLES[kind][language], edits, applicability, Claim.COPY)

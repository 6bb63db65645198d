"""What the checker says of a plan, and what the next one must heed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from linter.repair.edits import Part
from linter.repair.nodes import Nodes
from linter.repair.units import Post
from linter.verify import Problem

_QUOTED = 40  # characters by which a sentence is known again
_SHORT = 5  # a heading that is longer than this part of the text behind it may as well be no heading


@dataclass
class Lessons:
    """The units are indices."""

    alone: set[int] = field(default_factory=set)  # units that are nobody's copies
    preferred: set[int] = field(default_factory=set)  # the copies to keep
    lasting: set[str] = field(default_factory=set)  # keys of sentences that give way to none that only resembles them

    def learn(self, post: Post, parts: Sequence[Part], nodes: Nodes, problems: Sequence[Problem], unsafe: bool) -> bool:
        """Notes what is wrong with a plan; whether there was anything to note."""
        known = len(self.alone) + len(self.preferred) + len(self.lasting)
        self.alone |= _apart(post, parts)
        blamed: set[int] = set()
        for problem in problems:
            if problem.kind == "empty-section":
                section = set(_section(post, problem.quote))
                (self.alone if unsafe or section <= self.preferred else self.preferred).update(section)
            else:
                blamed.update(_blamed(post, problem))
        resembling = blamed & nodes.resembling.keys()  # may still be copies of another
        self.lasting.update(nodes.resembling[index] for index in resembling)
        self.alone |= blamed - resembling
        return len(self.alone) + len(self.preferred) + len(self.lasting) > known


def _blamed(post: Post, problem: Problem) -> Iterator[int]:
    """The units that the problem is about."""
    for index, unit in enumerate(post.units):
        if problem.old:
            if unit.start < problem.old[1] and problem.old[0] < unit.end:
                yield index
        elif unit.key and problem.quote.startswith(unit.key[:_QUOTED]):
            yield index


def _apart(post: Post, parts: Sequence[Part]) -> set[int]:
    """Headings on lines that lost their breaks that would no longer stand before what they stood before."""
    leading = [index for index, unit in enumerate(post.units[:-1]) if unit.leads]
    flat = "".join(post.units[part.unit].key for part in parts) if leading else ""
    found: set[int] = set()
    for index in leading:
        head, rest = post.units[index].key, post.units[index + 1].key
        if len(head) * _SHORT > len(rest) and head + rest not in flat:
            found |= {index, index + 1}
    return found


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

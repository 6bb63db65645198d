"""From proposed fixes to a text that may be written: choose, apply, verify, repeat until still.

Every fix is verified on the combined result (`linter.verify`), whoever proposed it. One that breaks the
promise is refused, and the rest is tried again without it; where nobody can be blamed, all are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from linter import lazy
from linter.diagnostic import Applicability, Claim, Fix
from linter.document import Document
from linter.splice import Taken, splice, stretches
from linter.verify import Problem, verify

LONGEST = 200_000  # code points of a post that is fixed: what proves a fix grows faster than the text
ROUNDS = 8  # of a text that is still not still, before it is left alone
ATTEMPTS = 40  # to find the fixes that keep the promise, in one round

_CONFLICT = lazy.compile(r"^(?:<{7}|>{7})(?: |\r?$)", re.M)


@dataclass(frozen=True)
class Proposal:
    """A fix, the rule that it serves, and the line where it begins.

    `residue` are stretches inside its edits that are no part of the article: they may go with the rest.
    """

    fix: Fix
    rule: str
    line: int = 1
    residue: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Refusal:
    proposal: Proposal
    problem: Problem


@dataclass(frozen=True)
class Outcome:
    """What became of a post. `text` is the old text where nothing was applied."""

    text: str
    applied: tuple[Proposal, ...] = ()
    refused: tuple[Refusal, ...] = ()
    # why the post was left alone as a whole: conflict (of a merge), too-long, restless (never came to rest)
    blocked: str = ""


Propose = Callable[[Document], Iterable[Proposal]]


@dataclass
class _Round:
    text: str
    applied: list[Proposal] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def settle(document: Document, propose: Propose, unsafe: bool = False) -> Outcome:
    """The post with all applicable fixes made, so that proposing again has nothing to add.

    `propose` gives the fixes for a text, those that matter most first: of two that overlap the first is taken.
    It is called again on each new text, at most `ROUNDS` times.
    """
    if _CONFLICT.search(document.text):
        return Outcome(document.text, blocked="conflict")
    if len(document.text) > LONGEST:
        return Outcome(document.text, blocked="too-long")
    applied: list[Proposal] = []
    refused: list[Refusal] = []
    seen = {document.text}
    current = document
    for _ in range(ROUNDS):
        result = _once(current.text, propose(current), unsafe)
        refused = result.refused
        if result.text == current.text:
            return Outcome(current.text, tuple(applied), tuple(refused))
        if result.text in seen:
            break
        applied += result.applied
        seen.add(result.text)
        current = Document.parse(document.path, result.text)
    return Outcome(document.text, (), tuple(refused), blocked="restless")


def _once(text: str, proposals: Iterable[Proposal], unsafe: bool) -> _Round:
    """One round: the fixes that go together and keep the promise, made.

    What stands where is settled before anything is changed inside of sentences.
    """
    wanted = [each for each in proposals if each.fix.edits and (unsafe or each.fix.applicability is Applicability.SAFE)]
    refused: list[Refusal] = []
    for inside in (False, True):
        candidates = [each for each in wanted if (each.fix.claim is Claim.REPLACEMENT) is inside]
        for _ in range(ATTEMPTS):
            taken = Taken(text)
            chosen = [each for each in candidates if taken.admit(each.fix)]
            if not chosen:
                break
            fixes = [each.fix for each in chosen]
            new, places = splice(text, fixes)
            problems = check(text, new, fixes, unsafe, [stretch for each in chosen for stretch in each.residue])
            if not problems:
                return _Round(new, chosen, refused)
            blamed = _blamed(problems, chosen, [(place, edit.span.start) for place, edit in places])
            refused += blamed
            guilty = {id(refusal.proposal) for refusal in blamed}
            candidates = [each for each in candidates if id(each) not in guilty]
    return _Round(text, [], refused)


def check(
    old: str, new: str, fixes: Sequence[Fix], unsafe: bool, residue: Sequence[tuple[int, int]] = ()
) -> list[Problem]:
    """The problems of a text that these fixes made of another. `residue` may go whatever the fixes claim."""
    return verify(
        old,
        new,
        [(edit.span.start, edit.span.end, edit.text) for edit in stretches(fixes, Claim.REPLACEMENT)],
        sorted({*residue, *((edit.span.start, edit.span.end) for edit in stretches(fixes, Claim.RESIDUE))}),
        near=unsafe,
    )


def _blamed(
    problems: Sequence[Problem], chosen: Sequence[Proposal], places: Sequence[tuple[int, int]]
) -> list[Refusal]:
    """Of the fixes at the places of one problem the one that matters least; all fixes where there is none.

    What is said of the same text is one problem: two fixes may each take one of its two copies.
    `places` are the offsets in the new text at which the edits are found, each with the edit's start in the old one.
    """
    edits = sorted(
        (edit.span.start, edit.span.end, index) for index, each in enumerate(chosen) for edit in each.fix.edits
    )
    told: dict[object, tuple[Problem, list[int]]] = {}
    for problem in problems:
        suspects = told.setdefault((problem.kind, problem.quote or problem), (problem, []))[1]
        suspects += [*_around(problem.old, edits), *_at(problem.new, places, edits)]
    refusals = {max(suspects): problem for problem, suspects in told.values() if suspects}
    if not refusals:
        return [Refusal(proposal, problems[0]) for proposal in chosen]
    return [Refusal(chosen[index], problem) for index, problem in refusals.items()]


def _around(old: tuple[int, int] | None, edits: Sequence[tuple[int, int, int]]) -> Iterator[int]:
    """The fixes with an edit that touches this stretch of the old text. Edits do not overlap, so few need be looked at."""
    at = max(0, bisect_left(edits, (old[0],)) - 1) if old else 0
    while old and at < len(edits) and edits[at][0] <= old[1]:
        start, end, index = edits[at]
        if (start < old[1] and old[0] < end) or (start == end and old[0] <= start):
            yield index
        at += 1


def _at(
    new: tuple[int, int] | None, places: Sequence[tuple[int, int]], edits: Sequence[tuple[int, int, int]]
) -> Iterator[int]:
    """The fixes with an edit that is found next to this stretch of the new text, or in it."""
    at = bisect_left(places, (new[0] - 2,)) if new else 0
    while new and at < len(places) and places[at][0] <= new[1] + 2:
        start = places[at][1]
        first = bisect_left(edits, (start,))
        while first < len(edits) and edits[first][0] == start:
            yield edits[first][2]
            first += 1
        at += 1

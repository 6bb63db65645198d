"""From proposed fixes to a text that may be written: choose, apply, verify, repeat until still.

Every fix is verified on the combined result (`linter.verify`), whoever proposed it. One that breaks the
promise is refused, and the rest is tried again without it; where nobody can be blamed, all are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from linter.diagnostic import Applicability, Claim, Fix
from linter.document import Document
from linter.splice import Taken, splice, stretches
from linter.verify import Problem, verify

ROUNDS = 8  # of a text that is still not still, before it is left alone
ATTEMPTS = 40  # to find the fixes that keep the promise, in one round

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |\r?$)", re.M)


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
    blocked: str = ""  # why the post was left alone as a whole: conflict (of a merge), restless (never came to rest)


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
            taken = Taken()
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
    """The fixes at the places of the problems; all of them where there is no such fix."""
    refusals: dict[int, Refusal] = {}
    for problem in problems:
        for proposal in chosen:
            if id(proposal) not in refusals and _touches(proposal, problem, places):
                refusals[id(proposal)] = Refusal(proposal, problem)
    return list(refusals.values()) or [Refusal(proposal, problems[0]) for proposal in chosen]


def _touches(proposal: Proposal, problem: Problem, places: Sequence[tuple[int, int]]) -> bool:
    starts = {edit.span.start for edit in proposal.fix.edits}
    if problem.old and any(
        (edit.span.start < problem.old[1] and problem.old[0] < edit.span.end)
        or (edit.span.start == edit.span.end and problem.old[0] <= edit.span.start <= problem.old[1])
        for edit in proposal.fix.edits
    ):
        return True
    if problem.new:
        return any(problem.new[0] - 2 <= place <= problem.new[1] + 2 and start in starts for place, start in places)
    return False

"""Which fixes a post is offered: the reconstruction of its text first, then what its diagnostics bring along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from linter import checks
from linter.diagnostic import Claim, Diagnostic
from linter.document import Document
from linter.engine import Project, conclude, examine
from linter.fix import Proposal, Propose

# Rules whose damage is repaired for the post as a whole: what one of them would delete, another may need.
WHOLE = frozenset({"repeated-paragraph", "broken-seam", "truncated-sentence"})
_ORDER = {Claim.RESIDUE: 0, Claim.COPY: 1, Claim.REPLACEMENT: 2}


def proposals(document: Document, diagnostics: Iterable[Diagnostic], unsafe: bool = False) -> Iterator[Proposal]:
    """The fixes for a post with these diagnostics, those that matter most first."""
    found = list(diagnostics)
    fixable = [each for each in found if each.fix]
    if any(each.rule in WHOLE for each in found):
        fixable = [each for each in fixable if each.rule not in WHOLE]
        yield from _repairs(document, found, unsafe)
    for each in sorted(fixable, key=lambda each: _ORDER[each.fix.claim] if each.fix else 0):
        if each.fix:
            yield Proposal(each.fix, each.rule, each.span.line)


def _repairs(document: Document, diagnostics: Sequence[Diagnostic], unsafe: bool) -> Iterator[Proposal]:
    from linter import repair

    residue = [
        (edit.span.start, edit.span.end)
        for each in diagnostics
        if each.fix and each.fix.claim is Claim.RESIDUE
        for edit in each.fix.edits
    ]
    for rule, fix in repair.propose(document, residue, unsafe):
        yield Proposal(fix, rule, fix.edits[0].span.line)


def proposer(project: Project, first: Iterable[Diagnostic], unsafe: bool = False) -> Propose:
    """For `fix.settle`: the fixes of the post's diagnostics, and on each later text those of what is found there.

    `first` are the diagnostics of the text as it stands; on later texts, rules that compare posts are not asked again.
    """
    alone = {name: rule for name, rule in project.rules.items() if not hasattr(checks.load(rule.check), "compare")}
    given: list[Diagnostic] | None = list(first)

    def propose(document: Document) -> Iterable[Proposal]:
        nonlocal given
        found, given = given, None
        if found is None:
            examined = {document.path: examine(document, alone.values())}
            found = conclude(examined, [document.path], replace(project, rules=alone))
        return proposals(document, found, unsafe)

    return propose

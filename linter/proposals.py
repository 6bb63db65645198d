"""Which fixes a post is offered: the reconstruction of its text first, then what its diagnostics bring along."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from linter import suppression
from linter.diagnostic import Applicability, Claim, Diagnostic, Severity
from linter.document import Document
from linter.engine import Project, findings, tell
from linter.fix import Proposal, Propose
from linter.repeats.damage import damaged

# Rules whose damage is repaired for the post as a whole: what one of them would delete, another may need.
WHOLE = frozenset({"repeated-paragraph", "broken-seam", "truncated-sentence"})
SIGNS = frozenset({"repeated-paragraph", "broken-seam"})  # an error of these says that the post is damaged
RESIDUE = "generator-residue"
Range = tuple[int, int]  # half-open offsets in code points
_ORDER = {Claim.RESIDUE: 0, Claim.COPY: 1, Claim.REPLACEMENT: 2}


def proposals(
    document: Document,
    diagnostics: Iterable[Diagnostic],
    unsafe: bool = False,
    language: str = "en",
    rebuild: bool = True,
) -> Iterator[Proposal]:
    """The fixes for a post with these diagnostics, those that matter most first.

    With `rebuild`, a post that is in pieces is offered its article, in place of what single diagnostics bring.
    """
    found = list(diagnostics)
    fixes = [Proposal(each.fix, each.rule, each.span.line) for each in found if each.fix]
    told = [each for each in found if each.rule in WHOLE]
    if rebuild and told and _broken(document, found):
        fixes = [each for each in fixes if each.rule not in WHOLE]
        sure = [each for each in told if each.severity is Severity.ERROR or each.kind == "echo"]
        spared = [*_silenced(document), *(() if document.derived(damaged) else _untold(document, sure))]
        repairs = list(_repairs(document, fixes, unsafe, language, spared))
        if repairs:
            # a repeated title may be what proves that its copies are none; it goes when they are gone
            fixes = [each for each in fixes if each.fix.claim is not Claim.RESIDUE or each.rule == RESIDUE]
        yield from repairs
    yield from sorted(fixes, key=lambda each: _ORDER[each.fix.claim])


def _broken(document: Document, diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether the post is in pieces, rather than a good one that says something twice or lacks a full stop."""
    if any(each.rule in SIGNS and each.severity is Severity.ERROR for each in diagnostics):
        return True
    return document.derived(damaged)


def _repairs(
    document: Document, fixes: Iterable[Proposal], unsafe: bool, language: str, spared: Sequence[Range]
) -> Iterator[Proposal]:
    from linter import repair

    residue = tuple(
        (edit.span.start, edit.span.end)
        for each in fixes
        if each.rule == RESIDUE and each.fix.claim is Claim.RESIDUE
        if unsafe or each.fix.applicability is Applicability.SAFE
        for edit in each.fix.edits
    )
    for rule, fix in repair.propose(document, residue, unsafe, language, spared):
        yield Proposal(fix, rule, fix.edits[0].span.line, residue)


def _silenced(document: Document) -> Iterator[Range]:
    """The stretches that a comment of the writer keeps as they are."""
    starts = [*document.line_starts, len(document.text)]
    for one in suppression.read(document):
        if one.last and (not one.rules or SIGNS & set(one.rules)):
            yield starts[one.first - 1], starts[min(one.last, len(starts) - 1)]


def _untold(document: Document, told: Iterable[Diagnostic]) -> Iterator[Range]:
    """The blocks of which no diagnostic speaks: in a good post, what says the same twice there is meant to."""
    starts = [block.start for block in document.blocks]
    spoken: set[int] = set()
    for each in told:
        for span in (each.span, *(one.span for one in each.related if one.path == each.path)):
            spoken.update(range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end)))
    for index, block in enumerate(document.blocks):
        if index not in spoken:
            yield block.start, block.end


def proposer(project: Project, first: Iterable[Diagnostic], unsafe: bool = False) -> Propose:
    """For `fix.settle`: the fixes of the post's diagnostics, and on each later text those of what is found there.

    `first` are the diagnostics of the text as it stands; on later texts, it is not compared with other posts again.
    """
    given: list[Diagnostic] | None = list(first)
    language = project.language or "en"
    rules = [rule for rule in project.rules.values() if rule.mends or rule.id in WHOLE]

    def propose(document: Document) -> Iterable[Proposal]:
        nonlocal given
        found, given = given, None
        if found is None:
            told = findings(document, rules)
            found = tell(document.path, told, suppression.read(document), project, language)
        return proposals(document, found, unsafe, language, bool(SIGNS & set(project.rules)))

    return propose

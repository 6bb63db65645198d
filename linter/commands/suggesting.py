"""What `--fix` would do, told diagnostic by diagnostic, for the formats that carry repairs.

A post is settled as under `--fix`; the lines that come out different are handed to the diagnostics that
they mend. So all suggestions together make the same bytes as `--fix`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from linter import lazy
from linter.commands import fixing
from linter.diagnostic import Diagnostic, Edit, Fix
from linter.run import Run

if TYPE_CHECKING:
    from linter.document import Document

_LINE = lazy.compile(r"[^\n]*\n|[^\n]+")
FORMATS = frozenset({"rdjson", "rdjsonl", "sarif"})


def with_repairs(
    run: Run, diagnostics: Sequence[Diagnostic], shown: Sequence[Diagnostic], look: fixing.Look
) -> list[Diagnostic]:
    """Those shown, each with the verified edits that mend it and no others.

    `diagnostics` are all there are: what mends one that is not shown is not offered.
    """
    by_path: dict[str, list[Diagnostic]] = {each.path: [] for each in shown}
    for diagnostic in diagnostics:
        if diagnostic.path in by_path:
            by_path[diagnostic.path].append(diagnostic)
    concerned = [diagnostic for found in by_path.values() for diagnostic in found]
    fixed, _ = fixing.fix_until_still(run, concerned, fixing.Request(diff=True), look)
    repaired: dict[Diagnostic, Diagnostic] = {}
    for path, found in by_path.items():
        document = run.document(path)
        new = fixed.outcomes[path].text if path in fixed.outcomes else document.text
        repaired.update(zip(found, _shared_out(found, list(edits(document, new))), strict=True))
    return [repaired[diagnostic] for diagnostic in shown]


def edits(document: Document, new: str) -> Iterator[Edit]:
    """Replacements of whole lines that turn the document into `new`; never an insertion between lines."""
    from difflib import SequenceMatcher

    before, after = _LINE.findall(document.text), _LINE.findall(new)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        text = "".join(after[begin:end])
        if first == last:  # a suggestion needs a line to stand on
            if first:
                first, text = first - 1, before[first - 1] + text
            elif before:
                last, text = 1, text + before[0]
        yield Edit(document.span(starts[first], starts[last]), text)


def _shared_out(diagnostics: Sequence[Diagnostic], changes: Sequence[Edit]) -> list[Diagnostic]:
    """Every change goes to one diagnostic: one whose fix it makes, else one that stands there, else the nearest."""
    owned: dict[int, list[Edit]] = defaultdict(list)
    for change in changes:
        owned[min(range(len(diagnostics)), key=lambda index: _distance(diagnostics[index], change))].append(change)
    return [
        each._replace(fix=Fix(_title(each), tuple(owned[index])) if index in owned else None)
        for index, each in enumerate(diagnostics)
    ]


def _distance(diagnostic: Diagnostic, change: Edit) -> tuple[int, int, int]:
    spans = [edit.span for edit in diagnostic.fix.edits] if diagnostic.fix else []
    gaps = [max(span.start - change.span.end, change.span.start - span.end, 0) for span in (*spans, diagnostic.span)]
    return (min(gaps), not spans, -diagnostic.severity.rank)


def _title(diagnostic: Diagnostic) -> str:
    return diagnostic.fix.title if diagnostic.fix else diagnostic.message

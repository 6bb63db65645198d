"""What of textlint's diagnostics is shown: where it and our rules see the same, ours; and nothing that is silenced."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from linter.diagnostic import Diagnostic
from linter.suppression import Suppression
from linter.textlint.settings import FAILED
from linter.textlint.translate import PREFIX

_CUT = frozenset({"truncated-sentence", "generator-residue", "broken-seam"})  # ends that ours explains better


def without_overlaps(ours: Iterable[Diagnostic], theirs: Iterable[Diagnostic]) -> list[Diagnostic]:
    """textlint's diagnostics without those that ours make needless.

    A sentence end that `ja-no-mixed-period` misses on the last line of one of our cut sentences is
    dropped. A fix that touches an edit of ours loses its fix and stays: after ours is applied,
    textlint runs again. Pure; the order of `theirs` is kept.
    """
    ends: set[tuple[str, int]] = set()
    edits: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for diagnostic in ours:
        if diagnostic.rule in _CUT:
            ends.add((diagnostic.path, diagnostic.span.end_line))
        if diagnostic.fix:
            edits[diagnostic.path].extend((edit.span.start, edit.span.end) for edit in diagnostic.fix.edits)
    taken = {path: _Stretches(spans) for path, spans in edits.items()}
    kept = []
    for diagnostic in theirs:
        if _is_mixed_period(diagnostic.rule) and (diagnostic.path, diagnostic.span.line) in ends:
            continue
        stretches = taken.get(diagnostic.path)
        touched = diagnostic.fix.edits if stretches and diagnostic.fix else ()
        if stretches and any(stretches.touch(edit.span.start, edit.span.end) for edit in touched):
            diagnostic = diagnostic._replace(fix=None)
        kept.append(diagnostic)
    return kept


def _is_mixed_period(rule: str) -> bool:
    return rule.startswith(PREFIX) and rule.rsplit("/", 1)[-1] == "ja-no-mixed-period"


def permitted(
    theirs: Iterable[Diagnostic],
    select: Collection[str],
    ignore: Collection[str],
    ignored: Callable[[str, str], bool],
    suppressions: Callable[[str], Iterable[Suppression]],
) -> list[Diagnostic]:
    """Those that nothing silences.

    Where `select` is not empty, only what it names is shown (and that textlint failed).
    `ignored(path, name)` is per-file-ignores. A name may be a rule (`textlint/japanese/max-ten`), a group
    (`textlint/japanese`) or `textlint`.
    """
    kept = []
    comments: dict[str, tuple[Suppression, ...]] = {}
    for diagnostic in theirs:
        names = list(_names(diagnostic.rule))
        left_out = select and set(select).isdisjoint(names) and diagnostic.rule != FAILED
        if left_out or not set(ignore).isdisjoint(names):
            continue
        if any(ignored(diagnostic.path, name) for name in names):
            continue
        if diagnostic.path not in comments:
            comments[diagnostic.path] = tuple(suppressions(diagnostic.path))
        line = diagnostic.span.line
        if not any(one.covers(name, line) for one in comments[diagnostic.path] for name in names):
            kept.append(diagnostic)
    return kept


def _names(rule: str) -> Iterable[str]:
    """The rule and the groups it belongs to, with and without `/*`."""
    yield rule
    parts = rule.split("/")
    for count in range(1, len(parts)):
        group = "/".join(parts[:count])
        yield from (group, group + "/*")


class _Stretches:
    """Stretches of one text, merged, so that a look-up takes a logarithm of their number."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether any stretch shares a place or a border with this one."""
        return bisect_left(self._ends, start) < bisect_right(self._starts, end)

"""Two texts as a unified diff for a person: of a line of thousands of characters only what changes is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.strings import common_prefix

_CONTEXT = 3  # lines around a change
_SHORT = 100  # code points up to which a line is shown whole
_AROUND = 24  # code points shown around the part of a long line that changes


def unified(old: str, new: str, path: str) -> Iterator[str]:
    """The lines of the diff, without line breaks."""
    from difflib import SequenceMatcher

    before, after = old.splitlines(), new.splitlines()
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) * len(after) > 4_000_000)
    groups = list(matcher.get_grouped_opcodes(_CONTEXT))
    if groups:
        yield f"--- a/{path}"
        yield f"+++ b/{path}"
    for group in groups:
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@"
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from (" " + _clipped(line) for line in before[i1:i2])
            else:
                yield from _changed(before[i1:i2], after[j1:j2])


def _range(start: int, stop: int) -> str:
    length = stop - start
    return f"{start + 1 if length else start},{length}"


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Removed lines, then added ones; a line and its successor are cut to the part that differs."""
    twins = {}
    for number, line in enumerate(after):
        if len(line) > _SHORT:
            twin = max(range(len(before)), key=lambda n, line=line: _shared(before[n], line), default=None)  # type: ignore[misc]
            if twin is not None and _shared(before[twin], line) >= _AROUND:
                twins[number] = twin
    partners = {twin: number for number, twin in twins.items()}
    for number, line in enumerate(before):
        yield "-" + (_window(line, after[partners[number]]) if number in partners else _clipped(line))
    for number, line in enumerate(after):
        yield "+" + (_window(line, before[twins[number]]) if number in twins else _clipped(line))


def _shared(one: str, other: str) -> int:
    head = common_prefix(one, other)
    return head + common_prefix(one[head:][::-1], other[head:][::-1])


def _window(line: str, other: str) -> str:
    if len(line) <= _SHORT:
        return line
    head = common_prefix(line, other)
    tail = common_prefix(line[head:][::-1], other[head:][::-1])
    start, end = max(0, head - _AROUND), min(len(line), len(line) - tail + _AROUND)
    return ("…" if start else "") + _clipped(line[start:end]) + ("…" if end < len(line) else "")


def _clipped(line: str) -> str:
    if len(line) <= _SHORT:
        return line
    half = _SHORT // 2 - 6
    return f"{line[:half]}…[{len(line) - 2 * half:,}]…{line[-half:]}"

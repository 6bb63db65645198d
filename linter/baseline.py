"""The baseline: what was wrong with a blog before the linter came, so that a run tells what is new.

A finding is remembered by its rule and the sentences it stands on, never by line or path: editing above
it, moving the post, or mending one of several copies does not bring it back. A finding is old when at
least half of its text is remembered, as often as it was there. After elm-review's suppressions, which
count and hold no line numbers, since those break on each edit.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from linter import lazy
from linter.diagnostic import Diagnostic
from linter.errors import UserError
from linter.fingerprint import lasting

NAME = ".kouetsu-baseline.json"
VERSION = 1

_UNIT = lazy.compile(r"[^。！？!?\n]+[。！？!?]*")


@dataclass(frozen=True)
class Baseline:
    """How often each unit of text was there, by rule and by the unit's digest."""

    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Split:
    """The diagnostics of a run against a baseline."""

    new: list[Diagnostic]
    hidden: int
    gone: int  # remembered units that this run no longer met


def units(diagnostic: Diagnostic, text: str) -> list[tuple[str, int]]:
    """The digests of the sentences that the diagnostic stands on, each with its length in code points."""
    start, end = diagnostic.span.start, diagnostic.span.end
    if diagnostic.rule.startswith("textlint/"):  # which mostly points at one character
        start, end = _sentence(text, start, end)
    stretch = text[start:end]
    pieces = ["".join(piece.split()) for piece in _UNIT.findall(stretch)]
    pieces = [piece for piece in pieces if piece] or [diagnostic.message]
    return [(_digest(lasting(diagnostic.rule), piece), len(piece)) for piece in pieces]


def _sentence(text: str, start: int, end: int, most: int = 200) -> tuple[int, int]:
    """The stretch widened to the sentence or line it stands in, by at most `most` code points on each side."""
    before = re.search(r"[^。！？!?\n]*\Z", text[max(start - most, 0) : start])
    behind = re.match(r"[^。！？!?\n]*", text[max(end - 1, start) : end + most])
    return start - len(before[0]) if before else start, max(end - 1, start) + len(behind[0]) + 1 if behind else end


def build(diagnostics: Iterable[Diagnostic], text: Callable[[str], str]) -> Baseline:
    """The baseline that hides just these diagnostics."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for diagnostic in diagnostics:
        counts[lasting(diagnostic.rule)].update(digest for digest, _ in units(diagnostic, text(diagnostic.path)))
    return Baseline(counts)


def split(baseline: Baseline, diagnostics: Iterable[Diagnostic], text: Callable[[str], str]) -> Split:
    """Tells new from old. Where there are more copies than remembered, the later ones are new."""
    left = {rule: Counter(counts) for rule, counts in baseline.counts.items()}
    new, hidden = [], 0
    for diagnostic in diagnostics:
        remembered = left.get(lasting(diagnostic.rule), Counter())
        parts = units(diagnostic, text(diagnostic.path))
        known = [part for part in parts if remembered[part[0]] > 0]
        if 2 * sum(length for _, length in known) >= sum(length for _, length in parts):
            hidden += 1
            remembered.subtract(digest for digest, _ in known)
        else:
            new.append(diagnostic)
    return Split(new, hidden, sum(count > 0 for counts in left.values() for count in counts.values()))


def read(file: Path) -> Baseline:
    """The baseline of a file. Raises UserError where it is none."""
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"{file}: there is no such baseline; `lint baseline` writes one") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{file}: this baseline can't be read: {error}; write it again with `lint baseline`") from None
    if not _is_baseline(value):
        raise UserError(f"{file}: this is no baseline of version {VERSION}; write it again with `lint baseline`")
    return Baseline(value["rules"])


def dumps(baseline: Baseline) -> str:
    """The file's text: sorted, a unit a line, so that diffs stay small."""
    rules = {rule: dict(sorted(counts.items())) for rule, counts in sorted(baseline.counts.items()) if counts}
    return json.dumps({"version": VERSION, "rules": rules}, indent=0, ensure_ascii=False) + "\n"


def pruned(old: Baseline, now: Baseline) -> Baseline:
    """What of the old baseline is still there; nothing new is taken in."""
    return Baseline(
        {
            rule: {
                digest: min(count, now.counts[rule][digest])
                for digest, count in counts.items()
                if now.counts.get(rule, {}).get(digest)
            }
            for rule, counts in old.counts.items()
        }
    )


def _digest(rule: str, piece: str) -> str:
    return blake2b(f"{rule}\0{piece}".encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def _is_baseline(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.get("version") == VERSION
        and isinstance(value.get("rules"), dict)
        and all(
            isinstance(counts, dict) and all(isinstance(count, int) for count in counts.values())
            for counts in value["rules"].values()
        )
    )

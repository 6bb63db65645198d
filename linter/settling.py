"""The posts of a run with all their fixes made, each by `linter.fix.settle`, in as many processes as pay. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from linter import jobs
from linter.diagnostic import Diagnostic
from linter.engine import Project
from linter.examiner import shape_of
from linter.fix import Outcome, settle
from linter.memory.wire import Stat
from linter.project import posts
from linter.proposals import proposer
from linter.run import Run

_CHUNK = 8  # posts that one of several processes takes at a time
_MUCH = 1_000_000  # bytes of posts that are worth a second process: to repair costs some ten times as much as to look


class Task(NamedTuple):
    path: str
    diagnostics: Sequence[Diagnostic]
    unsaved: str | None  # the text that stands in for the file
    seen: Stat | None  # of the file that the diagnostics are about


class Settled(NamedTuple):
    path: str
    old: str
    outcome: Outcome | None  # None: the file was changed since it was diagnosed


@dataclass(frozen=True)
class Settler:
    root: Path
    project: Project
    unsafe: bool

    def __call__(self, tasks: Sequence[Task]) -> list[Settled]:
        return [self.settle(task) for task in tasks]

    def settle(self, task: Task) -> Settled:
        if task.unsaved is not None:
            document = posts.parse(task.path, task.unsaved)
        else:
            _, stat, document = posts.load(self.root, task.path)
            if (shape_of(stat) if stat else None) != task.seen:
                return Settled(task.path, "", None)
        propose = proposer(self.project, task.diagnostics, self.unsafe)
        return Settled(task.path, document.text, settle(document, propose, self.unsafe))


def settled(run: Run, found: Mapping[str, Sequence[Diagnostic]], unsafe: bool) -> Iterator[Settled]:
    """Every post of `found`, in order, with the fixes of its diagnostics made; the unsafe ones only if `unsafe`."""
    tasks = [Task(path, given, run.unsaved.get(path), run.seen.get(path)) for path, given in found.items()]
    count = run.jobs or jobs.default(sum(task.seen[0] for task in tasks if task.seen), _MUCH)
    length = _CHUNK if count > 1 else 1
    chunks = [tasks[start : start + length] for start in range(0, len(tasks), length)]
    for results in jobs.each(Settler(run.root, run.alone(), unsafe), chunks, count):
        yield from results

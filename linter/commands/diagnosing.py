"""What is wrong with the posts asked for: our own rules, and what textlint finds beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import click

from linter import suppression, textlint
from linter.diagnostic import Diagnostic
from linter.memory.cache import Cache
from linter.progress import progress
from linter.run import Run


class Sources(NamedTuple):
    """How textlint is run, and which of its rules are wanted."""

    textlint: textlint.Settings
    paths: Sequence[str]  # the posts that textlint looks at
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    since: str | None = None  # a revision: textlint looks only at posts that differ from it, since it is slow

    def looked_at(self, run: Run) -> Sequence[str]:
        if not self.since:
            return self.paths
        from linter.project import changes

        changed = changes.since(run.root, self.since)
        return [path for path in self.paths if path in changed]


@cache
def _say_once(words: str) -> None:
    """A run with --fix diagnoses twice."""
    click.echo(words, err=True)


def diagnose(run: Run, sources: Sources) -> list[Diagnostic]:
    """The diagnostics of all sources, in the order of a report. textlint runs while our own rules do."""
    chosen = not sources.select or any(name.split("/")[0] == "textlint" for name in sources.select)
    if sources.textlint.mode == "never" or not chosen:
        return run.diagnose()
    notes: list[Mapping[str, str]] = []
    store = Cache.open(run.root) if run.remember else None
    try:
        running = textlint.start(
            run.root,
            sources.looked_at(run),
            sources.textlint,
            jobs=run.jobs,
            cache=store,
            unsaved=run.unsaved,
            note=notes.append,
            language=run.config.settings.language or "en",
        )
        if running is None:
            ours = run.diagnose()
            for note in notes:
                _say_once(note[run.language])
            return ours
        with running:
            ours = run.diagnose()
            with progress(len(sources.paths)) as bar:
                theirs: Iterable[Diagnostic] = running.diagnostics(run.language, lambda done, total: bar.at(done))
    finally:
        if store:
            store.close()
    theirs = textlint.permitted(
        theirs,
        select=sources.select,
        ignore=sources.ignore,
        ignored=run.project().ignored,
        suppressions=lambda path: suppression.read(run.document(path)),
    )
    return sorted([*ours, *textlint.without_overlaps(ours, theirs)], key=lambda each: each.order)

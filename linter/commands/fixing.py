"""The fixing step of `lint check`: every post asked for is settled, then written, or shown as a diff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from linter.diagnostic import Diagnostic
from linter.errors import UserError
from linter.progress import progress
from linter.run import Run

if TYPE_CHECKING:
    from linter.fix import Outcome


ROUNDS = 10  # of textlint after a fix
FEW = 8  # posts that textlint is shown before they are written: each takes a process of its own
Look = Callable[[Run], list[Diagnostic]]  # diagnoses the posts of a run


class Request(NamedTuple):
    """What the command line says about fixing."""

    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    show_fixes: bool = False
    exit_non_zero_on_fix: bool = False
    backup: str | None = None

    @property
    def wanted(self) -> bool:
        return self.fix or self.diff


_OPTIONS = (
    click.option("--fix", is_flag=True, help="Repair what can be repaired without loss."),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also what should be read afterwards."),
    click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing."),
    click.option("--show-fixes", is_flag=True, help="List the fixes that were made."),
    click.option("--exit-non-zero-on-fix", is_flag=True, help="Exit 1 when a post was changed."),
    click.option("--backup", type=click.Path(file_okay=False), metavar="DIR", help="Keep the old posts there."),
)


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the flags of `Request` to a command, which passes them on as `Request(**flags)`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass
class Fixed:
    """What became of the posts that had something to fix, by path."""

    old: dict[str, str] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)  # posts that could not be written, and why

    @property
    def changed(self) -> list[str]:
        return [path for path, outcome in self.outcomes.items() if outcome.text != self.old[path]]

    def add(self, later: Fixed) -> None:
        """What became of the posts in a later round, which began where this one ended."""
        for path, outcome in later.outcomes.items():
            before = self.outcomes[path].applied if path in self.outcomes else ()
            self.outcomes[path] = replace(outcome, applied=(*before, *outcome.applied))
            self.old.setdefault(path, later.old[path])
        self.failures.update(later.failures)


def fix_until_still(
    run: Run, diagnostics: Sequence[Diagnostic], request: Request, look: Look
) -> tuple[Fixed, list[Diagnostic] | None]:
    """Fixes the posts that the diagnostics are about, and those of `look` afterwards; None where nothing changed.

    Our own fixes of a post are settled at once. But a fix of textlint gives way to ours where both touch one place,
    and one may call for the next: textlint sees the new text, and its further fixes there are made too. Otherwise
    a second `--fix` would go on. Where nothing is written, the new texts of a few posts stand in for the files.
    """
    paths = {each.path for each in diagnostics}
    written = request.fix and not request.diff and not run.unsaved
    fixed, left, given = Fixed(), None, diagnostics
    for _ in range(1 + ROUNDS):
        made = fix(run, given, request)
        fixed.add(made)
        if not made.changed:
            break
        if not written and (len(made.changed) > FEW or not any(map(_is_textlint, left or diagnostics))):
            break
        if not written:
            run = replace(run, unsaved={**run.unsaved, **{path: made.outcomes[path].text for path in made.changed}})
        left = look(run)
        mendable = paths & {each.path for each in left if each.fix and _is_textlint(each)}
        given = [each for each in left if each.path in mendable]
        if not given:
            break
    return fixed, left


def _is_textlint(diagnostic: Diagnostic) -> bool:
    return diagnostic.rule.startswith("textlint/")


def fix(run: Run, diagnostics: Sequence[Diagnostic], request: Request) -> Fixed:
    """Settles the posts that the diagnostics are about, and under `--fix` without `--diff` writes them."""
    from linter.settling import settled
    from linter.write import CHANGED

    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        found[diagnostic.path].append(diagnostic)
    fixed = Fixed()
    with progress(len(found)) as bar:
        for done, (path, old, outcome) in enumerate(settled(run, found, request.unsafe_fixes), 1):
            if outcome is None:
                fixed.failures[path] = CHANGED.format(path)
                continue
            if outcome.text != old and not request.diff:
                _write(run, path, old, outcome.text, request, fixed)
            if path not in fixed.failures:
                fixed.old[path], fixed.outcomes[path] = old, outcome
            bar.at(done)
    return fixed


def _write(run: Run, path: str, old: str, text: str, request: Request, fixed: Fixed) -> None:
    from linter.write import write

    if path in run.unsaved:
        return
    try:
        write(run.root, path, old, text, Path(request.backup) if request.backup else None)
    except UserError as error:
        fixed.failures[path] = str(error)

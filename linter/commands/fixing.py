"""The fixing step of `lint check`: every post asked for is settled, then written, or shown as a diff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
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


def until_still(
    run: Run, look: Callable[[], list[Diagnostic]], request: Request, paths: Collection[str]
) -> list[Diagnostic]:
    """What is left after a fix, once textlint has seen the new text and its further fixes there are made too.

    A fix of textlint gives way to ours where both touch one place, and one may call for the next; without these
    rounds a second `--fix` would go on. `look` diagnoses anew; `paths` are the posts that may be changed.
    """
    diagnostics = look()
    for _ in range(ROUNDS):
        mendable = {each.path for each in diagnostics if each.fix and each.rule.startswith("textlint/")}
        given = [each for each in diagnostics if each.path in mendable.intersection(paths)]
        if not given or not fix(run, given, request).changed:
            break
        diagnostics = look()
    return diagnostics


def _write(run: Run, path: str, old: str, text: str, request: Request, fixed: Fixed) -> None:
    from linter.write import write

    if path in run.unsaved:
        return
    try:
        write(run.root, path, old, text, Path(request.backup) if request.backup else None)
    except UserError as error:
        fixed.failures[path] = str(error)

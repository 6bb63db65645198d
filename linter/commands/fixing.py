"""The fixing step of `lint check`: every post asked for is settled, then written, or shown as a diff."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from linter.diagnostic import Diagnostic
from linter.errors import UserError
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


def step(run: Run, diagnostics: Sequence[Diagnostic], request: Request, quiet: bool = False) -> int:
    """Fixes, says what was done, and returns how many posts changed.

    The diff goes to standard output, as does the new text of standard input; all else goes to standard error.
    """
    from linter.commands import fixed as telling
    from linter.commands.output import colour

    done = fix(run, diagnostics, request)
    if request.diff:
        for line in telling.diff(done, colour()):
            click.echo(line, color=True)
    elif run.unsaved:
        for path, text in run.unsaved.items():
            click.echo(done.outcomes[path].text if path in done.outcomes else text, nl=False)
    if request.show_fixes:
        for line in telling.listing(done):
            click.echo(line, err=True)
    if not quiet:
        for line in telling.summary(run, done, request):
            click.echo(line, err=True)
    return len(done.changed)


def fix(run: Run, diagnostics: Sequence[Diagnostic], request: Request) -> Fixed:
    """Settles the posts that the diagnostics are about, and under `--fix` without `--diff` writes them."""
    from linter.fix import settle
    from linter.proposals import proposer
    from linter.write import CHANGED

    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        found[diagnostic.path].append(diagnostic)
    fixed = Fixed()
    project = run.project()
    with progress(len(found), run.language) as advance:
        for path, given in found.items():
            document = run.unchanged(path)
            if document is None:
                fixed.failures[path] = CHANGED.format(path)
            elif not document.problem:
                outcome = settle(document, proposer(project, given, request.unsafe_fixes), request.unsafe_fixes)
                if outcome.text != document.text and not request.diff:
                    _write(run, path, document.text, outcome.text, request, fixed)
                if path not in fixed.failures:
                    fixed.old[path] = document.text
                    fixed.outcomes[path] = outcome
            advance()
    return fixed


def settled(
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


@contextmanager
def progress(length: int, language: str) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error: on a terminal, from the second second on, not under pre-commit or CI."""
    import os
    import time

    shown = sys.stderr.isatty() and not (os.environ.get("PRE_COMMIT") or os.environ.get("CI"))
    bar: Any = None
    started, done = time.monotonic(), 0

    def advance() -> None:
        nonlocal bar, done
        done += 1
        if bar is None and shown and time.monotonic() - started > 1 and done < length:
            label = "修正しています" if language == "ja" else "Fixing"
            bar = click.progressbar(length=length, label=label, file=sys.stderr)
            bar.update(done)
        elif bar is not None:
            bar.update(1)

    try:
        yield advance
    finally:
        if bar is not None:
            bar.render_finish()

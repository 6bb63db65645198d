"""Where reports go: one to standard output, any number to files, and `--statistics`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import click

from linter.diagnostic import Diagnostic
from linter.errors import UserError, nearest
from linter.reporters import REPORTERS, Report, render

_LINES = 200  # printed at once

# Formats read by what knows the repository; the others name files as seen from the current folder.
FROM_ROOT = frozenset({"github", "markdown", "rdjson", "rdjsonl", "sarif"})


def colour() -> bool:
    """Colour on a terminal, unless NO_COLOR says no; FORCE_COLOR says yes anywhere."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def parse_targets(values: Sequence[str]) -> list[tuple[str, Path]]:
    """`FORMAT:PATH` pairs. Raises UserError for an unknown format or a missing path."""
    targets = []
    for value in values:
        name, _, path = value.partition(":")
        if name not in REPORTERS or not path:
            raise UserError(f"--output-file {value}: should be FORMAT:PATH{nearest(name, REPORTERS)}")
        targets.append((name, Path(path)))
    return targets


def default_format() -> str:
    """full on a terminal, text elsewhere."""
    return "full" if sys.stdout.isatty() else "text"


def show(report: Report, root: Path, name: str) -> Iterator[str]:
    """Prints the report in the format of that name, and yields what it prints."""
    lines = render(name, _seen_from_here(report, root, name))
    while block := "".join(line + "\n" for line in islice(lines, _LINES)):
        click.echo(block, nl=False, color=True)
        yield block


def write(report: Callable[[str], Report], root: Path, targets: Iterable[tuple[str, Path]]) -> None:
    """Writes the report for each format to its file. Raises UserError where one can't be written."""
    for target, path in targets:
        seen = _seen_from_here(report(target), root, target)._replace(colour=False)
        try:
            # a job summary is one file that all steps append to
            with path.open("a" if target == "markdown" else "w", encoding="utf-8", errors="backslashreplace") as file:
                file.writelines(line + "\n" for line in render(target, seen))
        except OSError as error:
            raise UserError(f"--output-file {target}:{path}: can't be written: {error.strerror}") from None


def statistics(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """How often each rule spoke, most frequent first."""
    from linter.reporters.terminal import width

    counts = Counter((diagnostic.rule, diagnostic.severity.value) for diagnostic in diagnostics)
    columns = max((width(rule) for rule, _ in counts), default=0)
    for (rule, severity), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{count:>7,}  {rule:<{columns}}  {severity}"


def _seen_from_here(report: Report, root: Path, name: str) -> Report:
    here = Path.cwd()
    if name in FROM_ROOT or here == root or here == root.resolve():
        return report

    def shown(path: str) -> str:
        return os.path.relpath(root / path, here)

    def text(path: str) -> str:
        return report.text(Path(os.path.relpath(here / path, root)).as_posix())

    moved = [
        each._replace(path=shown(each.path), related=tuple(r._replace(path=shown(r.path)) for r in each.related))
        for each in report.diagnostics
    ]
    return report._replace(diagnostics=moved, text=text)

"""Which of the diagnostics are shown: those that are new, on lines that changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from linter import textlint
from linter.diagnostic import Diagnostic
from linter.run import Run


def narrowed(
    run: Run,
    diagnostics: Sequence[Diagnostic],
    baseline_file: str | None,
    use_baseline: bool,
    changed_since: str | None,
) -> list[Diagnostic]:
    """The diagnostics that the baseline does not hide and that touch a changed line.

    Says on standard error how many the baseline hid. Raises UserError for a baseline or a revision that is no good.
    """
    failures = [each for each in diagnostics if each.rule == textlint.FAILED]  # no filter hides those
    kept = [each for each in diagnostics if each.rule != textlint.FAILED]
    file = Path(baseline_file) if baseline_file else run.root / ".kouetsu-baseline.json"
    if use_baseline and (baseline_file or file.is_file()):
        from linter import baseline

        split = baseline.split(baseline.read(file), kept, lambda path: run.document(path).text)
        kept = split.new
        _say(run, split.hidden, split.gone, file.name)
    if changed_since:
        from linter.project import changes

        kept = changes.touching(changes.since(run.root, changed_since), kept)
    return sorted([*failures, *kept], key=lambda each: each.order) if failures else kept


def _say(run: Run, hidden: int, gone: int, name: str) -> None:
    japanese = run.language == "ja"
    if hidden:
        words = (
            "{} にある以前からの指摘 {:,}件は表示していません。"
            if japanese
            else "{}: {:,} older findings are not shown."
        )
        click.echo(words.format(name, hidden), err=True)
    if gone and set(run.asked) >= set(run.corpus):
        words = (
            "なくなった指摘があります。lint baseline --prune で {} を小さくできます。"
            if japanese
            else "Some remembered findings are gone; `lint baseline --prune` takes them out of {}."
        )
        click.echo(words.format(name), err=True)

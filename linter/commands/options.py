"""The options of `lint check`, as its parts take them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import click

from linter import textlint
from linter.reporters import REPORTERS


class Options(NamedTuple):
    """What the command line says; the options of the fixing step are `linter.commands.fixing.Request`."""

    paths: tuple[str, ...]
    stdin_filename: str | None
    config: str | None
    exclude: tuple[str, ...]
    force_exclude: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]
    per_file_ignores: tuple[str, ...]
    baseline: str | None
    no_baseline: bool
    changed_since: str | None
    textlint: str | None
    textlint_command: str | None
    jobs: int | None
    no_cache: bool
    output_format: str | None
    output_file: tuple[str, ...]
    statistics: bool
    lang: str | None
    quiet: bool
    verbose: bool
    fail_on: str | None
    exit_zero: bool


def _rules(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """`--select a,b --select c` names three rules."""
    return tuple(name.strip() for each in value for name in each.split(",") if name.strip())


_OPTIONS = (
    click.argument("paths", nargs=-1, type=click.Path()),
    click.option("--stdin-filename", metavar="PATH", help="Check standard input under this name."),
    click.option("--config", type=click.Path(), metavar="FILE", help="Use this configuration."),
    click.option("--exclude", multiple=True, metavar="GLOB", help="Not these posts."),
    click.option("--force-exclude", is_flag=True, help="Exclude also what is named on the command line."),
    click.option("--select", multiple=True, callback=_rules, metavar="RULE", help="Only these rules."),
    click.option("--ignore", multiple=True, callback=_rules, metavar="RULE", help="Not these rules."),
    click.option("--extend-select", multiple=True, callback=_rules, metavar="RULE", help="These rules too."),
    click.option("--per-file-ignores", multiple=True, metavar="GLOB:RULE", help="Not this rule in these posts."),
    click.option("--baseline", type=click.Path(), metavar="FILE", help="Hide what this baseline remembers."),
    click.option("--no-baseline", is_flag=True, help="Show also what the baseline remembers."),
    click.option("--changed-since", metavar="REV", help="Only lines that differ from REV (A...B: their merge base)."),
    click.option("--textlint", type=click.Choice(textlint.MODES), help="Whether textlint has its say."),
    click.option("--textlint-command", type=click.Path(), metavar="PATH", help="The textlint to run."),
    click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; as many as pay where left out."),
    click.option("--no-cache", is_flag=True, help="Remember nothing of this run, and nothing of an earlier one."),
    click.option("--output-format", type=click.Choice(sorted(REPORTERS)), help="full on a terminal, else text."),
    click.option("--output-file", multiple=True, metavar="FORMAT:PATH", help="Write a report to a file, too."),
    click.option("--statistics", is_flag=True, help="Only count the findings of each rule."),
    click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the messages."),
    click.option("--quiet", "-q", is_flag=True, help="Print diagnostics only."),
    click.option("--verbose", "-v", is_flag=True, help="Say what is looked at, on standard error."),
    click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), help="What makes the exit code 1."),
    click.option("--exit-zero", is_flag=True, help="Exit 0 whatever was found."),
)


def add(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options to a command, which takes them as `Options(**flags)`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command

"""`lint [check] [PATHS…]`: report what is wrong with the posts, and with `--fix` repair it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

import click

from linter import config as configuration
from linter import discovery, posts, textlint
from linter.commands import fixing, output, project, suggesting
from linter.commands.diagnosing import Sources, diagnose
from linter.commands.narrow import narrowed
from linter.diagnostic import Diagnostic
from linter.reporters import REPORTERS, Report
from linter.run import Run

_THRESHOLD = {"error": 2, "warning": 1}


@click.command(name="check", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--output-format", type=click.Choice(sorted(REPORTERS)), help="How to print; full on a terminal, else text."
)
@click.option("--output-file", multiple=True, metavar="FORMAT:PATH", help="Write a report to a file, too.")
@click.option("--statistics", is_flag=True, help="Only count the findings of each rule.")
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules.")
@click.option("--extend-select", multiple=True, metavar="RULE", help="These rules too.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Not these posts.")
@click.option("--force-exclude", is_flag=True, help="Exclude also what is named on the command line.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), help="What makes the exit code 1.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever was found.")
@click.option(
    "--baseline", "baseline_file", type=click.Path(), metavar="FILE", help="Hide what this baseline remembers."
)
@click.option("--no-baseline", is_flag=True, help="Show also what the baseline remembers.")
@click.option(
    "--changed-since", metavar="REV", help="Only findings on lines that differ from REV (A...B: their merge base)."
)
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the messages.")
@click.option("--config", "config_file", type=click.Path(), metavar="FILE", help="Use this configuration.")
@click.option("--stdin-filename", metavar="PATH", help="Check standard input under this name.")
@click.option("--textlint", "textlint_mode", type=click.Choice(textlint.MODES), help="Whether textlint has its say.")
@click.option("--textlint-command", type=click.Path(), metavar="PATH", help="The textlint to run.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; as many as pay where left out.")
@click.option("--no-cache", is_flag=True, help="Remember nothing of this run, and nothing of an earlier one.")
@click.option("--quiet", "-q", is_flag=True, help="Print diagnostics only.")
@fixing.options
def command(
    paths: tuple[str, ...],
    output_format: str | None,
    output_file: tuple[str, ...],
    statistics: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    exclude: tuple[str, ...],
    force_exclude: bool,
    fail_on: str | None,
    exit_zero: bool,
    baseline_file: str | None,
    no_baseline: bool,
    changed_since: str | None,
    lang: str | None,
    config_file: str | None,
    stdin_filename: str | None,
    textlint_mode: str | None,
    textlint_command: str | None,
    jobs: int | None,
    no_cache: bool,
    quiet: bool,
    **flags: Any,
) -> None:
    """Check posts. Without PATHS: the configured folders, else the current folder."""
    found, rules = project.open_project(config_file, lang)
    targets = output.parse_targets(output_file)
    chosen = configuration.choose_rules(found, rules, _split(select), _split(ignore), _split(extend_select))
    corpus = project.corpus(found, exclude)
    excluded = (*found.settings.exclude, *exclude)
    unsaved = {}
    if stdin_filename:
        name = os.path.relpath(os.path.abspath(stdin_filename), found.root).replace(os.sep, "/")  # noqa: PTH100
        unsaved[name] = posts.decode(name, sys.stdin.buffer.read()).text
        asked = [name]
    else:
        asked = discovery.asked(found.root, paths or _default_paths(found), corpus, excluded, force_exclude)
    run = Run(found, chosen, frozenset(rules), corpus, asked, unsaved, remember=not no_cache, jobs=jobs or 0)
    settings = textlint.configured(found, textlint_mode, textlint_command)
    sources = Sources(settings, asked, _split(select), (*found.settings.ignore, *_split(ignore)))
    request = fixing.Request(**flags)
    diagnostics = diagnose(run, sources)
    changed = 0
    if request.wanted:
        posts_to_fix = {each.path for each in narrowed(run, diagnostics, None, False, changed_since)}
        changed = fixing.step(run, [each for each in diagnostics if each.path in posts_to_fix], request, quiet)
        if request.diff or unsaved:
            sys.exit(0 if exit_zero else int(request.diff and changed > 0))
        if changed:
            diagnostics = fixing.settled(run, partial(diagnose, run, sources), request, posts_to_fix)
    diagnostics = narrowed(run, diagnostics, baseline_file, not no_baseline, changed_since)
    plain = Report(diagnostics, len(asked), run.language, rules, lambda path: run.document(path).text, output.colour())

    @cache
    def repaired() -> Report:
        return replace(plain, diagnostics=suggesting.with_repairs(run, diagnostics))

    def report(name: str) -> Report:
        return repaired() if name in suggesting.FORMATS else plain

    if statistics:
        for line in output.statistics(diagnostics):
            click.echo(line)
    else:
        name = output_format or output.default_format()
        output.show(report(name), found.root, name)
    output.write(report, found.root, targets)
    failed = exit_code(diagnostics, fail_on or found.settings.fail_on) or int(
        request.exit_non_zero_on_fix and changed > 0
    )
    sys.exit(0 if exit_zero else failed)


def exit_code(diagnostics: Sequence[Diagnostic], fail_on: str) -> int:
    """1 when a diagnostic is as severe as `fail_on` (error, warning or never) says, else 0."""
    return int(fail_on != "never" and any(each.severity.rank >= _THRESHOLD[fail_on] for each in diagnostics))


def _default_paths(found: configuration.Config) -> tuple[str, ...]:
    for folder in found.settings.paths:
        if not (found.root / folder).is_dir():
            raise found.error(("paths",), f"there is no folder '{folder}'")
    return tuple(str(found.root / folder) for folder in found.settings.paths) or (".",)


def _split(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for each in names for name in each.split(",") if name.strip())

"""`lint [check] [PATHS…]`: report what is wrong with the posts, and with `--fix` repair it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

import click

from linter import textlint
from linter.commands import fixing, options, output, project, recalled, suggesting
from linter.commands.diagnosing import Sources, diagnose
from linter.commands.narrow import narrowed
from linter.commands.options import Options
from linter.diagnostic import Diagnostic
from linter.errors import UserError
from linter.memory.reports import Copy
from linter.project import config as configuration
from linter.project import discovery, posts
from linter.project.config import Config
from linter.reporters import Report
from linter.rule import Rule
from linter.run import Run

_THRESHOLD = {"error": 2, "warning": 1}


@click.command(name="check", context_settings={"help_option_names": ["-h", "--help"]})
@options.add
@fixing.options
def command(**flags: Any) -> None:
    """Check posts. Without PATHS: the configured folders, else the current folder."""
    request = fixing.Request(**{name: flags.pop(name) for name in fixing.Request._fields})
    sys.exit(check(Options(**flags), request))


def check(given: Options, request: fixing.Request) -> int:
    """Looks, fixes where asked to, reports, and returns the exit code. Raises UserError."""
    targets = output.parse_targets(given.output_file)
    run = _run(given)
    settings = textlint.configured(run.config, given.textlint, given.textlint_command)
    ignore = (*run.config.settings.ignore, *given.ignore)
    look = partial(diagnose, sources=Sources(settings, run.asked, given.select, ignore, given.changed_since))
    key = None if request.wanted else recalled.key(run, given, settings)
    if key and (known := run.recall(key)):
        click.echo(known[1], nl=False, color=True)
        return int(not given.exit_zero and known[0])
    diagnostics = look(run)
    changed = 0
    if request.wanted:
        concerned = {each.path for each in narrowed(run, diagnostics, None, False, given.changed_since)}
        to_fix = [each for each in diagnostics if each.path in concerned]
        from linter.commands import fixed

        changed, left = fixed.step(run, to_fix, request, look, given.quiet)
        if request.diff or run.unsaved:
            return int(not given.exit_zero and request.diff and changed > 0)
        diagnostics = diagnostics if left is None else left
    shown = narrowed(run, diagnostics, given.baseline, not given.no_baseline, given.changed_since)
    copy = Copy() if key else None
    _report(run, shown, partial(suggesting.with_repairs, run, diagnostics, shown, look), given, targets, copy)
    failed = exit_code(shown, given.fail_on or run.config.settings.fail_on)
    if key and copy:
        run.keep(key, failed, copy)
    return int(not given.exit_zero and bool(failed or (request.exit_non_zero_on_fix and changed)))


def exit_code(diagnostics: Sequence[Diagnostic], fail_on: str) -> int:
    """1 when a diagnostic is as severe as `fail_on` (error, warning or never) says, else 0."""
    return int(fail_on != "never" and any(each.severity.rank >= _THRESHOLD[fail_on] for each in diagnostics))


def _run(given: Options) -> Run:
    found, rules = project.open_project(given.config, given.lang)
    found = _with_ignores(found, rules, given.per_file_ignores)
    chosen = configuration.choose_rules(found, rules, given.select, given.ignore, given.extend_select)
    corpus = project.corpus(found, given.exclude)
    unsaved = {}
    if given.stdin_filename:
        name = os.path.relpath(os.path.abspath(given.stdin_filename), found.root).replace(os.sep, "/")  # noqa: PTH100
        unsaved[name] = posts.decode(name, sys.stdin.buffer.read()).text
        asked = [name]
    else:
        excluded = (*found.settings.exclude, *given.exclude)
        asked = discovery.asked(found.root, given.paths or _default_paths(found), corpus, excluded, given.force_exclude)
    if given.verbose:
        click.echo(f"{found.source.file if found.source else '-'}: {len(chosen)} rules, {len(corpus)} posts", err=True)
    return Run(
        found, chosen, frozenset(rules), corpus, asked, unsaved, remember=not given.no_cache, jobs=given.jobs or 0
    )


def _report(
    run: Run,
    shown: Sequence[Diagnostic],
    with_repairs: Callable[[], Sequence[Diagnostic]],
    given: Options,
    targets: Sequence[tuple[str, Any]],
    copy: Copy | None,
) -> None:
    plain = Report(
        shown, len(run.asked), run.language, run.rules, lambda path: run.document(path).text, output.colour()
    )

    @cache
    def repaired() -> Report:
        return plain._replace(diagnostics=with_repairs())

    def report(name: str) -> Report:
        return repaired() if name in suggesting.FORMATS else plain

    if given.statistics:
        for line in output.statistics(shown):
            click.echo(line)
    else:
        name = given.output_format or output.default_format()
        for block in output.show(report(name), run.root, name):
            if copy:
                copy.add(block)
    output.write(report, run.root, targets)


def _default_paths(found: Config) -> tuple[str, ...]:
    for folder in found.settings.paths:
        if not (found.root / folder).is_dir():
            raise found.error(("paths",), f"there is no folder '{folder}'")
    return tuple(str(found.root / folder) for folder in found.settings.paths) or (".",)


def _with_ignores(found: Config, rules: Mapping[str, Rule], pairs: Sequence[str]) -> Config:
    """The configuration with `GLOB:RULE[,RULE]` pairs of the command line added. Raises UserError."""
    ignores = dict(found.settings.per_file_ignores)
    for pair in pairs:
        glob, _, names = pair.rpartition(":")
        if not glob or not names:
            raise UserError(f"--per-file-ignores {pair}: should be GLOB:RULE")
        for name in names.split(","):
            configuration.check_name(name, rules, UserError)
        ignores[glob] = (*ignores.get(glob, ()), *names.split(","))
    return found._replace(settings=found.settings._replace(per_file_ignores=ignores))

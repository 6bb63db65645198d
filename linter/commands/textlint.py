"""`lint textlint setup | remove | doctor`: a textlint for those who have none, and what is wrong with the one in use."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from linter import textlint
from linter.diagnostic import Severity
from linter.project import config as configuration
from linter.project.config import Config
from linter.textlint import find, inspection, install
from linter.textlint.messages import say

_HELP = {"help_option_names": ["-h", "--help"]}


@click.group(name="textlint", context_settings=_HELP)
def command() -> None:
    """Install, remove or examine the textlint whose findings `lint` shows."""


@command.command(context_settings=_HELP)
@click.option("--again", is_flag=True, help="Install anew even if it is installed.")
def setup(again: bool) -> None:
    """Install textlint and rules for Japanese, pinned, into your cache folder. Needs Node.js 20 or 'kouetsu[textlint]'."""
    shown = [-1]
    live = sys.stderr.isatty() and not os.environ.get("PRE_COMMIT") and not os.environ.get("CI")

    def progress(done: int, total: int) -> None:
        if live:
            click.echo(f"\rInstalling textlint: {done} of {total} packages ", nl=done == total, err=True)
        elif done * 4 // total > shown[0]:
            shown[0] = done * 4 // total
            click.echo(f"Installing textlint: {done} of {total} packages", err=True)

    folder, made = install.setup(progress, again)
    click.echo(f"textlint is {'installed' if made else 'installed already'}: {folder}")


@command.command(context_settings=_HELP)
def remove() -> None:
    """Remove what `lint textlint setup` installed."""
    size = install.remove()
    click.echo(f"Removed {size / 1e6:,.0f} MB." if size else "Nothing is installed.")


@command.command(context_settings=_HELP)
@click.option("--config", "config_file", type=click.Path(), metavar="FILE", help="Use this configuration.")
@click.option("--textlint-command", metavar="PATH", help="Examine this textlint; 'managed' is the one of setup.")
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the messages.")
def doctor(config_file: str | None, textlint_command: str | None, lang: str | None) -> None:
    """Tell which textlint is used, with which rules, and which rules of its configuration do not exist."""
    found = configuration.with_language(
        configuration.load(Path.cwd(), Path(config_file) if config_file else None), lang
    )
    language = found.settings.language or ("ja" if os.environ.get("LANG", "").startswith("ja") else "en")
    settings = textlint.configured(found, None, textlint_command)
    click.echo(f"mode: {settings.mode} (memory {settings.memory:,} MB, timeout {settings.timeout} s)")
    used = find.textlint(found.root, settings, language)
    click.echo(f"textlint: {_used(used)}")
    click.echo(f"Node.js: {_node(used)}")
    click.echo(f"managed: {install.folder() if install.installed() else 'not installed (lint textlint setup)'}")
    config = find.configuration(found.root)
    if config is None or used is None:
        words = say("missing", language, config=config.name) if config else say("no-config", language, root=found.root)
        click.echo(f"config: {config or 'none'}\n{words}")
        sys.exit(1)
    click.echo(f"config: {config}")
    sys.exit(_examine(found, used, config, language))


def _examine(found: Config, used: find.Textlint, config: Path, language: str) -> int:
    """Prints what the configuration loads and what is wrong with it. Returns the exit code."""
    inspected = inspection.read(inspection.inspect(used, config))
    if inspected is None:
        click.echo("This textlint can't be looked into: it is not the npm package, or Node.js failed.")
        return 1
    for module in inspected.modules:
        count = f" ({len(module.rules)} rules)" if module.rules else ""
        state = "missing" if module.error else f"{module.version}{count}"
        click.echo(f"  {module.kind}: {module.key} {state}")
    problems = list(inspection.problems(inspected, config, language))
    for problem in problems:
        each = inspection.diagnostic(
            problem, config, found.root, Severity.ERROR if problem.rule == textlint.FAILED else Severity.WARNING, {}
        )
        click.echo(
            f"{each.path}:{each.span.line}:{each.span.column}: {each.severity.value}: {each.message} [{each.rule}]"
        )
    if not problems:
        click.echo("All is well.")
    return int(bool(problems))


def _used(used: find.Textlint | None) -> str:
    if used is None:
        return "none"
    return f"{used.version or 'unknown version'} ({used.origin}: {used.script or used.command[0]})"


def _node(used: find.Textlint | None) -> str:
    import subprocess

    node = used.node if used and used.node else install.node()
    if not node:
        return "none (install Node.js 20 or later, or pip install 'kouetsu[textlint]')"
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    return f"{answer or 'does not run'} ({node})"

"""`lint config`: which configuration file is in force, and its values."""

from __future__ import annotations

import click

from linter.commands import project
from linter.project import config as configuration


@click.command(name="config", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", "config_file", type=click.Path(), metavar="FILE", help="Use this configuration.")
def command(config_file: str | None) -> None:
    """Show the configuration file and the values in force."""
    found, rules = project.open_project(config_file)
    chosen = configuration.choose_rules(found, rules)
    click.echo(f"root: {found.root}")
    click.echo(f"file: {found.source.file if found.source else '(none)'}")
    for key, value in found.settings._asdict().items():
        if key != "rules":
            click.echo(f"{key.replace('_', '-')}: {value or '-'}")
    click.echo("rules:")
    for name in rules:
        if name not in chosen:
            click.echo(f"  {name}: off")
            continue
        rule = chosen[name]
        options = {key.replace("_", "-"): value for key, value in rule.options._asdict().items()}
        click.echo(f"  {name}: {rule.voice.severity.value} {options or ''}".rstrip())

"""`lint rules`: the table of rules, as this project has them."""

from __future__ import annotations

import click

from linter.commands import project
from linter.project import config as configuration
from linter.reporters.terminal import width


@click.command(name="rules", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the summaries.")
@click.option("--config", "config_file", type=click.Path(), metavar="FILE", help="Use this configuration.")
def command(lang: str | None, config_file: str | None) -> None:
    """List the rules, how severe they are, and what each finds."""
    found, rules = project.open_project(config_file, lang)
    chosen = configuration.choose_rules(found, rules)
    language = found.settings.language or "en"
    columns = max(map(width, rules))
    for name, rule in rules.items():
        state = chosen[name].voice.severity.value if name in chosen else "off"
        click.echo(f"{name:<{columns}}  {state:<7}  {rule.summary[language]}")

"""`lint explain RULE`: what a rule finds, why, its options and its page."""

from __future__ import annotations

import click

from linter.commands import project
from linter.errors import UserError
from linter.project.config import check_name
from linter.rule import Rule

_TITLES = {
    "ja": {"why": "理由", "kinds": "種類", "options": "設定"},
    "en": {"why": "Why", "kinds": "Kinds", "options": "Options"},
}


@click.command(name="explain", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("rule")
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the explanation.")
@click.option("--config", "config_file", type=click.Path(), metavar="FILE", help="Use this configuration.")
def command(rule: str, lang: str | None, config_file: str | None) -> None:
    """Explain one RULE."""
    found, rules = project.open_project(config_file, lang)
    check_name(rule, rules, UserError)
    if rule not in rules:
        raise UserError(f"'{rule}' is a rule of textlint; its own page explains it")
    for line in page(rules[rule], found.settings.language or "en"):
        click.echo(line)


def page(rule: Rule, language: str) -> list[str]:
    """The lines of a rule's page."""
    titles = _TITLES[language]
    lines = [
        f"{rule.id} ({rule.voice.severity.value})",
        "",
        rule.summary[language],
        "",
        f"{titles['why']}: {rule.why[language]}",
    ]
    if rule.kinds:
        lines += ["", f"{titles['kinds']}:"]
        lines += [f"  {name} ({kind.severity.value}): {kind.message[language]}" for name, kind in rule.kinds.items()]
    options = [(name.replace("_", "-"), value) for name, value in rule.options._asdict().items()]
    if options:
        lines += ["", f"{titles['options']}:", *(f"  {name}: {value}" for name, value in options)]
    text = rule.path.read_text(encoding="utf-8")
    body = text.split("\n---\n", 1)[1].strip("\n")
    return [*lines, "", body]

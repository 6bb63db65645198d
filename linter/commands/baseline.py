"""`lint baseline`: remember what is wrong today, so that later runs tell what is new."""

from __future__ import annotations

from pathlib import Path

import click

from linter import baseline, textlint
from linter.commands import project
from linter.commands.diagnosing import Sources, diagnose
from linter.project import config as configuration
from linter.run import Run


@click.command(name="baseline", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--prune", is_flag=True, help="Only forget what is gone; take nothing new in.")
@click.option("--output", type=click.Path(), metavar="FILE", help=f"Where to write; {baseline.NAME} at the root.")
@click.option("--config", "config_file", type=click.Path(), metavar="FILE", help="Use this configuration.")
@click.option("--textlint", "textlint_mode", type=click.Choice(textlint.MODES), help="Whether textlint has its say.")
@click.option("--textlint-command", type=click.Path(), metavar="PATH", help="The textlint to run.")
def command(
    prune: bool, output: str | None, config_file: str | None, textlint_mode: str | None, textlint_command: str | None
) -> None:
    """Write the baseline of the whole project."""
    found, rules = project.open_project(config_file)
    corpus = project.corpus(found)
    run = Run(found, configuration.choose_rules(found, rules), frozenset(rules), corpus, corpus)
    file = Path(output) if output else found.root / baseline.NAME
    sources = Sources(textlint.configured(found, textlint_mode, textlint_command), corpus, (), found.settings.ignore)
    diagnostics = [each for each in diagnose(run, sources) if each.rule != textlint.FAILED]
    texts: dict[str, str] = {}

    def text(path: str) -> str:
        if path not in texts:
            texts.clear()
            texts[path] = run.document(path).text
        return texts[path]

    now = baseline.build(diagnostics, text)
    kept = baseline.pruned(baseline.read(file), now) if prune else now
    file.write_text(baseline.dumps(kept), encoding="utf-8")
    words = (
        "{:,}記事の指摘 {:,}件を {} に記録しました。"
        if run.language == "ja"
        else "{:,} posts, {:,} findings remembered in {}."
    )
    click.echo(words.format(len(corpus), len(diagnostics), file.name))

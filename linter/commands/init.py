"""`lint init`: write a first configuration, with a schema of the front matter inferred from the posts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from linter.commands import project
from linter.diagnostic import Severity
from linter.errors import UserError
from linter.project import config as configuration
from linter.project import discovery
from linter.project.globs import matches
from linter.reporters.text import line
from linter.run import Run
from linter.schema import infer
from linter.setup import files
from linter.setup.look import Seen, corpus_of, look
from linter.setup.words import WORDS, table

SHOWN = 15  # findings


@click.command(name="init", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--update", is_flag=True, help="Infer the schemas of the configuration again.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be written.")
@click.option("--pre-commit", is_flag=True, help="Write .pre-commit-config.yaml too, where there is none.")
@click.option("--workflow", is_flag=True, help="Write .github/workflows/kouetsu.yml too, where there is none.")
@click.option("--lang", type=click.Choice(["ja", "en"]), help="Language of the configuration and of what is printed.")
def command(update: bool, dry_run: bool, pre_commit: bool, workflow: bool, lang: str | None) -> None:
    """Look at the project, infer what its front matter is like, and write .kouetsu.yml. Nothing is overwritten."""
    if update:
        _update(lang, dry_run)
        return
    root = discovery.find_root(Path.cwd())
    there = configuration.load(root)
    if there.source:
        raise UserError(f"{there.source.file} is already there; lint init --update infers its schemas again")
    corpus = corpus_of(root)
    seen = look(root, corpus)
    language = lang or ("ja" if seen.japanese else "en")
    words = WORDS[language]
    _say_seen(seen, len(corpus), words)
    schemas: dict[str, str] = {}
    for folder, paths in seen.folders.items():
        name = files.schema_name(folder, len(seen.folders) > 1)
        schema = infer.infer([seen.fronts[path] for path in paths])
        click.echo(words["folder"].format(folder=folder or ".", posts=f"{len(paths):,}", file=name))
        for each in table(schema, language):
            click.echo(each)
        _write(root, name, files.seal(schema, folder, len(paths), date.today().isoformat()), dry_run, words)
        schemas[folder] = name
    if not schemas:
        click.echo(words["no-schema"])
    _write(root, discovery.CONFIG, files.config(schemas, language, seen.generator, seen.small), dry_run, words)
    if schemas and not dry_run:
        _check_back(root, language, words)
    click.echo(words["next"])
    offers = ((pre_commit, "pre-commit", ".pre-commit-config.yaml", files.pre_commit(schemas)),
              (workflow, "workflow", ".github/workflows/kouetsu.yml", files.workflow()))  # fmt: skip
    for wanted, word, name, text in offers:
        if wanted:
            _write(root, name, text, dry_run, words)
        elif not (root / name).exists():
            click.echo("\n" + words[word] + "\n\n" + "\n".join(f"    {each}" for each in text.splitlines()))


def _say_seen(seen: Seen, posts: int, words: Mapping[str, str]) -> None:
    generator = words["site"].format(name=seen.generator) if seen.generator else words["plain"]
    counts = {"fronts": len(seen.fronts), "without": seen.without, "broken": seen.broken, "posts": posts}
    click.echo(words["seen"].format(generator=generator, **{name: f"{count:,}" for name, count in counts.items()}))


def _write(root: Path, name: str, text: str, dry_run: bool, words: Mapping[str, str]) -> None:
    if dry_run:
        click.echo(words["would" if not (root / name).exists() else "kept"].format(file=name))
        if not (root / name).exists():
            click.echo("\n".join(f"    {each}" for each in text.splitlines()))
        return
    click.echo(words["wrote" if files.write_new(root / name, text) else "kept"].format(file=name))


def _check_back(root: Path, language: str, words: Mapping[str, str]) -> None:
    """Which posts do not follow the schemas that were inferred from them."""
    found = configuration.with_language(configuration.load(root), language)
    rules = configuration.read_rules(found)
    chosen = configuration.choose_rules(found, rules, select=["front-matter"])
    corpus = project.corpus(found)
    run = Run(found, chosen, frozenset(rules), corpus, corpus, remember=False)
    errors = [each for each in run.diagnose() if each.severity is Severity.ERROR]
    if not errors:
        click.echo(words["fits"])
        return
    click.echo(words["fails"].format(posts=f"{len({each.path for each in errors}):,}", findings=f"{len(errors):,}"))
    for each in errors[:SHOWN]:
        click.echo(f"  {line(each)}")
    if len(errors) > SHOWN:
        click.echo("  " + words["more"].format(count=f"{len(errors) - SHOWN:,}"))


def _update(lang: str | None, dry_run: bool) -> None:
    found = configuration.load(Path.cwd())
    given = found.settings.schema
    if not given:
        raise UserError("there is no schema in the configuration to infer again; lint init makes one")
    seen = look(found.root, project.corpus(found))
    language = lang or found.settings.language or ("ja" if seen.japanese else "en")
    words = WORDS[language]
    for name in dict.fromkeys(given.values()):
        globs = [glob for glob, file in given.items() if file == name]
        paths = [path for path in seen.fronts if matches(path, globs)]
        if paths:
            _infer_again(found.root, name, globs, [seen.fronts[path] for path in paths], dry_run, words)
    if not dry_run:
        _check_back(found.root, language, words)


def _infer_again(
    root: Path,
    name: str,
    globs: Sequence[str],
    fronts: Sequence[Mapping[str, Any]],
    dry_run: bool,
    words: Mapping[str, str],
) -> None:
    from linter.write import write

    text = (root / name).read_text(encoding="utf-8")
    schema = infer.infer(fronts)
    try:
        old = json.loads(text)
    except ValueError:
        old = {}
    differences = infer.changes(old, schema)
    if not differences:
        click.echo(words["same"].format(file=name))
        return
    sealed = files.seal(schema, ", ".join(globs), len(fronts), date.today().isoformat())
    target = name if files.untouched(text) else str(Path(name).with_suffix("")) + ".new.json"
    if dry_run:
        click.echo(words["would"].format(file=target))
    elif target == name:
        write(root, name, text, sealed)
    else:
        (root / target).write_text(sealed, encoding="utf-8")
    if target != name:
        click.echo(words["beside"].format(file=name, other=target))
    elif not dry_run:
        click.echo(words["updated"].format(file=name, posts=f"{len(fronts):,}"))
    labels = {"required": "now-required", "optional": "now-optional", "form": "form-changed"}
    for kind, key, detail in differences:
        click.echo("  " + words[labels.get(kind, kind)].format(key=key, detail=detail))

"""What every command does first: find the project, its rules and its posts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linter.project import config, discovery
from linter.project.config import Config
from linter.rule import Rule


def open_project(file: str | None = None, language: str | None = None) -> tuple[Config, dict[str, Rule]]:
    """The configuration in force and all rules there are. Raises UserError."""
    found = config.with_language(config.load(Path.cwd(), Path(file) if file else None), language)
    return found, config.read_rules(found)


def corpus(found: Config, exclude: Sequence[str] = ()) -> Sequence[str]:
    """All posts of the project."""
    return discovery.Posts(found.root, found.settings.paths, (*found.settings.exclude, *exclude))

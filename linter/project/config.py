"""The project's configuration: `.kouetsu.yml` at its root, or `[tool.kouetsu]` in pyproject.toml."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from linter import rule, rulefile, toml
from linter import settings as reading
from linter.errors import UserError, nearest, shown
from linter.project import discovery
from linter.rule import Rule
from linter.settings import Source

_NONE: dict[str, Any] = {}


class Settings(NamedTuple):
    """What the file may say. Every key has a default, so that no file is needed."""

    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    language: str = ""
    extend: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: dict[str, Any] = _NONE
    per_file_ignores: dict[str, tuple[str, ...]] = _NONE
    fail_on: str = "error"
    schema: dict[str, str] = _NONE  # glob of posts -> schema of their front matter
    textlint: dict[str, Any] = _NONE


class Config(NamedTuple):
    """The settings in force, and where they come from."""

    root: Path
    source: Source | None  # None: no file, all defaults
    settings: Settings

    def error(self, path: reading.Path, message: str) -> UserError:
        return self.source.error(path, message) if self.source else UserError(message)


CHOICES = {"language": ("", "ja", "en"), "fail-on": ("error", "warning", "never")}


def load(start: Path, file: Path | None = None) -> Config:
    """The configuration for a run that starts in the folder `start`. Raises UserError."""
    root = discovery.find_root(start)
    source = _read(file or root / discovery.CONFIG, required=file is not None)
    source = source or _read_pyproject(root / "pyproject.toml")
    if source is None:
        return Config(root, None, Settings())
    given = reading.fill(Settings, source, (), source.value)
    for key, allowed in CHOICES.items():
        value = getattr(given, key.replace("-", "_"))
        if value not in allowed:
            raise source.error((key,), f"'{key}' should be one of {', '.join(filter(None, allowed))}, not '{value}'")
    return Config(root, source, given)


def _read(file: Path, required: bool) -> Source | None:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if required:
            raise UserError(f"{shown(file)}: there is no such configuration file") from None
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{shown(file)}: can't be read: {error}") from None
    if file.suffix == ".toml":
        return _toml(file, text)
    return reading.read_yaml(shown(file), text)


def _read_pyproject(file: Path) -> Source | None:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return _toml(file, text) if "[tool.kouetsu" in text else None


def _toml(file: Path, text: str) -> Source:
    try:
        value = toml.loads(text)
    except ValueError as error:
        raise UserError(f"{shown(file)}: this is not TOML: {error}") from None
    lines: dict[reading.Path, int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("[") and stripped.endswith("]"):
            table = tuple(part.strip().strip("\"'") for part in stripped.strip("[]").split("."))
            lines.setdefault(table[2:], number) if table[:2] == ("tool", "kouetsu") else None
        elif table[:2] == ("tool", "kouetsu") and "=" in stripped:
            lines.setdefault((*table[2:], stripped.split("=")[0].strip().strip("\"'")), number)
    return Source(shown(file), value.get("tool", {}).get("kouetsu", {}), lines)


def read_rules(config: Config) -> dict[str, Rule]:
    """All rules there are: those shipped and those of the folders in `extend`."""
    folders = [rulefile.shipped()]
    for index, name in enumerate(config.settings.extend):
        folder = (config.root / name).resolve()
        if not folder.is_relative_to(config.root.resolve()):
            raise config.error(("extend", index), f"'{name}' lies outside the project")
        if not folder.is_dir():
            raise config.error(("extend", index), f"there is no folder '{name}'")
        folders.append(folder)
    return rulefile.read_all(folders)


def choose_rules(
    config: Config,
    rules: Mapping[str, Rule],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    extend_select: Sequence[str] = (),
) -> dict[str, Rule]:
    """The rules of a run, under the project's settings and the command line's."""
    given = config.settings
    _check_names(config, rules)
    for glob, name in given.schema.items():
        if not (config.root / name).resolve().is_relative_to(config.root.resolve()):
            raise config.error(("schema", glob), f"'{name}' lies outside the project")
        if not (config.root / name).is_file():
            raise config.error(("schema", glob), f"there is no file '{name}'; lint init writes one")
    for name in (*select, *ignore, *extend_select):
        check_name(name, rules, UserError)
    selected = set(select or given.select or rules) | set(extend_select)
    ignored = set(ignore) | (set(given.ignore) - set(select) - set(extend_select))
    chosen: dict[str, Rule] = {}
    for name, one in rules.items():
        configured: Rule | None = one
        if config.source and name in given.rules:
            value = given.rules[name]
            switched_on = name in select or name in extend_select
            if not (switched_on and value in (False, rule.OFF)):
                configured = one.configured(config.source, ("rules", name), value)
        if configured and given.schema and "schema" in configured.given:
            configured = replace(configured, given={**configured.given, "schema": given.schema})
        if configured and name in selected and name not in ignored:
            chosen[name] = configured
    return chosen


def _check_names(config: Config, rules: Mapping[str, Rule]) -> None:
    given = config.settings
    places: list[tuple[reading.Path, str]] = [(("select", index), name) for index, name in enumerate(given.select)]
    places += [(("ignore", index), name) for index, name in enumerate(given.ignore)]
    places += [(("rules", name), name) for name in given.rules]
    places += [(("per-file-ignores", glob), name) for glob, names in given.per_file_ignores.items() for name in names]
    for at, name in places:
        check_name(name, rules, partial(config.error, at))


def check_name(name: str, rules: Mapping[str, Rule], error: Callable[[str], Exception]) -> None:
    """Raises `error` for a name that is no rule. What textlint finds is named `textlint/…`."""
    if name not in rules and not name.startswith("textlint/") and name != "textlint":
        raise error(f"there is no rule '{name}'{nearest(name, rules)}")


def with_language(config: Config, language: str | None) -> Config:
    return config._replace(settings=config.settings._replace(language=language)) if language else config

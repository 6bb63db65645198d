"""Which textlint runs: its configuration, its script, and the Node.js under it.

A textlint of the project is JavaScript of the project: it is run because the project's owner
configured it, and never where the mode is `never`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from linter.textlint import install
from linter.textlint.messages import LANGUAGES, say
from linter.textlint.settings import MANAGED, Settings, TextlintError

ENVIRONMENT = "KOUETSU_TEXTLINT"
CONFIGS = tuple(f".textlintrc{end}" for end in (".cjs", ".js", ".json", ".yaml", ".yml", ""))  # textlint's own order
_SCRIPTS = (".js", ".cjs", ".mjs")


class NoNode(TextlintError):
    """There is a textlint, and no Node.js for it."""

    def __init__(self, script: Path, words: str) -> None:
        super().__init__(words)
        self.script = script


@dataclass(frozen=True)
class Textlint:
    """A textlint to run. `script` is its JavaScript, where known; `command` runs it, without arguments."""

    origin: str  # command, environment, project, path, managed
    command: tuple[str, ...]
    script: Path | None
    node: str

    @property
    def package(self) -> Path | None:
        """The folder of the npm package `textlint`."""
        above = self.script.parents if self.script else ()
        return next((folder for folder in above if (folder / "package.json").is_file()), None)

    @property
    def modules(self) -> Path | None:
        """The `node_modules` that textlint stands in."""
        package = self.package
        return package.parent if package and package.parent.name == "node_modules" else None

    @property
    def version(self) -> str:
        import json

        try:
            value = json.loads((self.package / "package.json").read_text("utf-8")) if self.package else {}
        except (OSError, ValueError):
            value = {}
        return str(value.get("version", "")) if isinstance(value, dict) else ""


def configuration(root: Path) -> Path | None:
    """textlint's configuration for `root`, as textlint looks for it, but not above the repository."""
    for folder in (root, *root.parents):
        for name in CONFIGS:
            if (folder / name).is_file():
                return folder / name
        try:
            package = (folder / "package.json").read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            package = ""
        if '"textlint"' in package and _has_field(package):
            return folder / "package.json"
        if (folder / ".git").exists():
            break
    return None


def _has_field(package: str) -> bool:
    import json

    try:
        value = json.loads(package)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and bool(value.get("textlint"))


def wanted(
    root: Path, settings: Settings, config: Path, language: str, note: Callable[[Mapping[str, str]], None]
) -> Textlint | None:
    """The textlint for a run under its mode. Where `auto` finds none that works, `note` is told, once, and it is None."""
    try:
        found = textlint(root, settings, language)
        kind, values = "missing", {"config": config.name}
    except NoNode as error:
        found = None
        kind, values = "no-node", {"textlint": str(error.script)}
    if found is None and (settings.mode == "always" or (kind == "no-node" and _is_named(settings))):
        raise TextlintError(say(kind, language, **values))
    if found is None:
        note({each: say(kind, each, **values) for each in LANGUAGES})
    return found


def _is_named(settings: Settings) -> bool:
    return bool(settings.command or os.environ.get(ENVIRONMENT))


def textlint(root: Path, settings: Settings, language: str = "en") -> Textlint | None:
    """The textlint for a project: the one named, else the project's, the one on PATH, the managed one.

    Raises TextlintError where the one that is named does not exist, or no Node.js can run the one found.
    """
    named = settings.command or os.environ.get(ENVIRONMENT, "")
    if named == MANAGED:
        found = _managed(language)
        if found is None:
            raise TextlintError(say("not-installed", language))
        return found
    if named:
        path = shutil.which(named) or shutil.which(os.path.join(root, named))  # noqa: PTH118
        if path is None:
            raise TextlintError(say("no-command", language, command=named))
        return _runnable("command" if settings.command else "environment", Path(path), language)
    for folder in (root, *root.parents):
        script = _script_of(folder / "node_modules" / "textlint")
        if script:
            return _runnable("project", script, language)
        if (folder / ".git").exists():
            break
    path = shutil.which("textlint")
    if path:
        return _runnable("path", Path(path), language)
    return _managed(language)


def _managed(language: str) -> Textlint | None:
    script = _script_of(install.folder() / "node_modules" / "textlint") if install.installed() else None
    return _runnable("managed", script, language, install.tried_node()) if script else None


def _script_of(package: Path) -> Path | None:
    """The script of an unpacked npm package `textlint`."""
    script = package / "bin" / "textlint.js"
    return script if script.is_file() else None


def _runnable(origin: str, path: Path, language: str, node: str | None = None) -> Textlint:
    """JavaScript is run by a Node.js that we choose: no shell, no shim, and its heap can be limited."""
    script: Path | None = path.resolve()
    if script and script.suffix not in _SCRIPTS:  # a shim of npm on Windows, or a program of the user
        script = _script_of(path.parent / "node_modules" / "textlint") or _script_of(path.parent.parent / "textlint")
    if script is None:
        return Textlint(origin, (str(path),), None, "")
    node = node or install.node()
    if node is None:
        raise NoNode(script, say("no-node", language, textlint=script))
    return Textlint(origin, (node, str(script)), script, node)

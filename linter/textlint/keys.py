"""What the findings of textlint depend on, as keys of a cache."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from linter import lazy
from linter.textlint.find import Textlint

_FORMAT = "1"  # of what is stored under the key
_LOCKS = (
    "node_modules/.package-lock.json", "node_modules/.modules.yaml", "node_modules/.yarn-integrity",
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock",
)  # fmt: skip
_BETWEEN_NAMES = lazy.compile(r"""["'\n,:\[\]{}()]""")


class Cache(Protocol):
    """The little that is asked of a cache: texts under keys. It may forget anything at any time."""

    def get(self, key: str) -> str | None: ...

    def put(self, key: str, value: str) -> None: ...


class Forgetful:
    """A cache that keeps nothing."""

    def get(self, key: str) -> str | None:
        return None

    def put(self, key: str, value: str) -> None:
        return None


def environment(textlint: Textlint, config: Path) -> str:
    """A digest of all that a run depends on beside the post: textlint, its rules, their configuration.

    Files that the configuration names (dictionaries, allow lists, local rules) count by their content.
    """
    digest = sha256(_FORMAT.encode())
    digest.update("\0".join((textlint.version, *textlint.command, str(config))).encode("utf-8", "surrogateescape"))
    folder = config.parent
    roots = {folder, *((textlint.modules.parent,) if textlint.modules else ())}
    for file in (config, folder / ".textlintignore", *(root / name for root in sorted(roots) for name in _LOCKS)):
        _add(digest, file)
    for file in sorted(set(_named(config))):
        _add(digest, file)
    if textlint.script is None:
        _add(digest, Path(textlint.command[0]))
    return digest.hexdigest()


def post(environment: str, path: str, data: bytes) -> str:
    """The key of one post's findings. The path counts: rules may look at it, and it decides how the text is read."""
    parts = (environment.encode(), os.fsencode(path), sha256(data).digest())
    return "textlint:" + sha256(b"\0".join(parts)).hexdigest()


def inspection(environment: str) -> str:
    """The key of what the configuration was found to load."""
    return "textlint-config:" + environment


def _named(config: Path) -> Iterator[Path]:
    """The files that the configuration names. What is no file's name is tried in vain, at the cost of a `stat`."""
    try:
        text = config.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    if config.name == "package.json":
        text = json.dumps(json.loads(text).get("textlint"), ensure_ascii=False, indent=0)
    for part in _BETWEEN_NAMES.split(text[:200_000]):
        name = part.strip()
        if ("/" in name or "." in name) and len(name) < 300:
            yield config.parent / name


def _add(digest: object, file: Path) -> None:
    try:
        data = file.read_bytes() if file.is_file() else b""
    except (OSError, ValueError):
        data = b""
    if data:
        digest.update(os.fsencode(file) + sha256(data).digest())  # type: ignore[attr-defined]

"""Texts to files: whole or not at all, with nothing but the content changed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from linter.errors import UserError

CHANGED = "{}: was changed by somebody else meanwhile; run again to have it fixed"


def write(root: Path, path: str, old: str, text: str, backup: Path | None = None) -> None:
    """Replaces the file `path` below `root` by `text` in one step; an interrupted run leaves it old or new.

    A file that no longer holds the text `old`, which the new one was made of, is left alone.
    The mode stays. A symbolic link stays too, and the file that it leads to is replaced, if that lies inside
    the project. With `backup`, the old file is copied to the same path below that folder first.
    Raises UserError where the file may not be written.
    """
    target = (root / path).resolve()
    if not target.is_relative_to(root.resolve()):
        raise UserError(f"{path}: leads out of the project, to {target}; it was not changed")
    if not os.access(target, os.W_OK):  # what the system lets this user write is writable, whatever the mode says
        raise UserError(f"{path}: is read-only; it was not changed")
    try:
        if target.read_bytes() != old.encode("utf-8"):
            raise UserError(CHANGED.format(path))
        if backup:
            _copy(target, backup / path)
        _replace(target, text.encode("utf-8"))
    except OSError as error:
        raise UserError(f"{path}: can't be written: {error.strerror}; it was not changed") from None


def _replace(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode
    handle, name = tempfile.mkstemp(prefix=".kouetsu-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary = Path(name)
        temporary.chmod(mode & 0o7777)
        temporary.replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _copy(source: Path, target: Path) -> None:
    import shutil

    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():  # a second run must not bury the first one's original
        shutil.copy2(source, target)

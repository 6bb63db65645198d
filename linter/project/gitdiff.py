"""Which files differ from a commit, as git sees it: it looks at 100,000 of them in a tenth of a second."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from linter.project.git import GIT
from linter.project.gitindex import repository

_LINK = b"120000"  # on the disk; what git tracks there may be a file


class State(NamedTuple):
    """What became of a file that differs from the commit."""

    before: bool  # whether the commit holds it, as a regular file
    now: bool | None  # whether git tracks it, as a regular file, and the disk holds it; None where git does not say


def head(root: Path) -> str | None:
    """The commit that is checked out; None where there is none."""
    found = repository(root)
    answer = _git(found[0], "rev-parse", "--verify", "--quiet", "HEAD") if found else None
    return answer.decode().strip() if answer else None


def differing(root: Path, commit: str, meanwhile: Callable[[], object] = lambda: None) -> dict[str, State] | None:
    """The tracked files below `root` that differ from the commit, on the disk or in the index, by path below `root`.

    None where git can't tell: it no longer holds the commit, or a merge is under way. Calls `meanwhile` while git looks.
    """
    found = repository(root)
    if found is None:
        return None
    top = found[0]
    prefix = "" if top == root else root.relative_to(top).as_posix() + "/"
    asking = ("diff-index", "--raw", "--no-renames", "--ignore-submodules=all", "-z", commit, "--", prefix or ".")
    answer = _git(top, *asking, meanwhile=meanwhile)
    if answer is None:
        return None
    result = {}
    fields = iter(answer.split(b"\0"))
    for told, name in zip(fields, fields):  # noqa: B905  (an empty one ends them)
        old, new, _, _, status = told.split(b" ")
        if status not in (b"A", b"D", b"M", b"T"):
            return None
        now = None if new == _LINK else new.startswith(b"100")
        result[os.fsdecode(name)[len(prefix) :]] = State(old.startswith(b":100"), now)
    return result


def _git(top: Path, *arguments: str, meanwhile: Callable[[], object] = lambda: None) -> bytes | None:
    from subprocess import DEVNULL, PIPE, Popen

    try:
        process = Popen([*GIT, *arguments], cwd=top, stdout=PIPE, stderr=DEVNULL)
    except OSError:
        return None
    with process:
        meanwhile()
        answer, _ = process.communicate()
    return None if process.returncode else answer

"""The files that git tracks, read from its index: `git ls-files` without starting git.

Format: Documentation/gitformat-index.txt of git. Versions 2 and 3 are read here; for the rest (path
compression, split and sparse indexes) git itself is asked.
"""

from __future__ import annotations

import os
from pathlib import Path

from linter.project.git import GIT

_LINK, _FOLDER, _SUBMODULE = 0o12, 0o04, 0o16  # the types of entries, the highest bits of their modes


def tracked(root: Path) -> list[str] | None:
    """The regular files below `root` that git tracks, as paths below it; None where there is no git repository."""
    found = repository(root)
    if found is None:
        return None
    top, folder = found
    names = _read(folder, top)
    if names is None:
        names = _ask(top)
    if names is None or top == root:
        return names
    prefix = root.relative_to(top).as_posix() + "/"
    return [name[len(prefix) :] for name in names if name.startswith(prefix)]


def repository(root: Path) -> tuple[Path, str] | None:
    """The work tree that holds `root`, and its git folder."""
    for top in (root, *root.parents):
        place = os.path.join(top, ".git")  # noqa: PTH118
        if os.path.isdir(place):  # noqa: PTH112
            return top, place
        try:
            with open(place, encoding="utf-8") as file:  # noqa: PTH123
                named = file.read(4096).strip()
        except (OSError, UnicodeDecodeError):
            continue
        if named.startswith("gitdir: "):
            return top, os.path.join(top, named[8:])  # noqa: PTH118
    return None


def _read(folder: str, top: Path) -> list[str] | None:
    place = os.environ.get("GIT_INDEX_FILE")  # set while `git commit FILE` runs its hooks
    try:
        with open(os.path.join(top, place) if place else os.path.join(folder, "index"), "rb") as file:  # noqa: PTH118, PTH123
            data = file.read()
    except FileNotFoundError:
        return None if place else []
    except OSError:
        return None
    if data[:4] != b"DIRC" or int.from_bytes(data[4:8], "big") not in (2, 3):
        return None
    return _parse(data, 20) or _parse(data, 32)  # SHA-1 or SHA-256: only one of them fits


def _parse(data: bytes, hash_size: int) -> list[str] | None:
    fixed = 42 + hash_size  # ten numbers of four bytes, the hash, the flags
    names: list[bytes] = []
    at, last, stop = 12, b"", len(data) - hash_size
    try:
        for _ in range(int.from_bytes(data[8:12], "big")):
            kind = data[at + 26] >> 4
            start = at + fixed + (2 if data[at + fixed - 2] & 0x40 else 0)
            end = data.index(0, start, stop)
            if kind == _FOLDER:
                return None
            name = data[start:end]
            if kind not in (_LINK, _SUBMODULE) and name != last:
                names.append(name)
                last = name
            at += (end - at + 8) & ~7
    except (ValueError, IndexError):
        return None
    while at < stop:
        if data[at : at + 4] == b"link":
            return None
        at += 8 + int.from_bytes(data[at + 4 : at + 8], "big")
    if at != stop:
        return None
    return os.fsdecode(b"\0".join(names)).split("\0") if names else []  # at once, which is ten times faster


def _ask(top: Path) -> list[str] | None:
    import subprocess

    try:
        answer = subprocess.run([*GIT, "ls-files", "-s", "-z"], cwd=top, capture_output=True, check=False)
    except OSError:
        return None
    if answer.returncode:
        return None
    names: dict[str, None] = {}
    for line in answer.stdout.split(b"\0"):
        entry, _, name = line.partition(b"\t")
        if name and entry[:6] not in (b"120000", b"160000"):
            names[os.fsdecode(name)] = None
    return list(names)

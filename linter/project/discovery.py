"""Which files are posts: the project's root, its corpus, and the posts a run is asked about.

The corpus never comes from the command line: pre-commit names some files, in several processes.
In a git repository it is what git tracks, elsewhere what a walk finds.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import overload

from linter.errors import UserError
from linter.project import gitindex
from linter.project.git import GIT
from linter.project.globs import matches

SUFFIXES = (".md", ".markdown", ".mdx")
CONFIG = ".kouetsu.yml"


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that holds `.kouetsu.yml` or `.git`, else `start`."""
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file() or (folder / ".git").exists() or _has_table(folder / "pyproject.toml"):
            return folder
    return start


def _has_table(file: Path) -> bool:
    try:
        return "[tool.kouetsu" in file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def corpus(root: Path, folders: Sequence[str] = (), exclude: Sequence[str] = ()) -> list[str]:
    """The posts of the project, as `/`-separated paths below `root`, sorted."""
    return list(Posts(root, folders, exclude))


class Posts(Sequence[str]):
    """The posts of a project, sorted. They are listed when that is first asked for: a hook may do without."""

    def __init__(self, root: Path, folders: Sequence[str] = (), exclude: Sequence[str] = ()) -> None:
        self.root, self._folders, self._exclude = root, folders, exclude

    @property
    def selection(self) -> str:
        """What makes a tracked file a post here."""
        return repr((SUFFIXES, tuple(self._folders), tuple(self._exclude)))

    def among(self, names: Iterable[str]) -> list[str]:
        """Those of the names that a post may have."""
        prefixes = tuple(name.strip("/").removeprefix("./") + "/" for name in self._folders if name.strip("./"))
        posts = [name for name in names if name.lower().endswith(SUFFIXES)]
        if prefixes:
            posts = [name for name in posts if name.startswith(prefixes)]
        if self._exclude:
            posts = [name for name in posts if not matches(name, self._exclude)]
        return posts

    @property
    def missing(self) -> Collection[str]:
        """The posts that git tracks and the disk does not hold."""
        return self._listed[1]

    @cached_property
    def _listed(self) -> tuple[list[str], Collection[str]]:
        found = gitindex.tracked(self.root)
        if found is None:
            return sorted(self.among(_walk(self.root))), ()
        named = self.among(found)
        standing = sorted(_standing(self.root, named))
        return standing, set(named).difference(standing) if len(standing) < len(named) else ()

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._listed[0][index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed[0])

    def __len__(self) -> int:
        return len(self._listed[0])


def _standing(root: Path, names: Sequence[str]) -> Iterator[str]:
    """Those that the disk still holds, by one listing per folder; a name that a file system writes otherwise is asked for."""
    folder, listed = None, frozenset[str]()
    for name in names:
        above, _, last = name.rpartition("/")
        if above != folder:
            folder = above
            try:
                listed = frozenset(os.listdir(root / above))  # noqa: PTH208
            except OSError:
                listed = frozenset()
        if last in listed or os.path.isfile(root / name):  # noqa: PTH113
            yield name


def _walk(root: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        below = PurePosixPath(os.path.relpath(folder, root).replace(os.sep, "/"))
        for name in sorted(files):
            yield str(below / name)


def asked(
    root: Path, paths: Sequence[str], posts: Sequence[str], exclude: Sequence[str], force_exclude: bool
) -> list[str]:
    """The posts that the command line names. A file is taken as it is, a folder for the posts in it.

    Raises UserError for a path that does not exist or lies outside the project.
    """
    named: set[str] = set()
    for path in paths:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow symlinks out of the project)
        if not absolute.exists() and not absolute.is_symlink():
            raise UserError(f"{path}: there is no such file or folder")
        name = _below(root, absolute)
        if name is None:
            raise UserError(f"{path}: lies outside the project {root}")
        if absolute.is_dir():
            prefix = "" if name == "." else name + "/"
            known = {post for post in posts if post.startswith(prefix)}
            more = _untracked(absolute) if known else _walk(absolute)
            new = (prefix + found for found in more if found.lower().endswith(SUFFIXES))
            named |= known.union(post for post in new if not matches(post, exclude))
        elif not (force_exclude and matches(name, exclude)):
            named.add(name)
    return sorted(named)


def _untracked(folder: Path) -> list[str]:
    """Posts that git does not know yet and does not ignore; a hook is about what git knows."""
    if os.environ.get("PRE_COMMIT"):
        return []
    import subprocess

    patterns = [f":(icase)*{suffix}" for suffix in SUFFIXES]
    command = [*GIT, "ls-files", "--others", "--exclude-standard", "--exclude=node_modules", "-z", "--", *patterns]
    try:
        answer = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    except OSError:
        return []
    return [os.fsdecode(name) for name in answer.stdout.split(b"\0") if name]


def _below(root: Path, absolute: Path) -> str | None:
    for base in (root, root.resolve()):
        try:
            return absolute.relative_to(base).as_posix()
        except ValueError:
            continue
    try:
        return absolute.parent.resolve().joinpath(absolute.name).relative_to(root.resolve()).as_posix()
    except ValueError:
        return None

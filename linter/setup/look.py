"""What a project is made of: its generator, the folders that hold its posts, the front matter of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from linter.project import discovery, posts
from linter.schema import profiles
from linter.schema.load import plain

FEW = 5  # posts that make a folder worth a schema of its own
MARKS = ("_posts", "articles")  # folders of posts, whatever lies in them
ROOTS = ("content", "src", "source", "site", "docs", "blog")  # folders that hold the folders of posts


class Seen(NamedTuple):
    """A project as `lint init` sees it. Posts are told by their paths below the root."""

    generator: str
    folders: Mapping[str, Sequence[str]]  # folder -> the posts in it that have front matter; worth a schema
    small: Sequence[str]  # folders that hold some posts, too few for that
    fronts: Mapping[str, Mapping[str, Any]]  # of the posts that have some
    without: int  # posts that have none
    broken: int  # posts whose front matter can't be read
    japanese: bool


def look(root: Path, corpus: Sequence[str]) -> Seen:
    """Reads every post once."""
    fronts: dict[str, Mapping[str, Any]] = {}
    without = broken = kana = 0
    for path in corpus:
        document = posts.read(root, path)
        front = document.front_matter
        kana += any("ぁ" <= character <= "ヺ" for character in document.text[:4000])
        if front is None:
            without += not document.problem
        elif front.error:
            broken += 1
        elif front.fields:
            fronts[path] = plain(front.values)
    generator = profiles.detect(lambda name: (root / name).exists(), lambda folder: _usual(fronts, folder))
    folders: dict[str, list[str]] = defaultdict(list)
    for path, values in fronts.items():
        if "title" in values or "_posts" in path.split("/"):
            folders[folder_of(path)].append(path)
    large = {name: paths for name, paths in folders.items() if len(paths) >= FEW}
    if not large and folders:
        name = max(folders, key=lambda each: len(folders[each]))
        large = {name: folders[name]}
    small = sorted(name for name, paths in folders.items() if name and name not in large and len(paths) > 1)
    large = {_narrowed(name, paths): paths for name, paths in large.items()}
    return Seen(generator, dict(sorted(large.items())), small, fronts, without, broken, 2 * kana >= len(corpus) > 0)


def folder_of(path: str) -> str:
    """The folder of posts that a post belongs to: `_posts`, `articles`, `content/blog`, `src/content/blog`."""
    parts = path.split("/")
    parts = parts[:-2] if parts[-1].startswith("index.") and len(parts) > 2 else parts[:-1]
    for mark in MARKS:
        if mark in parts:
            return "/".join(parts[: parts.index(mark) + 1])
    depth = 1
    while depth < len(parts) and parts[depth - 1] in ROOTS and not parts[depth].isdigit():
        depth += 1
    return "/".join(parts[:depth])


def _narrowed(folder: str, paths: Sequence[str]) -> str:
    """The deepest folder at or below `folder` that holds all the posts; a year is none."""
    if folder.rsplit("/", 1)[-1] in MARKS or len(paths) < 2:
        return folder
    depth = len(folder.split("/")) if folder else 0
    rests = [path.split("/")[depth:-1] for path in paths]
    for parts in zip(*rests, strict=False):
        if len(set(parts)) > 1 or parts[0].isdigit():
            break
        folder = f"{folder}/{parts[0]}" if folder else parts[0]
    return folder


def _usual(fronts: Mapping[str, Mapping[str, Any]], folder: str) -> list[str]:
    inside = [values for path, values in fronts.items() if path.startswith(folder)]
    return [
        key for key in {key for values in inside for key in values} if 2 * sum(key in v for v in inside) >= len(inside)
    ]


def corpus_of(root: Path) -> list[str]:
    """The files that may be posts."""
    return discovery.corpus(root)

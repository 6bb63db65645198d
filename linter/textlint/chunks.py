"""Which posts go to one process of textlint, and how many processes there may be.

Posts go in chunks, since one process over all posts of a blog took 4.4 GB. Measured with Japanese
presets on Node 20: a process takes 400 MB before its first post, and then about 170 MB for each MB
of posts. The memory allowed decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.textlint.settings import Settings

_BASE, _PER_MB = 450, 250  # MB of memory, with a margin
_PROCESS = 800  # MB below which a second process is not worth its start
_MOST, _LEAST = 1_000_000, 200_000  # bytes of posts in a chunk
_SMALL = 400_000  # bytes that are not worth a process of their own
_FILES, _NAMES = 100, 20_000  # posts and characters of a command line (Windows takes 32,767)


class Post(NamedTuple):
    path: str  # below the root
    size: int  # bytes
    key: str  # in the cache
    text: str | None = None  # where it is not the file's

    @property
    def alone(self) -> bool:
        """Whether it goes in by standard input: its text is no file's, or its name can't be written as a glob."""
        return self.text is not None or any(character in self.path for character in "{\\")


def processes(settings: Settings, jobs: int) -> int:
    """How many may run at once."""
    return max(1, min(jobs, settings.memory // _PROCESS))


def heap(settings: Settings, count: int) -> int:
    """MB that each of `count` processes may have for its objects, beside dictionaries and code."""
    return max(settings.memory // count - 350, 256)


def split(posts: Sequence[Post], settings: Settings, count: int) -> Iterator[tuple[Post, ...]]:
    """The posts in chunks, in order; one that must go in alone is a chunk."""
    room = (settings.memory // count - _BASE) * 1_000_000 // _PER_MB
    share = sum(post.size for post in posts) // count + 1
    most = max(min(room, _MOST, max(share, _SMALL)), _LEAST)
    chunk: list[Post] = []
    size = names = 0
    for post in posts:
        if post.alone:
            yield (post,)
            continue
        length = 4 * len(post.path) + 8
        if chunk and (size + post.size > most or len(chunk) == _FILES or names + length > _NAMES):
            yield tuple(chunk)
            chunk, size, names = [], 0, 0
        chunk.append(post)
        size, names = size + post.size, names + length
    if chunk:
        yield tuple(chunk)


def escaped(name: str) -> str:
    """A name for textlint's command line, which reads globs (and turns every backslash round)."""
    return re.sub(r"[*?\[(]", lambda match: f"[{match[0]}]", name)

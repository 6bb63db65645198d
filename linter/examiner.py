"""Posts read and examined, in a process of their own where that pays, and what their examinations depend on."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from linter.engine import examine
from linter.memory import cache as memory
from linter.memory import wire
from linter.memory.heads import stamp
from linter.memory.wire import Record, Stat
from linter.project import posts
from linter.rule import Rule

if TYPE_CHECKING:
    from linter.document import Document

CHUNK_POSTS = 32  # posts that a process takes at a time …
_CHUNK_BYTES = 1_000_000  # … unless they are long


class Task(NamedTuple):
    path: str
    size: int
    complete: bool  # whether its findings are wanted, or only its facts
    hash: bytes  # of the content that the cache knows


class Result(NamedTuple):
    path: str
    stat: Stat
    hash: bytes
    record: Record | None  # None: the content is what the cache knows
    seen: Stat | None  # of the file that was read


@dataclass(frozen=True)
class Examiner:
    """Examines posts of a project; can be sent to another process."""

    root: Path
    rules: Sequence[Rule]

    def __call__(self, tasks: Sequence[Task]) -> list[Result]:
        return [self.look(task) for task in tasks]

    def look(self, task: Task) -> Result:
        from hashlib import blake2b

        now = time.time_ns()
        data, stat, document = posts.load(self.root, task.path)
        known = blake2b(data, digest_size=16).digest()
        seen = shape_of(stat) if stat else None
        shape = memory.trusted(seen, now) if seen else (-1, 0, 0, 0)
        if known == task.hash and not document.problem:
            return Result(task.path, shape, known, None, seen)
        return Result(task.path, shape, known, self.record(document, task.complete), seen)

    def record(self, document: Document, complete: bool) -> Record:
        return wire.record(document.path, examine(document, self.rules, facts_only=not complete), self.rules, complete)


def shape_of(stat: os.stat_result) -> Stat:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino & 0x7FFF_FFFF_FFFF_FFFF


def chunks(tasks: Iterable[Task]) -> list[list[Task]]:
    """The tasks as processes take them."""
    found: list[list[Task]] = [[]]
    size = 0
    for task in tasks:
        if len(found[-1]) >= CHUNK_POSTS or size > _CHUNK_BYTES:
            found.append([])
            size = 0
        found[-1].append(task)
        size += task.size
    return found


def fingerprint(rules: Iterable[Rule]) -> str:
    """Changes with everything that examinations depend on but the posts: this program, the rules, their options."""
    from hashlib import blake2b

    told = [stamp(), [(rule.id, rule.check, rule.given) for rule in rules]]
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

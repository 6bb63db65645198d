"""The examinations of a run's posts: those of unchanged posts from the cache, the others made now."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from linter import checks, jobs
from linter.diagnostic import Finding
from linter.engine import examine
from linter.facts import Facts, Held
from linter.memory import cache as memory
from linter.memory import wire
from linter.memory.cache import Cache
from linter.memory.database import CacheError
from linter.memory.facts import Remembered
from linter.memory.heads import stamp
from linter.memory.wire import Record, Stat
from linter.progress import progress
from linter.project import posts
from linter.rule import Rule
from linter.scope import MOST, Scope, scope
from linter.suppression import Suppression

if TYPE_CHECKING:
    from linter.document import Document

_CHUNK_POSTS = 32  # posts that a process takes at a time …
_CHUNK_BYTES = 1_000_000  # … unless they are long
_BATCH = 256  # records written to the cache at a time
_FEW = 4  # below one asked post in so many, facts are read one by one


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
    """Examines posts of a project; runs in a process of its own where that pays."""

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


class Survey:
    """What the posts of one run have to say. Reading it may raise CacheError."""

    def __init__(self, root: Path, rules: Sequence[Rule], cache: Cache | None) -> None:
        self._root = root
        self._examiner = Examiner(root, rules)
        self._comparing = any(rule.compares for rule in rules)
        self._cache = cache
        self.seen: dict[str, Stat | None] = {}  # of each file asked for, as it was when it was examined
        self._fresh: dict[str, Record] = {}  # what the cache does not hold
        self._japanese: dict[str, bool] = {}  # of every post looked at
        self._asked: frozenset[str] = frozenset()
        self._tasks: list[Task] = []
        self._strangers: set[str] = set()  # that the cache knows, and that are no part of this run
        self._unsettled: set[str] = set()  # whose files may have changed since the scope was found out
        self._scope = Scope(0, (), {})
        self._early: dict[str, Result] = {}  # of posts that were examined while the scope was found out

    def prepare(self, corpus: Iterable[str], asked: Collection[str], unsaved: Mapping[str, str]) -> None:
        """Finds out what is to be examined."""
        self._asked = frozenset(asked)
        early = self._asked.difference(unsaved)
        self._scope = scope(
            self._cache, corpus if self._comparing else (), self._asked, lambda: self._look_early(early)
        )
        paths = dict.fromkeys(asked) | dict.fromkeys(self._scope.posts)
        for path in unsaved.keys() & paths.keys():
            record = self._examiner.record(posts.parse(path, unsaved[path]), path in self._asked)
            self._fresh[path], self._japanese[path] = record, record.japanese
            del paths[path]
        self._tasks = self._changed(paths)

    def _look_early(self, paths: Collection[str]) -> None:
        if self._cache and len(paths) <= _CHUNK_POSTS:
            self._scope = Scope(time.time_ns(), (), self._cache.known(paths))
            self._early = {each.path: each for each in self._examiner(self._changed(paths))}
            self._unsettled.update(paths)  # git may look at them before or after

    @property
    def pending(self) -> bool:
        """Whether something is to be examined, or was that the cache does not hold."""
        return bool(self._tasks or self._fresh)

    @property
    def unkept(self) -> bool:
        """Whether the cache does not hold all that was examined."""
        return bool(self._fresh)

    @property
    def posts(self) -> str:
        """Changes with what posts there are."""
        return self._scope.name or "".join(path + "\0" for path in sorted(self._japanese))

    def look(self, processes: int = 0) -> None:
        """Examines the posts asked for, and for the corpus checks all others; `processes` 0 means as many as pay."""
        batch = [self._early[task.path] for task in self._tasks if task.path in self._early]
        tasks = [task for task in self._tasks if task.path not in self._early]
        if self._tasks:
            count = processes or jobs.default(sum(task.size for task in tasks))
            with progress(len(tasks)) as bar:
                done = 0
                for results in jobs.each(self._examiner, _chunks(tasks), count):
                    batch += results
                    done += len(results)
                    bar.at(done)
                    if len(batch) >= _BATCH:
                        self._keep(batch)
                        batch = []
                self._keep(batch)
        if self._cache and self._scope.commit and not self._scope.anchor and not self._fresh:
            self._drop_anchor(self._cache)

    def _drop_anchor(self, cache: Cache) -> None:
        """All posts are known: lets later runs begin here."""
        found = self._scope
        apart = {*found.known, *self._asked}.difference(found.posts)
        adrift = found.adrift({*found.differing, *self._unsettled, *apart}, self._unsettled)
        if len(adrift) <= MOST:
            cache.anchors.keep(cache.ruleset, cache.expected, found.selection, found.commit, adrift)

    def facts(self, rule: Rule) -> Facts:
        """The facts of all posts under a rule."""
        fresh = {path: wire.unpack(one.facts[rule.id]) for path, one in self._fresh.items() if rule.id in one.facts}
        held = Held(fresh, checks.load(rule.check).keys)
        if not self._cache:
            return held
        most = len(self._asked) * _FEW > len(self._japanese) + self._scope.others[0]
        return Remembered(self._cache.facts(rule.id), held, self._strangers | self._fresh.keys(), most)

    def findings(self, path: str) -> tuple[list[tuple[str, Finding]], tuple[Suppression, ...]]:
        """The findings of a post that was asked for, and its suppressions."""
        if path in self._fresh:
            packed, suppressions = self._fresh[path].findings, self._fresh[path].suppressions
        else:
            assert self._cache
            packed, suppressions = self._cache.findings(path)
        try:
            return wire.findings(packed or "[]"), wire.suppressions(suppressions)
        except (LookupError, TypeError, ValueError) as error:
            raise CacheError(f"no findings: {error}") from None

    @property
    def language(self) -> str:
        """ja when at least half of the posts hold kana, else en."""
        posts, japanese = self._scope.others
        posts, japanese = posts + len(self._japanese), japanese + sum(self._japanese.values())
        return "ja" if posts and 2 * japanese >= posts else "en"

    def _changed(self, paths: Iterable[str]) -> list[Task]:
        known, young = self._scope.known, self._scope.began - memory.RACY
        prefix = os.path.join(self._root, "")  # noqa: PTH118  (one stat per post: every microsecond counts)
        stat, asked, japanese, tasks = os.stat, self._asked, self._japanese, []
        standing = set()
        for path in paths:
            try:
                found = stat(prefix + path)
            except (OSError, ValueError):
                self._unsettled.add(path)
                if path in asked:
                    tasks.append(Task(path, 0, True, b""))
                continue
            standing.add(path)
            row, shape = known.get(path), shape_of(found)
            if path in asked:
                self.seen[path] = shape
            if shape[1] > young or shape[2] > young:
                self._unsettled.add(path)
            if row and row[1:5] == shape and (row[5] or path not in asked):
                japanese[path] = row[6]
            else:
                complete = path in asked
                usable = row and self._cache and (row[5] or not complete)
                tasks.append(
                    Task(path, found.st_size, complete, self._cache.hash(path) if usable and self._cache else b"")
                )
                if row:
                    japanese[path] = row[6]
        self._strangers = known.keys() - standing
        gone = [path for path in self._strangers if not os.path.lexists(prefix + path)]
        if gone and self._cache:
            self._cache.forget(gone, self._adrift(gone))
        return tasks

    def _adrift(self, paths: Iterable[str]) -> dict[str, bool]:
        """What an anchor that this run relies on must know of posts that are remembered anew."""
        return self._scope.adrift(paths, self._unsettled) if self._scope.anchor else {}

    def _keep(self, results: Iterable[Result]) -> None:
        young = self._scope.began - memory.RACY
        for result in results:
            if not result.seen or result.seen[1] > young or result.seen[2] > young:
                self._unsettled.add(result.path)
            if result.path in self._asked:
                self.seen[result.path] = result.seen
            if result.record:
                self._japanese[result.path] = result.record.japanese
                self._fresh[result.path] = result.record
        if self._cache:
            records = {
                each.path: (each.stat, each.hash, each.record)
                for each in results
                if each.record and memory.is_storable(each.path)
            }
            restated = {each.path: each.stat for each in results if not each.record}
            if self._cache.save(records, restated, self._adrift(records)):
                for path in records:
                    del self._fresh[path]


def _chunks(tasks: Iterable[Task]) -> list[list[Task]]:
    chunks: list[list[Task]] = [[]]
    size = 0
    for task in tasks:
        if len(chunks[-1]) >= _CHUNK_POSTS or size > _CHUNK_BYTES:
            chunks.append([])
            size = 0
        chunks[-1].append(task)
        size += task.size
    return chunks


def fingerprint(rules: Iterable[Rule]) -> str:
    """Changes with everything that examinations depend on but the posts: this program, the rules, their options."""
    from hashlib import blake2b

    told = [stamp(), [(rule.id, rule.check, rule.given) for rule in rules]]
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

"""The examinations of a run's posts: those of unchanged posts from the cache, the others made now."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from linter import checks, jobs
from linter.diagnostic import Finding
from linter.examiner import CHUNK_POSTS, Examiner, Result, Task, chunks, shape_of
from linter.facts import Facts, Held
from linter.memory import cache as memory
from linter.memory import wire
from linter.memory.cache import Cache
from linter.memory.database import CacheError
from linter.memory.facts import Remembered
from linter.memory.wire import Record, Stat
from linter.progress import progress
from linter.project import posts
from linter.rule import Rule
from linter.scope import MOST, Scope, scope
from linter.suppression import Suppression

if TYPE_CHECKING:
    pass

_BATCH = 256  # records written to the cache at a time
_FEW = 4  # below one asked post in so many, facts are read one by one


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
        if self._cache and len(paths) <= CHUNK_POSTS:
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
                for results in jobs.each(self._examiner, chunks(tasks), count):
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

"""The facts of a run's posts under one rule: those that the cache holds, and those that it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from operator import itemgetter
from typing import Any

from linter.facts import Held
from linter.memory.database import CacheError
from linter.memory.stored import Stored
from linter.memory.wire import unpack


class Remembered:
    """Facts that the cache holds, read when they are asked for; what can be read in one go, where `most` will be, is.

    `fresh` are those that stand in place of the cache's. `apart` are the posts whose facts in the cache do
    not count: they are fresh, or no part of this run.
    """

    def __init__(self, stored: Stored, fresh: Held, apart: Collection[str], most: bool) -> None:
        self._stored, self._fresh, self._apart, self._most = stored, fresh, apart, most

    def get(self, path: str) -> Any:
        if path in self._apart:
            return self._fresh.get(path)
        packed = self._stored.get(path)
        return _unpacked(packed) if packed else None

    def each(self, paths: Collection[str]) -> Iterator[tuple[str, Any]]:
        if self._most:
            wanted = frozenset(paths).difference(self._apart)
            held = ((path, _unpacked(fact)) for path, fact in self._stored.each() if path in wanted)
            yield from merge(held, self._fresh.each(paths), key=itemgetter(0))
        else:
            for path in sorted(paths):
                fact = self.get(path)
                if fact is not None:
                    yield path, fact

    def count(self, key: str) -> int:
        if self._most:
            return self._counts[key]
        return self._stored.count(key) - self._less[key] + self._fresh.count(key)

    def total(self, prefix: str) -> int:
        less = sum(count for key, count in self._less.items() if key.startswith(prefix))
        return self._stored.total(prefix) - less + self._fresh.total(prefix)

    def counts(self, prefix: str) -> Mapping[str, int]:
        counts = Counter(self._stored.counts(prefix))
        if self._apart:
            counts.subtract({key: count for key, count in self._less.items() if key.startswith(prefix)})
            counts.update(self._fresh.counts(prefix))
            counts = Counter({key: counts[key] for key in sorted(counts) if counts[key] > 0})
        return counts

    def lines(self) -> str:
        return "\n".join(self.counts("")) if self._apart else self._stored.lines()

    def bearers(self, key: str) -> Sequence[str]:
        bearers = self._stored.bearers(key)
        if self._apart:
            bearers = sorted({path for path in bearers if path not in self._apart}.union(self._fresh.bearers(key)))
        return bearers

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self.counts(""))

    @cached_property
    def _less(self) -> Counter[str]:
        """How many of the posts that do not count have each key."""
        return Counter(key for path in self._apart for key in self._stored.keys(path))


def _unpacked(packed: str) -> Any:
    try:
        return unpack(packed)
    except (ValueError, TypeError) as error:
        raise CacheError(str(error)) from None

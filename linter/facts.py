"""What the posts of a project tell about themselves, and how it is found without reading all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

Keys = Callable[[str, Any], Iterable[str]]  # of the post at a path with a fact


class Facts(Protocol):
    """What the posts tell under one rule. A post without facts is not in it."""

    def get(self, path: str) -> Any:
        """The fact of a post, or None."""

    def each(self, paths: Collection[str]) -> Iterator[tuple[str, Any]]:
        """Those of the posts that have a fact, and it, in order."""

    def count(self, key: str) -> int:
        """How many posts have the key."""

    def total(self, prefix: str) -> int:
        """How many keys that begin so the posts have, each counted for each of its posts."""

    def counts(self, prefix: str) -> Mapping[str, int]:
        """How many posts have each of the keys that begin so, in the order of the keys."""

    def lines(self) -> str:
        """All keys, each once, in order, one a line. For a rule whose keys hold no line breaks."""

    def bearers(self, key: str) -> Sequence[str]:
        """The paths of the posts that have the key, in order."""


class Held:
    """Facts that are all in memory."""

    def __init__(self, facts: Mapping[str, Any], keys: Keys) -> None:
        self._facts, self._keys = facts, keys

    def get(self, path: str) -> Any:
        return self._facts.get(path)

    def each(self, paths: Collection[str]) -> Iterator[tuple[str, Any]]:
        return ((path, self._facts[path]) for path in sorted(self._facts.keys() & paths))

    def count(self, key: str) -> int:
        return len(self._bearers.get(key, ()))

    def total(self, prefix: str) -> int:
        return sum(self.counts(prefix).values())

    def counts(self, prefix: str) -> Mapping[str, int]:
        return Counter({key: len(self._bearers[key]) for key in sorted(self._bearers) if key.startswith(prefix)})

    def lines(self) -> str:
        return "\n".join(sorted(self._bearers))

    def bearers(self, key: str) -> Sequence[str]:
        return self._bearers.get(key, ())

    @cached_property
    def _bearers(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(self._facts):
            for key in sorted(set(self._keys(path, self._facts[path]))):
                found.setdefault(key, []).append(path)
        return found

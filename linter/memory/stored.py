"""The facts under one rule as the database holds them: packed, and found by path or by key."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from linter.memory.database import Database


class Stored:
    """The facts of all posts that are known for a rule set, under one rule. Reading raises CacheError."""

    def __init__(self, database: Database, ruleset: int, rule: str) -> None:
        self._database, self._ruleset, self._rule = database, ruleset, rule

    def get(self, path: str) -> str | None:
        """The packed fact of a post, or None."""
        query = "SELECT fact FROM facts WHERE ruleset = ? AND rule = ? AND path = ?"
        row = self._database.first(query, self._ruleset, self._rule, path)
        return row[0] if row else None

    def each(self) -> Iterator[tuple[str, str]]:
        """The packed facts of all posts, in order, some hundred at a time."""
        query = "SELECT path, fact FROM facts WHERE ruleset = ? AND rule = ? AND path > ? ORDER BY path LIMIT 500"
        rows = self._database.read(query, self._ruleset, self._rule, "")
        while rows:
            yield from rows
            rows = self._database.read(query, self._ruleset, self._rule, rows[-1][0])

    def count(self, key: str) -> int:
        """How many posts have the key."""
        query = "SELECT count(*) FROM keys WHERE ruleset = ? AND rule = ? AND key = ?"
        return int(self._database.first(query, self._ruleset, self._rule, key)[0])

    def total(self, prefix: str) -> int:
        """How many keys that begin so the posts have."""
        query = "SELECT count(*) FROM keys WHERE ruleset = ? AND rule = ? AND key >= ? AND key < ?"
        return int(self._database.first(query, self._ruleset, self._rule, prefix, prefix + chr(sys.maxunicode))[0])

    def counts(self, prefix: str) -> dict[str, int]:
        """How many posts have each of the keys that begin so, in the order of the keys."""
        query = "SELECT key, count(*) FROM keys WHERE ruleset = ? AND rule = ? AND key >= ? AND key < ? GROUP BY key"
        return dict(self._database.read(query, self._ruleset, self._rule, prefix, prefix + chr(sys.maxunicode)))

    def lines(self) -> str:
        """All keys, each once, in order, one a line."""
        keys = "SELECT DISTINCT key FROM keys WHERE ruleset = ? AND rule = ? ORDER BY key"
        row = self._database.first(f"SELECT group_concat(key, char(10)) FROM ({keys})", self._ruleset, self._rule)
        return row[0] or ""

    def bearers(self, key: str) -> list[str]:
        """The posts that have the key, in order."""
        query = "SELECT path FROM keys WHERE ruleset = ? AND rule = ? AND key = ? ORDER BY path"
        return [row[0] for row in self._database.read(query, self._ruleset, self._rule, key)]

    def keys(self, path: str) -> list[str]:
        """The keys of a post."""
        query = "SELECT key FROM keys WHERE ruleset = ? AND path = ? AND rule = ?"
        return [row[0] for row in self._database.read(query, self._ruleset, path, self._rule)]

"""What a run remembers of the posts it read, in one sqlite database per project in the user's cache folder.

A cache is never right about anything but speed: it may be deleted at any moment, two runs may write
to it at once, and a run that is killed leaves it as it was. A file that is damaged, or is no cache of
ours, is replaced; where nothing can be written, nothing is remembered. A post is known to be unchanged
by its stat, as git knows it; one that was written within the last two seconds is read again, since a
file system's clock may not tell two such versions apart.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from linter.memory.database import CacheError, Database, open_database
from linter.memory.reports import Reports
from linter.memory.wire import Record, Stat

KEPT_RULE_SETS = 4
RACY = 2_000_000_000  # nanoseconds


def trusted(stat: Stat, now: int) -> Stat:
    """The stat to remember of a file read at `now` (nanoseconds); one that no file has where it may still change."""
    return stat if max(stat[1], stat[2]) < now - RACY else (-1, 0, 0, 0)


class Cache:
    """The memory of one project. Reading raises CacheError; writing reports whether it could be done."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.reports = Reports(database)
        self.ruleset = 0
        self._rules: set[str] = set()  # that have facts; empty: not known yet

    @classmethod
    def open(cls, root: Path) -> Cache | None:
        """The cache of the project at `root`; None where there can't be one."""
        database = open_database(root)
        return cls(database) if database else None

    def close(self) -> None:
        self._database.close()

    def get(self, key: str) -> str | None:
        """The text put under `key`, or None. Never raises."""
        try:
            row = self._database.first("SELECT value FROM texts WHERE key = ?", key)
        except CacheError:
            return None
        return row[0] if row else None

    def put(self, key: str, value: str) -> None:
        """Keeps `value` under `key`, if that can be done."""
        self._database.write(("INSERT OR REPLACE INTO texts VALUES (?, ?)", [(key, value)]))

    def choose(self, fingerprint: str) -> None:
        """From here on everything is read and written for the rule set of that fingerprint."""
        found = self._database.first("SELECT id, used FROM rulesets WHERE fingerprint = ?", fingerprint)
        now = int(time.time())
        if found is None:
            self._database.write(
                ("INSERT OR IGNORE INTO rulesets (fingerprint, used, state) VALUES (?, ?, 0)", [(fingerprint, now)])
            )
            found = self._database.first("SELECT id, used FROM rulesets WHERE fingerprint = ?", fingerprint)
            if found is None:
                raise CacheError("can't be written")
            self._forget_rule_sets()
        elif now - found[1] > 86_400:
            self._database.write(("UPDATE rulesets SET used = ? WHERE id = ?", [(now, found[0])]))
        self.ruleset = found[0]
        self._rules.clear()

    def state(self) -> int:
        """A number that changes with everything that is remembered of the posts but their stats."""
        return int(self._database.first("SELECT state FROM rulesets WHERE id = ?", self.ruleset)[0])

    def known(self) -> dict[str, tuple[Any, ...]]:
        """All posts known: path -> (path, size, mtime, ctime, inode, whether its findings are known, whether Japanese)."""
        rows = self._database.read(
            "SELECT path, size, mtime, ctime, inode, complete, japanese FROM posts WHERE ruleset = ?", self.ruleset
        )
        return {row[0]: row for row in rows}

    def hash(self, path: str) -> bytes:
        """The hash of the content that is known of a post; empty where there is none."""
        row = self._database.first("SELECT hash FROM posts WHERE ruleset = ? AND path = ?", self.ruleset, path)
        return row[0] if row else b""

    def fact(self, rule: str, path: str) -> str | None:
        """The packed fact of a post under a rule, or None."""
        query = "SELECT fact FROM facts WHERE ruleset = ? AND rule = ? AND path = ?"
        row = self._database.first(query, self.ruleset, rule, path)
        return row[0] if row else None

    def facts(self, rule: str) -> Iterator[tuple[str, str]]:
        """The packed facts of all posts under a rule, in order, some hundred at a time."""
        query = "SELECT path, fact FROM facts WHERE ruleset = ? AND rule = ? AND path > ? ORDER BY path LIMIT 500"
        rows = self._database.read(query, self.ruleset, rule, "")
        while rows:
            yield from rows
            rows = self._database.read(query, self.ruleset, rule, rows[-1][0])

    def count(self, rule: str, key: str) -> int:
        """How many posts have the key under a rule."""
        query = "SELECT count(*) FROM keys WHERE ruleset = ? AND rule = ? AND key = ?"
        return int(self._database.first(query, self.ruleset, rule, key)[0])

    def counts(self, rule: str, prefix: str) -> dict[str, int]:
        """How many posts have each of the keys that begin so under a rule, in the order of the keys."""
        query = "SELECT key, count(*) FROM keys WHERE ruleset = ? AND rule = ? AND key >= ? AND key < ? GROUP BY key"
        return dict(self._database.read(query, self.ruleset, rule, prefix, prefix + chr(sys.maxunicode)))

    def bearers(self, rule: str, key: str) -> list[str]:
        """The posts that have the key under a rule, in order."""
        query = "SELECT path FROM keys WHERE ruleset = ? AND rule = ? AND key = ? ORDER BY path"
        return [row[0] for row in self._database.read(query, self.ruleset, rule, key)]

    def keys(self, rule: str, path: str) -> list[str]:
        """The keys of a post under a rule."""
        query = "SELECT key FROM keys WHERE ruleset = ? AND path = ? AND rule = ?"
        return [row[0] for row in self._database.read(query, self.ruleset, path, rule)]

    def findings(self, path: str) -> tuple[str, str]:
        """The packed findings and suppressions of a post."""
        query = "SELECT findings, suppressions FROM posts JOIN findings USING (ruleset, path) WHERE ruleset = ? AND path = ?"
        row = self._database.first(query, self.ruleset, path)
        if row is None:
            raise CacheError(f"nothing is known of {path}")
        return row[0], row[1]

    def save(
        self,
        records: Mapping[str, tuple[Stat, bytes, Record]],
        restated: Mapping[str, Stat],
    ) -> bool:
        """Remembers new records, with the stats and hashes of their files, and new stats of unchanged posts."""
        number = self.ruleset
        gone = [(number, path) for path in records]
        deleted = self._every_rule(records)
        self._rules.update(rule for _, _, one in records.values() for rule in one.facts)
        return self._database.write(
            ("UPDATE rulesets SET state = state + 1 WHERE id = ?", [(number,)] if records else []),
            ("DELETE FROM facts WHERE ruleset = ? AND rule = ? AND path = ?", deleted),
            ("DELETE FROM keys WHERE ruleset = ? AND path = ?", gone),
            (
                "INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (number, path, *stat, hash_, one.findings is not None, one.japanese, one.suppressions)
                    for path, (stat, hash_, one) in records.items()
                ],
            ),
            (
                "INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)",
                [
                    (number, rule, path, fact)
                    for path, (_, _, one) in records.items()
                    for rule, fact in one.facts.items()
                ],
            ),
            (
                "INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?)",
                [(number, rule, key, path) for path, (_, _, one) in records.items() for rule, key in one.keys],
            ),
            (
                "INSERT OR REPLACE INTO findings VALUES (?, ?, ?)",
                [(number, path, one.findings) for path, (_, _, one) in records.items() if one.findings is not None],
            ),
            (
                "UPDATE posts SET size = ?, mtime = ?, ctime = ?, inode = ? WHERE ruleset = ? AND path = ?",
                [(*stat, number, path) for path, stat in restated.items()],
            ),
        )

    def forget(self, paths: Iterable[str]) -> None:
        """Drops what is known of posts that are no more."""
        gone = [(self.ruleset, path) for path in paths]
        self._database.write(
            ("UPDATE rulesets SET state = state + 1 WHERE id = ?", [(self.ruleset,)]),
            ("DELETE FROM facts WHERE ruleset = ? AND rule = ? AND path = ?", self._every_rule(p for _, p in gone)),
            *((f"DELETE FROM {table} WHERE ruleset = ? AND path = ?", gone) for table in ("keys", "findings", "posts")),
        )

    def _every_rule(self, paths: Iterable[str]) -> list[tuple[Any, ...]]:
        named = list(paths)
        if named and not self._rules:
            query = (
                "SELECT rule FROM facts WHERE ruleset = ? AND rule > ? ORDER BY rule LIMIT 1"  # DISTINCT reads all rows
            )
            try:
                found = self._database.first(query, self.ruleset, "")
                while found:
                    self._rules.add(found[0])
                    found = self._database.first(query, self.ruleset, found[0])
            except CacheError:
                return []
        return [(self.ruleset, rule, path) for path in named for rule in sorted(self._rules)]

    def _forget_rule_sets(self) -> None:
        old = [row[0] for row in self._database.read("SELECT id FROM rulesets ORDER BY used DESC, id DESC")][
            KEPT_RULE_SETS:
        ]
        tables = ("posts", "facts", "keys", "findings", "reports")
        self._database.write(
            *((f"DELETE FROM {table} WHERE ruleset = ?", [(one,) for one in old]) for table in tables),
            ("DELETE FROM rulesets WHERE id = ?", [(one,) for one in old]),
        )

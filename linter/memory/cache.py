"""What a run remembers of the posts it read, in one sqlite database per project in the user's cache folder.

A cache is never right about anything but speed: it may be deleted at any moment, two runs may write
to it at once, and a run that is killed leaves it as it was. A file that is damaged, or is no cache of
ours, is replaced; where nothing can be written, nothing is remembered. A post is known to be unchanged
by its stat, as git knows it; one that was written within the last two seconds is read again, since a
file system's clock may not tell two such versions apart.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from linter.memory.anchors import Anchors, Statement
from linter.memory.database import CacheError, Database, open_database
from linter.memory.reports import Reports
from linter.memory.stored import Stored
from linter.memory.wire import Record, Stat

KEPT_RULE_SETS = 4
MAX_BYTES = 1_000_000_000  # above which only what is in use is kept
FEW_TEXTS = 1_000  # beside two for each post
RACY = 2_000_000_000  # nanoseconds


def trusted(stat: Stat, now: int) -> Stat:
    """The stat to remember of a file read at `now` (nanoseconds); one that no file has where it may still change."""
    return stat if max(stat[1], stat[2]) < now - RACY else (-1, 0, 0, 0)


class Cache:
    """The memory of one project. Reading raises CacheError; writing reports whether it could be done."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.reports = Reports(database)
        self.anchors = Anchors(database)
        self.ruleset = 0
        self.expected = 0  # the state, where no other run writes
        self.anchor = 0  # the number of the anchor that this run relies on; 0: none
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
        found = self._database.first("SELECT id, used, state FROM rulesets WHERE fingerprint = ?", fingerprint)
        now = int(time.time())
        if found is None:
            self._database.write(
                ("INSERT OR IGNORE INTO rulesets (fingerprint, used, state) VALUES (?, ?, 0)", [(fingerprint, now)])
            )
            found = self._database.first("SELECT id, used, state FROM rulesets WHERE fingerprint = ?", fingerprint)
            if found is None:
                raise CacheError("can't be written")
        elif now - found[1] > 86_400:
            self._database.write(("UPDATE rulesets SET used = ? WHERE id = ?", [(now, found[0])]))
        self.ruleset, _, self.expected = found
        self._rules.clear()
        if not self.expected:
            self._forget_rule_sets(KEPT_RULE_SETS)
        if self._database.size() > MAX_BYTES:
            self._forget_all_but_this()

    def state(self) -> int:
        """A number that changes with everything that is remembered of the posts but their stats."""
        return int(self._database.first("SELECT state FROM rulesets WHERE id = ?", self.ruleset)[0])

    def known(self, paths: Iterable[str] | None = None) -> dict[str, tuple[Any, ...]]:
        """What is known of posts: path -> (path, size, mtime, ctime, inode, whether its findings are known, whether Japanese).

        Of those at `paths`, else of all.
        """
        query = "SELECT path, size, mtime, ctime, inode, complete, japanese FROM posts WHERE ruleset = ?"
        if paths is None:
            return {row[0]: row for row in self._database.read(query, self.ruleset)}
        rows = [
            self._database.first(query + " AND path = ?", self.ruleset, path) for path in paths if is_storable(path)
        ]
        return {row[0]: row for row in rows if row}

    def population(self) -> tuple[int, int]:
        """How many posts are known, and how many of them are Japanese."""
        posts, japanese = self._database.first(
            "SELECT count(*), total(japanese) FROM posts WHERE ruleset = ?", self.ruleset
        )
        return posts, int(japanese)

    def hash(self, path: str) -> bytes:
        """The hash of the content that is known of a post; empty where there is none."""
        row = self._database.first("SELECT hash FROM posts WHERE ruleset = ? AND path = ?", self.ruleset, path)
        return row[0] if row else b""

    def facts(self, rule: str) -> Stored:
        """What is known of the posts under a rule."""
        return Stored(self._database, self.ruleset, rule)

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
        adrift: Mapping[str, bool],
    ) -> bool:
        """Remembers new records, with the stats and hashes of their files, and new stats of unchanged posts.

        `adrift` are the posts that an anchor which this run relies on must know of.
        """
        number = self.ruleset
        gone = [(number, path) for path in records]
        deleted = self._every_rule(records)
        self._rules.update(rule for _, _, one in records.values() for rule in one.facts)
        return self._write(
            bool(records),
            adrift,
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

    def forget(self, paths: Iterable[str], adrift: Mapping[str, bool]) -> None:
        """Drops what is known of posts that are no more."""
        gone = [(self.ruleset, path) for path in paths]
        self._write(
            True,
            adrift,
            ("DELETE FROM facts WHERE ruleset = ? AND rule = ? AND path = ?", self._every_rule(p for _, p in gone)),
            *((f"DELETE FROM {table} WHERE ruleset = ? AND path = ?", gone) for table in ("keys", "findings", "posts")),
        )

    def _write(self, news: bool, adrift: Mapping[str, bool], *statements: Statement) -> bool:
        """Runs the statements. `news` changes more than stats, so that the state and the anchor move along."""
        moved: tuple[Statement, ...] = ()
        if news:
            state = ("UPDATE rulesets SET state = state + 1 WHERE id = ?", [(self.ruleset,)])
            moved = state, *self.anchors.moved(self.ruleset, self.anchor, adrift)
        written = self._database.write(*moved, *statements)
        self.expected += news and written
        return written

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

    def _forget_all_but_this(self) -> None:
        """What is left is what the posts of the project ask for, however much that is."""
        self._forget_rule_sets(1)
        texts = 2 * self.population()[0] + FEW_TEXTS
        self._database.write(
            ("DELETE FROM reports WHERE state <> ?", [(self.expected,)]),
            ("DELETE FROM texts WHERE (SELECT count(*) FROM texts) > ?", [(texts,)]),
        )

    def _forget_rule_sets(self, kept: int) -> None:
        others = "SELECT id FROM rulesets WHERE id <> ? ORDER BY used DESC, id DESC"
        old = [row[0] for row in self._database.read(others, self.ruleset)][kept - 1 :]
        tables = ("posts", "facts", "keys", "findings", "reports", "anchors")
        self._database.write(
            *((f"DELETE FROM {table} WHERE ruleset = ?", [(one,) for one in old]) for table in tables),
            ("DELETE FROM rulesets WHERE id = ?", [(one,) for one in old]),
        )


def is_storable(path: str) -> bool:
    """Whether a path can be stored: a name that is no UTF-8 can't."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True

"""The sqlite file of a cache: where it lies, what tables it has, and what becomes of one that is no use.

A file that is damaged or of another format is deleted and begun anew. Two runs may begin it
at once, and a run may be killed at any moment: sqlite's journal leaves the last whole state.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

FORMAT = 4
PATIENCE = 5.0  # seconds to wait for another run that writes
KEPT_DAYS = 60  # a project's database that nobody used for so long is deleted

_SCHEMA = """
CREATE TABLE IF NOT EXISTS rulesets (id INTEGER PRIMARY KEY, fingerprint TEXT UNIQUE, used INTEGER, state INTEGER);
CREATE TABLE IF NOT EXISTS reports (number INTEGER PRIMARY KEY, key TEXT UNIQUE, ruleset INTEGER, state INTEGER,
  outside TEXT, code INTEGER, report BLOB);
CREATE TABLE IF NOT EXISTS posts (ruleset INTEGER, path TEXT, size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER,
  hash BLOB, complete INTEGER, japanese INTEGER, suppressions TEXT, PRIMARY KEY (ruleset, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (ruleset INTEGER, rule TEXT, path TEXT, fact TEXT, PRIMARY KEY (ruleset, rule, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys (ruleset INTEGER, rule TEXT, key TEXT, path TEXT, PRIMARY KEY (ruleset, rule, key, path)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS keys_of_post ON keys (ruleset, path);
CREATE TABLE IF NOT EXISTS findings (ruleset INTEGER, path TEXT, findings TEXT, PRIMARY KEY (ruleset, path));
CREATE TABLE IF NOT EXISTS anchors (number INTEGER PRIMARY KEY AUTOINCREMENT, ruleset INTEGER, selection TEXT, hash TEXT);
CREATE TABLE IF NOT EXISTS adrift (anchor INTEGER, path TEXT, committed INTEGER, PRIMARY KEY (anchor, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS texts (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


class CacheError(Exception):
    """The database can't be used, or does not hold what it should."""


def folder() -> Path:
    """Where the databases lie: KOUETSU_CACHE_DIR, else the platform's folder for caches."""
    given = os.environ.get("KOUETSU_CACHE_DIR")
    if given:
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "kouetsu" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "kouetsu"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kouetsu"


class Database:
    """Reading raises CacheError; writing reports whether it could be done."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def close(self) -> None:
        self._connection.close()

    def read(self, query: str, *values: Any) -> list[Any]:
        """All rows."""
        from sqlite3 import Error

        try:
            return self._connection.execute(query, values).fetchall()
        except (Error, UnicodeError, OverflowError) as error:
            raise CacheError(str(error)) from None

    def first(self, query: str, *values: Any) -> Any:
        """The first row, or None."""
        rows = self.read(query, *values)
        return rows[0] if rows else None

    def size(self) -> int:
        """The bytes that are in use; the file may be larger, and what is free in it is used first."""
        query = "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
        return int(self.first(query)[0])

    def write(self, *statements: tuple[str, list[tuple[Any, ...]]]) -> bool:
        """Runs each statement for each of its rows: all of it or nothing."""
        from sqlite3 import Error

        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for statement, rows in statements:
                if rows:
                    self._connection.executemany(statement, rows)
            self._connection.execute("COMMIT")
        except (Error, UnicodeError, OverflowError):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            return False
        return True


def open_database(root: Path) -> Database | None:
    """The database of the project at `root`, made where there is none; None where there can't be one."""
    from hashlib import blake2b

    try:
        name = blake2b(os.fsencode(os.path.realpath(root)), digest_size=10).hexdigest()
        file = folder() / f"{name}.sqlite3"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            _forget_old(file.parent)
        for _ in range(2):
            try:
                return Database(_connect(file))
            except CacheError:
                _delete(file)
    except (OSError, RuntimeError):
        pass
    return None


def _connect(file: Path) -> sqlite3.Connection:
    import sqlite3

    database = None
    try:
        database = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
        database.execute("PRAGMA synchronous = OFF")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version != FORMAT:
            if version or database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise CacheError("of another format")
            database.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {FORMAT}; COMMIT;")
        database.execute("SELECT count(*) FROM rulesets").fetchone()
    except sqlite3.Error as error:
        if database:
            database.close()
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise OSError(str(error)) from None
        raise CacheError(str(error)) from None
    except CacheError:
        if database:
            database.close()
        raise
    return database


def _forget_old(caches: Path) -> None:
    limit = time.time() - KEPT_DAYS * 86_400
    for file in caches.glob("*.sqlite3"):
        if file.stat().st_mtime < limit:
            _delete(file)


def _delete(file: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        Path(str(file) + suffix).unlink(missing_ok=True)

"""What runs printed, kept for runs that find nothing changed."""

from __future__ import annotations

from typing import NamedTuple

from linter.memory.database import CacheError, Database

KEPT = 8
MAX_BYTES = 20_000_000  # of a report that is kept, compressed


class Copy:
    """A report that is compressed while it is printed, since it may be as long as all posts together."""

    def __init__(self) -> None:
        import zlib

        self._compressor = zlib.compressobj(1)
        self._parts: list[bytes] = []

    def add(self, text: str) -> None:
        self._parts.append(self._compressor.compress(text.encode("utf-8", "surrogatepass")))

    def packed(self) -> bytes:
        """All of it; nothing may be added any more."""
        return b"".join([*self._parts, self._compressor.flush()])


class Kept(NamedTuple):
    outside: str  # what the run asked of the project beside its posts, and the answers
    code: int  # its exit code
    text: str


class Reports:
    """The reports of one project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, key: str, ruleset: int, state: int) -> Kept | None:
        """The report kept under `key` while what is known of the posts was in that state."""
        import zlib

        query = "SELECT outside, code, report FROM reports WHERE key = ? AND ruleset = ? AND state = ?"
        row = self._database.first(query, key, ruleset, state)
        try:
            return Kept(row[0], row[1], zlib.decompress(row[2]).decode("utf-8", "surrogatepass")) if row else None
        except (zlib.error, UnicodeDecodeError, TypeError) as error:
            raise CacheError(str(error)) from None

    def keep(self, key: str, ruleset: int, state: int, outside: str, code: int, packed: bytes) -> None:
        """Keeps a `Copy` of a report, and forgets the oldest ones."""
        if len(packed) <= MAX_BYTES:
            columns = "key, ruleset, state, outside, code, report"
            self._database.write(
                (
                    f"INSERT OR REPLACE INTO reports ({columns}) VALUES (?, ?, ?, ?, ?, ?)",
                    [(key, ruleset, state, outside, code, packed)],
                ),
                ("DELETE FROM reports WHERE number <= (SELECT max(number) FROM reports) - ?", [(KEPT,)]),
            )

"""The commit by which git can tell what has changed since all posts were known.

What is remembered of a post is what the post says in that commit, unless the post is noted as adrift: then
it must be looked at. So a hook on three posts of 100,000 looks at those that git names and those adrift.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from linter.memory.database import Database

Statement = tuple[str, list[tuple[Any, ...]]]


class Anchor(NamedTuple):
    number: int
    commit: str
    adrift: dict[str, bool]  # posts, and files that are none, each with whether the commit holds it as a post


class Anchors:
    """The anchors of one project, one for each rule set at the most."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, ruleset: int, selection: str) -> Anchor | None:
        """The anchor for a selection of posts."""
        query = "SELECT number, hash FROM anchors WHERE ruleset = ? AND selection = ?"
        row = self._database.first(query, ruleset, selection)
        if row is None:
            return None
        adrift = self._database.read("SELECT path, committed FROM adrift WHERE anchor = ?", row[0])
        return Anchor(row[0], row[1], {path: bool(committed) for path, committed in adrift})

    def keep(self, ruleset: int, state: int, selection: str, commit: str, adrift: Mapping[str, bool]) -> None:
        """Notes the anchor of a rule set, unless another run has written since the cache was in that state."""
        self._database.write(
            ("DELETE FROM anchors WHERE ruleset = ?", [(ruleset,)]),
            (
                "INSERT INTO anchors (ruleset, selection, hash) SELECT id, ?, ? FROM rulesets WHERE id = ? AND state = ?",
                [(selection, commit, ruleset, state)],
            ),
            (
                "INSERT INTO adrift SELECT number, ?, ? FROM anchors WHERE ruleset = ?",
                [(path, committed, ruleset) for path, committed in adrift.items()],
            ),
            ("DELETE FROM adrift WHERE anchor NOT IN (SELECT number FROM anchors)", [()]),
        )

    @staticmethod
    def moved(ruleset: int, anchor: int, adrift: Mapping[str, bool]) -> tuple[Statement, Statement]:
        """What to write along with posts that are remembered anew, by a run that relies on an anchor (0: on none).

        Where that is not the anchor of the rule set, nobody knows how the posts stand to that one: it goes.
        """
        return (
            ("DELETE FROM anchors WHERE ruleset = ? AND number <> ?", [(ruleset, anchor)]),
            (
                "INSERT OR IGNORE INTO adrift SELECT number, ?, ? FROM anchors WHERE number = ?",
                [(path, committed, anchor) for path, committed in adrift.items()],
            ),
        )

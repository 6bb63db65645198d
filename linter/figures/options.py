"""The options of the rule `inconsistent-figure`; its file holds the defaults."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    fields: tuple[str, ...]  # of the front matter, that are held against the body, in the order they are named

"""What a value does against its schema."""

from __future__ import annotations

from typing import Any, NamedTuple


class Problem(NamedTuple):
    """`keyword` of the schema says `wanted`, and the value at `path` does not follow."""

    path: tuple[str | int, ...]
    keyword: str
    wanted: Any
    value: Any
    schema: Any = None  # the part of it that holds the keyword

"""What two strings share."""

from __future__ import annotations


def common_prefix(one: str, other: str) -> int:
    """How many code points both begin with; by halving, since a line may hold thousands."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low

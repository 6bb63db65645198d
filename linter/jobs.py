"""A function over many items, in as many processes as pay; the results come in the order of the items."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 8  # processes that the default starts


def default(size: int, threshold: int = 8_000_000) -> int:
    """How many processes the work on `size` bytes deserves: one below the threshold, else one per processor."""
    if size < threshold:
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    return max(1, min(MOST, len(affinity(0)) if affinity else os.cpu_count() or 1))


def each(function: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """`function(item)` for every item, in order. With `jobs` above 1, function and items must be picklable."""
    if jobs <= 1 or len(items) < 2:
        yield from map(function, items)
        return
    from multiprocessing import get_context

    # Forking is safe here (one thread, no open handle of a child's concern) and spares every process its imports.
    context = get_context("fork" if sys.platform.startswith("linux") else "spawn")
    with context.Pool(min(jobs, len(items))) as pool:
        yield from pool.imap(function, items)

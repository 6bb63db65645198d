"""A bar on standard error, for a person who waits."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 1.0  # seconds before the bar appears
_PAUSE = 0.1
_WIDTH = 24


class Progress:
    def __init__(self, total: int, shown: bool) -> None:
        self._total, self._shown = total, shown
        self._next = time.monotonic() + PATIENCE
        self._drawn = False

    def at(self, done: int) -> None:
        """Draws the bar, once the run has taken longer than PATIENCE."""
        if self._shown and time.monotonic() >= self._next:
            filled = _WIDTH * done // max(1, self._total)
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {done:,}/{self._total:,}")
            sys.stderr.flush()
            self._drawn = True
            self._next = time.monotonic() + _PAUSE

    def clear(self) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def wanted() -> bool:
    """Whether a person looks on: a terminal, and neither pre-commit nor a CI."""
    return sys.stderr.isatty() and not os.environ.get("PRE_COMMIT") and not os.environ.get("CI")


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """A bar for `total` posts that goes when the work is done or fails."""
    bar = Progress(total, wanted())
    try:
        yield bar
    finally:
        bar.clear()

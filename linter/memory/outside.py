"""What a run asks of the project beside its posts: whether an image is there, what a schema says.

The answers are noted, so that a later run can ask again and know whether anything has changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

MOST = 100_000  # questions noted: more of them take more memory than posts


class Outside:
    """Answers questions about files of the project, and notes them."""

    def __init__(self, root: Path, text: Callable[[str], str | None]) -> None:
        self._root, self._text = str(root), text
        self._exists: dict[str, bool] = {}
        self._read: dict[str, list[int]] = {}
        self._noted = True

    def exists(self, path: str) -> bool:
        known = self._exists.get(path)
        if known is None:
            known = os.path.exists(os.path.join(self._root, path))  # noqa: PTH110, PTH118
            if len(self._exists) < MOST:
                self._exists[path] = known
            else:
                self._noted = False
        return known

    def read(self, path: str) -> str | None:
        if path not in self._read:
            self._read[path] = _shape(self._root, path)
        return self._text(path)

    def told(self) -> str | None:
        """The questions and answers; None where they were too many."""
        return json.dumps([self._exists, self._read]) if self._noted else None


def holds(root: Path, told: str) -> bool:
    """Whether the answers are still the same. Whatever does not read as such has changed."""
    try:
        exists, read = json.loads(told)
        return all(
            os.path.exists(os.path.join(root, path)) == answer  # noqa: PTH110, PTH118
            for path, answer in exists.items()
        ) and all(_shape(str(root), path) == shape for path, shape in read.items())
    except (ValueError, TypeError, AttributeError):
        return False


def _shape(root: str, path: str) -> list[int]:
    try:
        stat = os.stat(os.path.join(root, path))  # noqa: PTH116, PTH118
    except (OSError, ValueError):
        return []
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]

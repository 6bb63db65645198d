"""The settings of rule files, remembered: seventeen YAML heads cost more than the rest of a short run's start.

One JSON file in the cache folder. It holds what was found good, for files that have not changed since
and for this very program; anything else in it, or no file at all, only means that the rules are read.
"""

from __future__ import annotations

import json
import os
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from linter.memory.database import folder

_FILE = "rules.json"
_RACY = 2_000_000_000  # nanoseconds: a file younger than this may change once more within its time stamp


class Heads:
    """Rule files by path, each with its settings and what else the caller wants to know of it again."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}
        self._changed = False
        try:
            stored = json.loads((folder() / _FILE).read_text(encoding="utf-8"))
            if stored["stamp"] == stamp():
                self._known = dict(stored["rules"])
        except (OSError, RuntimeError, ValueError, LookupError, TypeError):
            pass

    def get(self, path: Path) -> Any:
        """What was put for the file, if it is unchanged; else None."""
        known = self._known.get(str(path))
        try:
            return known[1] if known and known[0] == _shape(path.stat()) else None
        except (OSError, LookupError, TypeError):
            return None

    def put(self, path: Path, value: Any) -> None:
        """Keeps `value` for the file, if it is JSON and the file has come to rest."""
        try:
            stat = path.stat()
            if time.time_ns() - stat.st_mtime_ns > _RACY and json.loads(json.dumps(value)) == value:
                self._known[str(path)] = [_shape(stat), value]
                self._changed = True
        except (OSError, TypeError, ValueError):
            pass

    def save(self) -> None:
        """Writes what was put, in one step, if that can be done."""
        if not self._changed:
            return
        rules = {path: known for path, known in self._known.items() if os.path.exists(path)}  # noqa: PTH110
        try:
            place = folder()
            place.mkdir(parents=True, exist_ok=True)
            passing = place / f"{_FILE}.{os.getpid()}"
            passing.write_text(json.dumps({"stamp": stamp(), "rules": rules}), encoding="utf-8")
            passing.replace(place / _FILE)
        except (OSError, RuntimeError, UnicodeError):
            pass


def _shape(stat: os.stat_result) -> list[int]:
    return [stat.st_size, stat.st_mtime_ns, stat.st_ino]


@lru_cache(maxsize=1)
def stamp() -> str:
    """Changes with every change of this program's code, however it is installed."""
    from hashlib import blake2b

    code = []
    folders = [os.path.dirname(os.path.dirname(__file__))]  # noqa: PTH120
    for place in folders:
        for entry in os.scandir(place):
            if entry.name.endswith(".py"):
                stat = entry.stat()
                code.append((entry.path, stat.st_size, stat.st_mtime_ns))
            elif entry.is_dir() and not entry.name.startswith("_"):
                folders.append(entry.path)
    return blake2b(repr(sorted(code)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

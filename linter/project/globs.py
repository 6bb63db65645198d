"""Paths below the project's root against globs, as `.kouetsu.yml` has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def matches(name: str, globs: Iterable[str]) -> bool:
    """Whether a path below the root matches one of the globs (`**` crosses folders, a folder means all in it)."""
    return any(_pattern(glob).match(name) for glob in globs)


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str]:
    glob = glob.removeprefix("./").rstrip("/")
    parts = []
    for token in re.findall(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|[^*?\[]+|\[", glob):
        if token == "**/":
            parts.append("(?:[^/]+/)*")
        elif token == "**":
            parts.append(".*")
        elif token in "*?":
            parts.append("[^/]" + token.replace("?", ""))
        elif len(token) > 2 and token[0] == "[":
            parts.append("[^" + token[2:] if token[1] == "!" else token)
        else:
            parts.append(re.escape(token))
    head = "" if "/" in glob else "(?:[^/]+/)*"
    return re.compile(head + "".join(parts) + r"(?:/.*)?\Z", re.S)

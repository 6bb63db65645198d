"""How a message quotes the text it speaks of."""

from __future__ import annotations

_ELLIPSIS = "…"


def excerpt(text: str, limit: int = 24, keep: str = "start") -> str:
    """`text` on one line, clipped to `limit` code points; `keep` is start, end or both."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    if keep == "start":
        return flat[:limit].rstrip() + _ELLIPSIS
    if keep == "end":
        return _ELLIPSIS + flat[-limit:].lstrip()
    half = limit // 2
    return flat[:half].rstrip() + _ELLIPSIS + flat[-half:].lstrip()

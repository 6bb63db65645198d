"""Text from posts made fit for a terminal: no control characters, known width, colour where wanted."""

from __future__ import annotations

import os
from unicodedata import combining, east_asian_width

from linter import lazy
from linter.diagnostic import Severity

_UNSAFE = lazy.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_STYLES = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36;1"}


def clean(text: str) -> str:
    r"""`text` on one line, with control and bidirectional characters written as `\u001b`.

    In GitHub Actions the runner obeys `##[command]` anywhere in a line, so it is broken up there.
    """
    if text.isprintable() and "##[" not in text:
        return text
    if "##[" in text and os.environ.get("GITHUB_ACTIONS"):
        text = text.replace("##[", "#\u200b#[")
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def width(text: str) -> int:
    """The columns that `text` takes on a terminal: East Asian wide characters take two."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def styled(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour and text else text


def severity(value: Severity, colour: bool) -> str:
    return styled(value.value, _STYLES[value], colour)

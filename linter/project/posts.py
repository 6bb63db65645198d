"""Posts on the disk: bytes to documents."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.document import Document

MAX_BYTES = 10_000_000  # the largest post of the damaged blog has 135 kB


def parse(path: str, text: str) -> Document:
    """The post of that text."""
    from linter.document import Document

    return Document.parse(path, text)


def read(root: Path, path: str) -> Document:
    """The post at `path` below `root`. One that is no text has a `problem` and no text; never raises OSError."""
    return load(root, path)[2]


def load(root: Path, path: str) -> tuple[bytes, os.stat_result | None, Document]:
    """The post at `path`, with its bytes and the stat of the file that was read; no stat where it can't be read."""
    from linter.document import Document

    try:
        descriptor = os.open(os.path.join(root, path), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # noqa: PTH118
        with os.fdopen(descriptor, "rb") as file:
            stat = os.fstat(descriptor)
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return b"", None, Document(path, "", "missing" if isinstance(error, FileNotFoundError) else "unreadable")
    return data, stat, decode(path, data)


def decode(path: str, data: bytes) -> Document:
    """The post of those bytes, with its line endings and byte-order mark kept."""
    from linter.document import Document

    if len(data) > MAX_BYTES:
        return Document(path, "", "too-large")
    if b"\0" in data:
        return Document(path, "", "binary")
    try:
        return Document.parse(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Document(path, "", f"encoding:{line}")

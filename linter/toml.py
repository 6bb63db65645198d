"""TOML by the standard library, or by tomli where Python is older than 3.11."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def loads(text: str) -> dict[str, Any]:
    """The table of a TOML text. Raises ValueError for bad syntax."""
    try:
        module = import_module("tomllib")
    except ModuleNotFoundError:
        module = import_module("tomli")
    table: dict[str, Any] = module.loads(text)
    return table

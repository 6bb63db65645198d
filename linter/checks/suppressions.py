"""Suppression comments. The engine itself reviews them, since only it knows which were needed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    pass

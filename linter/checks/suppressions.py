"""Suppression comments. The engine itself reviews them, since only it knows which were needed."""

from __future__ import annotations

from typing import NamedTuple


class Options(NamedTuple):
    pass

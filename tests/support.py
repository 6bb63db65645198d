"""Where things are, and what a test may lack on a machine."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("KOUETSU_CORPUS") or ROOT.parent / "shared" / "corpus")

# git as a person without a configuration of their own.
GIT = ["git", *(part for one in ("user.name=t", "user.email=t@example.com", "init.defaultBranch=main", "core.quotepath=off")
                for part in ("-c", one))]  # fmt: skip

# What a test may lack on a machine; `KOUETSU_REQUIRED="corpus network"` turns such a skip into a failure.
REQUIRED = frozenset(os.environ.get("KOUETSU_REQUIRED", "").split())


def absent(what, why):
    """Skips the test by name, or fails it where `what` is required."""
    if what in REQUIRED:
        pytest.fail(f"{what} is required here: {why}")
    pytest.skip(f"no {what}: {why}")

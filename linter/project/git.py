"""How git is called: what the configuration of the repository names as a program is not run."""

from __future__ import annotations

# A file monitor is such a program, and git starts it for whatever reads the index.
GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotepath=off")

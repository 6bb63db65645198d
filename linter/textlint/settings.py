"""What a project may say of textlint, and the error that ends a run because of it."""

from __future__ import annotations

from typing import NamedTuple

from linter.errors import UserError

MODES = ("auto", "always", "never")
FAILED = "textlint/failed"  # the rule under which textlint, or a part of it, is said not to have run
MANAGED = "managed"  # as a command: what `lint textlint setup` installed


class TextlintError(UserError):
    """textlint was demanded and can't be run: one sentence, exit code 2."""


_NONE: dict[str, str] = {}


class Settings(NamedTuple):
    """`textlint:` in the configuration.

    `mode`: auto (where the project configures textlint and one can be found), always, never.
    `command`: path of a textlint, or `managed`. `memory`: MB for all its processes together.
    `timeout`: seconds for one process, which looks at 1 MB of posts at most.
    `severity`: error, warning or info by rule (`textlint/japanese/max-ten`, `textlint/*`); else warnings at most.
    """

    mode: str = "auto"
    command: str = ""
    memory: int = 1000
    timeout: int = 180
    severity: dict[str, str] = _NONE

    def checked(self) -> Settings:
        """The same. Raises TextlintError for a value that can't be."""
        if self.mode not in MODES:
            raise TextlintError(f"textlint: 'mode' should be one of {', '.join(MODES)}, not '{self.mode}'")
        if self.memory < 1 or self.timeout < 1:
            raise TextlintError("textlint: 'memory' (MB) and 'timeout' (seconds) should be 1 or more")
        for rule, severity in self.severity.items():
            if severity not in ("error", "warning", "info"):
                raise TextlintError(
                    f"textlint: the severity of '{rule}' should be error, warning or info, not '{severity}'"
                )
        return self

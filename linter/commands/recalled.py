"""A report that was printed before, printed again: nothing that it depends on has changed since.

Only for a run whose report depends on posts, rules and settings alone, and in the formats that show
neither excerpts nor repairs.
"""

from __future__ import annotations

import os
from pathlib import Path

from linter.commands import output
from linter.commands.options import Options
from linter.run import Run
from linter.textlint.settings import Settings

_FORMATS = frozenset({"text", "json", "jsonl"})
_BASELINE = ".kouetsu-baseline.json"


def key(run: Run, given: Options, settings: Settings) -> str | None:
    """What the report of this run is kept under, beside its posts and rules; None where it can't be kept."""
    name = given.output_format or output.default_format()
    if name not in _FORMATS or run.unsaved or not run.remember:
        return None
    if given.output_file or given.statistics or given.changed_since or given.verbose or given.baseline:
        return None
    if not given.no_baseline and (run.root / _BASELINE).exists():
        return None
    if settings.mode != "never":
        from linter.textlint import find

        if settings.mode == "always" or find.configuration(run.root):
            return None
    on_github = bool(os.environ.get("GITHUB_ACTIONS"))
    told = (name, output.colour(), on_github, str(Path.cwd()), given.fail_on or run.config.settings.fail_on)
    return "|".join(map(str, told))

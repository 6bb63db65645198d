"""textlint as a source of diagnostics: the real one, in processes of its own.

How a command uses it:

    settings = textlint.configured(config, mode, command)  # `textlint:` of the configuration, under the options
    running = textlint.start(root, paths, settings, jobs=2, cache=cache, note=say_once)   # before our own rules
    ours = run.diagnose()
    if running:
        with running:                                    # whatever happens, no process is left behind
            theirs = running.diagnostics(language)       # waits; never raises an Exception
        theirs = textlint.permitted(theirs, select=…, ignore=…, ignored=…, suppressions=…)
        ours += textlint.without_overlaps(ours, theirs)

`start` returns None where textlint has no part in the run, and raises TextlintError (a UserError: one
sentence, exit code 2) where it was demanded and can't be had. Whatever goes wrong later is one
diagnostic `textlint/failed` (a warning; an error where the mode is `always`), mostly at the
configuration's place, so it should pass every filter by path or by changed line. A key of the
configuration that no rule answers to is `textlint/unknown-rule`. All other rules are
`textlint/<ruleId>`, warnings at most unless `Settings.severity` raises them.

After fixes have been written, the caller starts textlint again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from linter.textlint.settings import FAILED, MODES, Settings, TextlintError

if TYPE_CHECKING:
    from linter.diagnostic import Diagnostic
    from linter.project.config import Config
    from linter.suppression import Suppression
    from linter.textlint.keys import Cache
    from linter.textlint.running import Running

__all__ = ["FAILED", "MODES", "Settings", "TextlintError", "configured", "permitted", "start", "without_overlaps"]


def configured(config: Config, mode: str | None = None, command: str | None = None) -> Settings:
    """The settings under the key `textlint` of the configuration, with the options of the command line laid over.

    Raises UserError at the line of the key that is wrong.
    """
    from linter import settings as reading

    try:
        source = config.source
        given = reading.fill(Settings, source, ("textlint",), config.settings.textlint) if source else Settings()
        given.checked()
    except TextlintError as error:
        raise config.error(("textlint",), str(error)) from None
    return given._replace(mode=mode or given.mode, command=command or given.command).checked()


def start(
    root: Path,
    paths: Iterable[str],
    settings: Settings,
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    unsaved: Mapping[str, str] | None = None,
    note: Callable[[Mapping[str, str]], None] | None = None,
    language: str = "en",
) -> Running | None:
    """Starts textlint on the posts at `paths` (below `root`), or says why it has no part in this run.

    `jobs` limits the processes (0: as many as there are processors); memory limits them further.
    `unsaved` holds texts that stand in for files. `note` is told in all languages, once, that a
    project with a configuration lacks a textlint. Raises TextlintError.
    """
    if settings.mode == "never":
        return None
    from linter.textlint import find

    config = find.configuration(root)
    if config is None:
        if settings.mode == "always":
            from linter.textlint.messages import say

            raise TextlintError(say("no-config", language, root=root))
        return None
    found = find.wanted(root, settings, config, language, note or (lambda words: None))
    if found is None:
        return None
    from linter.project import posts
    from linter.textlint import keys
    from linter.textlint.chunks import Post
    from linter.textlint.running import Running

    environment = keys.environment(found, config)
    given = unsaved or {}
    asked = []
    for path in paths:
        text = given.get(path)
        document = posts.read(root, path) if text is None else None
        if document is None or not document.problem:
            data = (text if document is None else document.text).encode("utf-8", "replace")  # type: ignore[union-attr]
            if data.strip():
                asked.append(Post(path, len(data), keys.post(environment, path, data), text))

    def read(path: str) -> str:
        return given[path] if path in given else posts.read(root, path).text

    return Running(root, asked, settings, found, config, jobs or os.cpu_count() or 1, environment, cache, read)


def without_overlaps(ours: Iterable[Diagnostic], theirs: Iterable[Diagnostic]) -> list[Diagnostic]:
    """textlint's diagnostics without those that ours make needless. See overlaps.py."""
    from linter.textlint import overlaps

    return overlaps.without_overlaps(ours, theirs)


def permitted(
    theirs: Iterable[Diagnostic],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    ignored: Callable[[str, str], bool] = lambda path, name: False,
    suppressions: Callable[[str], Iterable[Suppression]] = lambda path: (),
) -> list[Diagnostic]:
    """Those that no option, configuration or comment silences. See overlaps.py."""
    from linter.textlint import overlaps

    return overlaps.permitted(theirs, frozenset(select), frozenset(ignore), ignored, suppressions)

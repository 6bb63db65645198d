"""What textlint's configuration really loads, and what is wrong with it.

textlint says nothing of a rule that a preset does not have, and only “No rules found” when one
package is missing; here both become a sentence that names the file and the key.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from linter.diagnostic import Diagnostic, Severity
from linter.document import Document
from linter.textlint.find import Textlint
from linter.textlint.messages import say
from linter.textlint.process import Process
from linter.textlint.settings import FAILED
from linter.textlint.translate import clean, severity

UNKNOWN = "textlint/unknown-rule"  # the configuration names a rule that does not exist
_SCRIPT = Path(__file__).parent / "inspect.cjs"
_SECONDS = 60


class Module(NamedTuple):
    """One rule, preset, filter or plugin of the configuration."""

    kind: str  # rules, filters, plugins
    key: str
    version: str
    rules: tuple[str, ...]  # of a preset
    unknown: tuple[str, ...]  # keys under a preset that it has no rule for
    error: str


class Inspection(NamedTuple):
    modules: tuple[Module, ...]
    error: str  # why the configuration can't be read


class Problem(NamedTuple):
    """Something wrong with the configuration; `keys` lead to the place."""

    rule: str
    message: str
    keys: tuple[str, ...]


def inspect(textlint: Textlint, config: Path) -> str:
    """The inspection as JSON, for `read` and for the cache; empty where it can't be had."""
    if not textlint.node or textlint.package is None:
        return ""
    try:
        process = Process([textlint.node, str(_SCRIPT), str(textlint.package)], config.parent, {})
    except OSError:
        return ""
    try:
        process.wait(_SECONDS)
    finally:
        process.close()
    return process.output if read(process.output) else ""


def read(output: str) -> Inspection | None:
    """What inspect.cjs printed; None for anything else."""
    try:
        value = json.loads(output)
        modules = tuple(_module(one) for one in value["modules"])
        return Inspection(modules, clean(str(value["error"] or "")))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _module(value: Mapping[str, Any]) -> Module:
    texts = [clean(str(value[name] or "")) for name in ("kind", "key", "version")]
    lists = [tuple(clean(str(item)) for item in value[name] or ()) for name in ("rules", "unknown")]
    return Module(texts[0], texts[1], texts[2], lists[0], lists[1], clean(str(value["error"] or "")))


def problems(inspection: Inspection, config: Path, language: str) -> Iterator[Problem]:
    """What is wrong, in the language; what keeps textlint from running is FAILED."""
    if inspection.error:
        yield Problem(FAILED, say("bad-config", language, detail=inspection.error), ())
    for module in inspection.modules:
        if module.error:
            missing = "is not found" in module.error
            words = say("no-modules", language, config=config.name, key=module.key) if missing else ""
            words = words or say("bad-config", language, detail=f"{module.key}: {module.error}")
            yield Problem(FAILED, words, (module.key,))
        for name in module.unknown:
            words = say("unknown-rule", language, preset=module.key, key=name, nearest=_nearest(name, module, language))
            yield Problem(UNKNOWN, words, (module.key, name))


def _nearest(name: str, module: Module, language: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, module.rules, n=1, cutoff=0.7)
    return say("nearest", language, name=close[0]) if close else say("remove-key", language)


def diagnostic(
    problem: Problem, config: Path, root: Path, level: Severity, severities: Mapping[str, str]
) -> Diagnostic:
    """The problem as a diagnostic at its key in the configuration."""
    try:
        text = config.read_bytes().decode("utf-8", "replace")
    except OSError:
        text = ""
    at, end = 0, 0
    for key in problem.keys:
        found = text.find(key, end)
        if found >= 0:
            at, end = found, found + len(key)
    path = os.path.relpath(config, root).replace(os.sep, "/")
    span = Document(path, text).span(at, end)
    return Diagnostic(path, problem.rule, severity(problem.rule, level, severities, level), problem.message, span)

"""Why a process of textlint brought nothing, and the one diagnostic that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from linter.diagnostic import Diagnostic, Severity
from linter.document import Document
from linter.textlint import inspection
from linter.textlint.chunks import Post
from linter.textlint.inspection import Inspection, Problem
from linter.textlint.messages import say
from linter.textlint.process import Process
from linter.textlint.settings import FAILED, Settings
from linter.textlint.translate import clean, severity


class Failure(NamedTuple):
    kind: str  # a key of MESSAGES: timeout, memory, killed, crash, garbage, no-rules
    detail: str
    posts: tuple[Post, ...]  # not looked at, and not tried again


_KILLED, _ABORTED = (-9, 137, -15, 143, -2, 130), (-6, 134)  # exit codes, also of a shell


def reason(process: Process, what: str) -> tuple[str, str]:
    """The kind and detail of a failure, from a process that has ended without an answer."""
    errors, code = process.error, process.returncode
    if "No rules found" in process.output:
        return "no-rules", ""
    if code in _ABORTED or "heap out of memory" in errors or "Allocation failed" in errors:
        return "memory", ""
    if code in _KILLED:
        return "killed", ""
    lines = [line.strip() for line in errors.splitlines() if line.strip() not in ("", "Error")]
    telling = [line for line in lines if re.match(r"\w*(Error|Exception)\b", line)] or lines
    if telling:
        return "crash", clean(telling[0])
    if code in (0, 1):
        return "garbage", clean(process.output[:80]) or what
    return "crash", f"exit code {code}"


def diagnostics(
    failures: Sequence[Failure],
    inspected: Inspection | None,
    config: Path,
    root: Path,
    settings: Settings,
    language: str,
) -> Iterator[Diagnostic]:
    """What is wrong with the configuration, and at most one diagnostic of posts that textlint did not look at.

    It is an error where textlint was demanded (`always`), else a warning.
    """
    level = Severity.ERROR if settings.mode == "always" else Severity.WARNING
    found = list(inspection.problems(inspected, config, language)) if inspected else []
    for problem in found:
        if problem.rule != FAILED:
            yield inspection.diagnostic(problem, config, root, Severity.WARNING, settings.severity)
    missed = [post for failure in failures for post in failure.posts]
    if not missed:
        return
    failure = next(failure for failure in failures if failure.posts)
    cause = next((problem for problem in found if problem.rule == FAILED), None)
    if cause is None:
        words = say(failure.kind, language, detail=failure.detail, files=len(missed),
                    seconds=settings.timeout, memory=settings.memory)  # fmt: skip
        if len(missed) == 1 and failure.kind != "no-rules":
            path, span = missed[0].path, Document("", "").span(0, 0)
            yield Diagnostic(path, FAILED, severity(FAILED, level, settings.severity, level), words, span)
            return
        cause = Problem(FAILED, words, ())
    yield inspection.diagnostic(cause, config, root, level, settings.severity)

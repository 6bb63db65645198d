"""Only what changed: the lines of the posts that differ from a revision, as git sees them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from linter import lazy
from linter.diagnostic import Diagnostic, Span
from linter.errors import UserError
from linter.project.git import GIT

Lines = Mapping[str, "list[range] | None"]  # path -> added 1-based lines; None: all of them

_HUNK = lazy.compile(rb"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


def since(root: Path, revision: str) -> Lines:
    """The added lines of the work tree against `revision`, by path below `root`.

    `A...B` (or `A...`) stands for the merge base of the two. A file that git does not know counts as all
    added. Raises UserError for a revision that this clone does not hold.
    """
    base = _commit(root, revision)
    diff = _git(root, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-prefix", "-M", "--ignore-submodules=all",
                "--relative", "--diff-filter=ACMR", base, "--", ".", environment=_unfiltered(root))  # fmt: skip
    lines: dict[str, list[range] | None] = dict(_added(diff))
    unknown = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    lines.update({os.fsdecode(name): None for name in unknown.split(b"\0") if name})
    return lines


def _unfiltered(root: Path) -> Mapping[str, str]:
    """The environment in which git runs no filter that the repository's own configuration names: they are programs.

    Needs git 2.31.
    """
    pattern = r"^filter\..*\.(clean|process)$"
    told = iter(
        _git(root, "config", "--show-scope", "--name-only", "-z", "--get-regexp", pattern, strict=False).split(b"\0")
    )
    filters = [os.fsdecode(name) for scope, name in zip(told, told, strict=False) if scope in (b"local", b"worktree")]
    settings = [(name, "") for name in filters] + [(f"{name.rpartition('.')[0]}.required", "false") for name in filters]
    count = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    keys = {f"GIT_CONFIG_KEY_{number}": key for number, (key, _) in enumerate(settings, count)}
    values = {f"GIT_CONFIG_VALUE_{number}": value for number, (_, value) in enumerate(settings, count)}
    return {**os.environ, **keys, **values, "GIT_CONFIG_COUNT": str(count + len(settings))}


def touching(lines: Lines, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics of which any place stands on an added line."""
    return [
        diagnostic
        for diagnostic in diagnostics
        if _touches(lines, diagnostic.path, diagnostic.span)
        or any(_touches(lines, related.path, related.span) for related in diagnostic.related)
    ]


def _touches(lines: Lines, path: str, span: Span) -> bool:
    if path not in lines:
        return False
    added = lines[path]
    last = span.end_line - (span.end_column == 1 and span.end_line > span.line)
    return added is None or any(each.start <= last and span.line < each.stop for each in added)


def _commit(root: Path, revision: str) -> str:
    first, dots, second = revision.partition("...")
    try:
        if dots:
            found = _git(root, "merge-base", "--end-of-options", first or "HEAD", second or "HEAD")
        else:
            found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except UserError:
        raise UserError(_missing(root, revision, bool(dots))) from None
    return found.decode().strip()


def _missing(root: Path, revision: str, wants_base: bool) -> str:
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    what = "no common commit of the two" if wants_base else "no such revision"
    cure = "this clone is shallow; fetch more of it (actions/checkout: fetch-depth: 2)" if shallow else "check the name"
    return f"--changed-since {revision}: there is {what} here; {cure}"


def _git(root: Path, *arguments: str, environment: Mapping[str, str] | None = None, strict: bool = True) -> bytes:
    """What git prints. Raises UserError where it is not installed or, if `strict`, fails."""
    try:
        answer = subprocess.run([*GIT, *arguments], cwd=root, env=environment, capture_output=True, check=False)
    except OSError:
        raise UserError("--changed-since needs git, which is not installed") from None
    if answer.returncode and strict:
        reason = answer.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UserError(f"--changed-since: git says: {reason[0] if reason else 'failed'}")
    return answer.stdout


def _added(diff: bytes) -> Iterator[tuple[str, list[range]]]:
    path = ""
    ranges: list[range] = []
    in_header = False
    for line in diff.split(b"\n"):
        if line.startswith(b"diff --git "):
            if path:
                yield path, ranges
            path, ranges, in_header = "", [], True
        elif in_header and line.startswith(b"+++ "):
            path = os.fsdecode(_unquoted(line[4:]))
        elif line.startswith(b"@@ "):
            in_header = False
            hunk = _HUNK.match(line)
            if hunk and hunk[2] != b"0":
                ranges.append(range(int(hunk[1]), int(hunk[1]) + int(hunk[2] or 1)))
    if path:
        yield path, ranges


def _unquoted(name: bytes) -> bytes:
    """A name as git prints it: quoted like a C string where it holds control characters or quotes."""
    name = name.removesuffix(b"\t")
    if not name.startswith(b'"'):
        return name
    return re.sub(
        rb"\\([0-7]{3}|.)",
        lambda match: bytes([int(match[1], 8)]) if len(match[1]) == 3 else _ESCAPES.get(match[1], match[1]),
        name[1:-1],
    )

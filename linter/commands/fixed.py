"""The fixing step of `lint check` as a person sees it: the diff, what was done, and what is left for them, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import click

from linter import difference
from linter.commands.fixing import Fixed, Look, Request, fix_until_still
from linter.commands.output import colour
from linter.diagnostic import Diagnostic
from linter.project.git import GIT
from linter.reporters.terminal import clean, styled
from linter.run import Run

Words = Mapping[str, str]

_SUMMARY = {
    "ja": "{posts:,}記事を修正しました（{fixes:,}か所、{removed:,}字を削除）。",
    "en": "{posts:,} posts fixed ({fixes:,} fixes, {removed:,} characters removed).",
}
_PREVIEW = {
    "ja": "--fix で{posts:,}記事が変わります（{fixes:,}か所、{removed:,}字を削除）。",
    "en": "--fix would change {posts:,} posts ({fixes:,} fixes, {removed:,} characters removed).",
}
_LEFT = {
    "ja": "{path}: {count:,}か所は直しませんでした。{why}",
    "en": "{path}: {count:,} fixes were not made: {why}.",
}
_WHY: Mapping[str, Words] = {
    "lost": {"ja": "ほかに残らない文が消えるため", "en": "a sentence would be lost that stands nowhere else"},
    "invented": {"ja": "元にない文ができるため", "en": "a sentence would arise that was not there"},
    "cut": {"ja": "文が途中で切れるため", "en": "a sentence would be cut"},
    "multiplied": {"ja": "文章が増えるため", "en": "text would be doubled"},
    "heading": {"ja": "見出しが消えるため", "en": "a heading would be lost"},
    "empty-section": {"ja": "中身のない見出しが残るため", "en": "a section would be left empty"},
    "frozen": {"ja": "コードや表、画像などが失われるため", "en": "code, a table or an image would be lost"},
    "conflict": {
        "ja": "マージの衝突の印が残っているため、何も変えていません。先に衝突を解消してください",
        "en": "nothing was changed, since a merge left conflict markers; resolve them first",
    },
    "too-long": {
        "ja": "200,000字より長いため、何も変えていません",
        "en": "nothing was changed, since it is longer than 200,000 characters",
    },
    "restless": {
        "ja": "何度直しても落ち着かないため、何も変えていません",
        "en": "nothing was changed, since the fixes never came to rest",
    },
}
_OTHERWISE = {"ja": "変えてはいけない部分が変わるため", "en": "what no fix is for would be changed"}
_UNTRACKED = {
    "ja": "git で管理していない記事が{count:,}件あります。git では元に戻せません。",
    "en": "{count:,} of these posts are not in git, which can't bring their old text back.",
}


def step(
    run: Run, diagnostics: Sequence[Diagnostic], request: Request, look: Look, quiet: bool = False
) -> tuple[int, list[Diagnostic] | None]:
    """Fixes, says what was done, and returns how many posts changed, and what is left of diagnostics if any did.

    The diff goes to standard output, as does the new text of standard input; all else goes to standard error.
    """
    done, left = fix_until_still(run, diagnostics, request, look)
    if request.diff:
        for line in diff(done, colour()):
            click.echo(line, color=True)
    elif run.unsaved:
        for path, text in run.unsaved.items():
            click.echo(done.outcomes[path].text if path in done.outcomes else text, nl=False)
    if request.show_fixes:
        for line in listing(done):
            click.echo(line, err=True)
    if not quiet:
        for line in summary(run, done, request):
            click.echo(line, err=True)
    return len(done.changed), left


def diff(fixed: Fixed, coloured: bool) -> Iterator[str]:
    """The lines of the preview of all posts that would change."""
    styles = {"-": "31", "+": "32", "@": "36"}
    for path in fixed.changed:
        for line in difference.unified(fixed.old[path], fixed.outcomes[path].text, path):
            style = "1" if line[:3] in ("---", "+++") else styles.get(line[:1], "")
            yield styled(clean(line), style, coloured and bool(style))


def listing(fixed: Fixed) -> Iterator[str]:
    """Each fix that was made: where, what, for which rule."""
    for path in fixed.changed:
        for proposal in fixed.outcomes[path].applied:
            yield f"{clean(path)}:{proposal.line}: {clean(proposal.fix.title)} [{proposal.rule}]"


def summary(run: Run, fixed: Fixed, request: Request) -> Iterator[str]:
    """What was done, and what was not and why; nothing where there was nothing to do."""
    language = run.language or "en"
    changed = fixed.changed
    if changed:
        numbers = {
            "posts": len(changed),
            "fixes": sum(len(fixed.outcomes[path].applied) for path in changed),
            "removed": sum(len(fixed.old[path]) - len(fixed.outcomes[path].text) for path in changed),
        }
        yield (_PREVIEW if request.diff else _SUMMARY)[language].format(**numbers)
    for path, outcome in fixed.outcomes.items():
        if outcome.blocked:
            yield f"{clean(path)}: {_WHY[outcome.blocked][language]}{'。' if language == 'ja' else '.'}"
        for kind, count in Counter(refusal.problem.kind for refusal in outcome.refused).items():
            why = _WHY.get(kind, _OTHERWISE)[language] + ("です。" if language == "ja" else "")
            yield _LEFT[language].format(path=clean(path), count=count, why=why)
    for message in fixed.failures.values():
        yield clean(message)
    if changed and not request.diff and not request.backup:
        untracked = _outside_git(run, changed)
        if untracked:
            yield _UNTRACKED[language].format(count=untracked)


def _outside_git(run: Run, paths: list[str]) -> int:
    import subprocess

    try:
        answer = subprocess.run([*GIT, "ls-files", "-z"], cwd=run.root, capture_output=True, check=False)
    except OSError:
        return len(paths)
    known = set(answer.stdout.decode("utf-8", "surrogateescape").split("\0"))
    return sum(path not in known for path in paths)

"""For a person at a terminal: each diagnostic with the text it speaks of, then what there is in all.

A line of a post may hold thousands of characters, so only a window around the span is shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from linter.diagnostic import Diagnostic, Related, Severity, Span
from linter.reporters import Report
from linter.reporters.positions import Columns
from linter.reporters.terminal import clean, styled, width
from linter.reporters.text import line

WINDOW = 60  # code points shown at the most
LEAD = 16  # of them before the span


def render(report: Report) -> Iterator[str]:
    columns = Columns(report.text)
    for diagnostic in report.diagnostics:
        yield line(diagnostic, report.colour)
        yield from _excerpt(diagnostic.span, columns.line(diagnostic.path, diagnostic.span.line), report.colour)
        for related in diagnostic.related:
            yield _related(related, diagnostic, columns.line(related.path, related.span.line), report.colour)
        if diagnostic.fix:
            yield f"      {styled('[*]', '32', report.colour)} {clean(diagnostic.fix.title)}"
        yield ""
    yield summary(report)


def _excerpt(span: Span, text: str, colour: bool) -> Iterator[str]:
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    first = max(0, start - LEAD) if len(text) > WINDOW else 0
    last = min(len(text), first + WINDOW)
    before, inside, after = text[first:start], text[start : min(end, last)], text[max(start, min(end, last)) : last]
    before, inside, after = ("…" if first else "") + clean(before), clean(inside), clean(after)
    gutter = f"{span.line:>5} | "
    yield styled(gutter, "2", colour) + before + inside + after + ("…" if last < len(text) else "")
    yield " " * 5 + styled(" | ", "2", colour) + " " * width(before) + styled("^" * max(1, width(inside)), "31", colour)


def _related(related: Related, diagnostic: Diagnostic, text: str, colour: bool) -> str:
    start = related.span.column - 1
    shown = clean(text[start : start + 30])
    words = f" {clean(related.message)}:" if related.message else ""
    return f"      {styled('→', '36', colour)} {clean(related.path)}:{related.span.line}:{words} {shown}{'…' if len(text) > start + 30 else ''}"


def summary(report: Report) -> str:
    """One sentence that says how much there is; what textlint found is counted apart, since it is so much."""
    japanese = report.language == "ja"
    if not report.diagnostics:
        return (
            f"{report.files:,}記事を確認しました。問題は見つかりませんでした。"
            if japanese
            else f"{report.files:,} posts checked, nothing found."
        )
    ours = [each for each in report.diagnostics if not each.rule.startswith("textlint/")]
    theirs = len(report.diagnostics) - len(ours)
    errors, warnings, infos = (sum(each.severity is one for each in ours) for one in Severity)
    fixable = sum(each.fix is not None for each in ours)
    if japanese:
        also = f"ほかに textlint の指摘が {theirs:,}件あります。" if theirs else ""
        return (
            f"{report.files:,}記事を確認しました。エラー {errors:,}件、警告 {warnings:,}件、情報 {infos:,}件"
            f"（自動で直せるもの {fixable:,}件）。{also}"
        )
    also = f" textlint has {theirs:,} more." if theirs else ""
    return (
        f"{report.files:,} posts checked: {errors:,} errors, {warnings:,} warnings, {infos:,} infos "
        f"({fixable:,} fixable).{also}"
    )

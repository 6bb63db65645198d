"""A job summary in Markdown: what was found, and for each place both copies side by side.

GitHub throws a summary over 1 MiB away, so it ends in time and says how much is left. Text from posts
stands in `<code>`, with every ASCII character that could mean something as a numeric entity: it can't
break the table, make an element, or mention anybody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from linter.diagnostic import Diagnostic, Severity
from linter.reporters import Report
from linter.reporters.full import summary
from linter.reporters.positions import Columns
from linter.reporters.terminal import clean

LIMIT = 1_000_000  # bytes of UTF-8
EXCERPT = 80  # code points
_ICONS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}
_WORDS = {
    "ja": ("規則", "件数", "場所", "内容", "本文", "もう一方", "ほかに {} 件あります。"),
    "en": ("Rule", "Count", "Place", "What", "Text", "The other place", "{} more are not shown."),
}


def render(report: Report) -> Iterator[str]:
    words = _WORDS[report.language]
    columns = Columns(report.text)
    head = ["## kouetsu", "", _escape(summary(report)), ""]
    if report.diagnostics:
        head += [f"| {words[0]} | {words[1]} |", "| --- | ---: |"]
        counts = Counter(diagnostic.rule for diagnostic in report.diagnostics)
        head += [f"| {_code(rule)} | {count:,} |" for rule, count in counts.most_common()]
        head += ["", f"| | {words[2]} | {words[3]} | {words[4]} | {words[5]} |", "| --- | --- | --- | --- | --- |"]
    size = sum(len(line.encode()) + 1 for line in head)
    yield from head
    ordered = sorted(report.diagnostics, key=lambda diagnostic: -diagnostic.severity.rank)
    for number, diagnostic in enumerate(ordered):
        row = _row(diagnostic, columns)
        size += len(row.encode("utf-8", "replace")) + 1
        if size > LIMIT:
            yield ""
            yield words[6].format(f"{len(ordered) - number:,}")
            return
        yield row


def _row(diagnostic: Diagnostic, columns: Columns) -> str:
    place = _code(f"{diagnostic.path}:{diagnostic.span.line}")
    text = _code(columns.excerpt(diagnostic.path, diagnostic.span, EXCERPT))
    other = "<br>".join(
        f"{_code(f'{each.path}:{each.span.line}')} {_code(columns.excerpt(each.path, each.span, EXCERPT))}"
        for each in diagnostic.related[:3]
    )
    message = f"{_escape(diagnostic.message)} {_code(diagnostic.rule)}"
    return f"| {_ICONS[diagnostic.severity]} | {place} | {message} | {text} | {other} |"


def _code(text: str) -> str:
    return f"<code>{_escape(text)}</code>" if text else ""


def _escape(text: str) -> str:
    return re.sub(
        r"[^\w ]", lambda match: f"&#{ord(match[0])};" if match[0].isascii() else match[0], clean(text)
    ).replace("_", "&#95;")

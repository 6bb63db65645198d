"""Comments in a post that silence rules: `<!-- kouetsu-disable-next-line RULE reason -->` and its kin.

`disable` holds until `enable` or the end of the post, `disable-next-line` for the next line that is
not blank; MDX posts write `{/* … */}`. Without a rule's name all rules are meant. The key
`kouetsu: {ignore: [RULE]}` of the front matter silences a rule in the whole post.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from linter.diagnostic import Finding, Span

if TYPE_CHECKING:
    from linter.document import Document

RULE = "suppression"  # the rule that speaks of suppressions themselves

_COMMENT = re.compile(
    r"(?:<!--|\{/\*)[ \t]*kouetsu-(?P<verb>[\w-]*)"
    r"(?:[ \t]+(?P<rules>[\w/@.-]+(?:[ \t]*,[ \t]*[\w/@.-]+)*))?[^\n]*?(?:-->|\*/\})"
)
_CODE = frozenset({"fence", "code"})


class Suppression(NamedTuple):
    rules: tuple[str, ...]  # empty: all
    first: int  # 1-based lines, both inclusive
    last: int
    span: Span  # of the comment
    verb: str = "disable"

    def covers(self, rule: str, line: int) -> bool:
        return self.first <= line <= self.last and (not self.rules or rule in self.rules)


def read(document: Document) -> tuple[Suppression, ...]:
    """All suppressions of the post."""
    if "kouetsu" not in document.text:
        return ()
    return (*_from_front_matter(document), *_from_comments(document))


def _from_front_matter(document: Document) -> Iterator[Suppression]:
    field = document.front_matter.get("kouetsu") if document.front_matter else None
    if field and isinstance(field.value, dict):
        ignored = field.value.get("ignore") or []
        names = [ignored] if isinstance(ignored, str) else ignored if isinstance(ignored, list) else []
        span = document.span(field.key_start, field.end)
        for name in names:
            yield Suppression((str(name),), 1, len(document.line_starts), span)


def _from_comments(document: Document) -> Iterator[Suppression]:
    last_line = len(document.line_starts)
    code = [(block.start, block.end) for block in document.blocks if block.kind in _CODE]
    open_: list[Suppression] = []
    for match in _COMMENT.finditer(document.text, document.body):
        if any(start <= match.start() < end for start, end in code):
            continue
        span = document.span(match.start(), match.end())
        rules = tuple(re.split(r"[ \t]*,[ \t]*", match["rules"])) if match["rules"] else ()
        if match["verb"] == "disable":
            open_.append(Suppression(rules, span.line, last_line, span))
        elif match["verb"] == "enable":
            for one in [one for one in open_ if not rules or set(one.rules) <= set(rules)]:
                open_.remove(one)
                yield one._replace(last=span.line)
        elif match["verb"] == "disable-next-line":
            line = _next_line(document, span.end_line)
            yield Suppression(rules, line, line, span)
        else:
            yield Suppression(rules, 0, 0, span, match["verb"])
    yield from open_


def _next_line(document: Document, line: int) -> int:
    starts, text = document.line_starts, document.text
    while line < len(starts):
        line += 1
        if text[starts[line - 1] : starts[line] if line < len(starts) else len(text)].strip():
            break
    return line


def review(
    suppressions: Iterable[Suppression],
    used: Collection[Suppression],
    known: Collection[str],
    ran: Collection[str],
) -> Iterator[Finding]:
    """What is wrong with the suppressions of one post: unknown verbs and rules, and those never needed.

    `known` are all rules there are, `ran` those that this run applied to the post.
    """
    for one in suppressions:
        if one.verb != "disable":
            yield Finding(one.span, "unknown-verb", {"verb": one.verb})
            continue
        unknown = [name for name in one.rules if name not in known and name.split("/")[0] != "textlint"]
        for name in unknown:
            yield Finding(one.span, "unknown-rule", {"rule": name})
        if not unknown and one not in used and all(name in ran for name in one.rules or known):
            yield Finding(one.span, "unused", {"rule": list(one.rules) or ["*"]})

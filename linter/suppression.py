"""Comments in a post that silence rules: `<!-- kouetsu-disable-next-line RULE reason -->` and its kin.

`disable` holds until `enable` or the end of the post, `disable-next-line` for the next line that is
not blank; MDX posts write `{/* … */}`. Without a rule's name all rules are meant. The key
`kouetsu: {ignore: [RULE]}` of the front matter silences a rule in the whole post.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from linter import lazy
from linter.diagnostic import Finding, Span

if TYPE_CHECKING:
    from linter.document import Document

RULE = "suppression"  # the rule that speaks of suppressions themselves

_OPEN = lazy.compile(r"(?:<!--|\{/\*)[ \t]*kouetsu-(?P<verb>(?:\w|-(?!->))*)")
_CLOSE = lazy.compile(r"-->|\*/\}|\n|\Z")
_RULES = lazy.compile(r"[ \t]+([\w/@.-]+(?:[ \t]*,[ \t]*[\w/@.-]+)*)")
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
    open_: dict[frozenset[str], list[Suppression]] = defaultdict(list)  # by their rules
    after = (0, 0)  # a line, and the one that follows it
    for verb, rules, span in _comments(document):
        if verb == "disable":
            open_[frozenset(rules)].append(Suppression(rules, span.line, last_line, span))
        elif verb == "enable":
            for closed in [each for each in open_ if not rules or each.issubset(rules)]:
                for one in open_.pop(closed):
                    yield one._replace(last=span.line)
        elif verb == "disable-next-line":
            if after[0] != span.end_line:
                after = span.end_line, _next_line(document, span.end_line)
            yield Suppression(rules, after[1], after[1], span)
        else:
            yield Suppression(rules, 0, 0, span, verb)
    for left in open_.values():
        yield from left


def _comments(document: Document) -> Iterator[tuple[str, tuple[str, ...], Span]]:
    """The verb, the rules and the place of each comment outside of code that speaks to the linter."""
    text, at = document.text, document.body
    code = [(block.start, block.end) for block in document.blocks if block.kind in _CODE]
    while opening := _OPEN.search(text, at):
        start, closing = opening.start(), _CLOSE.search(text, opening.end())
        assert closing
        at = closing.end()
        index = bisect_right(code, (start, len(text)))
        if closing[0] in ("-->", "*/}") and not (index and start < code[index - 1][1]):
            named = _RULES.match(text, opening.end(), closing.start())
            yield (
                opening["verb"],
                tuple(re.split(r"[ \t]*,[ \t]*", named[1])) if named else (),
                document.span(start, at),
            )


def _next_line(document: Document, line: int) -> int:
    starts, text = document.line_starts, document.text
    while line < len(starts):
        line += 1
        if text[starts[line - 1] : starts[line] if line < len(starts) else len(text)].strip():
            break
    return line


def sift(
    suppressions: Collection[Suppression], found: Iterable[tuple[str, int]]
) -> tuple[Callable[[str, int], bool], set[Suppression]]:
    """Whether a finding (its rule, its line) is silenced, as a function; and the suppressions that silence any of them.

    Sorts the lines of each rule once, so that neither thousands of comments nor thousands of findings cost their product.
    """
    lines: dict[str, list[int]] = defaultdict(list)
    for rule, line in found:
        lines[rule].append(line)
    shut: dict[str, set[int]] = {}
    used: set[Suppression] = set()
    for rule, places in lines.items():
        places.sort()
        silenced = shut[rule] = set()
        reached = 0  # the number of places looked at so far
        for one in sorted(
            (one for one in suppressions if not one.rules or rule in one.rules), key=lambda one: one.first
        ):
            begin, end = bisect_left(places, one.first), bisect_right(places, one.last)
            if begin < end:
                used.add(one)
                silenced.update(places[max(begin, reached) : end])
                reached = max(reached, end)
    return lambda rule, line: line in shut.get(rule, ()), used


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

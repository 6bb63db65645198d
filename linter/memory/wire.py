"""The form in which an examination is stored and sent between processes: JSON, one text per rule's fact."""

from __future__ import annotations

import json
from collections.abc import Iterable
from sys import intern
from typing import Any, NamedTuple

from linter import checks
from linter.diagnostic import Edit, Finding, Related, Span
from linter.engine import Examination
from linter.rule import Rule
from linter.suppression import Suppression

Stat = tuple[int, int, int, int]  # size, mtime and ctime in nanoseconds, inode: what git takes for "unchanged"


class Record(NamedTuple):
    """An examination, packed. `findings` is None for a post that was only asked for its facts."""

    japanese: bool
    suppressions: str
    facts: dict[str, str]  # by the id of the rule
    keys: list[tuple[str, str]]  # by which facts are found: rule, key
    findings: str | None


_pack_text = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
unpack = json.loads


def _pack(value: Any) -> str:
    packed = _pack_text(value)
    try:
        packed.encode()
    except UnicodeEncodeError:  # half a surrogate pair, from an escape in front matter
        return json.dumps(value)
    return packed


def record(path: str, examination: Examination, rules: Iterable[Rule], complete: bool) -> Record:
    """The packed examination of the post at `path` under those rules; `complete` where its findings belong to it."""
    facts = examination.facts
    return Record(
        examination.japanese,
        _pack(examination.suppressions) if examination.suppressions else "",
        {rule: _pack(fact) for rule, fact in facts.items()},
        [
            (rule.id, key)
            for rule in rules
            if rule.id in facts
            for key in checks.load(rule.check).keys(path, facts[rule.id])
        ],
        _pack(examination.findings) if complete else None,
    )


def findings(packed: str) -> list[tuple[str, Finding]]:
    """The findings of a record, each with the id of its rule."""
    return [(intern(rule), _finding(plain)) for rule, plain in unpack(packed)] if packed != "[]" else []


def suppressions(packed: str) -> tuple[Suppression, ...]:
    return tuple(
        Suppression(tuple(rules), first, last, Span(*span), verb)
        for rules, first, last, span, verb in (unpack(packed) if packed else ())
    )


def _finding(plain: list[Any]) -> Finding:
    span, kind, values, related, edits, doubtful, path = plain
    return Finding(
        Span._make(span),
        intern(kind),
        values,
        tuple([Related(Span._make(one), message, other) for one, message, other in related]) if related else (),
        tuple([Edit(Span._make(one), text) for one, text in edits]) if edits else (),
        doubtful,
        path,
    )

"""Keys that a post lacks: those that the project asks for, and those that its other posts have.

What a post must say about itself is its blog's own choice. So nothing is required from here: a key is
missed when the configuration names it, or when nearly all posts of the same folder have it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from linter.diagnostic import Finding, Span
from linter.document import Document
from linter.front.names import DATES, named

FEW = 3  # other posts of a folder that are enough to say that posts there have front matter


class Head(NamedTuple):
    """What a post tells of its front matter; the fact is the plain list of it."""

    keys: Sequence[str]  # that have a value
    empty: Mapping[str, Sequence[int]]  # keys without one, and where they stand
    span: Sequence[int]  # of the opening line
    state: str  # read, none, or broken


_DATED = re.compile(r"(?:^|/)(\d{4}-\d{1,2}-\d{1,2})[-_./]")


def day_of(path: str) -> str:
    """The day that the file's name states, as it states it."""
    match = _DATED.search(path)
    return match[1] if match else ""


def facts(document: Document) -> list[Any]:
    front = document.front_matter
    if front is None:
        from linter.front.body import misplaced

        return list(Head((), {}, list(document.span(0, 0)), "broken" if misplaced(document) else "none"))
    span = list(document.span(front.start, front.start + 3))
    if front.error:
        return list(Head((), {}, span, "broken"))
    keys, empty = [], {}
    for field in front.fields:
        if field.value is None or field.value == "" or (isinstance(field.value, str) and not field.value.strip()):
            empty[field.name] = list(document.span(field.key_start, field.key_end))
        else:
            keys.append(field.name)
    if day_of(document.path) and not any(name in keys for name in DATES):
        keys.append("date")
    return list(Head(keys, empty, span, "read"))


def folder(path: str) -> str:
    """The folder that a post belongs to: years, months and the bundle of an index.md are not folders of their own."""
    parts = path.split("/")
    parts = parts[:-2] if parts[-1].startswith(("index.", "_index.")) else parts[:-1]
    return "/".join(part for part in parts if not part.isdigit())


def compare(
    asked: Collection[str],
    heads: Mapping[str, Head],
    wanted: Sequence[str],
    share: float,
    posts: int,
    ruled: Collection[str],
    given: Callable[[str], Collection[str]],
) -> Iterator[Finding]:
    """`ruled` posts have a schema that says what they must have; `given` are the keys that a post need not state."""
    folders: dict[str, list[str]] = defaultdict(list)
    for path in heads:
        folders[folder(path)].append(path)
    for paths in folders.values():
        if not any(path in asked for path in paths):
            continue
        read = [path for path in paths if heads[path].state == "read"]
        having: Counter[str] = Counter()
        for names, n in Counter(tuple(heads[path].keys) for path in read).items():  # most posts have the same
            having.update(dict.fromkeys(names, n))
        usual = {key: n / len(read) for key, n in having.items() if len(read) >= posts and n / len(read) >= share}
        for path in paths:
            if path in asked:
                supplied = given(path)
                keys = {} if path in ruled else {key: n for key, n in usual.items() if key not in supplied}
                asking = [key for key in wanted if key not in supplied]
                yield from _missing(path, heads[path], asking, keys, len(read), len(paths), share)


def _missing(
    path: str, head: Head, wanted: Sequence[str], usual: Mapping[str, float], read: int, posts: int, share: float
) -> Iterator[Finding]:
    if head.state == "broken":
        return
    if head.state == "none":
        if wanted or (read >= FEW and read >= share * (posts - 1)):
            yield Finding(Span(*head.span), "missing", {"count": read}, path=path)
        return
    for key in dict.fromkeys((*wanted, *usual)):
        if key in head.keys or (key == "title" and key in head.empty):  # an empty title is told anyway
            continue
        span = Span(*head.empty.get(key, head.span))
        if key in wanted:
            yield Finding(span, "empty-value" if key in head.empty else "missing-key", {"key": named(key)}, path=path)
        else:
            percent = f"{int(usual[key] * 1000) / 10:g}"
            kind = "usual-key-empty" if key in head.empty else "usual-key"
            yield Finding(span, kind, {"key": named(key), "percent": percent}, path=path)

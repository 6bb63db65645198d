"""Keys that a post lacks: those that the project asks for, and those that its other posts have.

What a post must say about itself is its blog's own choice. So nothing is required from here: a key is
missed when the configuration names it, or when nearly all posts of the same folder have it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from linter import lazy
from linter.diagnostic import Finding, Span
from linter.document import Document
from linter.front.names import DATES, named

if TYPE_CHECKING:
    from linter.facts import Facts

FEW = 3  # other posts of a folder that are enough to say that posts there have front matter


class Head(NamedTuple):
    """What a post tells of its front matter; the fact is the plain list of it."""

    keys: Sequence[str]  # that have a value
    empty: Mapping[str, Sequence[int]]  # keys without one, and where they stand
    span: Sequence[int]  # of the opening line
    state: str  # read, none, or broken


_DATED = lazy.compile(r"(?:^|/)(\d{4}-\d{1,2}-\d{1,2})[-_./]")


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


_KEY = "head "


def key(path: str, fact: Sequence[Any]) -> str:
    """What the heads of a folder are counted by."""
    keys, _, _, state = fact
    top = path.split("/", 1)[0] if "/" in path else ""
    return _KEY + json.dumps([folder(path), top, state, *sorted(keys)])


class Group(NamedTuple):
    """What the posts of one folder have in common."""

    posts: int
    read: int  # of them, those with front matter that can be read
    usual: Mapping[str, float]  # keys that nearly all of those have, and their share of them


class Folders:
    """The heads of all posts, counted."""

    def __init__(self, facts: Facts, share: float, least: int) -> None:
        self._share, self._least = share, least
        self._counts = [(*json.loads(name.removeprefix(_KEY)), posts) for name, posts in facts.counts(_KEY).items()]
        self._groups: dict[str, Group] = {}
        self.posts = sum(posts for *_, posts in self._counts)

    def usual_below(self, top: str) -> Collection[str]:
        """The keys that at least half of the posts below the folder `top` of the project have."""
        having, posts = _having(row for row in self._counts if row[1] == top.rstrip("/"))
        return [name for name, n in having.items() if 2 * n >= posts]

    def compare(
        self, path: str, head: Head, wanted: Sequence[str], given: Collection[str], ruled: bool
    ) -> Iterator[Finding]:
        """A `ruled` post has a schema that says what it must have; `given` are the keys that it need not state."""
        group = self._group(folder(path))
        usual = {} if ruled else {name: share for name, share in group.usual.items() if name not in given}
        asking = [name for name in wanted if name not in given]
        yield from _missing(path, head, asking, usual, group.read, group.posts, self._share)

    def _group(self, name: str) -> Group:
        if name not in self._groups:
            rows = [row for row in self._counts if row[0] == name]
            having, read = _having(row for row in rows if row[2] == "read")
            usual = {key: n / read for key, n in having.items() if read >= self._least and n / read >= self._share}
            self._groups[name] = Group(sum(posts for *_, posts in rows), read, usual)
        return self._groups[name]


def _having(rows: Iterable[Sequence[Any]]) -> tuple[Mapping[str, int], int]:
    """How many posts have each key, and how many posts there are."""
    having: Counter[str] = Counter()
    total = 0
    for _, _, _, *keys, posts in rows:
        having.update(dict.fromkeys(keys, posts))
        total += posts
    return having, total


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

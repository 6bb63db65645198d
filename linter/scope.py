"""Which posts a run must look at: all of them or, where git can tell, those that changed since all were known."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from linter.memory.anchors import Anchor
from linter.memory.cache import Cache
from linter.project import gitdiff
from linter.project.discovery import Posts
from linter.project.gitdiff import State

MANY = 5_000  # posts of a project, from which asking git is worth its start
MOST = 1_000  # posts asked for, and posts that changed, up to which not all are looked at


class Scope(NamedTuple):
    began: int  # nanoseconds; what git told is not older
    posts: Collection[str]  # of the project, that must be looked at
    known: Mapping[str, Sequence[Any]]  # what the cache knows of them and of files that are no posts
    selection: str = ""
    commit: str = ""  # that git compared with; empty: git was not asked
    differing: Mapping[str, State] = {}
    anchor: Anchor | None = None  # None: all posts are looked at
    others: tuple[int, int] = (0, 0)  # the posts that need not be looked at, and how many of them are Japanese
    name: str = ""  # changes with what posts the project has; empty: they are all looked at

    def committed(self, path: str) -> bool:
        """Whether the commit holds a post at `path`."""
        if path in self.differing:
            return self.differing[path].before
        return self.anchor.adrift.get(path, path in self.known) if self.anchor else path in self.posts

    def adrift(self, paths: Iterable[str], unsettled: Collection[str]) -> dict[str, bool]:
        """Those of the paths whose file was not surely as in the commit when it was looked at, for an anchor."""
        found = ((path, self.committed(path)) for path in paths)
        return {path: held for path, held in found if not held or path in self.differing or path in unsettled}


def scope(cache: Cache | None, corpus: Iterable[str], asked: Collection[str], meanwhile: Callable[[], object]) -> Scope:
    """What to look at for the posts asked for, and for what all posts of the corpus have in common.

    Calls `meanwhile` while git looks for what changed.
    """
    began = time.time_ns()
    if not cache or not isinstance(corpus, Posts):
        return Scope(began, dict.fromkeys(corpus), cache.known() if cache else {})
    return _since(began, cache, corpus, asked, meanwhile) or _complete(began, cache, corpus)


def _complete(began: int, cache: Cache, corpus: Posts) -> Scope:
    found = Scope(began, dict.fromkeys(corpus), {}, corpus.selection)
    commit = gitdiff.head(corpus.root) if len(corpus) >= MANY else None
    differing = gitdiff.differing(corpus.root, commit) if commit else None
    if commit and differing is not None and differing.keys() >= set(corpus.missing):
        found = found._replace(commit=commit, differing={path: differing[path] for path in corpus.among(differing)})
    return found._replace(known=cache.known())


def _since(
    began: int, cache: Cache, corpus: Posts, asked: Collection[str], meanwhile: Callable[[], object]
) -> Scope | None:
    anchor = cache.anchors.find(cache.ruleset, corpus.selection) if len(asked) <= MOST else None
    differing = gitdiff.differing(corpus.root, anchor.commit, meanwhile) if anchor else None
    if anchor is None or differing is None:
        return None
    differing = {path: differing[path] for path in corpus.among(differing)}
    suspects = {*anchor.adrift, *differing}
    if len(suspects) > MOST or any(state.now is None for state in differing.values()):
        return None
    suspects.update(asked)
    known = cache.known(suspects)
    posts, japanese = cache.population()
    others = posts - len(known), japanese - sum(row[6] for row in known.values())
    found = Scope(began, (), known, corpus.selection, anchor.commit, differing, anchor, others)
    cache.anchor = anchor.number
    present = {path for path in suspects if (differing[path].now if path in differing else found.committed(path))}
    name = repr((anchor.commit, corpus.selection, sorted(present), sorted(suspects - present)))
    return found._replace(posts=present, name=name)

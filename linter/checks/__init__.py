"""What can be checked. A check is a module; this is their table.

`check(document, options)` looks at one post. `facts(document, options)` says what a post has to tell
about itself, as JSON; `compare(corpus, options)` looks at the facts of all posts, in any order.
A module has one of the two or both. `Options` is a NamedTuple without defaults: a rule file
names a check and holds the values.

A project may have 100,000 posts of which three are asked about. So `compare` reads no facts but those
of posts that it must look at: `keys(path, fact)` names what others may want to find or count a post by.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from linter.facts import Facts


class Corpus(NamedTuple):
    """All posts of the project, as a corpus check sees them."""

    facts: Facts
    asked: frozenset[str]  # the posts whose findings will be shown
    exists: Callable[[str], bool]  # whether the project holds a file of that path
    read: Callable[[str], str | None] = lambda path: None  # the text of a file of the project, None where it has none


CHECKS = {  # name in a rule file -> module in this package
    "figures": "figures",
    "frontmatter": "frontmatter",
    "repeated": "repeated",
    "passages": "passages",
    "residue": "residue",
    "seam": "seam",
    "suppressions": "suppressions",
    "titles": "titles",
    "unreadable": "unreadable",
    "truncated": "truncated",
    "conflict": "conflict",
    "echo": "echo",
    "section": "section",
    "headings": "headings",
    "markup": "markup",
    "style": "style",
    "pattern": "pattern",
}


@cache
def load(name: str) -> ModuleType:
    """The check's module. Raises KeyError for a name that CHECKS lacks."""
    return import_module(f"linter.checks.{CHECKS[name]}")

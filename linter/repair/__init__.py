"""The article given back from its fragments: called under `--fix` only, never in a plain run.

Overlap, layout, consensus, over sentences (B. Langmead's names for it; the reads are fragments, and the
genome is the article): `fragments` reads the post, `nodes` finds what is the same sentence, `joins` closes
cut ones, `layout` orders them, `article` puts that together, `edits` says what to change, and `lessons` keeps
what the checker says of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from linter.diagnostic import Applicability, Claim, Edit, Fix
from linter.document import Document
from linter.repair.article import plan
from linter.repair.edits import Change, changes
from linter.repair.fragments import read
from linter.repair.lessons import Lessons
from linter.repair.pieces import cut_pieces
from linter.repair.units import Post, Range
from linter.splice import splice
from linter.verify import verify

_RULE, _CLOSING = "repeated-paragraph", "broken-seam"
_ATTEMPTS = 6
_Fixes = list[tuple[str, Fix]]


def propose(
    document: Document,
    residue: Sequence[Range] = (),
    unsafe: bool = False,
    language: str = "en",
    spared: Sequence[Range] = (),
) -> Iterator[tuple[str, Fix]]:
    """The fixes that rebuild the article, each with the id of the rule that it serves, titled in `language`.

    `residue` are the stretches of the text that are no part of the article; fixes may run over them. What is
    `spared` is not touched. Without `unsafe`, what stands elsewhere is deleted, and cut sentences are closed where
    a copy shows how they go on. A plan that breaks the promise is made again without what breaks it, a few times.
    """
    post = read(document, residue, spared)
    pieces = cut_pieces(post.units, [unit.key for unit in post.units])
    fixes: _Fixes = []
    for mode in (True, False) if unsafe else (False,):
        fixes, kept = _verified(document, post, pieces, mode, language)
        if kept:
            break
    yield from fixes


def _verified(
    document: Document, post: Post, pieces: Mapping[int, str], unsafe: bool, language: str
) -> tuple[_Fixes, bool]:
    """The fixes of a plan, and whether together they keep the promise."""
    lessons = Lessons()
    for _ in range(_ATTEMPTS):
        parts, nodes = plan(post, pieces, unsafe, lessons)
        fixes = [_fix(document, change, unsafe, language) for change in changes(post, parts, nodes)]
        if not fixes:
            return [], True
        new, _places = splice(document.text, [fix for _rule, fix in fixes])
        problems = verify(document.text, new, residue=post.residue, near=unsafe)
        if not lessons.learn(post, parts, nodes, problems, unsafe):
            break
    return fixes, not problems


_TITLES = {
    "move": {"ja": "文章を元の順に並べる", "en": "Put the text back in its order"},
    "close": {"ja": "途切れた文をつなぐ", "en": "Close the cut sentence"},
    "delete": {"ja": "重複した文章を消す", "en": "Delete the repeated text"},
}


def _fix(document: Document, change: Change, unsafe: bool, language: str) -> tuple[str, Fix]:
    edits = tuple(Edit(document.span(start, end), text) for start, end, text in sorted(change.edits))
    kind = "close" if change.closed else "move" if change.moved else "delete"
    applicability = Applicability.UNSAFE if unsafe else Applicability.SAFE
    return _CLOSING if change.closed else _RULE, Fix(_TITLES[kind][language], edits, applicability, Claim.COPY)

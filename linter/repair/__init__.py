"""The article given back from its fragments: called under `--fix` only, never in a plain run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.diagnostic import Fix
from linter.document import Document


def propose(document: Document, residue: Sequence[tuple[int, int]], unsafe: bool) -> Iterator[tuple[str, Fix]]:
    """The fixes that rebuild the article, each with the id of the rule that it serves."""
    return iter(())

"""The values that travel through the linter: spans, edits, fixes, findings, diagnostics.

A check yields findings, which hold no words and no severity. A rule turns a finding into a
diagnostic, in its own words. Everything here is frozen and made of plain values, so that a
finding can be cached as JSON and a diagnostic can be rendered by any reporter.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple, TypeAlias

Value: TypeAlias = "str | int | float | list[str]"


class Span(NamedTuple):
    """A stretch of one text: half-open offsets and 1-based positions, both in code points.

    `Document.span(start, end)` makes one; a corpus check reads it back from its facts.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Severity(str, Enum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return _RANK[self]

    def lowered(self) -> Severity:
        """One level less severe; info stays info."""
        return Severity.WARNING if self is Severity.ERROR else Severity.INFO


_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class Applicability(str, Enum):
    SAFE = "safe"  # applied by --fix
    UNSAFE = "unsafe"  # applied by --fix --unsafe-fixes


class Claim(str, Enum):
    """Why a fix loses nothing; the verifier holds it to that."""

    COPY = "copy"  # what it deletes still stands elsewhere in the post
    RESIDUE = "residue"  # what it deletes was never part of the article
    REPLACEMENT = "replacement"  # it changes the inside of a sentence: markup, notation of equal value


class Edit(NamedTuple):
    """Replace the text of `span` by `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits of one file that are applied together or not at all.

    `title` is a verb phrase.
    """

    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SAFE
    claim: Claim = Claim.COPY


class Related(NamedTuple):
    """Another place that a finding speaks of. An empty `path` is the finding's own file.

    In a finding, `message` is a key of the rule's `related` words; in a diagnostic, the words.
    """

    span: Span
    message: str = ""
    path: str = ""


class Finding(NamedTuple):
    """What a check saw: no words, no severity.

    `kind` names the sub-kind where a rule has several. `values` fill the `$name` placeholders
    of the rule's message. A `doubtful` finding is reported one level less severe.
    An empty `path` is the document that was checked; a corpus check always names it.
    """

    span: Span
    kind: str = ""
    values: Mapping[str, Value] = {}
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    doubtful: bool = False
    path: str = ""


class Diagnostic(NamedTuple):
    """A finding in its rule's words, ready for a reporter."""

    path: str
    rule: str
    severity: Severity
    message: str
    span: Span
    kind: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The sort key of a report: path, position, rule, kind."""
        return (self.path, self.span.start, self.span.end, self.rule, self.kind)

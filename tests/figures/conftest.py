"""What the rule finds in a text, as (kind, severity, quoted figure)."""

import pytest

from linter import rulefile
from linter.checks import figures
from linter.document import Document

RULE = rulefile.read(rulefile.shipped() / "inconsistent-figure.md")


def told(text, **options):
    document = Document.parse("post.md", text)
    given = RULE.configured(None, (), options) if options else RULE
    diagnostics = [given.diagnostic(finding, "post.md", "en") for finding in figures.check(document, given.options)]
    return [(d.kind, d.severity.value, document.text[d.span.start : d.span.end], d) for d in diagnostics]


@pytest.fixture
def kinds():
    return lambda text, **options: [kind for kind, *_ in told(text, **options)]


@pytest.fixture
def loud():
    return lambda text: [kind for kind, severity, *_ in told(text) if severity != "info"]


@pytest.fixture
def tell():
    return told

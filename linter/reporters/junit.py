"""JUnit XML: a test suite a post, a test case a diagnostic; infos are no failures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from linter import lazy
from linter.diagnostic import Diagnostic, Severity
from linter.reporters import Report

_NOT_XML = lazy.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> Iterator[str]:
    failures = len(report.diagnostics) - report.count(Severity.INFO)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="kouetsu" tests="{max(1, len(report.diagnostics))}" failures="{failures}" errors="0">'
    for path, group in groupby(report.diagnostics, key=lambda diagnostic: diagnostic.path):
        cases = list(group)
        failed = sum(case.severity is not Severity.INFO for case in cases)
        yield f'  <testsuite name={_attribute(path)} tests="{len(cases)}" failures="{failed}" errors="0">'
        for case in cases:
            yield from _case(case)
        yield "  </testsuite>"
    if not report.diagnostics:
        yield '  <testsuite name="kouetsu" tests="1" failures="0" errors="0">'
        yield f'    <testcase name="{report.files} posts" classname="kouetsu"/>'
        yield "  </testsuite>"
    yield "</testsuites>"


def _case(diagnostic: Diagnostic) -> Iterator[str]:
    span = diagnostic.span
    name = _attribute(f"{diagnostic.rule} {span.line}:{span.column}")
    head = f'    <testcase name={name} classname={_attribute(diagnostic.path)} file={_attribute(diagnostic.path)} line="{span.line}"'
    if diagnostic.severity is Severity.INFO:
        yield head + "/>"
        return
    text = escape(_NOT_XML.sub("\ufffd", f"{diagnostic.path}:{span.line}:{span.column}: {diagnostic.message}"))
    yield head + ">"
    yield f'      <failure type="{diagnostic.severity.value}" message={_attribute(diagnostic.message)}>{text}</failure>'
    yield "    </testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))

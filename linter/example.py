"""The examples on a rule's page: fences that show the rule failing, its output, and the text mended.

A fence's info string is `<language> <role> [unsafe] [path=a.md] [option=value …]`, the role one of bad,
good, output, fixed. The fences under one heading are one example; several paths make a small repository.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from linter import settings
from linter.document import Document
from linter.engine import Project, conclude, examine
from linter.errors import UserError
from linter.project import discovery
from linter.reporters.text import line
from linter.rule import Rule

PATH = "post.md"  # of a fence that names none


@dataclass
class Example:
    """What one heading of a rule's page shows."""

    title: str
    line: int  # of the heading in the rule's file
    files: dict[str, str] = field(default_factory=dict)  # path -> text of the post
    options: dict[str, Any] = field(default_factory=dict)
    bad: bool = False
    output: str | None = None  # the text report in English
    fixed: dict[str, str] = field(default_factory=dict)
    unsafe: bool = False  # whether `fixed` needs --unsafe-fixes


def read(rule: Rule) -> list[Example]:
    """The examples of the rule's page. Raises UserError at a fence that it can't read."""
    document = Document.parse(str(rule.path), rule.path.read_text(encoding="utf-8"))
    examples: list[Example] = []
    for block in document.blocks:
        at = document.line(block.start)
        if block.kind == "heading":
            examples.append(Example(document.text[block.content : block.end].strip(), at))
        elif block.kind == "fence" and len(block.info.split()) > 1 and examples:
            lines = document.text[block.start : block.end].split("\n")[1:-1]
            _add(examples[-1], block.info.split(), "".join(each + "\n" for each in lines), f"{rule.path}:{at}")
    return [example for example in examples if example.files]


def _add(example: Example, info: list[str], text: str, place: str) -> None:
    _, role, *words = info
    path = PATH
    for word in words:
        key, equals, value = word.partition("=")
        if key == "path" and equals:
            path = value
        elif equals and role in ("bad", "good"):
            example.options.update(settings.read_yaml(place, f"{key}: {value}").value)
        elif word == "unsafe" and role == "fixed":
            example.unsafe = True
        else:
            raise UserError(f"{place}: '{word}' says nothing to a fence of the role '{role}'")
    if role in ("bad", "good"):
        example.files[path] = text
        example.bad = example.bad or role == "bad"
    elif role == "output":
        example.output = text
    elif role == "fixed":
        example.fixed[path] = text
    else:
        raise UserError(f"{place}: a fence's role is bad, good, output or fixed, not '{role}'")


def configured(rule: Rule, example: Example) -> Rule:
    """The rule under the options of the example."""
    source = settings.Source(f"{rule.path}:{example.line}", example.options, {})
    found = rule.configured(source, (), example.options)
    assert found is not None
    return found


def report(rule: Rule, example: Example, known: Mapping[str, Rule]) -> Iterator[str]:
    """The text report of the rule, alone, on the files of the example, in English."""
    rules = {rule.id: configured(rule, example)}
    documents = {
        path: Document.parse(path, text) for path, text in example.files.items() if path.endswith(discovery.SUFFIXES)
    }
    examinations = {path: examine(document, rules.values()) for path, document in documents.items()}
    project = Project(rules, frozenset(known), "en", exists=example.files.__contains__, read=example.files.get)
    for diagnostic in conclude(examinations, documents, project):
        yield line(diagnostic)


def mended(rule: Rule, example: Example, known: Mapping[str, Rule]) -> dict[str, str]:
    """The files of the example after `--fix` (with `--unsafe-fixes` where it says so) under this rule alone."""
    from linter.fix import settle
    from linter.proposals import proposer

    rules = {rule.id: configured(rule, example)}
    documents = {path: Document.parse(path, text) for path, text in example.files.items()}
    examinations = {path: examine(document, rules.values()) for path, document in documents.items()}
    project = Project(rules, frozenset(known), "en", exists=documents.__contains__)
    found = conclude(examinations, documents, project)
    texts = {}
    for path, document in documents.items():
        own = [diagnostic for diagnostic in found if diagnostic.path == path]
        texts[path] = settle(document, proposer(project, own, example.unsafe), example.unsafe).text
    return texts

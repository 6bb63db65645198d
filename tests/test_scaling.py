"""Cost grows with the text, not with its square: every rule, and fixing, on shapes that grow without end."""

import gc
import time

import pytest
from hostile import RULES, SHAPES

from linter import checks
from linter.document import Document
from linter.engine import Project, conclude, examine
from linter.fix import LONGEST, settle
from linter.proposals import proposer

PROJECT = Project(RULES, frozenset(RULES), "en")
FACTOR = 4  # of the text
GROWTH = 9  # of the cost that is let pass: 4 is linear, 16 is quadratic
FLOOR = 0.25  # seconds of processor time below which a cost is noise
TRIES = 3  # on a machine that is busy with something else


def parts(document):
    """What is measured, by name."""
    yield "blocks", lambda: document.blocks
    yield "sentences", lambda: document.sentences
    yield "front matter", lambda: document.front_matter
    for each in RULES.values():
        module = checks.load(each.check)
        if hasattr(module, "check"):
            yield each.id, lambda module=module, each=each: list(module.check(document, each.options))
        if hasattr(module, "facts"):
            yield f"{each.id}, facts", lambda module=module, each=each: module.facts(document, each.options)
    examination = examine(document, RULES.values())
    found = []
    yield "concluding", lambda: found.extend(conclude({"a.md": examination}, ["a.md"], PROJECT))
    yield "fixing", lambda: settle(document, proposer(PROJECT, found, True), True)


def costs(text):
    result = {}
    gc.collect()
    for name, part in parts(Document.parse("a.md", text)):
        started = time.process_time()
        part()
        result[name] = time.process_time() - started
    return result


def steep(small, large):
    return {name: (small[name], cost) for name, cost in large.items() if cost > max(FLOOR, GROWTH * small[name])}


@pytest.mark.parametrize("name", SHAPES)
def test_the_cost_of_each_rule_grows_with_the_text(name):
    shape, size = SHAPES[name]
    for _ in range(TRIES):
        found = steep(costs(shape(size)), costs(shape(FACTOR * size)))
        if not found:
            return
    assert not found


def test_a_post_beyond_the_bound_is_not_fixed():
    text = SHAPES["markers"][0](LONGEST // 11 + 1)
    document = Document.parse("a.md", text)
    found = conclude({"a.md": examine(document, RULES.values())}, ["a.md"], PROJECT)
    outcome = settle(document, proposer(PROJECT, found), False)
    assert (outcome.blocked, outcome.text) == ("too-long", text)

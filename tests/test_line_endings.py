"""A post of Windows is told and repaired as the same post of any other system, but for its line endings."""

import random
import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import CORPUS

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent / "repair")]

from damage import damaged  # noqa: E402
from made_up import FRONT, articles  # noqa: E402

from linter import rulefile  # noqa: E402
from linter.document import Document  # noqa: E402
from linter.engine import Project, conclude, examine  # noqa: E402
from linter.fix import settle  # noqa: E402
from linter.proposals import proposer  # noqa: E402

RULES = rulefile.read_all([rulefile.shipped()])
PROJECT = Project(RULES, frozenset(RULES), "en")


def told(text):
    document = Document.parse("post.md", text)
    return document, conclude({"post.md": examine(document, RULES.values())}, ["post.md"], PROJECT)


def places(diagnostics):
    return [(each.rule, each.kind, each.severity, each.span.line, each.span.column) for each in diagnostics]


def fixed(text, unsafe):
    document, diagnostics = told(text)
    return settle(document, proposer(PROJECT, diagnostics, unsafe), unsafe).text


def same(text):
    windows = text.replace("\n", "\r\n")
    assert places(told(windows)[1]) == places(told(text)[1])
    for unsafe in (False, True):
        assert fixed(windows, unsafe) == fixed(text, unsafe).replace("\n", "\r\n")


def told_alike_in_both(text, rng):
    """With both kinds of line endings, as where a script appended to a post of Windows."""
    at = rng.randrange(len(text))
    mixed = text[:at].replace("\n", "\r\n") + text[at:]
    assert places(told(mixed)[1]) == places(told(text)[1])
    for unsafe in (False, True):
        new = fixed(mixed, unsafe)
        assert new.count("\r") == new.count("\r\n")


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles(headings=0.4), st.integers(0, 2**32))
def test_damaged_articles(body, seed):
    """Their headings stand in bold right above the text, or on lines of their own.

    The same articles every time: in one of some thousands a moved sentence lands elsewhere, since two places weigh
    the same but for a line ending.
    """
    rng = random.Random(seed)
    body = re.sub(r"^## (.*)\n\n", lambda found: rng.choice([f"**{found[1]}**\n", found[0]]), body, flags=re.M)
    text = FRONT + damaged(body, rng)
    same(text)
    told_alike_in_both(text, rng)


def test_a_cut_line_that_stands_whole_elsewhere():
    whole = "港の朝市には、近くの島から届いた魚と野菜が並び、値段は店の人と話して決めます。"
    other = "先週の日曜日、私は初めて自転車で市場まで出かけました。"
    same(f"{FRONT}**港の市場**\n{whole}\n{other}\n{whole[:22]}\n\n---END---\n\n**港の市場**\n{whole}\n")


def test_a_section_of_nothing_but_a_rule():
    same(f"{FRONT}港の朝市には、魚と野菜が並びます。\n\n## 値段\n\n\n---\n\n## 道\n\n海沿いの道は風が強いです。\n")


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus")
def test_posts_that_were_damaged():
    for path in sorted((CORPUS / "damaged" / "posts").glob("*.md"))[::6]:
        text = path.read_bytes().decode()
        if "\r" not in text:
            same(text)

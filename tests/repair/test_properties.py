"""What a repair must never do, on articles damaged at random (invariants I1–I11 of the research)."""

import random
import re
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from damage import MARKER, Damage, damaged, essence  # noqa: E402
from made_up import FRONT, articles  # noqa: E402

from linter import repair  # noqa: E402
from linter.diagnostic import Applicability, Claim, Edit, Fix  # noqa: E402
from linter.document import Document  # noqa: E402
from linter.fix import Proposal, settle  # noqa: E402
from linter.verify import verify  # noqa: E402

slowly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
modes = pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
seeds = st.integers(0, 2**32)


def residue_of(text):
    return tuple(match.span() for match in re.finditer(re.escape(MARKER), text))


def mended(text, unsafe):
    def propose(document):
        residue = residue_of(document.text)
        for rule, fix in repair.propose(document, residue, unsafe):
            yield Proposal(fix, rule, residue=residue)
        for start, end in residue:
            yield Proposal(
                Fix("", (Edit(document.span(start, end), ""),), Applicability.SAFE, Claim.RESIDUE), "residue"
            )

    return settle(Document.parse("a.md", text), propose, unsafe)


def sentences(body):
    return [each.strip() for each in re.findall(r"[^。？\n.]+[。？.]", body)]


@modes
@slowly
@given(articles(), seeds)
def test_paragraphs_keep_a_blank_line_between_them(unsafe, body, seed):
    text = FRONT + damaged(body, random.Random(seed))
    lone = re.compile(r"[^\n]\n[^\n]")  # the damage makes some of its own, where it flattens up to half a break
    assert len(lone.findall(mended(text, unsafe).text)) <= len(lone.findall(text))


@modes
@slowly
@given(articles(), seeds)
def test_nothing_is_lost_invented_or_longer_and_it_is_still(unsafe, body, seed):
    text = FRONT + damaged(body, random.Random(seed))
    outcome = mended(text, unsafe)
    new = essence(outcome.text)
    old = essence(text)
    assert not outcome.blocked
    lines = [essence(line) for line in text.split("\n")]
    for sentence in sentences(body):
        if any(essence(sentence) in line for line in lines):
            assert essence(sentence) in new, "I1: lost"
    assert len(new) <= len(old), "I6: longer"
    assert outcome.text.startswith(FRONT) and outcome.text.endswith("\n"), "I4: front matter and final line break"
    assert mended(outcome.text, unsafe).text == outcome.text, "I3: not still"
    assert verify(text, outcome.text, residue=residue_of(text), near=True) == [] or unsafe


@slowly
@given(articles(), seeds)
def test_safe_fixes_keep_the_order(body, seed):
    text = FRONT + damaged(body, random.Random(seed))
    new = mended(text, False).text
    lines = iter(essence(text))
    assert all(any(character == other for other in lines) for character in essence(new)), "I5"


@modes
@given(articles())
def test_a_whole_article_is_left_alone(unsafe, body):
    text = FRONT + body + "\n"
    assert mended(text, unsafe).text == text, "I4"


@slowly
@given(articles(), seeds)
def test_a_stale_copy_of_the_beginning_changes_nothing(body, seed):
    rng = random.Random(seed)
    text = FRONT + body + "\n"
    blocks = body.split("\n\n")
    stale = "\n\n".join(blocks[: rng.randint(2, len(blocks))]) if len(blocks) > 1 else body
    assume(len(essence(stale)) > 60 and not stale.rsplit("\n", 1)[-1].startswith("#"))
    copy = " ".join(stale.split()) if rng.random() < 0.5 else stale
    assert essence(mended(f"{text}\n{MARKER}\n\n{copy}\n", True).text) == essence(text), "I10"


@slowly
@given(articles(least=10, headings=0, english=False), seeds)
def test_most_articles_come_back_whole(body, seed):
    """I9, for the plain case: cut between sentences, taken up again with a copy of the last words."""
    text = FRONT + damaged(body, random.Random(seed), Damage(completions=2, flattened=0, stale=0, dots=0, between=1))
    assert essence(mended(text, True).text) == essence(FRONT + body)


@modes
@slowly
@given(
    articles(),
    seeds,
    st.sampled_from(["```py\nx = 1\n```", "| a | b |\n|---|---|\n| 1 | 2 |", "![x](y.png)", "<div>\n</div>"]),
)
def test_frozen_blocks_stay(unsafe, body, seed, block):
    blocks = body.split("\n\n")
    blocks.insert(len(blocks) // 2, block)
    text = FRONT + "\n\n".join(blocks) + f"\n\n{MARKER}\n\n" + damaged(body, random.Random(seed))
    assert block in mended(text, unsafe).text, "I4"


@modes
@slowly
@given(articles(), seeds, st.data())
def test_the_verifier_refuses_a_mutant(unsafe, body, seed, data):
    """Whatever was repaired: with one sentence less it would not be written."""
    text = FRONT + damaged(body, random.Random(seed))
    new = mended(text, unsafe).text
    there = [each for each in sentences(new) if essence(new).count(essence(each).strip("…")) == 1 and len(each) > 20]
    assume(there)
    gone = data.draw(st.sampled_from(there))
    assert verify(text, new.replace(gone, "", 1), residue=residue_of(text), near=unsafe)


def test_the_time_is_linear():
    body = "\n\n".join(
        f"第{number}の段落は、ほかのどれとも違う{number * 7}番目の話をしています。" for number in range(2000)
    )
    times = []
    for size in (2, 4):
        text = FRONT + ("\n\n" + MARKER + "\n\n").join([body[: len(body) // 4 * size // 2]] * 2) + "\n"
        began = time.process_time()
        mended(text, True)
        times.append(time.process_time() - began)
    assert times[1] < 5 * times[0] + 0.5, "I11"


def test_figures_that_differ_keep_both():
    one = "新しい工場への投資は300億円に達し、雇用は二千人ふえる見通しです。"
    text = (
        FRONT
        + f"はじめに計画の全体を見ておきます。{one}\n\n{MARKER}\n\n{one.replace('300', '500')}続きは次の通りです。\n"
    )
    assert "300億円" in mended(text, True).text and "500億円" in mended(text, True).text


def test_two_takes_that_differ_keep_both():
    head = "この動きは、私たちが想像するよりもずっと早く社会の隅々にまで広がっていく可能性があり、"
    text = FRONT + f"{head}備えが必要です。\n\n{MARKER}\n\n{head}歓迎すべきでしょう。\n"
    new = mended(text, True).text
    assert "備えが必要です。" in new and "歓迎すべきでしょう。" in new

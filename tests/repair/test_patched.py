"""Sentences that hardly differ: which of two stays, and which two are no copies of each other."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from damage import MARKER, essence  # noqa: E402
from test_properties import mended  # noqa: E402

from linter.repair.near import gives_way  # noqa: E402

HARBOUR = "港の朝市には、近くの島から届いた魚と野菜が並びます。値段は店の人と話して決めます。"
MARKET = "市場の奥の小さな屋台では、島の若い漁師たちが朝いちばんの魚を焼いて出しています"
LAMP = "古い灯台の上からは、湾の全体と向こう岸の工場の煙突までがよく見えます"


@pytest.mark.parametrize(
    ("poorer", "richer"),
    [
        (f"{MARKET}。", f"{MARKET}し、{LAMP}。"),  # the beginning of a sentence, up to a comma
        (f"{LAMP}。", f"{MARKET}し、{LAMP}。"),  # its end
        (f"特に、{LAMP}。", f"例えば、{LAMP}。"),  # words that only link
        (f"{LAMP}し、客も来ます。", f"{LAMP}し、客も来るはずです。"),  # はず is no ず
        (f"{LAMP}。", f"案内の本が勧めるだけでなく、{LAMP}。"),  # a “not” of another clause
    ],
)
def test_nothing_is_lost(poorer, richer):
    assert gives_way(poorer, richer)
    text = f"{HARBOUR}{richer}\n\n{MARKER}\n\n{HARBOUR}{poorer}\n"
    assert essence(mended(text, True).text) == essence(HARBOUR + richer)


@pytest.mark.parametrize(
    ("poorer", "richer"),
    [
        (f"{LAMP}。", f"{LAMP[:-3]}ません。"),
        ("この橋は来年の春に開通する見通しです。", "この橋は来年の春に開通する見通しではないです。"),
        (f"島では、{LAMP}。", f"町では、{LAMP}。"),
        (f"{LAMP}のは三人です。", f"{LAMP}のは五人です。"),
    ],
)
def test_something_is_lost(poorer, richer):
    assert not gives_way(poorer, richer)


@pytest.mark.parametrize("stammer", ["す", "です", "いです"])
@pytest.mark.parametrize("first", [True, False])
def test_a_sentence_that_stammers_gives_way(stammer, first):
    clean, garbled = f"{MARKET}のです。", f"{MARKET}のです{stammer}。"
    one, other = (garbled, clean) if first else (clean, garbled)
    text = f"{HARBOUR}{one}\n\n{MARKER}\n\n{HARBOUR}{other}\n"
    assert essence(mended(text, True).text) == essence(HARBOUR + clean)


def test_what_may_not_give_way_to_its_like_is_still_one_of_two_copies():
    sentence = f"そして、{LAMP}。"
    like = f"そして、島の東の端の岬に白く立っている{LAMP}。"  # too much was put in for the checker
    text = f"{HARBOUR}{like}\n\n{sentence}{MARKET}。\n\n{MARKER}\n\n{sentence}{MARKET}。\n"
    new = mended(text, True).text
    assert new.count(sentence) == 1 and like in new


def test_a_short_sentence_that_was_cut_behind_is_no_end_of_another():
    article = f"{HARBOUR}\n\n線を図に描いてみましょう。\n\n{MARKET}。\n\n重ねて線を図に描いてみましょう。\n\n{LAMP}。\n"
    cut = article[: article.index("しょう")]
    assert essence(mended(f"{cut}\n\n{MARKER}\n\n{article}", True).text) == essence(article)

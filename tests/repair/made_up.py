"""Articles for tests of the repair: sentences that nobody wrote, in Japanese and English, no two alike."""

import random

from hypothesis import strategies as st

_JA = [
    "工場",
    "電力",
    "人材",
    "半導体",
    "教育",
    "港湾",
    "医療",
    "農業",
    "財政",
    "観光",
    "研究",
    "物流",
    "住宅",
    "通信",
    "気候",
    "漁業",
]
_JA_VERBS = ["を見直す", "に備える", "を支える", "から学ぶ", "を広げる", "に向き合う", "を守り抜く", "へつなげる"]
_JA_ENDS = [
    "ことが求められています。",
    "動きが各地で続いています。",
    "と専門家は話しています。",
    "のが近道だと私は考えます。",
    "べきでしょうか？",
]
_EN = [
    "harbour",
    "budget",
    "school",
    "engine",
    "forest",
    "market",
    "bridge",
    "clinic",
    "signal",
    "garden",
    "archive",
    "council",
]
_EN_VERBS = ["outlives", "reshapes", "anchors", "delays", "rewards", "questions", "restores", "outgrows"]


def _japanese(rng: random.Random, number: int) -> str:
    one, other, third = rng.sample(_JA, 3)
    return f"{one}と{other}の第{number}の課題では、{third}{rng.choice(_JA_VERBS)}{rng.choice(_JA_ENDS)}"


def _english(rng: random.Random, number: int) -> str:
    one, other, third = rng.sample(_EN, 3)
    return f"In case {number} the {one} {rng.choice(_EN_VERBS)} the {other} before any {third} is ready."


@st.composite
def articles(draw, least=6, most=24, headings=0.2, english=True):
    """A body of paragraphs, headings and now and then a list; no sentence twice."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    make, gap = draw(st.sampled_from([(_japanese, ""), (_english, " ")][: 1 + english]))
    blocks, number = [], 100
    left = draw(st.integers(least, most))
    while left > 0:
        if blocks and rng.random() < headings:
            blocks.append(f"## {rng.choice(_JA if gap == '' else _EN)} {number}")
        count = min(left, rng.randint(1, 4))
        sentences = []
        for _ in range(count):
            number += 1
            sentences.append(make(rng, number))
        left -= count
        blocks.append(gap.join(sentences))
    return "\n\n".join(blocks)


FRONT = "---\ntitle: 題\ntags: [a, b]\n---\n\n"

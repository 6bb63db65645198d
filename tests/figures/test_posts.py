"""Statistics across posts, whatever their order."""

import random

from linter.checks import Corpus, figures
from linter.document import Document
from linter.facts import Held
from tests.figures.conftest import RULE

USUAL = "AIエージェント市場は、2025年に78億ドルに達します。資料{}を読みました。"
OTHER = "AIエージェント市場は2030年に7.8億ドルに達すると見込まれています。"
SLOGAN = "75%以上の企業が関心を持っています。"


def compare(texts, asked=None):
    facts = {path: figures.facts(Document.parse(path, text), RULE.options) for path, text in texts.items()}
    facts = {path: fact for path, fact in facts.items() if fact}
    corpus = Corpus(Held(facts, figures.keys), frozenset(asked or texts), lambda path: path in texts)
    return [(f.kind, f.path, f.span.line, [r.path for r in f.related]) for f in figures.compare(corpus, RULE.options)]


def test_an_outlier_by_a_power_of_ten():
    texts = {f"p{n}.md": USUAL.format(n) for n in range(6)} | {"z.md": OTHER}
    assert compare(texts) == [("cross-post", "z.md", 1, ["p0.md"])]
    assert compare(texts, asked={"p3.md"}) == []
    assert compare(dict(list(texts.items())[2:])) == []  # four posts are too few


def test_the_order_of_posts_does_not_matter():
    texts = {f"p{n}.md": USUAL.format(n) + SLOGAN for n in range(22)} | {"z.md": OTHER}
    expected = compare(texts)
    assert ("boilerplate", "p0.md", 1, []) in expected
    for seed in range(5):
        items = list(texts.items())
        random.Random(seed).shuffle(items)
        assert compare(dict(items)) == expected


def test_boilerplate_is_told_once():
    texts = {f"p{n:02}.md": f"{SLOGAN}話題は{n}番目です。" for n in range(25)}
    assert [found[0] for found in compare(texts)] == ["boilerplate"]
    assert compare(dict(list(texts.items())[:10])) == []

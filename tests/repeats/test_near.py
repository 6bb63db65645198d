import pytest
from repeats.articles import JAPANESE, paragraphs, post

from linter.document import Document
from linter.repeats.damage import damaged
from linter.repeats.likeness import alike
from linter.repeats.near import near_pairs


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "市場の奥では、若い夫婦が珈琲の屋台を開いています。",
            "市場の奥では、若い夫婦が小さな珈琲の屋台を開いていますね。",
            True,
        ),
        ("あなたは、今回の朝市について、どう思いますか。", "あなたも、今回の朝市について、どう思いますか。", True),
        ("あなたは、今回の朝市について、どう思いますか。", "値段は店の人と話して決めるのが楽しいところです。", False),
        ("港。", "港の朝市には、近くの島から届いた魚と野菜が並びます。", False),
    ],
)
def test_alike(one, other, expected):
    assert alike(one, other, 0.85) is alike(other, one, 0.85) is expected


def pairs(edited):
    first = paragraphs(JAPANESE, 4)
    document = Document.parse("post.md", post(*first, "---END---", edited))
    found = near_pairs(document, 0.85, 20)
    return [(document.line(document.text.index(edited)), len(found))] if found else []


def test_an_edited_sentence_is_found_but_never_across_other_figures():
    assert pairs(JAPANESE[7].replace("教えてくれました", "ゆっくり教えてくれました"))
    assert not pairs(JAPANESE[7].replace("今年", "2024年"))


def test_only_a_damaged_post_is_looked_at():
    text = post(*paragraphs(JAPANESE, 4), JAPANESE[7].replace("教えて", "話して"))
    assert not near_pairs(Document.parse("post.md", text), 0.85, 20)
    assert not damaged(Document.parse("post.md", text))

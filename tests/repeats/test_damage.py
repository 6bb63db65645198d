import pytest
from repeats.articles import ENGLISH, JAPANESE, paragraphs, post

from linter.document import Document
from linter.repeats.damage import damaged

BODY = paragraphs(JAPANESE, 4)
LATIN = paragraphs(ENGLISH, 2, " ")


def judged(*parts):
    return damaged(Document.parse("post.md", post(*parts)))


@pytest.mark.parametrize(
    "parts",
    [
        BODY,
        LATIN,
        [*BODY, JAPANESE[3]],  # a refrain
        [*LATIN, LATIN[0]],  # a paragraph that a person pasted twice
        [*BODY, "```\n---END---\n```"],  # a mark that is shown as code
        [*LATIN, "line one\n" + LATIN[0].replace(" and ", "\nand ")],  # other line breaks
        ["# " + JAPANESE[0], *BODY],
        [*BODY, "…そう思っていた", "…いや、そうではない。"],
    ],
)
def test_people_repeat_themselves(parts):
    assert not judged(*parts)


@pytest.mark.parametrize(
    "parts",
    [
        [*BODY, "---END---"],
        [*BODY, *BODY],
        [*BODY, BODY[0] + " " + BODY[1]],  # two paragraphs on one line
        [*BODY, BODY[1][:-9]],  # cut in mid-sentence
        [*LATIN, " ".join(ENGLISH)],
        [" ".join(JAPANESE * 3)],
        [*BODY[:2], BODY[2][:62], "…" + BODY[2][54:]],
        ["【既存の記事の最後の部分】" + BODY[0]],
    ],
)
def test_signs_of_damage(parts):
    assert judged(*parts)

import pytest
from repeats.articles import ENGLISH, JAPANESE, paragraphs, post

from linter import rulefile
from linter.checks import seam
from linter.document import Document

OPTIONS = rulefile.read(rulefile.shipped() / "broken-seam.md").options
BODY = paragraphs(JAPANESE, 4)
END = "---END---"
WHOLE = BODY[2]
CUT, REST = WHOLE[:62], WHOLE[62:]


def seams(*parts):
    document = Document.parse("post.md", post(*parts))
    return [
        (one.kind, one.span.line, one.related[0].span.line if one.related else 0)
        for one in seam.check(document, OPTIONS)
    ]


def test_an_ellipsis_continues_the_cut_end_above():
    assert seams(BODY[0], CUT, END, "…" + CUT[-6:] + REST) == [("ellipsis", 7, 3)]


def test_an_ellipsis_continues_a_cut_end_far_above():
    assert seams(CUT, END, BODY[0], END, BODY[1][:-5], END, "…" + CUT[-8:] + REST) == [("ellipsis", 13, 1)]


def test_a_join_without_overlap_is_proven_by_another_copy():
    assert seams(BODY[0], CUT, END, REST, END, WHOLE) == [("mid-sentence", 7, 3)]


def test_a_character_that_was_never_there_does_not_hide_the_seam():
    found = seams(WHOLE, END, CUT, END, "る" + CUT[-8:] + REST)
    assert [one[1] for one in found] == [9]


@pytest.mark.parametrize("head", ["を", "っ", "、", "ょ"])
def test_a_beginning_that_no_sentence_has(head):
    assert seams(BODY[0], CUT, END, head + "見渡す限りの海が広がっています。")[0][1] == 7


def test_a_small_letter_behind_a_cut_end():
    first, second = ENGLISH[2], ENGLISH[3]
    assert seams(first[:60], END, "the " + second) == [("mid-sentence", 5, 1)]
    assert seams(first, END, "the " + second) == []


def test_a_restart_at_the_beginning_of_the_sentence_is_no_seam():
    assert seams(BODY[0], CUT, END, WHOLE) == []


def test_a_post_without_damage_may_begin_as_it_likes():
    assert seams(BODY[0], "…そう思っていた。", "っていうか、まだ早い。", "…" + JAPANESE[3]) == []


@pytest.mark.corpus
def test_posts_that_people_wrote_well_have_no_seams(corpus):
    for folder in ("clean", "traps"):
        for path in (corpus / folder).rglob("*.md*"):
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not list(seam.check(Document.parse(str(path), text), OPTIONS)), path

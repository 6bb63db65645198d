import pytest
from repeats.articles import ENGLISH, JAPANESE, paragraphs, post, said

from linter import rulefile
from linter.checks import repeated
from linter.document import Document

OPTIONS = rulefile.read(rulefile.shipped() / "repeated-paragraph.md").options
BODY = paragraphs(JAPANESE, 4)
END = "---END---"


def kinds(*parts):
    return said(repeated.check, post(*parts), OPTIONS)


def test_a_copy_is_one_run_however_long():
    assert kinds(*BODY, END, *BODY) == [("exact", 11, 1)]


def test_a_flattened_copy_goes_even_when_it_comes_first():
    assert kinds(*BODY, END, " ".join(BODY)) == [("flattened", 11, 1)]
    assert kinds(" ".join(BODY), END, *BODY) == [("flattened", 1, 5)]


def test_a_cut_copy_goes_even_when_it_comes_first():
    assert kinds(*BODY, END, BODY[1][:-9]) == [("partial", 11, 3)]
    assert kinds(BODY[1][:-9], END, *BODY) == [("partial", 1, 7)]


def test_a_second_take_is_left_to_a_person():
    long = "私も、まだ誰も見たことのないような道具で町を変えようと奮闘する若い職人と、古い港を守ろうとする人々が、"
    first, second = (
        long + "この波にどう乗っていくのか見守っています。",
        long + "手を取り合う姿を毎年の祭りで見てきました。",
    )
    assert kinds(first, *BODY, END, second) == [("near", 13, 1)]
    document = Document.parse("post.md", post(first, *BODY, END, second))
    assert not next(repeated.check(document, OPTIONS)).edits


def test_an_edited_sentence_is_near_and_other_figures_are_not():
    assert kinds(*BODY, END, JAPANESE[7].replace("教えて", "話して")) == [("near", 11, 3)]
    changed = [text.replace("一時間", "3時間") for text in BODY]
    assert kinds(changed[0], *BODY[1:], END, JAPANESE[1].replace("一時間", "5時間")) == []


def test_an_echo_is_no_brief_repeat():
    said = "この大きな変化の波を、私たちはこれからどう乗りこなしていくべきなのか、皆さんはどう考えますか？"
    assert kinds(BODY[0] + said, said, *BODY[1:]) == [("echo", 3, 1)]
    assert kinds(BODY[0] + said, BODY[1], said, *BODY[2:])[0][0] == "brief"


@pytest.mark.parametrize("between", ["", "\n\n", "\n\n---END---\n\n"])
def test_an_echo(between):
    said_twice = "あなたはどう思いますか？"
    assert kinds(BODY[0] + said_twice + between + said_twice)[0][0] == "echo"
    assert kinds("はい。" + between + "はい。") == []


def test_a_loop_is_one_finding():
    found = list(repeated.check(Document.parse("post.md", post(*BODY, END, "潮の香り、" * 300)), OPTIONS))
    assert [(one.kind, one.values["times"], one.values["text"]) for one in found] == [("loop", 300, "潮の香り、")]


def test_in_a_post_without_damage_only_whole_paragraphs_are_sure():
    items = [f"- {sentence}" for sentence in JAPANESE[:6]]
    assert kinds(*BODY, "\n".join(items), "## 二度目", "\n".join(items)) == []
    said_again = post(*BODY, JAPANESE[4] + JAPANESE[5] + "続きはまた来週です。")
    found = list(repeated.check(Document.parse("post.md", said_again), OPTIONS))
    assert [(one.kind, one.edits) for one in found] == [("brief", ())]
    assert kinds(*BODY, "締めの言葉です。", BODY[1]) == [("exact", 11, 3)]
    latin = paragraphs(ENGLISH, 3, " ")
    assert kinds(*latin, "The end.", latin[1]) == [("exact", 9, 3)]
    assert kinds(*latin, "The end.", ENGLISH[2]) == []


@pytest.mark.parametrize("frozen", ["```\n{}\n```", "| a |\n|---|\n\n<!-- {} -->", "[{}](https://example.com/)"])
def test_what_is_not_prose_is_no_copy(frozen):
    text = "".join(BODY).replace("、", "")
    assert kinds(END, frozen.format(text), frozen.format(text)) == []


def test_a_whole_copy_is_deleted_with_its_lines_and_nothing_else():
    text = post(*BODY, END, BODY[1], "終わりです。")
    (found,) = repeated.check(Document.parse("post.md", text), OPTIONS)
    (edit,) = found.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == post(*BODY, END, "終わりです。")


def test_a_copy_with_a_link_is_reported_but_not_deleted():
    linked = BODY[1].replace("漁師", "[漁師](https://example.com/a)")
    found = list(repeated.check(Document.parse("post.md", post(linked, END, linked.replace("/a", "/b"))), OPTIONS))
    assert [one.kind for one in found] == ["exact"]
    assert not found[0].edits


@pytest.mark.corpus
def test_posts_that_people_wrote_well_have_no_repeats(corpus):
    for folder in ("clean", "traps"):
        for path in (corpus / folder).rglob("*.md*"):
            text = path.read_text(encoding="utf-8", errors="replace")
            found = repeated.check(Document.parse(str(path), text), OPTIONS)
            assert all(one.kind == "brief" for one in found), path

"""What a generator leaves behind, and text that only speaks of it."""

import time

import pytest

from linter import rulefile
from linter.checks import conflict, residue
from linter.document import Document
from linter.language.phrases import search

SHIPPED = rulefile.read(rulefile.shipped() / "generator-residue.md").options


def found(text: str, **options: tuple[str, ...]) -> list[tuple[str, str]]:
    document = Document.parse("post.md", text)
    chosen = SHIPPED._replace(**options)
    return [(one.kind, text[one.span.start : one.span.end]) for one in residue.check(document, chosen)]


RESIDUE = {
    "marker": "本文です。\n\n---END---\n",
    "marker behind a sentence": "本文です。 ---END---\n",
    "marker between sentences": "本文です。 ---END--- 次の文です。\n",
    "marker behind a cut": "本文は途中で ---END---\n",
    "label": "本文です。\n\n【既存の記事の最後の部分】\n",
    "label with text": "【既存の記事の最後の部分】本文です。\n",
    "instruction": "- 既存の内容を繰り返さない\n",
    "note": "（既存記事の最後の部分から続く）\n\n本文です。\n",
    "half-width note": "(続き)\n\n本文です。\n",
    "preamble": "もちろん、承知いたしました。既存の記事の続きを執筆します。\n\n本文です。\n",
    "English preamble": "Certainly! Here is the full article you asked for.\n\nText.\n",
    "refusal": "I apologize, but I am unable to perform this task.\n",
    "Chinese preamble": "好的，作为专注于港口的技术分析师，以下是文章。\n",
    "Korean offer": "본문입니다.\n\n원하시면 항구의 지도를 표로 정리해드릴게요.\n",
    "error": "[Content generation failed after 3 attempts. Error: NotFound]\n",
    "Chinese error": "⚠️ 摘要生成失败。\n",
    "length": "本文です。\n\n(文字数確認: 約3900文字)\n",
    "citation": "灯台です【4†source】。\n",
}


@pytest.mark.parametrize("name", RESIDUE)
def test_residue(name: str) -> None:
    assert len(found(RESIDUE[name])) == 1


FINE = {
    "code": "`---END---` と書きます。\n\n```\n---END---\n```\n",
    "quotes": "末尾に「---END---」と書かせます。“---END---” も。\n",
    "subject": "生成器は末尾に ---END--- を付けるので、消してください。\n",
    "block quotation": "> 承知いたしました。記事の続きを執筆します。\n\nと返りました。\n",
    "prompt in code": "```\n【要求事項】\n- 既存の内容を繰り返さない\n```\n",
    "plain agreement": "好的，我们开始。\n\nSure, I'll write more about it.\n\nもちろん、港は静かです。\n\n물론입니다. 항구는 조용합니다.\n",
    "word count": "The word count of the report is 3,000.\n",
    "user": "ユーザーの指示に従って港を描きます。\n",
    "offer": "If you would like me to speak, let me know.\n",
    "brackets": "【会場】\n\n港町会館です。\n",
    "requirements": "Requirements:\n\n- Python\n",
    "blank lines in a healthy post": "本文です。\n\n\n次の段落です。\n",
}


@pytest.mark.parametrize("name", FINE)
def test_fine(name: str) -> None:
    assert found(FINE[name]) == []


def test_a_house_adds_its_own() -> None:
    assert found("=== FIN ===\n", also=("=== FIN ===",)) == [("marker", "=== FIN ===")]


def test_a_prompt_heading_takes_its_list() -> None:
    text = "本文です。\n\n【要求事項】\n- 港に触れる\n- 短く\n\n次の段落です。\n"
    assert found(text) == [("prompt", "【要求事項】\n- 港に触れる\n- 短く")]


def test_deletion_leaves_one_blank_line() -> None:
    text = "一。\n\n---END---\n\n二。\n"
    (one,) = residue.check(Document.parse("post.md", text), SHIPPED)
    (edit,) = one.edits
    assert text[: edit.span.start] + text[edit.span.end :] == "一。\n\n二。\n"


def test_stray_blank_lines_only_in_damaged_posts() -> None:
    text = "一つ目の段落です。\n\n\n二つ目の段落です。\n\n---END---\n"
    assert sorted(kind for kind, _ in found(text)) == ["marker", "stray-blank-lines"]


@pytest.mark.parametrize(
    ("phrase", "text", "matched"),
    [
        ("ab", "xABx", ["AB"]),
        ("a*c", "a--c a\nc", ["a--c"]),
        ("a*c", "a" + "-" * 61 + "c", []),
        ("a**c", "a" + "-" * 300 + "c", ["a" + "-" * 300 + "c"]),
        ("^ab", "- **ab\nxab", ["ab"]),
        ("^ab", "12. ab", ["ab"]),
        ("ab$", "ab。\nabx", ["ab"]),
        ("(a|bc)d", "ad bcd cd", ["ad", "bcd"]),
        ("a(b|)c", "ac abc", ["ac", "abc"]),
        (r"\(a\)\*", "(a)*", ["(a)*"]),
        (r"(\(|（)a", "(a （a", ["(a", "（a"]),
        ("İa", "İA", ["İA"]),
        ("", "a", []),
    ],
)
def test_phrases(phrase: str, text: str, matched: list[str]) -> None:
    assert sorted(text[one.start : one.end] for one in search(text, [phrase])) == sorted(matched)


def test_conflicts() -> None:
    def marks(text: str) -> list[int]:
        return [len(each) for each in conflict.conflicts(Document.parse("post.md", text))]

    assert marks("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n") == [3]
    assert marks("---\n<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> x\n---\n") == [3]
    assert marks("a\n>>>>>>> x\n") == [1]
    assert marks(">> a\n>>>>>>> x\n") == []
    assert marks("見出し\n=======\n") == []
    assert marks("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n") == []
    assert conflict.has_conflict(Document.parse("post.md", "<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> x\r\n"))


@pytest.mark.parametrize(
    "text",
    ["。---END---" * 20_000, "【要求事項】\n- a\n" * 10_000, "（" * 100_000, "---END---\n" * 20_000, "[a](b" * 30_000],
    ids=["one line", "lists", "brackets", "lines", "links"],
)
def test_linear(text: str) -> None:
    start = time.perf_counter()
    found(text)
    assert time.perf_counter() - start < 10

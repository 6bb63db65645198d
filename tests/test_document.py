"""Prose keeps the length and the line breaks of the text; nothing in a text makes the parser fail."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.blocks import PROSE
from linter.document import Document

MASKED = {
    "code": ("a `b 。` c ``x`y``", "a " + " " * 5 + " c " + " " * 7),
    "back-ticks never closed": ("a `b ``c", "a `b ``c"),
    "escaped back-tick": (r"\`a\` b", r"\`a\` b"),
    "link": ('[名](http://a.b/c "題") と', "[名](                ) と"),
    "link with brackets": ("[a](b_(c)) d", "[a](" + " " * 5 + ") d"),
    "image": ("![絵](x.png)", "![絵](     )"),
    "reference": ("[名][参照] と", "[名]     と"),
    "footnote": ("文[^1]。", "文    。"),
    "automatic links": ("<https://a.b> <x@y.co>", " " * 22),
    "bare address": ("見る https://a.b/c。次", "見る              。次"),
    "address in bold": ("**https://a.b** と", "**           ** と"),
    "address and full stop": ("See https://a.b/c_(d). Next", "See" + " " * 18 + ". Next"),
    "tags": ('<b class="x">太字</b><br/>次', " " * 13 + "太字" + " " * 9 + "次"),
    "no tags": ("a < b と c > d、1<2", "a < b と c > d、1<2"),
    "comment": ("文<!-- 一\n二 -->次", "文" + " " * 6 + "\n" + " " * 5 + "次"),
    "comment never closed": ("文 <!-- 次", "文 <!-- 次"),
    "Liquid": ("{{ x }} と {% y %} 文{: .z}", "        と         文" + " " * 6),
    "math": (r"$x^2$ と $\alpha$ と $$y$$", "      と          と      "),
    "dollars": ("$71Bから$80B、US$5/$10、$1,000と200$", "$71Bから$80B、US$5/$10、$1,000と200$"),
    "dollar names": ("echo $HOME and $PATH", "echo $HOME and $PATH"),
    "heading": ("## 題 {#id} ##", "   題         "),
    "setext": ("題\n===", "題\n   "),
    "items": ("- [ ] 用事\n  続き", "      用事\n  続き"),
    "quote": ("> 一\n> 二\n>\n> 三", "  一\n  二\n \n  三"),
    "alert": ("> [!NOTE]\n> 文", "         \n  文"),
    "table": ("| a | `b` |\n|---|---|\n| 1 | 2 |", "| a |     |\n         \n| 1 | 2 |"),
    "fence": ("```js\nlet あ\n```\n文", "     \n     \n   \n文"),
    "front matter": ("---\ntitle: 題\n---\n文", "   \n        \n   \n文"),
    "component": ("<Tab a={{b: 1}} c='d'>文</Tab>", " " * 22 + "文" + " " * 6),
}


@pytest.mark.parametrize("name", MASKED)
def test_prose(name):
    text, prose = MASKED[name]
    assert Document.parse("a.md", text).prose == prose


PIECES = [
    *("`", "``", "```", "~~~", "<", ">", "<b>", "</b>", "<!--", "-->", "<br>", "|", "|-|", "---", "===", "$", "$$"),
    *(
        "{%",
        "%}",
        "{{",
        "}}",
        "{:",
        "}",
        "[",
        "](",
        "]",
        ")",
        "(",
        "[^1]",
        "[a]: b",
        ":::",
        "http://x",
        "\\",
        "**",
        "*",
    ),
    *(
        "あ",
        "。",
        "a",
        ".",
        "!",
        "「",
        "」",
        "（",
        "）",
        "…",
        "🎉",
        "　",
        " ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
    ),
    *("\r", "\u2028", "\x85", "\x0b", "\x00", "\ud800", "\ufeff", "> ", "- ", "1. ", "# ", "+++", "title: x", "---\n"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=40)


def look_over(text, path="a.md"):
    """Every promise that holds for any text."""
    document = Document.parse(path, text)
    assert len(document.prose) == len(text)
    assert re.sub(r"[^\r\n]", "", document.prose) == re.sub(r"[^\r\n]", "", text)
    for ours, theirs in zip(document.prose, text, strict=True):
        assert ours in (theirs, " ")
    assert not document.prose[: document.body].strip()
    at = document.body
    for start, end, index in document.sentences:
        block = document.blocks[index]
        assert at <= start < end
        assert block.kind in PROSE - {"table"}
        assert block.content <= start < end <= block.end
        assert document.prose[start:end] == document.prose[start:end].strip()
        at = end
    return document


@given(TEXTS)
def test_any_text_is_read(text):
    look_over(text)
    look_over(text, "a.mdx")
    look_over("---\n" + text + "\n---\n文。")


@given(TEXTS, st.integers(0, 100))
def test_positions(text, offset):
    document = Document.parse("a.md", text)
    offset = min(offset, len(text))
    span = document.span(offset, len(text))
    assert span.line == document.line(offset) == text.count("\n", 0, offset) + 1
    assert text.split("\n")[span.line - 1][: span.column - 1] == text[:offset].rpartition("\n")[2]
    assert span.end_line == text.count("\n") + 1


@given(TEXTS)
def test_line_endings_do_not_matter(text):
    text = text.replace("\r", "")
    plain, dos = Document.parse("a.md", text), Document.parse("a.md", text.replace("\n", "\r\n"))
    if plain.front_matter is None:
        assert [b.kind for b in plain.blocks] == [b.kind for b in dos.blocks]


@pytest.mark.parametrize(
    "text", ["", "\ufeff", "\n", "\r", "\x00", "文", "\ufeff# 題", "---", "---\n", "+++\n+++", "{"]
)
def test_small_texts(text):
    look_over(text)


def test_final_newline_and_mark_are_kept():
    document = look_over("\ufeff---\r\ntitle: 題\r\n---\r\n文。\r\n次。")
    assert document.text[document.body :] == "文。\r\n次。"
    assert [document.text[a:b] for a, b, _ in document.sentences] == ["文。", "次。"]


def test_derived_is_computed_once():
    calls = []

    def length(document, factor):
        calls.append(factor)
        return len(document.text) * factor

    document = Document.parse("a.md", "文")
    assert [document.derived(length, 2), document.derived(length, 2)] == [2, 2]
    assert calls == [2]


UNITS = [
    "`",
    "`` ` ",
    "<",
    "<a ",
    '<a b="',
    "<!--",
    "[",
    "](",
    "](a (",
    '](a "x',
    "$",
    "$a",
    "$$x",
    "{{",
    "{%",
    "{:",
    "{/*",
]
UNITS += [
    "https://",
    "https://!",
    "http://(",
    "[^a",
    "\\",
    "<a b={{",
    "> ",
    "| ",
    "「",
    "**。",
    " ",
    "  \n",
    "<br",
    "#",
    "# ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_hostile_text_costs_linear_time(unit):
    text = unit * (300_000 // len(unit))
    started = time.process_time()
    document = Document.parse("a.md", "文 " + text)
    assert len(document.prose) == len(text) + 2
    assert document.sentences is not None
    assert time.process_time() - started < 4  # a quadratic pass takes minutes


@pytest.mark.corpus
def test_corpus(corpus):
    """Every post is read, and the whole costs what it should: some 0.25 s of one core for 4.6 million characters."""
    texts = [path.read_bytes().decode("utf-8", "replace") for path in sorted(corpus.rglob("*.m*")) if path.is_file()]
    spent, size = 0.0, 0
    for text in texts:
        started = time.process_time()
        document = Document.parse("a.md", text)
        assert document.sentences is not None
        spent += time.process_time() - started
        size += len(text)
        look_over(text)
    print(f"\n{len(texts)} posts, {size:,} characters in {spent:.2f} s of one core")
    assert spent < 3

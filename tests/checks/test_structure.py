"""Sections, titles, headings, markup and style: the cases that their pages do not show."""

import time
from types import ModuleType

import pytest

from linter import checks, rulefile
from linter.document import Document
from linter.emphasis import bolds, stars

RULES = {name: rulefile.read(rulefile.shipped() / f"{name}.md") for name in (
    "empty-section", "title-echo", "heading-markup", "broken-markup", "style-drift", "truncated-sentence", "conflict-marker"
)}  # fmt: skip


def found(name: str, text: str) -> list[tuple[str, str]]:
    one = RULES[name]
    module: ModuleType = checks.load(one.check)
    document = Document.parse("post.md", text)
    return [(each.kind, text[each.span.start : each.span.end]) for each in module.check(document, one.options)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("## a\n\n## b\n\ntext\n", ["empty"]),
        ("## a\n\n### b\n\ntext\n", []),
        ("## a\n\n<!-- generated -->\n\n## b\n\ntext\n", []),
        ("## `a(b)`\n\n## `a(c)`\n\ntext\n", []),
        ("## a\n\n![x](y.png)\n\n## b\n\n{% include x %}\n", []),
        ("text\n\n## a\n", ["last"]),
        ("## a\n\n---\n\n## b\n\ntext\n", ["empty"]),
        ("a\n===\n\nb\n===\n\ntext\n", ["empty"]),
        ("<h2>a</h2>\n\n<h2>b</h2>\n\ntext\n", ["empty"]),
    ],
)
def test_empty_section(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found("empty-section", text)] == kinds


@pytest.mark.parametrize("marks", ["###", "### ###", "### **"])
def test_a_heading_without_words_is_called_by_its_marks(marks: str) -> None:
    document = Document.parse("post.md", f"text\n\n{marks}\n\n## b\n\ntext\n")
    module = checks.load("section")
    (each,) = module.check(document, RULES["empty-section"].options)
    assert each.values["text"] in ("###", "**")


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("港町の新しい図書館を歩く", ["exact"]),
        ("港町の **新しい** 図書館を歩く！", ["exact"]),
        ("# 港町の新しい図書館を歩く", ["heading"]),
        ("港町の新しい図書館を歩くとき、人は本を探します。", []),
        ("港町", []),
        ("![港町の新しい図書館を歩く](a.png)", []),
        ("> 港町の新しい図書館を歩く", []),
    ],
)
def test_title_echo(body: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found("title-echo", f"---\ntitle: 港町の新しい図書館を歩く\n---\n\n{body}\n")] == kinds


def test_a_post_without_a_title_echoes_nothing() -> None:
    assert found("title-echo", "港町の図書館\n") == []
    assert found("title-echo", "---\ntitle: 3\n---\n\n3\n") == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# a\n\n<h2 class='x'>b</h2>\n", []),
        ("# a\n\n<div>\n<h2>b</h2>\n</div>\n", []),
        ("<h2>a</h2>\n\n<h2>b</h2>\n", []),
        ("# a\n\n<h2>b</h2>\n", ["html"]),
        ("## Step 2\n\nx\n\n## Step 3\n", ["late"]),
        ("## 2. x\n\n## 3. y\n", ["late"]),
        ("## 1. x\n\n## 2. y\n", []),
        ("## 2025 x\n\n## 2026 y\n", []),
        ("## nghttp2\n\n## nghttp3\n", []),
        ("## Part 2\n", []),
        ("**a**\n\nx\n\n![p](p.png)\n\n**b**\n\ny\n", []),
        ("**a。**\n\nx\n\n**b。**\n\ny\n", []),
        ("x **「a」**が\n", ["emphasis-flanking"]),
        ("x **「a」** が **a**が、**（a）**。\n", []),
        ("| **「a」**が |\n|---|\n| x |\n", []),
    ],
)
def test_heading_markup(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found("heading-markup", text)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("```\na\n", ["fence"]),
        ("```\na\n```\n", []),
        ("<Steps>\n```sh\na\n```\n</Steps>\n\n```\nb\n", []),
        ("**a\n", ["bold"]),
        ("**a\nb**\n", []),
        ("**`a`の意味**、2**3、**/*.md と f(**kwargs) です\n", []),
        ("港は静か。船もいない。\n---\n", ["underlined"]),
        ("港\n---\n", []),
        ("[![a](b)](c) [d [e]](f)\n", []),
        ("a](b) c\n", ["mangled-link"]),
        ("[a](b、[c](d)\n", ["open-link"]),
        ('[a](b_(c)) [d](e "f")\n', []),
        ("one human.The other.We go.\n", ["glued"]),
        ("one human.The other goes.\n", []),
        ("Use System.Out and Node.Js and foo.In.\n", []),
    ],
)
def test_broken_markup(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found("broken-markup", text)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("私は港へ。私も。僕は海へ。僕も。\n", ["person"]),
        ("私は港へ。私も。僕は海へ。\n", []),
        ("私は港へ。私も。「僕は海へ。僕も」と。\n", []),
        ("コンピューターとコンピューターです。\n", []),
        ("コンピューターとコンピュータです。\n", ["spelling"]),
        ("11つ、一つです。\n", []),
        ("Only English (really), a, b, c.\n", []),
    ],
)
def test_style_drift(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found("style-drift", text)] == kinds


def test_bold_pairs() -> None:
    text = "a **b** c **d"
    pairs, odd = bolds(text, stars(text, 0), 0, len(text))
    assert [(one.opening, one.closing, one.renders) for one in pairs] == [(2, 5, True)]
    assert odd == 10


HOSTILE = {
    "dashes": "-" * 200_000,
    "comments": "# a\n\n" + "<!--" * 30_000,
    "headings": "# a\n\n" * 20_000,
    "html headings": "# a\n\n" + "<h3>" * 40_000,
    "links": "](" * 50_000,
    "open links": "[a](b" * 30_000,
    "bold": "**a" * 50_000,
    "quotes": "「" * 100_000,
    "blank": "a\n" + "\n" * 100_000 + "b\n",
    "spaces": "a](" + " " * 100_000 + "b",
    "spellings": "1つ一つ" * 30_000 + "。",
    "conflicts": "<<<<<<< a\n" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_linear(name: str) -> None:
    start = time.perf_counter()
    for each in RULES:
        found(each, HOSTILE[name] + "\nですます。\n")
    assert time.perf_counter() - start < 20

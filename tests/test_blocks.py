"""Blocks of hand-written bodies, above all of the dialects that markdown-it-py does not know."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.blocks import Block, scan


def kinds(text, mdx=False):
    return [block.kind for block in scan(text, 0, mdx)]


def contents(text, mdx=False):
    return [(block.kind, text[block.content : block.end]) for block in scan(text, 0, mdx)]


CASES = {
    "heading": ("## 見出し ##\n", ["heading"]),
    "heading without space is text": ("##見出し\n", ["paragraph"]),
    "setext": ("一行目\n二行目\n---\n", ["heading"]),
    "marker of the damage is text": ("文が途中で\n---END---\n", ["paragraph"]),
    "rule after a blank line": ("文。\n\n---\n", ["paragraph", "break"]),
    "lazy continuation": ("> 引用\n続き\n", ["quote"]),
    "lazy item": ("- 項目\n続き\n\n次\n", ["item", "paragraph"]),
    "item, its second paragraph, its code": (
        "- 項目\n\n  続き\n\n  ```js\n  x\n  ```\n",
        ["item", "paragraph", "fence"],
    ),
    "nested items": ("- a\n  - b\n    1. c\n", ["item", "item", "item"]),
    "quote in item": ("- a\n  > b\n", ["item", "quote"]),
    "item in quote": ("> - a\n> - b\n>\n> c\n", ["item", "item", "quote"]),
    "table in item": ("- a\n\n  | x | y |\n  |---|---|\n  | 1 | 2 |\n", ["item", "table"]),
    "number that starts no list": ("これは\n1986. だ\n", ["paragraph"]),
    "table": ("文\na | b\n--|--\n1 | 2\n3\n\n次\n", ["paragraph", "table", "paragraph"]),
    "no table: other number of cells": ("a | b\n---|---|---\n", ["paragraph"]),
    "indented code": ("文\n\n    code\n\n    more\n\n文\n", ["paragraph", "code", "paragraph"]),
    "tabs": ("-\ta\n\n\tb\n", ["item", "paragraph"]),
    "fence": ("~~~~ js\n```\n~~~~\n", ["fence"]),
    "fence never closed": ("```js\n文\n\n# 見出し\n", ["fence", "paragraph", "heading"]),
    "html 1": ("<pre>\n\n# x\n</pre>\n文\n", ["html", "paragraph"]),
    "html 2": ("<!-- a\n\nb --> c\n文\n", ["html", "paragraph"]),
    "html 3": ("<?php\n\n?>\n文\n", ["html", "paragraph"]),
    "html 4": ("<!DOCTYPE\nx>\n文\n", ["html", "paragraph"]),
    "html 5": ("<![CDATA[\n\n]]>\n文\n", ["html", "paragraph"]),
    "html 6": ("<div>\n文\n\n文\n", ["html", "paragraph"]),
    "html 7": ("<b class='x'>\n文\n\n文\n", ["html", "paragraph"]),
    "html 7 interrupts nothing": ("文\n<b>\n文\n", ["paragraph"]),
    "definitions": ('[a]: http://x "t"\n[b]:\n  y\n文\n', ["definition", "definition", "paragraph"]),
    "footnotes": ("[^1]: 一つ目の注。\n[^2]: 二つ目。\n続き\n\n文\n", ["definition", "definition", "paragraph"]),
    "Liquid line": ("文\n{% include a.html %}\n文\n{{ page.x }}\n", ["paragraph", "liquid", "paragraph", "liquid"]),
    "Liquid over lines": ('{% include "a.html",\n  x: 1\n%}\n文\n', ["liquid", "paragraph"]),
    "Liquid code": ("{% highlight js %}\nx\n\n# y\n{% endhighlight %}\n文\n", ["liquid", "paragraph"]),
    "Hugo short code": (
        '{{< figure src="a.png" >}}\n{{% note %}}\n文\n{{% /note %}}\n',
        ["liquid", "liquid", "paragraph", "liquid"],
    ),
    "Liquid in a sentence": ("{{ x }} は文です。\n", ["paragraph"]),
    "Liquid never closed": ("{% include\n\n文\n", ["paragraph", "paragraph"]),
    "kramdown attribute": ("文\n{: .note}\n", ["paragraph", "attribute"]),
    "math": ("文\n$$\nx = 1\n$$\n文\n", ["paragraph", "math", "paragraph"]),
    "math on a line": ("$$ x = 1 $$\n文\n", ["math", "paragraph"]),
    "math never closed": ("$$\nx\n\n文\n", ["paragraph", "paragraph"]),
    "MDX import": ("import A from './a'\nimport './b.css';\n\n文\n", ["mdx", "mdx", "paragraph"]),
    "import in a sentence": ("import taxes rose from 3 to 5.\n", ["paragraph"]),
    "JSX": ("<Tabs\n  a={1}\n>\n\n文\n\n</Tabs>\n", ["html", "paragraph", "html"]),
    "JSX in a sentence": ("<Code x={1}>a</Code> と b\n", ["paragraph"]),
    "MDX comment": ("{/* x */}\n文\n", ["mdx", "paragraph"]),
    "directive": (":::message alert\n文\n:::\n", ["directive", "paragraph", "directive"]),
    "admonition": ("> [!NOTE]\n> 文\n", ["quote"]),
    "MkDocs admonition": ('!!! note "x"\n\n文\n', ["directive", "paragraph"]),
    "image at the start": ("![a](b.png)\n\n!!!\n", ["paragraph", "paragraph"]),
    "only blanks": (" \n\t\n", []),
    "full-width space is text": ("　段落。\n", ["paragraph"]),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name):
    text, expected = CASES[name]
    assert kinds(text) == expected
    assert kinds(text.rstrip("\n")) == expected
    assert kinds(text.replace("\n", "\r\n")) == expected
    assert kinds(text.replace("\n", "\r")) == expected


def test_export_is_text_outside_mdx():
    text = "export const x = {\n  a: 1\n}\n"
    assert kinds(text, mdx=True) == ["mdx"]
    assert kinds(text) == ["paragraph"]


def test_content_begins_behind_the_marks():
    assert contents("#  題\n\n- 項目\n  1. 子\n\n> 引用\n> 続き\n") == [
        ("heading", "題"),
        ("item", "項目"),
        ("item", "子"),
        ("quote", "引用\n> 続き"),
    ]
    assert contents(">\t- \tx\n") == [("item", "x")]


def test_levels_and_containers():
    blocks = list(scan("- a\n  - b\n\n    c\n    > d\n\n> e\n> # f\n> - g\n\n# h\ni\n=\n"))
    assert [(b.kind, b.level, b.container) for b in blocks] == [
        ("item", 1, ""),
        ("item", 2, ""),
        ("paragraph", 0, "list"),
        ("quote", 0, "list"),
        ("quote", 0, ""),
        ("heading", 1, "quote"),
        ("item", 1, "quote"),
        ("heading", 1, ""),
        ("heading", 1, ""),
    ]
    assert [b.info for b in blocks if b.kind == "heading"] == ["atx", "atx", "setext"]


def test_fence_says_whether_it_was_closed():
    closed, text, still_open, *_ = scan("```js x\na\n```\n文\n\n```\n文\n")
    assert (closed.info, closed.closed, text.kind) == ("js x", True, "paragraph")
    assert (still_open.closed, still_open.end - still_open.start) == (False, 3)


def test_block_is_a_named_tuple():
    block = next(scan("文"))
    assert isinstance(block, Block)
    assert block == ("paragraph", 0, 1, 0, 0, "", "", True)


PIECES = st.sampled_from(
    [
        "a",
        "あ",
        "。",
        "```",
        "~~~",
        "`",
        "<div>",
        "<b>",
        "<!--",
        "-->",
        ">",
        "-",
        "*",
        "1.",
        "#",
        "|",
        "|-|",
        "---",
        "===",
        "$$",
        "{%",
        "%}",
        "{{",
        "}}",
        "{:",
        "}",
        "[",
        "](",
        "]",
        "[a]:",
        "[^1]:",
        ":::",
        "!!!",
        "import",
        "\\",
        " ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u2028",
        "\x00",
        "\ufeff",
        "\u3000",
        "> ",
        "- ",
        "1. ",
        "# ",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.booleans())
def test_blocks_are_in_order_and_apart(text, mdx):
    at = 0
    for block in scan(text, 0, mdx):
        assert at <= block.start <= block.content <= block.end <= len(text)
        assert block.start == 0 or text[block.start - 1] in "\r\n"
        assert block.end == len(text) or text[block.end] in "\r\n"
        assert block.end > block.start
        at = block.end


HOSTILE = {
    "one line": "あ" * 1_000_000,
    "headings": "# h\n" * 100_000,
    "quotes in quotes": ">" * 500_000,
    "quoted lines": (">" * 40 + "x\n") * 5_000,
    "items in items": "- " * 200_000,
    "staircase": "".join(" " * 2 * n + "- a\n" for n in range(400)),
    "open fences": "```a\n" * 50_000,
    "ever shorter fences": "".join("`" * n + "\n" for n in range(800, 3, -1)),
    "open fences in a quote": "> ```a\n" * 20_000,
    "open fences in an item": "- x\n" + "  ```a\n" * 20_000,
    "fences above blank lines": "".join(" " * 2 * n + "- ```a\n" for n in range(40)) + "\n" * 20_000,
    "open comments in quotes": "> <!--\n" * 20_000,
    "open tags": "<b>\n" * 50_000,
    "components": "<Foo\n" * 50_000,
    "Liquid": "{%\n" * 50_000,
    "Liquid code": "{% highlight\n" * 50_000,
    "math": "$$ a\n" * 50_000,
    "tables": "a|b\n-|-\n" * 30_000,
    "definitions": "[a\n" * 50_000,
    "footnotes": "[^a]: x\n" * 50_000,
    "stars": "* " * 50_000 + "x\n",
    "blanks": " " * 500_000,
    "carriage returns": "\r" * 100_000,
    "lazy lines": "> a\n" + "a\n" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_linear_time(name):
    started = time.process_time()
    for _ in scan(HOSTILE[name]):
        pass
    assert time.process_time() - started < 4  # a quadratic pass takes minutes

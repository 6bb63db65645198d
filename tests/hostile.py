"""Posts that nobody wrote by hand: shapes that grow without end, and the pieces that break parsers."""

from __future__ import annotations

from linter import rulefile

RULES = rulefile.read_all([rulefile.shipped()])

_FRONT = "---\ntitle: 四半期の決算を読む\ndate: 2025-07-08\n---\n\n"
_LINE = "第{}四半期の売上は{}億円で、前の年の同じ時期より多くなりました。"
_ENDING = "この段落は第{}回の話の途中で突然に終わってしまい、続きは次の生成で補われることになって"


def _rows(template: str, n: int, between: str = "\n\n") -> str:
    return between.join(template.format(i, 7 * i) for i in range(n)) + "\n"


def _near(n: int) -> str:
    line = "売上は前の年の同じ時期より多くなり、営業利益も会社の予想を上回ったと{}番目の資料に書かれています。"
    return _FRONT + _rows(line, n)


# name -> (the text of size n, a size that a check reads in some hundredths of a second)
SHAPES = {
    "headings": (lambda n: "## 見出し\n" * n, 2000),
    "numbered headings": (lambda n: _rows("## 見出し{}", n, "\n\n"), 1500),
    "headings with text": (lambda n: _rows("## 見出し{}\n\n本文の{}番目です。", n), 1000),
    "one giant line": (lambda n: _FRONT + _rows(_LINE, n, ""), 1000),
    "one giant line, repeated": (lambda n: _FRONT + "同じ文がこのように何度も繰り返されて並んでいます。" * n, 1000),
    "one giant line of English": (lambda n: "The quarter ended with more sales than the year before. " * n, 1000),
    "equal paragraphs": (lambda n: _FRONT + "同じ段落がこのように何度も繰り返されて並んでいます。\n\n" * n, 1000),
    "near paragraphs": (_near, 700),
    "different paragraphs": (lambda n: _FRONT + _rows(_LINE, n), 1000),
    "alternating paragraphs": (
        lambda n: (
            _FRONT
            + "売上は前の年より多くなり、予想を上回りました。\n\n利益は前の年より少なくなり、予想に届きませんでした。\n\n"
            * n
        ),
        500,
    ),
    "cut paragraphs": (lambda n: _FRONT + "---END---\n\n" + _rows(_ENDING, n), 700),
    "cut and continued": (
        lambda n: (
            _FRONT
            + "".join(
                f"この段落は第{i}回の話の途中で終わり、続きは次の生成で\n\n---END---\n\n…続きは次の生成で補われて第{i}回の話が終わります。\n\n"
                for i in range(n)
            )
        ),
        300,
    ),
    "dotted fragments": (lambda n: _FRONT + _rows("…という{}回目の発表を受けて、株価は大きく上がりました。", n), 700),
    "dots": (lambda n: "…\n\n" * n, 3000),
    "one line of dots": (lambda n: "…" * n, 20000),
    "markers": (lambda n: "---END---\n\n" * n, 2000),
    "markers in one line": (lambda n: "---END---" * n, 3000),
    "commas": (lambda n: "、" * n, 10000),
    "words and commas": (lambda n: "売上、" * n, 8000),
    "ascii commas": (lambda n: "a, " * n, 8000),
    "figures": (lambda n: _rows("売上は{}億円、", n, ""), 2000),
    "figures of one kind": (lambda n: _rows("売上高は{}億円でした。", n), 1000),
    "growth": (lambda n: _rows("売上高は{}億円から{}億円へ前年比12.3%増えました。", n), 500),
    "digits": (lambda n: "7" * n, 20000),
    "digit groups": (lambda n: "1,234" * n, 5000),
    "kanji figures": (lambda n: "一億二千三百万" * n, 3000),
    "percent": (lambda n: "12.5%、" * n, 3000),
    "dates": (lambda n: "2025年7月8日、" * n, 2000),
    "dates apart": (lambda n: _rows("2025年7月8日（火）に{}回目の会議がありました。", n), 700),
    "items": (lambda n: _rows("- 項目の{}番目", n, "\n"), 2000),
    "equal items": (lambda n: "- 同じ項目がここに並んでいます\n" * n, 2000),
    "bold items": (lambda n: _rows("- **項目{}**：これは{}番目の説明の文です。", n, "\n"), 1500),
    "counted items": (lambda n: "次の3つがあります。\n\n- 一つ目\n- 二つ目\n\n" * n, 700),
    "deep list": (lambda n: "".join("  " * i + "- 深い\n" for i in range(n)), 200),
    "deep quotes": (lambda n: ">" * n + " 深い\n", 8000),
    "quoted lines": (lambda n: "> 引用の文です。\n" * n, 3000),
    "deep quoted lines": (lambda n: (">" * 40 + " 深い\n") * n, 700),
    "open fences": (lambda n: "```\nこれは文です。\n\n" * n + "````\n", 1000),
    "fences of each length": (lambda n: "".join("`" * (3 + i % 300) + "x\n\n" for i in range(n)), 700),
    "open tildes": (lambda n: "~~~~a\n\n" * n, 1500),
    "brackets": (lambda n: "[" * n, 20000),
    "image brackets": (lambda n: "![" * n, 10000),
    "closed brackets": (lambda n: "[]" * n, 10000),
    "bracket pairs": (lambda n: "[" * n + "]" * n, 10000),
    "link openings": (lambda n: "[a](" * n, 6000),
    "parentheses": (lambda n: "(" * n, 20000),
    "wide parentheses": (lambda n: "（" * n, 20000),
    "quotation marks": (lambda n: "「" * n, 20000),
    "quotation paragraphs": (lambda n: "「開いたままの括弧です。\n\n" * n, 1500),
    "stars": (lambda n: "*" * n, 20000),
    "pairs of stars": (lambda n: "**a " * n, 8000),
    "starred words": (lambda n: "*a **b " * n, 6000),
    "backticks": (lambda n: "`" * n, 20000),
    "backticks of each length": (lambda n: "".join("`" * (1 + i % 97) + "a" for i in range(n)), 800),
    "dollars": (lambda n: "$a " * n, 8000),
    "double dollars": (lambda n: "$$\n\n" * n, 3000),
    "angles": (lambda n: "<" * n, 20000),
    "open tags": (lambda n: "<a href='" * n, 4000),
    "open comments": (lambda n: "<!-- " * n, 6000),
    "open comments apart": (lambda n: "<!-- a\n\n" * n, 3000),
    "tags": (lambda n: "<div>\n\n" * n, 2000),
    "braces": (lambda n: "{" * n, 20000),
    "liquid openings": (lambda n: "{% raw " * n, 6000),
    "liquid values": (lambda n: "{{ a \n\n" * n, 3000),
    "attributes": (lambda n: "{: .a\n" * n, 3000),
    "pipes": (lambda n: "|" * n, 20000),
    "table rows": (lambda n: "| a | b |\n|---|---|\n" + "| 1億円 | 2億円 |\n" * n, 1500),
    "table heads": (lambda n: "| a | b |\n|---|---|\n\n" * n, 1500),
    "wide table": (lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n|" + "1|" * n + "\n", 3000),
    "links": (lambda n: "[本文](https://example.com/a) " * n, 1500),
    "broken links": (lambda n: "[本文](<https://example.com/a " * n, 1500),
    "addresses": (lambda n: "https://example.com/" * n, 3000),
    "long address": (lambda n: "https://" + "a.b-c/" * n, 5000),
    "definitions": (lambda n: "[a]: https://example.com/\n" * n, 2000),
    "footnotes": (lambda n: _rows("[^{}]: 脚注の文です。", n, "\n"), 2000),
    "suppressions": (lambda n: "<!-- kouetsu-disable broken-seam -->\n\n" * n, 1000),
    "suppressions on and off": (
        lambda n: "<!-- kouetsu-disable -->\n\n" * n + "<!-- kouetsu-enable -->\n\n" * n,
        700,
    ),
    "suppressed lines": (lambda n: "<!-- kouetsu-disable-next-line -->\n" * n, 1000),
    "suppressions and code": (lambda n: "<!-- kouetsu-disable-next-line x -->\n\n```\na\n```\n\n" * n, 700),
    "suppressed findings": (lambda n: "<!-- kouetsu-disable-next-line -->\n---END---\n\n" * n, 600),
    "front matter keys": (lambda n: "---\n" + _rows("key{}: {}", n, "\n") + "---\n\n本文です。\n", 700),
    "equal front matter keys": (lambda n: "---\n" + "title: 題\n" * n + "---\n\n本文です。\n", 700),
    "front matter tags": (
        lambda n: "---\ntitle: 題\ntags:\n" + _rows("  - 札{}", n, "\n") + "---\n\n本文です。\n",
        700,
    ),
    "front matter tags in a row": (
        lambda n: "---\ntags: [" + _rows("札{}", n, ", ").strip() + "]\n---\n\n本文です。\n",
        700,
    ),
    "deep front matter": (lambda n: "---\na: " + "[" * n + "\n---\n\n本文です。\n", 2000),
    "long excerpt": (lambda n: "---\nexcerpt: " + "売上は増えた。" * n + "\n---\n\n売上は増えた。\n", 2000),
    "long title": (lambda n: "---\ntitle: " + "「売上" * n + "\n---\n\n" + "「売上" * n + "\n", 2000),
    "open front matter": (lambda n: "---\n" + "key: [a\n" * n, 1500),
    "delimiters": (lambda n: "---\n" * n, 3000),
    "toml": (lambda n: "+++\n" + _rows("key{} = {}", n, "\n") + "+++\n\n本文です。\n", 700),
    "json": (lambda n: "{" + ",".join(f'"key{i}": {i}' for i in range(n)) + "}\n\n本文です。\n", 1500),
    "loop": (lambda n: "売上は" + "_{}^{}" * n, 4000),
    "loop of a word": (lambda n: "はい" * n, 8000),
    "loop of a phrase": (lambda n: "それは、" * n, 5000),
    "one long sentence": (lambda n: _rows("売上が{}億円になり、", n, "") + "終わりました。", 2000),
    "one word": (lambda n: "a" * n, 20000),
    "one kana": (lambda n: "あ" * n, 20000),
    "blank lines": (lambda n: "本文です。" + "\n" * n + "本文でした。\n", 20000),
    "blanks": (lambda n: "本文です。" + " " * n + "本文でした。\n", 20000),
    "wide blanks": (lambda n: "本文です。" + "　" * n + "本文でした。\n", 20000),
    "trailing blanks": (lambda n: ("本文" + " " * 40 + "\n") * n, 1500),
    "tabs": (lambda n: "\t" * n + "a\n", 20000),
    "tabbed lines": (lambda n: "- a\n\t- b\n" * n, 1500),
    "carriage returns": (lambda n: "本文です。\r" * n, 3000),
    "line separators": (lambda n: "本文です。\u2028" * n, 3000),
    "combining marks": (lambda n: "か" + "\u3099" * n, 20000),
    "zero width": (lambda n: "\u200b" * n, 20000),
    "escapes": (lambda n: "\\" * n, 20000),
    "entities": (lambda n: "&amp;" * n, 8000),
    "setext": (lambda n: "見出し\n---\n\n" * n, 1500),
    "conflicts": (lambda n: "<<<<<<< a\n" * n, 2000),
    "conflict halves": (lambda n: "<<<<<<< a\nb\n=======\n" * n, 1500),
    "html headings": (lambda n: "<h3>見出し</h3>\n\n" * n, 1500),
    "bold headings": (lambda n: "**見出し**\n\n" * n, 1500),
    "open bold": (lambda n: "**見出し\n\n" * n, 1500),
    "dashes": (lambda n: "-" * n, 20000),
    "spaced dashes": (lambda n: "- " * n, 10000),
    "underscores": (lambda n: "_a" * n, 10000),
    "first person": (lambda n: "私は思います。僕は思う。" * n, 1500),
    "periods": (lambda n: "。" * n, 10000),
    "ascii periods": (lambda n: "." * n, 20000),
    "abbreviations": (lambda n: "e.g. U.S. " * n, 3000),
    "colons": (lambda n: ":" * n, 20000),
    "directives": (lambda n: ":::note\n\n" * n, 2000),
    "imports": (lambda n: "import a\n\n" * n, 2000),
    "broken openings and dots": (lambda n: "続いて、来期の見通しについて会社が何を語っ\n\n……  \n]broken-seam" * n, 500),
    "brackets and carriage returns": (lambda n: "−5%.あ\r\x1b[" * n, 2000),
    "fences behind a letter": (lambda n: "㍻```\n\n\n\n" * n, 2000),
    "fences in one line": (lambda n: "```[^1]?---END---\r" * n, 1500),
    "short cut words": (lambda n: "ｶﾞ三つ\n\nⅧ" * n, 1500),
    "one line of near sentences": (
        lambda n: _rows(
            "この決算の中身を、数字の一つひとつを追いながら詳しく見ていきま{}売上高は前の年の同じ時期より", n, ""
        ),
        400,
    ),
}

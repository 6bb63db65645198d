"""No text is too odd: whatever the pieces, every rule answers, every span lies in the text, and fixing comes to rest."""

import json
import os
from unittest.mock import patch

from hostile import RULES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linter import fix
from linter.document import Document
from linter.engine import Project, conclude, examine
from linter.proposals import proposer

EXAMPLES = int(os.environ.get("KOUETSU_HOSTILE", "150"))  # a night's run sets it higher
CHECK = fix.check
PROJECT = Project(RULES, frozenset(RULES))

ODD = [
    "---",
    "+++",
    "---END---",
    "```",
    "````",
    "~~~",
    "```yaml",
    "$$",
    "**",
    "*",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "<!--",
    "-->",
    "<div>",
    "</div>",
    "<h3>",
    "</h3>",
    "<br>",
    "{%",
    "%}",
    "{%",
    "raw",
    "%}",
    "{{",
    "}}",
    "{:",
    ".a",
    "}",
    "|",
    "|---|---|",
    "#",
    "##",
    "#######",
    ">",
    ">>",
    "-",
    "1.",
    "2)",
    "***",
    "===",
    "===",
    "…",
    "……",
    "...",
    "。",
    "、",
    "「",
    "」",
    "『",
    "』",
    "（",
    "）",
    "：",
    ":",
    "！",
    "?",
    "\\",
    "&",
    "&amp;",
    "<<<<<<<",
    "=======",
    ">>>>>>>",
    ":::note",
    ":::",
    "import",
    "export",
    "【既存記事の最後の部分】",
    "https://example.com/a_(b)",
    "<https://example.com>",
    "[^1]:",
    "[^1]",
    "[本文]:",
    "title:",
    "date:",
    "tags:",
    "excerpt:",
    "[]",
    "{",
    "}",
    '"',
    "'",
    "””",
    "“",
    "<!--kouetsu-disable-->",
    "<!--",
    "kouetsu-disable-next-line",
    "broken-seam",
    "-->",
    "{/*kouetsu-enable*/}",
]
MARKS = [
    "\n",
    "\n\n",
    "\n\n\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\u2028",
    "\x85",
    "\x0b",
    "\x0c",
    "\t",
    " ",
    "  \n",
    "    ",
    "　",
]
SIGNS = [
    "\ufeff",
    "\u200b",
    "\u3099",
    "\u0301",
    "𠮷",
    "👩‍👩‍👧",
    "🇯🇵",
    "\U000e0100",
    "\x00",
    "\x1b",
    "\ue000",
    "\ufffd",
    "Ⅷ",
    "㍻",
    "ｶﾞ",
    "ß",
    "İ",
    "ﬁ",
]
FIGURES = [
    "1,200億円",
    "1200億円",
    "１２００億円",
    "1兆2,000億円",
    "千二百億円",
    "12.5%",
    "12.5％",
    "前年比12.5%増",
    "2割増",
    "3倍",
    "−5%",
    "▲3.2%",
    "$1.2B",
    "約3つ",
    "3つの理由",
    "三つ",
    "2025年7月8日",
    "2025-07-08",
    "7月8日（火）",
    "令和7年",
    "FY2024",
    "4〜6月期",
    "100億円から120億円へ20%増加",
    "1億ドル（約150億円）",
    "0",
    "00",
    "1,23",
    "1.2.3",
    "1e9",
    "９９９兆",
    "²",
]
SENTENCES = [
    "売上高は前の年の同じ時期より12.5%増えて、1,200億円になりました。",
    "この決算の中身を、数字の一つひとつを追いながら詳しく見ていきます。",
    "しかし、利益は会社の予想に届かず、株価は発表の翌日に大きく下がり",
    "続いて、来期の見通しについて会社が何を語ったのかを読み解いていきましょう。",
    "The company said that it expects sales to grow again in the coming year.",
    "The number of people who were asked about this was far smaller than",
    "私はこの結果を良いと思う。僕はそうは思いません。",
]
FRONTS = [
    "---\ntitle: 四半期の決算を読む\ndate: 2025-07-08\ntags: [決算, 株]\nexcerpt: この決算の中身を、数字の\n---\n",
    "---\ntitle: a\ntitle: 「b\nexcerpt: &a [*a]\n---\n",
    "+++\ntitle = 'a'\ndate = 2025-07-08\n+++\n",
    '{"title": "a", "tags": [1, null]}\n',
    "---\n? [a]\n: {b: c}\n---\n",
    "---\ntitle: |\n  a\n reading_time: 5\n---\n",
    "---\nkouetsu: {ignore: [title-echo, 3, null]}\nreading_time: 900\n---\n",
]

pieces = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(SENTENCES).flatmap(lambda text: st.integers(2, len(text)).map(lambda end: text[:end])),
    st.sampled_from(SENTENCES).flatmap(
        lambda text: st.integers(0, len(text) - 2).map(lambda start: "…" + text[start:])
    ),
    st.sampled_from(ODD),
    st.sampled_from(ODD),
    st.sampled_from(MARKS),
    st.sampled_from(MARKS),
    st.sampled_from(MARKS),
    st.sampled_from(FIGURES),
    st.sampled_from(SIGNS),
    st.text(max_size=5),
)


@st.composite
def posts(draw):
    """A text of such pieces, of which some stretches come again, whole or flattened."""
    parts = draw(st.lists(pieces, min_size=1, max_size=40))
    for _ in range(draw(st.integers(0, 3))):
        first = draw(st.integers(0, len(parts) - 1))
        again = parts[first : first + draw(st.integers(1, 12))]
        if draw(st.booleans()):
            again = [" ".join("".join(again).split())]
        at = draw(st.integers(first, len(parts)))
        parts[at:at] = [draw(st.sampled_from(["\n\n", "\n\n---END---\n\n", "\r\n\r\n…", ""])), *again]
    text = draw(st.sampled_from(["", "", *FRONTS])) + "".join(parts)
    return (
        text.encode("utf-8", "replace").decode("utf-8")
        if draw(st.booleans())
        else "".join(sign for sign in text if not "\ud800" <= sign <= "\udfff")
    )


def diagnostics(document):
    return conclude({document.path: examine(document, RULES.values())}, [document.path], PROJECT)


def sound(document, span):
    assert 0 <= span.start <= span.end <= len(document.text), span
    assert span == document.span(span.start, span.end), span


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(posts(), st.sampled_from(["_posts/2025-07-08-a.md", "a.mdx"]))
def test_every_rule_answers_with_spans_in_the_text(text, path):
    document = Document.parse(path, text)
    examination = examine(document, RULES.values())
    json.dumps(examination.facts)
    for _, finding in examination.findings:
        json.dumps([finding.kind, finding.values, finding.doubtful])
        for span in (
            finding.span,
            *(each.span for each in finding.related if not each.path),
            *(e.span for e in finding.edits),
        ):
            sound(document, span)
    for language in ("ja", "en"):
        told = conclude({path: examination}, [path], PROJECT._replace(language=language))
        assert all(len(each.message) < 400 for each in told), max((each.message for each in told), key=len)
        assert all("$" not in each.message or "$" in text for each in told), [each.message for each in told]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(posts(), st.booleans())
def test_fixing_comes_to_rest_and_keeps_the_promise(text, unsafe):
    document = Document.parse("a.md", text)
    accepted = {text: text}  # the texts that the verifier let through, each with the one that it was made of

    def check(old, new, *rest):
        problems = CHECK(old, new, *rest)
        if not problems and new != old:
            accepted.setdefault(new, old)
        return problems

    with patch("linter.fix.check", check):
        outcome = fix.settle(document, proposer(PROJECT, diagnostics(document), unsafe), unsafe)
    if outcome.blocked:
        assert outcome.text == text
        return
    at = outcome.text
    while at != text:
        at = accepted.pop(at)
    fixed = Document.parse("a.md", outcome.text)
    again = fix.settle(fixed, proposer(PROJECT, diagnostics(fixed), unsafe), unsafe)
    assert again.text == outcome.text

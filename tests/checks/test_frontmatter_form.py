"""Front matter that can't be read: the cure is named, and it cures."""

import pytest

from linter import rulefile
from linter.checks import frontmatter
from linter.document import Document
from linter.engine import Project, conclude, examine

RULE = rulefile.read(rulefile.shipped() / "front-matter.md")


def found(text, path="post.md"):
    document = Document.parse(path, text)
    return list(frontmatter.check(document, RULE.options))


def mended(text):
    (finding,) = found(text)
    for edit in sorted(finding.edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


SLIPS = [
    ("title: 日本: 本気度", "syntax-colon", "日本: 本気度"),
    ("title: 最後はコロン:", "syntax-colon", "最後はコロン:"),
    ("title: [速報] AI", "syntax-bracket", "[速報] AI"),
    ("title: {1} AI", "syntax-bracket", "{1} AI"),
    ("title: @azu", "syntax-mark", "@azu"),
    ("title: `lint` を使う", "syntax-mark", "`lint` を使う"),
    ("title: %の計算", "syntax-mark", "%の計算"),
    ("title: *重要*", "syntax-mark", "*重要*"),
    ('title: "AIが"本当に"届く"', "syntax-quote", 'AIが"本当に"届く'),
    ("title: 'it's here'", "syntax-quote", "it's here"),
    ("title:日本", "syntax-no-space", "日本"),
    ("title: [速報, 日本", "syntax-open-bracket", ["速報", "日本"]),
    ("title：日本", "syntax-no-space", "日本"),
]


@pytest.mark.parametrize(("line", "kind", "title"), SLIPS, ids=[line for line, _, _ in SLIPS])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_slip_is_named_and_its_cure_gives_what_was_meant(line, kind, title, ending):
    text = ending.join(["---", "layout: post", line, "date: 2026-01-10", "---", "", "本文です。", ""])
    (finding,) = found(text)
    assert finding.kind == kind
    assert finding.span.line == 3
    front = Document.parse("post.md", mended(text)).front_matter
    assert front and not front.error
    assert front.get("title").value == title


def test_an_indent_by_a_tab_is_cured():
    text = "---\ntitle: a\nauthor:\n\tname: b\n---\n"
    (finding,) = found(text)
    assert (finding.kind, finding.span.line) == ("syntax-tab", 4)
    assert Document.parse("post.md", mended(text)).front_matter.values == {"title": "a", "author": {"name": "b"}}


def test_two_slips_are_told_one_by_one():
    text = "---\ntitle: 日本: 本気度\nexcerpt: @x\n---\n"
    (finding,) = found(text)
    assert (finding.kind, finding.span.line) == ("syntax-colon", 2)
    (finding,) = found(mended(text))
    assert (finding.kind, finding.span.line) == ("syntax-mark", 3)
    assert not found(mended(mended(text)))


def test_a_key_that_toml_has_twice_is_told_on_the_second():
    (finding,) = found(
        '+++\ntitle = "a"\ndraft = false\n\n[extra]\ntitle = "c"\n[more]\nx = 1\nx = 2\n+++\n\n本文です。\n'
    )
    assert (finding.kind, finding.span.line, finding.related[0].span.line) == ("duplicate-key-toml", 9, 8)


@pytest.mark.parametrize(
    "inside", ["{{ page.title }}: a\n- b", "a: [1, 2\nb: ]]", "!!python/object:os.system x", "? [a]\n: - b\n  c"]
)
def test_what_no_slip_explains_is_told_once(inside):
    assert len(found(f"---\n{inside}\n---\n")) == 1


def test_hostile_front_matter_is_bounded():
    for text in (
        "---\n" + "a: [" * 30_000 + "\n---\n",
        "---\n" + "x: y: z\n" * 20_000 + "---\n",
        "---\n" + "\t" * 200_000 + "\n---\n",
    ):
        assert len(found(text)) <= 1


def test_a_rule_at_the_top_is_no_front_matter():
    assert not found("---\n\n今日の日記です。\n\n二つ目の段落です。\n")


def test_the_line_to_close_it_on_is_named():
    (finding,) = found("---\ntitle: a\ntags:\n  - b\n\n本文です。\n")
    assert finding.kind == "unclosed"
    assert finding.values["last"] == "4" or finding.values["last"] == "3"


def test_values_that_stay_what_they_are():
    assert not found('---\ntitle: "yes"\nslug: abc\ndraft: no\nversion: 1.10\ntags: [on]\nauthor: 18F\n---\n')


def test_a_key_of_many_spellings_is_told_on_its_own_line():
    post = "---\ntitle: a\ndescription:\n---\n本文。\n"
    others = {f"_posts/{n}.md": "---\ntitle: a\ndescription: b\n---\n本文。\n" for n in range(30)}
    documents = {path: Document.parse(path, text) for path, text in {**others, "_posts/z.md": post}.items()}
    rules = {"front-matter": RULE}
    examinations = {path: examine(document, rules.values()) for path, document in documents.items()}
    (told,) = conclude(examinations, ["_posts/z.md"], Project(rules, frozenset(rules), "ja", exists=lambda path: False))
    assert (told.kind, told.span.line) == ("usual-key-empty", 3)
    assert told.message == "description（説明文）の値が空です。同じフォルダーの記事の96.7%には書かれています。"


def test_a_blank_of_full_width_makes_another_key():
    text = "---\ntitle: 港の　朝\n\u3000date: 2026-01-03\n---\n\n本文です。\n"
    (finding,) = found(text)
    assert (finding.kind, finding.span.line, finding.span.column) == ("wide-blank", 3, 1)
    assert Document.parse("post.md", mended(text)).front_matter.values == {"title": "港の　朝", "date": "2026-01-03"}


def test_front_matter_whose_first_line_is_missing():
    (finding,) = found("title: 港の朝\ndate: 2026-01-03\n---\n\n本文です。\n")
    assert (finding.kind, finding.span.line) == ("unopened", 1)

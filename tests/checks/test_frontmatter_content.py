"""What front matter says, against the article: what is told, and what is left alone."""

import pytest

from linter import rulefile
from linter.checks import frontmatter
from linter.document import Document
from linter.engine import Project, conclude, examine
from linter.front.summary import opened
from linter.front.tags import standing

RULE = rulefile.read(rulefile.shipped() / "front-matter.md")
BODY = "港の朝は早い。漁船が戻る頃には、市場の人たちがもう働き始めています。\n"
LONG = "\n\n".join(
    f"{n}番目の港には、{n}艘の船と{n + 3}人の漁師が、{n * 7}年前から毎朝集まっていました。" for n in range(1, 260)
)


def kinds(head, body=BODY, path="post.md"):
    document = Document.parse(path, f"---\n{head}\n---\n\n{body}")
    assert document.front_matter and not document.front_matter.error, document.front_matter
    return [finding.kind for finding in frontmatter.check(document, RULE.options)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("港町の「朝", "title-bracket"),
        ("港町の朝（前編", "title-bracket"),
        ("港町の朝と、", "title-cut"),
        ("港町の市場は", "title-cut"),
        ("The harbour and the", "title-cut"),
        ('"**港町**の朝"', "text-markup"),
        ("'## 港町の朝'", "text-markup"),
        ("港町の朝（27文字）", "length-note"),
        ("Harbour mornings (58 characters)", "length-note"),
        ("I'm sorry, but I can't write that", "assistant-answer"),
        ("承知いたしました。題名を作ります", "assistant-answer"),
        ("港町の\ufffd\ufffd", "broken-character"),
        ('"None"', "placeholder-value"),
        ("\"{'ja': '港'}\"", "printed-value"),
    ],
)
def test_a_title_that_is_none(title, kind):
    assert kinds(f"title: {title}") == [kind]


@pytest.mark.parametrize(
    "title",
    [
        "港町の朝とは",
        "世界を変えた三人の漁師たち、そのそれぞれのもの",
        "Vitamin A",
        "俳句（17文字）の世界",
        "Down? Not My Fault...",
        "'use client'",
        "港町の朝 :)",
        "(前編) 港町の朝",
        "「港町」の（朝）",
        "C++ と a * b * c",
        "漁師に聞く、という仕事へ",
        "caramelldansenｳｯｰｳｯｰ(ﾟ∀ﾟ)とは何か？",
        "2014年の港町",
        "50% off",
        "[脱獄]iPhone向けアプリ",
    ],
)
def test_a_title_that_is_fine(title):
    assert kinds("title: " + (f'"{title}"' if title[0] in "[('\"" else title)) == []


def test_a_cut_title_whose_whole_stands_in_the_body():
    assert kinds("title: 静かな港町の", "# 静かな港町の朝を歩く\n\n" + BODY) == ["title-cut-whole"]
    assert kinds("title: GitHub Actions", "GitHub Actions is a service.\n") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("港の朝は早い。漁船が戻る頃には、市場の人たちがもう", "summary-cut"),
        ("港の朝は早い。漁船が戻る頃には、市場の人たちがもう...", "summary-cut"),
        ("静かな港町の朝を歩いて考えた、", "summary-cut"),
        ("静かな港町の「朝の市", "summary-cut"),
        ("港町について詳細に分析します。", "summary-boilerplate"),
        ("港町の朝", "summary-equals-title"),
        ("**港町**を歩いた記録です。", "text-markup"),
        ("港町を歩いた記録です。（120文字程度）", "length-note"),
        ("承知しました。説明文を作成します。", "assistant-answer"),
        ("[港町](https://example.com/)を歩いた記録です。", "text-markup"),
    ],
)
def test_a_description_that_is_none(text, kind):
    assert kinds(f'title: 港町の朝\ndescription: "{text}"') == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "港の朝は早い。",
        "静かな港町の朝を歩く",
        "静かな港町で見つけたものは……",
        "This is a short note about harbours",
        "How the harbour wakes, and what it taught me.",
        "詳しくは https://example.com/a",
        "港の朝は早い",
        "A * B * C の話です。",
    ],
)
def test_a_description_that_is_fine(text):
    assert kinds(f'title: 港町の朝\ndescription: "{text}"') == []


def test_the_bracket_that_is_never_closed():
    assert opened("（a）「b") == "「"
    assert opened("(a） [b】") == ""
    assert opened("a) b」") == ""
    assert opened("「a（b」") == ""


@pytest.mark.parametrize(
    ("head", "path", "expected"),
    [
        ("date: 2026-01-10", "_posts/2026-01-10-a.md", []),
        ("date: 2026-01-09 23:00:00 -0500", "_posts/2026-01-10-a.md", []),
        ("date: 2026-01-12", "_posts/2026-01-10-a.md", ["date-filename"]),
        ("created: 2026/03/12", "notes/2026-01-10-a/index.md", ["date-filename"]),
        ("title: 2026年版 港町の歩き方\ndate: 2025-08-29", "a.md", ["title-year"]),
        ("title: 2026年の港町\ndate: 2025-11-29", "a.md", []),
        ("title: 2030年までに港を広げる計画\ndate: 2025-01-29", "a.md", []),
        ("title: 2015年の港町をふり返る\ndate: 2025-01-29", "a.md", []),
        ("title: 港町 2026年最新ガイド", "_posts/2025-02-01-a.md", ["title-year"]),
        ("title: a\ndate: 2026-13-01", "a.md", ["impossible-date"]),
    ],
)
def test_dates(head, path, expected):
    assert kinds(head if head.startswith("title") else f"title: 港町\n{head}", path=path) == expected


@pytest.mark.parametrize(
    ("claim", "body", "expected"),
    [
        ("reading_time: 16", LONG, []),
        ("reading_time: 4", LONG, ["reading-time"]),
        ("readingTime: 60 min read", LONG, ["reading-time"]),
        ("reading_time: 12", LONG + "\n\n" + LONG, ["reading-time-copies"]),
        ("reading_time: 1", BODY, []),
        ("reading_time: 3分", BODY, ["reading-time"]),
    ],
)
def test_reading_time_is_held_against_the_text_without_its_repeats(claim, body, expected):
    assert kinds(f"title: 港町の朝\n{claim}", body) == expected


@pytest.mark.parametrize(
    ("tag", "text", "state"),
    [
        ("港", "港の朝", "there"),
        ("service-mesh", "A Service Mesh is", "there"),
        ("AI", "I said so", "absent"),
        ("AI", "人工知能の話", "there"),
        ("LLM", "大規模言語モデルの話", "there"),
        ("xAI", "説明可能なAI（XAI）の話", "case:XAI"),
        ("xAI", "xAIの話", "there"),
        ("AI規制", "AIに対する規制が", "there"),
        ("推論最適化", "推論（inference）と、もっとずっと後ろの方に出てくる長い文の中の最適化", "weak"),
        ("登山", "港の朝", "absent"),
        ("Ｐｙｔｈｏｎ", "Python を使う", "there"),
    ],
)
def test_whether_a_tag_stands_in_the_text(tag, text, state):
    assert standing(tag, text, RULE.options.tag_aliases) == state


def corpus(posts, asked=None, exists=lambda path: False):
    documents = {path: Document.parse(path, text) for path, text in posts.items()}
    rules = {"front-matter": RULE}
    examinations = {path: examine(document, rules.values()) for path, document in documents.items()}
    project = Project(rules, frozenset(rules), "en", exists=exists, read=posts.get)
    return [(each.kind, each.path, each.span.line) for each in conclude(examinations, asked or posts, project)]


def tagged(tag, words):
    return f"---\ntitle: 記事\ntags: [{tag}]\n---\n\n" + f"{words}の話です。港の朝は早い。" * 40 + "\n"


def test_tags_are_told_only_where_tags_are_words_of_the_text():
    words = {f"{n}.md": tagged("市場", "市場") for n in range(6)}
    assert corpus({**words, "x.md": tagged("登山", "市場")}, ["x.md"]) == [("tag-absent", "x.md", 3)]
    themes = {f"{n}.md": tagged("暮らし", "市場") for n in range(6)}
    assert corpus({**themes, "x.md": tagged("登山", "市場")}, ["x.md"]) == []


def pictured(name):
    return f"---\ntitle: 記事\nimage: /images/{name}\n---\n\n{BODY}"


def test_images_are_missed_only_where_others_are_held():
    posts = {"_posts/a.md": pictured("a.png"), "_posts/b.md": pictured("b.png")}
    assert corpus(posts) == []
    assert corpus(posts, exists={"static/images/a.png"}.__contains__) == [("image-missing", "_posts/b.md", 3)]
    assert corpus(posts, exists=lambda path: path.endswith(".png")) == []


def test_zenn_asks_for_what_zenn_asks_for():
    good = '---\ntitle: "記事"\nemoji: "🐟"\ntype: "tech"\ntopics: ["港"]\npublished: true\n---\n\n' + BODY
    posts = {f"articles/post-number-{n}.md": good for n in range(3)}
    posts["articles/bad-article-1.md"] = good.replace('type: "tech"', 'type: "technical"').replace(
        "published: true", 'published: "true"'
    )
    posts["articles/bad-article-2.md"] = good.replace('emoji: "🐟"\n', "")
    assert corpus(posts) == [
        ("not-allowed", "articles/bad-article-1.md", 4),
        ("wrong-type", "articles/bad-article-1.md", 6),
        ("missing-key", "articles/bad-article-2.md", 1),
    ]


def test_a_post_names_its_own_schema():
    schema = '{"required": ["author"], "properties": {"author": {"minLength": 2}}}'
    by_key = f"---\n$schema: ../author.json\ntitle: 記事\nauthor: 山\n---\n\n{BODY}"
    by_line = f"---\n# yaml-language-server: $schema=../author.json\ntitle: 記事\n---\n\n{BODY}"
    elsewhere = f"---\n$schema: https://example.com/author.json\ntitle: 記事\n---\n\n{BODY}"
    outside = f"---\n$schema: ../../../etc/passwd\ntitle: 記事\n---\n\n{BODY}"
    broken = f"---\n$schema: bad.json\ntitle: 記事\n---\n\n{BODY}"
    posts = {"p/a.md": by_key, "p/b.md": by_line, "p/c.md": elsewhere, "p/d.md": outside, "p/e.md": broken}
    documents = {path: Document.parse(path, text) for path, text in posts.items()}
    rules = {"front-matter": RULE}
    examinations = {path: examine(document, rules.values()) for path, document in documents.items()}
    files = {**posts, "author.json": schema, "p/bad.json": "{bad"}
    project = Project(rules, frozenset(rules), "en", exists=files.__contains__, read=files.get)
    assert [(each.kind, each.path, each.span.line) for each in conclude(examinations, posts, project)] == [
        ("length-low", "p/a.md", 4),
        ("missing-key", "p/b.md", 1),
        ("schema-unread", "p/c.md", 2),
        ("schema-unread", "p/d.md", 2),
        ("schema-broken", "p/e.md", 2),
    ]


def test_the_order_of_the_posts_does_not_matter():
    posts = {
        f"_posts/{n:02d}.md": f"---\ntitle: 記事{n}\n{'date: 2026-01-01' if n else ''}\n---\n\n{BODY}"
        for n in range(30)
    }
    assert corpus(posts) == corpus(dict(reversed(posts.items()))) == [("usual-key", "_posts/00.md", 1)]


HOSTILE = {
    "brackets": "title: " + "（" * 50_000,
    "brackets of two kinds": "title: x" + "（" * 25_000 + "」" * 25_000,
    "stars": "title: x" + "**" * 50_000,
    "letters": "title: " + "a" * 100_000,
    "square brackets": "title: x" + "[" * 50_000 + "\ndescription: x" + "[" * 50_000,
    "blanks": "title: 'a" + " " * 100_000 + "b'\ntags:\n- x\t",
    "words": "description: '" + "a " * 100_000 + "'",
    "dots": "description: '" + "." * 100_000 + "x'",
    "addresses": "description: '" + "http://" * 20_000 + "x y'",
    "digits": "reading_time: '" + "9" * 100_000 + "'",
    "tags": "tags: [" + ", ".join(f"t{n} {n}" for n in range(20_000)) + "]",
    "keys": "\n".join(f"k{n}: 1" for n in range(20_000)),
    "a broken line": "title: x" + " " * 40_000 + "y: z",
}


@pytest.mark.parametrize("head", HOSTILE.values(), ids=HOSTILE)
def test_hostile_values_are_looked_at_in_time(head):
    from time import process_time

    start = process_time()
    document = Document.parse("a.md", f"---\n{head}\n---\n\n{BODY * 20}")
    list(frontmatter.check(document, RULE.options))
    frontmatter.facts(document, RULE.options)
    assert process_time() - start < 3


def test_a_file_that_the_generator_leaves_out_is_told():
    post = f"---\ntitle: 記事\n---\n\n{BODY}"
    posts = {"_posts/2026-01-31-a.md": post, "_posts/harbour.md": post, "_posts/README.md": post, "_drafts/b.md": post}
    assert corpus(posts) == []
    assert corpus(posts, exists={"_config.yml"}.__contains__) == [("file-name-jekyll", "_posts/harbour.md", 1)]


def test_zola_takes_no_key_that_it_does_not_know():
    post = f'+++\ntitle = "記事"\n{{}}\n[extra]\nmine = 1\n+++\n\n{BODY}'
    posts = {
        "content/a.md": post.format('date = 2026-01-31\nauthors = ["山田"]'),
        "content/b.md": post.format('tags = ["港"]'),
        "content/_index.md": post.format('sort_by = "date"'),
    }
    assert corpus(posts, exists={"config.toml"}.__contains__) == [("unknown-key", "content/b.md", 3)]


def test_the_blogs_own_stock_phrase_is_learned():
    def post(n, end):
        return f"---\ntitle: 記事{n}\ndescription: 港の話、その{n}{end}\n---\n\n{BODY}"

    alike = {f"{n}.md": post(n, "をまるごと紹介しちゃいます。") for n in range(12)}
    others = {f"x{n}.md": post(n, f"番目の港で見た{n}艘の船の話{n}つ。") for n in range(12)}
    assert {path for kind, path, _ in corpus({**alike, **others}) if kind == "summary-template"} == set(alike)
    assert corpus(dict(list(alike.items())[:9])) == []


def test_titles_that_run_ahead_are_told_louder_where_they_are_a_habit():
    def severities(ahead):
        posts = {
            f"{n}.md": f"---\ntitle: {2026 if n < ahead else 2025}年の港{n}\ndate: 2025-03-0{n + 1}\n---\n\n{BODY}"
            for n in range(8)
        }
        documents = {path: Document.parse(path, text) for path, text in posts.items()}
        examinations = {path: examine(document, [RULE]) for path, document in documents.items()}
        told = conclude(examinations, posts, Project({"front-matter": RULE}, frozenset(), "ja"))
        return [each.severity.value for each in told if each.kind == "title-year"]

    assert severities(1) == ["info"]
    assert severities(6) == ["warning"] * 6

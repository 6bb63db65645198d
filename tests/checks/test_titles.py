"""Titles that two posts share, wholly or nearly, and those that only look as if."""

import random

import pytest
from rapidfuzz import fuzz

from linter import rulefile
from linter.checks import Corpus, passages, titles
from linter.document import Document
from linter.facts import Held
from linter.titles import near as neartitles
from linter.titles import series

OPTIONS = rulefile.read(rulefile.shipped() / "duplicate-title.md").options
PASSAGES = rulefile.read(rulefile.shipped() / "duplicate-passage.md").options


def post(title, body="", **keys):
    head = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f'---\ntitle: "{title}"\n{head}---\n\n{body}\n'


def told(posts, asked=None, check=titles, options=OPTIONS):
    """(path, kind, other path) of every finding."""
    facts = {path: check.facts(Document.parse(path, text), options) for path, text in posts.items()}
    held = Held({path: fact for path, fact in facts.items() if fact}, check.keys)
    corpus = Corpus(held, frozenset(asked or posts), lambda path: True)
    return sorted((one.path, one.kind, other.path) for one in check.compare(corpus, options) for other in one.related)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("AIで始める節約術", "ＡＩ で始める「節約術」！"),
        ("Rust 1.70 is out", "RUST 1.70 IS OUT"),
        ("**春の味噌づくり**", "春の味噌づくり"),
        ("???", " ？？？ "),
    ],
)
def test_titles_are_equal_as_a_reader_hears_them(one, two):
    assert neartitles.normalised(one) == neartitles.normalised(two) != ""


@pytest.mark.parametrize(("one", "two"), [("C++入門", "C入門"), ("Vim 1.2", "Vim 12"), ("C#の話", "Cの話")])
def test_what_a_reader_hears_stays(one, two):
    assert neartitles.normalised(one) != neartitles.normalised(two)


def test_each_of_two_posts_is_told_of_the_other_whichever_is_asked():
    posts = {"_posts/2025-01-01-a.md": post("同じ題名の記事"), "_posts/2025-02-01-b.md": post("同じ題名の記事！")}
    first, second = posts
    assert told(posts) == [(first, "same", second), (second, "same", first)]
    assert told(posts, [first]) == [(first, "same", second)]
    assert told(posts, [second]) == [(second, "same", first)]


@pytest.mark.parametrize(
    "posts",
    [
        {"2024-04-01-a.md": post("新しい仲間"), "2025-04-01-a.md": post("新しい仲間")},
        {"content/ja/2024-04-01-a.md": post("Release"), "content/en/2024-04-01-a.md": post("Release")},
        {"a.ja.md": post("Release", date="2024-04-01"), "a.en.md": post("Release", date="2024-04-01")},
        {"a.md": post("Release", lang="ja", date="2024-04-01"), "b.md": post("Release", date="2024-04-01", lang="en")},
        {"_drafts/a.md": post("下書きと本番の題名"), "_posts/2025-01-01-a.md": post("下書きと本番の題名")},
        {"a.md": post("公開前の記事の題名", published="false"), "b.md": post("公開前の記事の題名")},
        {"books/x/1.md": post("はじめに"), "books/y/1.md": post("はじめに")},
        {"x/index.md": post("はじめに"), "y/z/index.md": post("はじめに")},
        {"a.md": post("転載した記事"), "2025-01-01-b.md": post("転載した記事", canonical_url="https://e.org/a/")},
        {f"2025-01-{day:02}-a.md": post("日記") for day in range(1, 13)},
    ],
    ids=["yearly", "folders", "suffixes", "key", "draft", "unpublished", "chapters", "bundles", "canonical", "column"],
)
def test_posts_that_are_no_rivals(posts):
    assert told(posts) == []


def test_the_same_text_filed_again_next_year_is_no_yearly_post():
    body = "\n\n".join(f"{number}番目の段落は、{number * 7}本の木を植えた話から始まります。" for number in range(9))
    assert len(told({"2024-04-01-a.md": post("植樹の記録", body), "2025-04-01-b.md": post("植樹の記録", body)})) == 2
    other = body.replace("段落は", "章では")
    assert told({"2024-04-01-a.md": post("植樹の記録", body), "2025-04-01-b.md": post("植樹の記録", other)}) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("小さな店の在庫管理を変える、三つの習慣", "小さな店の在庫管理を変えるための三つの習慣"),
        ("How we cut our build times in half", "How we cut our build time in half"),
    ],
)
def test_nearly_the_same(one, two):
    assert told({"a.md": post(one), "b.md": post(two)}) == [("a.md", "near", "b.md"), ("b.md", "near", "a.md")]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("週末に読む技術記事のまとめ 第12回", "週末に読む技術記事のまとめ 第13回"),
        ("サーバー構築と運用の手引き（前編）", "サーバー構築と運用の手引き（後編）"),
        ("Announcing Rust 1.29.2 and its new features", "Announcing Rust 1.29 and its new features"),
        ("Monthly report of the whole project, March", "Monthly report of the whole project, April"),
        ("建設業で始めるAI活用の完全な手引きと導入の効果", "製造業で始めるAI活用の完全な手引きと導入の効果"),
        ("ブログを静的サイトにReactで作り直した記録と感想", "ブログを静的サイトにPreactで作り直した記録と感想"),
    ],
)
def test_series_and_other_subjects_are_not_near(one, two):
    assert told({"a.md": post(one), "b.md": post(two)}) == []


def test_what_many_titles_share_is_cut_off():
    shared = [
        f"2026年{subject}が変えるビジネスの未来"
        for subject in ("自動運転車", "生成画像", "音声合成", "量子計算機", "人型ロボット")
    ]
    posts = {f"{number}.md": post(title) for number, title in enumerate(shared)}
    posts["x.md"] = post("EU AI法完全施行へ：大企業の導入戦略をどう見直すべきか")
    posts["y.md"] = post("2026年EU AI法完全施行へ：大企業の導入戦略をどう見直すべきかが変えるビジネスの未来")
    assert told(posts) == [("x.md", "near", "y.md"), ("y.md", "near", "x.md")]


def random_titles(count, seed):
    chance = random.Random(seed)
    words = [
        "".join(chance.choice("あいうえお開発設計運用記録入門") for _ in range(chance.randint(1, 4))) for _ in range(60)
    ]
    found = {"".join(chance.choice(words) for _ in range(chance.randint(4, 9))) for _ in range(count)}
    for title in list(found)[: count // 5]:
        at = chance.randrange(len(title))
        found.add(title[:at] + chance.choice("々、a") + title[at + chance.randint(0, 1) :])
    return sorted(found)


@pytest.mark.parametrize("seed", range(3))
def test_few_and_all_titles_are_searched_alike_and_as_by_brute_force(seed):
    found = random_titles(300, seed)
    true = {
        (one, two)
        for one in range(len(found))
        for two in range(len(found))
        if one != two and min(len(found[one]), len(found[two])) >= 6 and fuzz.ratio(found[one], found[two]) >= 90
    }
    assert true
    assert set(neartitles.pairs(found, range(len(found)), 90, 6)) == true
    lines = "\n".join(found)
    close = {(found[one], found[two]) for one, two in true}
    close = {pair for pair in close if not series.tells_apart(*pair)}
    assert close
    assert set(neartitles.near(lines, found, 10**6, 90, 6)) == close
    assert {pair for one in found for pair in neartitles.near(lines, [one], 10**6, 90, 6)} == close


def test_shared_openings_as_by_brute_force():
    found = random_titles(120, 5)
    for shared in (2, 3, 7):
        for key, core in zip(found, neartitles.cores(found, shared), strict=True):
            start = max(n for n in range(len(key) + 1) if sum(other.startswith(key[:n]) for other in found) >= shared)
            end = max(
                n for n in range(len(key) + 1) if sum(other.endswith(key[len(key) - n :]) for other in found) >= shared
            )
            assert core == key[start : max(start, len(key) - end)]
            assert core == neartitles.Titles("\n".join(sorted(found)), shared).core(key)


def test_the_order_of_posts_does_not_matter():
    names = [*random_titles(150, 9)] * 2
    posts = {f"2025-01-01-{number}.md": post(title) for number, title in enumerate(names)}
    paths = list(posts)
    first = told(posts)
    random.Random(3).shuffle(paths)
    assert told({path: posts[path] for path in paths}) == first
    alone = [one for path in paths[:40] for one in told(posts, [path])]
    assert sorted(alone) == [one for one in first if one[0] in paths[:40]]


def test_an_excerpt_is_told_however_many_posts_have_it():
    posts = {f"{number}.md": post(f"題名{number}", excerpt="最新の動向をお届けします。") for number in range(9)}
    found = told(posts, check=passages, options=PASSAGES)
    assert {path for path, *_ in found} == set(posts)
    assert {kind for _, kind, _ in found} == {"field"}


def test_a_long_paragraph_is_told_unless_many_posts_have_it():
    text = "ひとつの段落としてはとても長い文章が続きます。" * 16
    few = {f"{number}.md": post(f"題名{number}", text) for number in range(2)}
    assert told(few, check=passages, options=PASSAGES) == [("0.md", "passage", "1.md"), ("1.md", "passage", "0.md")]
    assert told({f"{number}.md": post("x", text) for number in range(6)}, check=passages, options=PASSAGES) == []
    short = {f"{number}.md": post("x", text[:200]) for number in range(2)}
    assert told(short, check=passages, options=PASSAGES) == []

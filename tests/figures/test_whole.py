"""What two passages state, hostile input, and cost."""

import gc
import time

import pytest

from linter.checks import figures
from linter.document import Document
from linter.figures import figures_differ
from tests.figures.conftest import RULE, told


@pytest.mark.parametrize(
    ("one", "two", "differ"),
    [
        ("1200億円を投じる", "１，２００億円を投じる", False),
        ("1200億円を投じる", "1,166億円を投じる", True),
        ("50億円を投じる", "50億ドルを投じる", True),
        ("三つの理由", "3つの理由", False),
        ("三つの理由", "四つの理由", True),
        ("約50億円です。", "50億円でした。", False),
        ("2025年に始める", "2026年に始める", True),
        ("GPT-4を使う", "GPT-5を使う", True),
        ("数字のない文", "数字のない、よく似た文", False),
        ("3社が参加", "各社が参加", True),
    ],
)
def test_figures_differ(one, two, differ):
    assert figures_differ(one, two) is differ
    assert figures_differ(two, one) is differ


@pytest.mark.parametrize(
    "text",
    [
        "1" * 200_000,
        "1," * 50_000,
        "1 + " * 20_000 + "1 = 3",
        "(" * 20_000 + "1",
        "((" * 5_000 + "1 + 1" + "))" * 5_000 + " = 3",
        "1億" * 50_000 + "円",
        "2025年から" * 20_000,
        "10%の" * 30_000 + "削減",
        "$" * 50_000 + "1\\",
        "1社中1社（" * 20_000,
        "合計1円、" * 20_000,
        "| 1 |\n|---|\n" + "| 2 |\n" * 20_000,
        "以下の3つ。\n\n" + "- 項目\n" * 20_000,
        "---\ntitle: " + "3つの" * 5_000 + "\n---\n\n" + "4つの\n\n" * 5_000,
        "\x00 1億円 \x00\n" * 5_000,
        "a" * 100_000 + " 1億円",
        "1" * 100_000 + " 5%",
        "\n\n".join("1" * 3_900 + " x 5%" for _ in range(40)),
        "\n\n".join("約1万" * 1_200 + f"円の{n}%削減、合計{n}円" for n in range(40)),
        "\n\n".join(f"{n}億ドル（約{n}兆円）" * 60 for n in range(200)),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_input_ends_soon(text):
    started = time.process_time()
    told(text + "\n")
    assert time.process_time() - started < 4


def test_many_different_conflicts_cost_linear_time():
    def cost(count):
        text = "\n\n".join(f"第{n}の町では店舗の待ち時間を平均で{n}%短縮したと発表がありました。" for n in range(count))
        document = Document.parse("post.md", text)
        assert document.sentences
        started = time.process_time()
        list(figures.check(document, RULE.options))
        return time.process_time() - started

    gc.collect()  # a pause of the collector would count as cost
    small, large = cost(1000), cost(8000)
    assert large < 16 * max(small, 0.02)


def test_posts_without_digits_cost_nothing():
    document = Document.parse("post.md", "静かな朝です。\n\n" * 20_000)
    assert document.sentences
    started = time.process_time()
    assert list(figures.check(document, RULE.options)) == []
    assert time.process_time() - started < 1


def test_spans_lie_in_the_post_and_findings_are_the_same_every_time():
    text = "---\ntitle: 5つの理由で3倍に\n---\n\n8,300億ドル（約1,250億円）です。以下の2つです。\n\n- 一\n- 二\n- 三\n"
    first = told(text)
    for *_, diagnostic in first:
        for span in (diagnostic.span, *(r.span for r in diagnostic.related)):
            assert 0 <= span.start < span.end <= len(text)
    assert [d for *_, d in first] == [d for *_, d in told(text)]

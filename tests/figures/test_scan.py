"""Reading quantities: value, unit, place, looseness, ranges; and what is read over."""

import random

import pytest

from linter.figures.numbers import ONE, read, show
from linter.figures.scan import close, figures


def read_all(text):
    return [(text[f.start : f.end].strip(), f.value, f.unit.name) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "figure", "value", "unit"),
    [
        ("予算は1兆9067億ウォンでした", "1兆9067億ウォン", 1_906_700_000_000, "KRW"),
        ("社員は1万1000人です", "1万1000人", 11_000, "people"),
        ("約1億3,900万ドルを投じる", "1億3,900万ドル", 139_000_000, "USD"),
        ("2兆4,070.2億ドルに達する", "2兆4,070.2億ドル", 2_407_020_000_000, "USD"),
        ("１２００億円の事業", "１２００億円", 120_000_000_000, "JPY"),
        ("1日2万5千円", "2万5千円", 25_000, "JPY"),
        ("7.8億ドル", "7.8億ドル", 780_000_000, "USD"),
        ("評価額は$71Bです", "$71B", 71_000_000_000, "USD"),
        ("raised $6.6 billion in May", "$6.6 billion", 6_600_000_000, "USD"),
        ("about 230 million people", "230 million people", 230_000_000, "people"),
        ("入力は$0.15です", "$0.15", 0.15, "USD"),
        ("880万ユーロの投資", "880万ユーロ", 8_800_000, "EUR"),
        ("10億元を調達", "10億元", 1_000_000_000, "CNY"),
        ("検査工数36%削減", "36%", 36, "%"),
        ("マーケターの9割", "9割", 90, "%"),
        ("三つの理由", "三つ", 3, "つ"),
        ("生産性が3倍に", "3倍", 3, "times"),
        ("消費は10ギガワットに達する", "10ギガワット", 10_000_000_000, "power"),
        ("15大先導プロジェクト", "15大先導プロジェクト", 15, "プロジェクト"),
        ("投资120亿美元", "120亿美元", 12_000_000_000, "USD"),
        ("매출은 3조원이다", "3조원", 3_000_000_000_000, "KRW"),
    ],
)
def test_value_unit_and_place(text, figure, value, unit):
    assert (figure, round(value * ONE), unit) in read_all(text)


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4oとGemini 2.5とH100を比べた",
        "バージョンはv2.5です",
        "電話は03-1234-5678まで",
        "開始は10:30です",
        "AI戦略2019とG7",
        "数10億ドルの損失",
        "3分の1に減った",
        "第3章と第2四半期",
        "2つ目の理由は別にある",
        "解は $x^2+1=0$ を満たす",
        "%E3%81%82のような文字列",
        "1.2.3から1.2.4へ",
        "約1/5のコスト",
    ],
)
def test_what_is_no_figure(text):
    assert read_all(text) == []


def test_looseness():
    assert [f.loose for f in figures("約5人、5人以上、最大5人、5人超、5人未満、5人ほど、5人")] == [
        "~",
        ">",
        "<",
        ">",
        "<",
        "~",
        "",
    ]
    assert [f.loose for f in figures("over 5 people, up to 6 people, nearly 7 people, 8 people")] == [">", "<", "~", ""]


def test_ranges_lend_unit_and_scale():
    low, high = figures("30〜150万円")
    assert (low.value, low.role, high.role) == (300_000 * ONE, "low", "high")
    low, high = figures("500万〜1500万円")
    assert (low.value, high.value) == (5_000_000 * ONE, 15_000_000 * ONE)
    one, two = figures("5%未満から40%まで")
    assert (one.role, two.role) == ("", "") or (one.role, two.role) == ("from", "to")
    assert [f.role for f in figures("40,000人から77,000人へ")] == ["from", "to"]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("28%", "28.20%", True),
        ("1.2万人", "12,000人", True),
        ("5億人突破", "5.15億人", True),
        ("9割", "93%", True),
        ("10兆ウォン超", "10.1兆ウォン", True),
        ("230万人", "229.6万人", True),
        ("約2割", "19.5%", True),
        ("24%", "28.20%", False),
        ("5兆ドル", "19.9兆ドル", False),
        ("10兆ウォン超", "9兆ウォン超", False),
        ("最大450万円", "459万円", False),
        ("2倍", "3倍", False),
    ],
)
def test_close(one, two, same):
    (a,), (b,) = figures(one), figures(two)
    assert close(a, b) is same and close(b, a) is same


def test_values_are_exact():
    assert read("0.1")[0] + read("0.2")[0] == read("0.3")[0]
    assert read("4,252億5,000万") == (425_250_000_000 * ONE, 10_000 * ONE)
    assert read("1.2345678") is None  # finer than any figure of prose
    assert read("9" * 40) is None


def test_show():
    assert show(15_000_000 * ONE) == "1,500万"
    assert show(124_500_000_000_000 * ONE) == "125兆"
    assert show(66_300_000) == "66.3"
    assert show(-3 * ONE) == "-3"


def test_offsets_hold_in_any_mixture():
    rng = random.Random(11)
    parts = [
        "１２００億円",
        "約3倍",
        "、",
        "**",
        " ",
        "$0.15",
        "2025年",
        "から",
        "〜",
        "人",
        "　",
        "5%",
        "三つ",
        "abc",
        "万",
        "🎌",
    ]
    for _ in range(500):
        text = "".join(rng.choice(parts) for _ in range(rng.randint(1, 14)))
        last = 0
        for figure in figures(text):
            assert 0 <= figure.start < figure.end <= len(text)
            assert figure.start >= last
            last = figure.start
            assert any(c.isdigit() or c in "二三四五六七八九十" for c in text[figure.start : figure.end])

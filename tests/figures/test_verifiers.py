"""Each kind finds its contradiction, where it stands, with the calculation in the message."""

import pytest

CASES = [
    ("equation", "error", "効果は5% × 1,000,000個 × 1,000円/個 = **50億円**です。", "50億円", "5,000万円"),
    ("equation", "error", "月5万円×12ヶ月=50万円かかります。", "50万円", "60万円"),
    ("equation", "error", "合わせて120件 + 85件 = 215件です。", "215件", "205件"),
    ("equation", "error", "時給3,000円 × 160時間 = 52万円です。", "52万円", "48万円"),
    ("product", "warning", "損失が売上の1%（3000万円）なら、5%削減で1500万円の得になります。", "1500万円", "150万円"),
    ("sum", "warning", "A社1150億ドル、B社1080億ドル、C社990億ドルで合計6900億ドルです。", "6900億ドル", "3,220億"),
    ("table-sum", "error", "| 費用 | 額 |\n|---|---|\n| 本体 | 300万円 |\n| 保守 | 120万円 |\n| 合計 | 520万円 |", "520万円", "420万円"),
    ("share", "error", "460社中221社（58.0%）が答えました。", "58.0%", "48.0%"),
    ("breakdown", "warning", "内訳は日本が42%、米国が31%、その他が33%です。", "33%", "106%"),
    ("growth", "error", "市場は2024年の312億ドルから2029年には2,070億ドルへと、年平均成長率26%で伸びます。", "26%", "46"),
    ("growth-years", "info", "市場は2024年の312億ドルから2028年には2,070億ドルへと、年平均成長率46%で伸びます。", "46%", ""),
    ("change", "warning", "作業は月480時間から月120時間に短縮され、60%削減できました。", "60%", "75%"),
    ("table-change", "error", "| 項目 | 導入前 | 導入後 | 削減率 |\n|---|---|---|---|\n| 入力 | 80分 | 20分 | 65% |", "65%", "75%"),
    ("unit-slip", "error", "評価額は8,300億ドル（約1,250億円）です。", "1,250億円", "145兆円"),
    ("unit-slip-named", "error", "2.4兆ウォン、日本円にして約18億ドルを投じます。", "18億ドル", ""),
    ("unit-slip-period", "error", "| 業種 | 費用（年額） |\n|---|---|\n| 建設 | 月額144万円 |", "月額144万円", ""),
    ("rate-stated", "error", "評価額は8300億ドル（約139兆円、1ドル150円換算）です。", "139兆円", "125兆円"),
    ("rate-spread", "info", "一社は20億ユーロ（約3,200億円）、もう一社は50億ユーロ（約9,000億円）です。", "50億ユーロ（約9,000億円", ""),
    ("per-unit", "warning", "1日あたり約2万5千円、1ヶ月では約5万円の節約です。", "5万円", ""),
    ("per-unit", "warning", "料金は入力トークンあたり$2.50です。", "入力トークンあたり$2.50", ""),
    ("impossible-percent", "error", "物流コストの300%の削減につながります。", "300%", ""),
    ("impossible-percent", "error", "The change reduced costs by 250% in a year.", "250%", ""),
    ("date", "error", "次回は2026年3月13日（木）です。", "2026年3月13日（木）", "金曜日"),
    ("date", "error", "See you on Monday, March 13, 2026.", "Monday, March 13, 2026", "Friday"),
    ("date-impossible", "error", "締切は2026年2月30日です。", "2026年2月30日", ""),
    ("date-span", "error", "計画は5年間（2026年から2032年）です。", "5年", "7年"),
    ("range", "error", "参加者は300〜100人です。", "300〜100人", ""),
    ("broken", "error", "エネルギーの持続可能性にも目を向けましょう。消費される電力は、日本の一般家庭の約40", "40", ""),
    ("list-count", "error", "以下の3つの書類をそろえます。\n\n- 一\n- 二\n- 三\n- 四", "3つの書類をそろえます", "4"),
    ("list-count", "error", "You need the following 3 tools:\n\n- a saw\n- a hammer", "3 tools:", "2"),
    ("approx", "warning", "支援額は1200億円（正確には、設備だけで1,166億円）です。", "1,166億円", "1200億円"),
    ("loose-exact", "info", "業界を20年近く見てきました。\n\n私は20年間この業界に身を置いています。", "20年間", "20年近く"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "severity", "text", "place", "words"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)]
)
def test_found_where_it_stands(tell, kind, severity, text, place, words):
    found = [(k, s, quoted, d) for k, s, quoted, d in tell(text + "\n") if k == kind]
    assert len(found) == 1, [f[:3] for f in tell(text + "\n")]
    _, is_severity, quoted, diagnostic = found[0]
    assert is_severity == severity
    assert quoted.strip("*") == place
    assert words in diagnostic.message
    assert "$" not in diagnostic.message.replace("$2.50", "")


FRONT = "---\ntitle: {}\nexcerpt: {}\n---\n\n{}\n"


def test_front_kinds(kinds):
    body = "港の物流センターは2024年に無人フォークリフトを24台導入しました。費用は390億円でした。"
    assert kinds(FRONT.format("港の物流センター", "2024年に無人フォークリフトを24台導入", body)) == []
    assert kinds(FRONT.format("港の物流センター", "2024年に無人フォークリフトを38台導入", body)) == ["front-mismatch"]
    assert kinds(FRONT.format("無人フォークリフトの費用は39億円", "港のセンター", body)) == ["front-scale"]
    assert kinds(FRONT.format("漁獲量が7倍になった湖", "湖の話", body)) == ["front-unsupported"]


def test_one_finding_for_title_and_excerpt(tell):
    found = tell(
        FRONT.format("生産性が4倍に", "生産性を4倍にした話", "議事録づくりが楽になりました。毎日が変わります。")
    )
    assert [f[0] for f in found] == ["front-unsupported"]
    assert [r.span.line for r in found[0][3].related] == [3]


def test_title_count(kinds, tell):
    post = "---\ntitle: 在庫を直す5つのステップ\n---\n\n{}\n"
    steps = "\n\n".join(f"## ステップ{n}\n\n数えます。" for n in range(1, 6))
    assert kinds(post.format(steps)) == []
    assert kinds(post.format("考え方を述べます。手順は人それぞれです。")) == ["title-count"]
    conflict = tell(post.format("次の4つのステップで直せます。まず数えます。"))
    assert [(f[0], f[1]) for f in conflict] == [("title-count-conflict", "error")]


def test_copies_are_one_finding_with_related_places(tell):
    sentence = "物流コストの300%の削減につながると、担当者は話しています。"
    found = tell("\n\n".join([sentence, "間の文です。", sentence, sentence]) + "\n")
    assert len(found) == 1
    assert [r.span.line for r in found[0][3].related] == [5, 7]


LONG = "同社は全国の店舗に案内ロボットを導入し、利用者の待ち時間を平均で{}%短縮したと説明しています。"


def test_near_copies_that_differ_in_a_figure(tell):
    found = tell(LONG.format(35) + "\n\n間の文です。\n\n" + LONG.format(85) + "\n")
    assert [(f[0], f[1], f[2]) for f in found] == [("body-conflict", "warning", "85%")]
    again = tell("\n\n".join([LONG.format(85), LONG.format(35), LONG.format(35)]) + "\n")
    assert [(f[0], f[2]) for f in again] == [("body-conflict", "85%")]  # the odd one out, wherever it stands


def test_surroundings_that_agree_are_an_info(tell):
    text = "店舗の待ち時間を平均で35%短縮したという発表がありました。\n\n発表では、店舗の待ち時間を平均で38%短縮したそうです。\n"
    assert [(f[0], f[1]) for f in tell(text)] == [("body-conflict", "info")]


def test_body_against_body_is_off_without_kana(kinds):
    text = "The shop says that its new guide robot cut waiting times for visitors by {}% in the first year of use."
    text = text.format(35) + "\n\nAnother paragraph.\n\n" + text.format(85) + "\n"
    assert kinds(text) == []
    assert kinds(text, **{"body-japanese-only": False}) == ["body-conflict"]


def test_notation_edits_keep_the_value(tell):
    text = "予算は1,200億円、前年は1,166億円でした。\n\n市は1200億円を積み、県も1,450億円を出しました。\n"
    (found,) = tell(text)
    assert found[0] == "notation"
    fix = found[3].fix
    assert [(text[e.span.start : e.span.end], e.text) for e in fix.edits] == [("1200", "1,200")]
    (found,) = tell(text.replace("市は1200億円", "市は2300億円"))
    assert found[0] == "notation" and found[3].fix is None  # another value: which form is right is house style
    wide = "予算は120億円、前年は116億円でした。来年は130億円、再来年は１４０億円です。\n"
    (found,) = tell(wide)
    assert [(wide[e.span.start : e.span.end], e.text) for e in found[3].fix.edits] == [("１４０", "140")]


def test_kinds_can_be_switched_off_and_suppressed(kinds):
    text = "物流コストの300%の削減です。\n"
    assert kinds(text) == ["impossible-percent"]


def test_currency_bands_are_an_option(kinds):
    text = "評価額は100億ドル（約5.2兆円）です。\n"
    assert kinds(text) == []
    assert kinds(text, **{"currency-bands": {"JPY/USD": "140-160"}}) == ["unit-slip"]

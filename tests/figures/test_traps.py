"""What looks like a contradiction and is none: the traps of the survey, in our own words."""

import pytest

TRAPS = {
    # the four families that gave most false alerts on posts of other people
    "English lists of facts": "Sales rose by 12% in Spain last year.\n\nSales rose by 17% in France last year.\n\nSales rose by 9% in Peru last year.",
    "TeX": "方程式 $x^2+1=0$ を解くと、$2x + 3 = 7$ とは別の答えになります。$$1 + 1 = 10$$ は二進法です。",
    "units convert": "画像は100MB×30×5=15GBになります。30分 × 20日 = 10時間です。40分×3回=2時間です。",
    "items of nested lists": (
        "以下の3つの準備をします。\n\n- 机\n  - 脚\n  - 板\n- 椅子\n  - 座面\n- 棚\n\n終わったら始めます。"
    ),
    # rounding
    "one digit": "市場は710億ドル（約10兆円）です。別の市場は2440億ドル（約36兆円）です。",
    "declared rounding": "買収額は約54億ドル、正確には53億7500万ドルでした。",
    "rounded in the title": "---\ntitle: 配送の遅れ28%の理由\n---\n\n配送の遅れは28.20%でした。理由を見ます。",
    "lower bound": "---\ntitle: 利用者5億人突破\n---\n\n利用者は5.15億人になりました。",
    "said as a word": "---\ntitle: 生産ラインを2倍に\n---\n\n生産ラインは今年、倍増しました。",
    "other scale": "---\ntitle: 1.2万人を募集\n---\n\n会社は約12,000人を募集すると述べました。",
    # sums
    "examples in brackets": "総額は6900億ドル（A社1150億、B社1080億、C社990億など）です。",
    "running total": "5月に60億ドルを調達し、12月に60億ドルを追加調達して、累計で120億ドルを超えました。",
    "the sum holds": "500億ユーロと1,500億ユーロを合わせて、合計2,000億ユーロになります。",
    "years side by side": "2023年は1億ドル、2024年には合計120億ドルを調達しました。",
    # growth
    "two subjects": (
        "生成AI市場は2025年には710億ドル規模に達し、AI市場全体でも2030年には8270億ドルへと、年平均成長率28%で伸びます。"
    ),
    "growth holds": "市場は2025年の2440億ドルから2030年には8270億ドルへと、年平均成長率28%で拡大します。",
    "rate of another span": (
        "2030年には471億ドル、2034年には2,360億ドルに達し、2025年から2034年の年平均成長率は45.8%とされます。"
    ),
    # shares and changes
    "half a digit": "調査では1859社中1232社（66.3%）が答えました。",
    "relative change": "失敗は40%から25%に下がり、37.5%改善しました。",
    "points": "正解率は55%から72%へ17ポイント向上しました。",
    "nearly doubled": "社員は40,000人から77,000人へとほぼ倍増しました。",
    "reduction holds": "- 実機テスト回数の52%削減（年間約120回→58回）",
    "more than all, explained": "活用率は105.3%（複数用途で重複）でした。アクセスは300%増加し、300%の成長です。",
    # currencies
    "another dollar": "ニュージーランドは7000万ドル（約62億円）を投じます。",
    "lower bound in yen": "評価額は150億ドル（約2兆円超）です。",
    "euros for dollars": "彼は1,000万ドル（約880万ユーロ）を出しました。",
    # dates
    "inclusive years": "計画は5年間（2026年から2030年）です。別の計画は4年間（2026年から2030年）です。",
    "right weekday": "会は2025年9月25日(木)に開きます。",
    # same digits, other power: product, whole and part
    "a product": "1人38万円を100人に配ると3800万円です。",
    "whole and fund": "EUは2000億ユーロを動員し、そのうち200億ユーロを新しい基金に回します。",
    # lists and titles
    "third in prose": ("壁は大きく分けて3つあります。\n\n- 時間の壁\n- お金の壁\n\nそして3つ目は、言葉の壁です。"),
    "two counts in a title": (
        "---\ntitle: 会社が知るべき5つの要点\n---\n\n## 「3つの壁」と「2つの機会」\n\n壁と機会を順に見ます。"
    ),
    "steps by heading": (
        "---\ntitle: 片付けの3つのステップ\n---\n\n## ステップ1：出す\n\n出します。\n\n## ステップ2：分ける\n\n分けます。\n\n"
        "## ステップ3：しまう\n\nしまいます。"
    ),
    # body against body
    "years apart": "2023年の売上は120億円でした。2024年の売上は180億円でした。",
    "rounds apart": "シリーズEでの評価額は615億ドルでした。シリーズFでの評価額は1830億ドルでした。",
    "transition": "予算は従来の100兆ウォンから150兆ウォンに増え、そのうち30兆ウォンを充てます。",
    "price lists": "- **料金**: 月額20万円〜（初期費用別途）\n\n別の会社です。\n\n- **料金**: 月額18万円〜（初期費用別途）",
    "rows of a table": "| 製品 | 価格 |\n|---|---|\n| 赤 | 約72,000円 |\n| 青 | 約2,200円 |",
    "subjects apart": "北米は市場の30.7%を占めます。アジアは市場の28%を占めます。",
    "months apart": (
        "3月の売上は、新しい店舗の効果もあって前の月から大きく伸び、全体で120万円になりました。\n\n"
        "4月の売上は、新しい店舗の効果もあって前の月から大きく伸び、全体で135万円になりました。"
    ),
    "versions apart": (
        "版3.2では、起動にかかる時間が前の版に比べて平均で12%短くなったと報告されています。\n\n"
        "版3.3では、起動にかかる時間が前の版に比べて平均で15%短くなったと報告されています。"
    ),
    "near but other": "補正予算は1兆9067億ウォンです。データセンターには最大2兆ウォンを投じます。",
    # tables
    "costs that a row does not tell": (
        "| 項目 | 費用 |\n|---|---|\n| 準備 | $2,000 |\n| 作業 | 3人月 |\n| 合計（概算） | $10,000 |"
    ),
    "ranges add up": (
        "| 項目 | 期間 |\n|---|---|\n| 要件 | 1〜2週間 |\n| 設計 | 1〜2週間 |\n| 試験 | 2〜3週間 |\n| 合計 | 4〜7週間 |"
    ),
    "subtotals": (
        "| 項目 | 費用 |\n|---|---|\n| 机 | 30万円 |\n| 椅子 | 20万円 |\n| 小計 | 50万円 |\n| 棚 | 15万円 |\n| 灯り | 5万円 |\n"
        "| 合計 | 70万円 |"
    ),
    "a saying": "2人で組むと 1 + 1 = 3 になることもあります。整数の割り算では 7 / 2 = 3 です。",
    "a text about dates": "2023年2月30日のような存在しない日付を入れると、例外になります。",
    "a share of others": "100人中30人が、50%以上の改善を感じました。460社中221社が20%の値上げをしました。",
    "a ranking downwards": "10〜1位を、下から順に見ていきます。",
    "one digit grouping": "参加は1000人でした。前年は12,000人の応募がありました。",
    "code and links": "[3倍速い](https://example.com/10000)の説明と `x = 1200 + 5 = 3` を読みます。",
}


@pytest.mark.parametrize("text", TRAPS.values(), ids=list(TRAPS))
def test_no_error_and_no_warning(loud, text):
    assert loud(text + "\n") == []

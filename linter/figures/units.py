"""The units a figure can carry: how they are written, what they measure, how they convert.

A unit's `factor` brings a number to the base unit of its dimension (seconds, bytes, watts, percent). Counters
(人, 社, 件) are their own unit: two of them never convert.
"""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    name: str  # canonical, shown in messages
    dimension: str
    factor: int = 1  # to the base unit of the dimension


CURRENCIES = frozenset(
    ["JPY", "USD", "EUR", "GBP", "CNY", "KRW", "INR", "TWD", "AUD", "CAD", "NZD", "HKD", "SGD", "CHF"]
)

SYMBOLS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₩": "KRW", "₹": "INR"}

_MONEY = {
    "JPY": "円 yen JPY 엔 日元",
    "USD": "ドル 米ドル USドル 米国ドル USD dollars dollar 美元 달러",
    "EUR": "ユーロ EUR euros euro 欧元 유로",
    "GBP": "ポンド GBP pounds 英镑",
    "CNY": "元 人民元 CNY RMB yuan 人民币",
    "KRW": "ウォン KRW won 원",
    "INR": "ルピー rupees",
    "TWD": "台湾ドル",
    "AUD": "豪ドル 豪州ドル オーストラリアドル",
    "CAD": "カナダドル 加ドル",
    "NZD": "NZドル ニュージーランドドル",
    "HKD": "香港ドル",
    "SGD": "シンガポールドル",
    "CHF": "スイスフラン",
}

_SCALED = {  # dimension: {written: factor}
    "percent": {"%": 1, "パーセント": 1, "percent": 1, "割": 10, "프로": 1},
    "point": {"ポイント": 1, "pt": 1, "pts": 1, "%ポイント": 1, "パーセントポイント": 1, "percentage points": 1, "points": 1},
    "times": {"倍": 1, "times": 1, "x": 1, "배": 1},
    "duration": {
        "秒": 1, "秒間": 1, "seconds": 1, "second": 1,
        "分": 60, "分間": 60, "minutes": 60, "minute": 60, "時間": 3600, "hours": 3600, "hour": 3600,
        "日": 86400, "日間": 86400, "営業日": 86400, "days": 86400, "day": 86400,
        "週": 604800, "週間": 604800, "weeks": 604800, "week": 604800,
    },
    "months": {
        "カ月": 1, "ヶ月": 1, "か月": 1, "ヵ月": 1, "ケ月": 1, "箇月": 1, "カ月間": 1, "ヶ月間": 1, "か月間": 1,
        "months": 1, "month": 1, "年": 12, "年間": 12, "カ年": 12, "か年": 12, "ヶ年": 12, "years": 12, "year": 12,
    },
    "bytes": {"KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "PB": 10**15, "ギガバイト": 10**9, "テラバイト": 10**12},
    "power": {
        "kW": 10**3, "MW": 10**6, "GW": 10**9, "TW": 10**12,
        "ワット": 1, "キロワット": 10**3, "メガワット": 10**6, "ギガワット": 10**9,
    },
    "energy": {"kWh": 10**3, "MWh": 10**6, "GWh": 10**9, "TWh": 10**12},
    "nanometre": {"nm": 1, "ナノメートル": 1, "ナノ": 1},
    "metre": {"km": 1000, "キロメートル": 1000, "メートル": 1},
    "area": {"平方メートル": 1, "ヘクタール": 10_000, "エーカー": 4047, "平方フィート": 1},
    "mass": {"kg": 10**3, "トン": 10**6, "キログラム": 10**3, "グラム": 1},
    "hertz": {"MHz": 10**6, "GHz": 10**9},
    "compute": {"TFLOPS": 10**12, "PFLOPS": 10**15, "TOPS": 10**12},
    "people": {"人": 1, "名": 1, "people": 1, "employees": 1, "명": 1},
    "companies": {"社": 1, "企業": 1, "companies": 1},
    "tokens": {"トークン": 1, "tokens": 1},
}  # fmt: skip

_COUNTERS = (
    "件 個 台 本 枚 冊 回 種類 種 品目 店舗 店 施設 拠点 軒 棟 校 戸 世帯 機 基 隻 頭 匹 つ 点 章 項目 ページ 選 位 文字 字 語 行 都市 "
    "カ国 か国 ヶ国 ヵ国 カ所 か所 ヶ所 ヵ所 箇所 ユーザー パラメータ パラメーター ステップ 歳 代 票 株 話 曲 色 段階 層 系統 便 大学 病院 工場 "
    "개 个 項 users items プロジェクト"
)

_ALIKE = {
    "PJ": "プロジェクト",
    "か国": "カ国",
    "ヶ国": "カ国",
    "ヵ国": "カ国",
    "か所": "カ所",
    "ヶ所": "カ所",
    "ヵ所": "カ所",
    "箇所": "カ所",
    "パラメーター": "パラメータ",
}

UNITS: dict[str, Unit] = {
    **{written: Unit(code, "money") for code, forms in _MONEY.items() for written in forms.split()},
    **{
        written: Unit(dimension if dimension not in ("percent",) else "%", dimension, factor)
        for dimension, forms in _SCALED.items()
        for written, factor in forms.items()
    },
    **{written: Unit(_ALIKE.get(written, written), "count") for written in _COUNTERS.split()},
    "PJ": Unit("プロジェクト", "count"),
}

SCALES = {
    "兆": 10**12,
    "億": 10**8,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
    "亿": 10**8,
    "조": 10**12,
    "억": 10**8,
    "만": 10**4,
}
WORDS = {
    "trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3,
    "bn": 10**9, "T": 10**12, "B": 10**9, "M": 10**6, "K": 10**3, "k": 10**3,
}  # fmt: skip

"""Last words that show a sentence goes on: particles, articles, conjunctions, in four languages.

Plain strings and comparisons: large classes of characters cost a regular expression milliseconds to compile.
"""

from __future__ import annotations

import re

from linter import lazy

_JAPANESE = (
    *"をがはにでとのへもや", "的な", "という", "といった", "ような", "ように", "における", "として", "により", "によって",
    "について", "に対して", "だけでなく", "ための", "つまり", "そして", "しかし",
)  # fmt: skip
_COLLOQUIAL = (
    "かも", "のに", "とか", "なんて", "だと", "ってば", "けれども", "けども", "なのは", "でも", "では", "とは", "かは",
    "までに", "もの", "こと",
)  # fmt: skip
_CHINESE = (
    *"的和与及在是为對对把被將从從向于於而或并且以其该這这那", "因为", "所以", "通过", "以及", "但是", "如果", "可以", "能够",
    "它们", "我们",
)  # fmt: skip
_KOREAN = ("에서", "으로", "하고", "하며", "하는", "위해", "통해", "대한", "및", "또는", "그리고", "하지만", "따라서")
_KOREAN_PARTICLES = "을를은는의와과"
_STRICT = frozenset(("the", "a", "an", "and", "or", "of"))
_ENGLISH = _STRICT | frozenset((
    "but", "nor", "to", "in", "on", "at", "for", "with", "from", "by", "as", "into", "than", "because", "if", "while",
    "whose", "whether", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could",
    "should", "may", "might", "must", "its", "their", "our", "your", "my", "his", "among", "toward", "towards", "upon",
    "within", "without", "such", "these", "those", "every", "very", "although", "though", "since", "unless", "until",
    "which", "who",
))  # fmt: skip
_LAST_WORD = lazy.compile(r"(?<![\w'’-])[A-Za-z]+$")
_FAREWELL = lazy.compile(
    r"(?:(?:よい|良い|素敵な|楽しい|すてきな)[^。！？\n]{1,16}を|(?:お年|週末|休日|一日|旅)を"
    r"|また(?:今度|次回|明日|来週|いつか)?(?:に|で)?)$"
)
_NOTICE = lazy.compile(r"\s*(?:Copyright\b|©|\(c\)|All rights reserved)", re.I)


def ends_open(tail: str) -> bool:
    """Whether the last word of `tail` can't be the last of a sentence."""
    if tail[-1:].isascii() and tail[-1:].isalpha():
        word = _LAST_WORD.search(tail)
        return bool(word and word[0].lower() in _ENGLISH and not word[0].isupper())
    kana, hangul, han = _scripts(tail)
    if hangul:
        return tail.endswith(_KOREAN) or (tail[-1] in _KOREAN_PARTICLES and "가" <= tail[-2:-1] <= "힣")
    if kana:
        return tail.endswith(_JAPANESE) and not tail.endswith(_COLLOQUIAL)
    return bool(han) and tail.endswith(_CHINESE)


def signs_off(text: str) -> bool:
    """Whether a paragraph ends in what needs no full stop: a wish or a “see you” (よいお年を), a notice of copyright, marks."""
    line = text[text.rfind("\n", 0, len(text.rstrip())) + 1 :]
    return bool(_FAREWELL.search(text[-24:]) or _NOTICE.match(line)) or not any(map(str.isalnum, line))


def is_strict(text: str) -> bool:
    """Whether `text` ends in an article, “and”, “or” or “of”, which end no sentence and no signature."""
    word = _LAST_WORD.search(text[-24:])
    return bool(word and word[0].lower() in _STRICT)


def is_latin(text: str) -> bool:
    """Whether `text` is written in Latin letters for the greater part."""
    letters = sum("A" <= each <= "Z" or "a" <= each <= "z" or "À" <= each <= "ɏ" for each in text)
    return letters > 3 * sum(_scripts(text))


def _scripts(text: str) -> tuple[int, int, int]:
    """How many kana, hangul and Chinese characters `text` holds."""
    kana = hangul = han = 0
    for each in text:
        if "ぁ" <= each <= "ヺ":
            kana += 1
        elif "가" <= each <= "힣":
            hangul += 1
        elif "㐀" <= each <= "鿿":
            han += 1
    return kana, hangul, han

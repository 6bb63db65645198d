"""Last words that show a sentence goes on: particles, articles, conjunctions, in four languages."""

from __future__ import annotations

import re

_JAPANESE = re.compile(
    r"(?:[をがはにでとのへもや]|的な|という|といった|ような|ように|における|として|により|によって|について|に対して|だけでなく|ための|つまり|そして|しかし)$"
)
_COLLOQUIAL = re.compile(
    r"(?:かも|のに|とか|なんて|だと|ってば|けれども|けども|なのは|でも|では|とは|かは|までに|もの|こと)$"
)
_FAREWELL = re.compile(
    r"(?:(?:よい|良い|素敵な|楽しい|すてきな)[^。！？\n]{1,16}を|(?:お年|週末|休日|一日|旅)を|また(?:今度|次回|明日|来週|いつか)?(?:に|で)?)$"
)
_CHINESE = re.compile(
    r"(?:[的和与及在是为對对把被将從从向于於而或并且以其该這这那]|因为|所以|通过|以及|但是|如果|可以|能够|它们|我们)$"
)
_KOREAN = re.compile(
    r"(?:[가-힣][을를은는의와과]|에서|으로|하고|하며|하는|위해|통해|대한|및|또는|그리고|하지만|따라서)$"
)
_STRICT = re.compile(r"(?<![\w'’-])(?:the|an?|and|or|of)$", re.I)
_ENGLISH = re.compile(
    r"(?<![\w'’-])(?:the|an?|and|or|of|but|nor|to|in|on|at|for|with|from|by|as|into|than|because|if|while|whose|whether"
    r"|is|are|was|were|be|been|has|have|had|will|would|can|could|should|may|might|must|its|their|our|your|my|his"
    r"|among|towards?|upon|within|without|such|these|those|every|very|although|though|since|unless|until|which|who)$",
    re.I,
)
_LATIN = re.compile(r"[A-Za-z]$")
_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
_HANGUL = re.compile(r"[가-힣]")
_LETTER = re.compile(r"[A-Za-zÀ-ɏ]")
_HAN = re.compile(r"[一-鿿㐀-䶿]")


def ends_open(tail: str) -> bool:
    """Whether the last word of `tail` can't be the last of a sentence."""
    if _LATIN.search(tail):
        word = _ENGLISH.search(tail)
        return bool(word and not word[0].isupper())
    if _HANGUL.search(tail):
        return bool(_KOREAN.search(tail))
    if _KANA.search(tail):
        return bool(_JAPANESE.search(tail)) and not _COLLOQUIAL.search(tail)
    return bool(_HAN.search(tail) and _CHINESE.search(tail))


def says_farewell(text: str) -> bool:
    """Whether a Japanese paragraph ends in a wish or a “see you”, which need no full stop: よいお年を, それではまた."""
    return bool(_FAREWELL.search(text[-24:]))


def is_strict(text: str) -> bool:
    """Whether `text` ends in an article, “and”, “or” or “of”, which end no sentence and no signature."""
    return bool(_STRICT.search(text[-24:]))


def is_latin(text: str) -> bool:
    """Whether `text` is written in Latin letters for the greater part."""
    letters = len(_LETTER.findall(text))
    others = len(_KANA.findall(text)) + len(_HAN.findall(text)) + len(_HANGUL.findall(text))
    return letters > 3 * others

"""Two ways of writing the same thing in one Japanese post: the first person, the register, the spelling, the signs."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from linter import lazy
from linter.diagnostic import Finding, Related
from linter.document import Document
from linter.words import excerpt

Place = tuple[int, int]  # half-open offsets


class Options(NamedTuple):
    persons: tuple[str, ...]  # words for “I”
    least: int  # how often each of two must occur to be a mixture
    share: float  # the share of sentences from which the rarer register is a mixture
    pairs: tuple[str, ...]  # spellings of one word: variants apart by " / ", the forms of a variant by "|"


def check(document: Document, options: Options) -> Iterator[Finding]:
    if not any(match["kana"] for match in _KANA_OR_SPEECH.finditer(document.prose, document.body)):
        return
    yield from _persons(document, options)
    yield from _register(document, options.share)
    yield from _spellings(document, options.pairs)
    yield from _signs(document, document.prose)
    yield from _abbreviations(document, document.prose)


_KANA = lazy.compile(r"[ぁ-ゖ]")
_SPEECH = lazy.compile(r"「[^「」\n]{0,200}」|『[^『』\n]{0,200}』")
_KANA_OR_SPEECH = lazy.compile(rf"(?P<kana>{_KANA.pattern})|{_SPEECH.pattern}")


def _quotations(document: Document) -> list[Place]:
    return _spans(document.prose, _SPEECH)


def _own(document: Document, places: Iterable[Place]) -> list[Place]:
    """The places that are not in a quotation, where others speak."""
    quotations = [(0, 0), *document.derived(_quotations)]
    return [
        place for place in places if quotations[bisect_right(quotations, (place[0], sys.maxsize)) - 1][1] <= place[0]
    ]


def _title(document: Document) -> Place:
    field = document.front_matter.get("title") if document.front_matter else None
    return (field.start, field.end) if field else (0, 0)


def _mixed(document: Document, kind: str, groups: Sequence[Sequence[Place]]) -> Iterator[Finding]:
    """One finding at the first place of the rarer of two groups; its other places and the other group related."""
    present = sorted((group for group in groups if group), key=len)
    if len(present) < 2:
        return
    rare, common = present[0], present[-1]
    other = min(common)
    related = [Related(document.span(*other), "other")]
    related += [Related(document.span(*place), "same") for place in rare[1:5]]
    text = document.text
    values = {"text": excerpt(text[slice(*rare[0])]), "other": excerpt(text[slice(*other)])}
    yield Finding(document.span(*rare[0]), kind, values, tuple(related))


def _persons(document: Document, options: Options) -> Iterator[Finding]:
    words = [word for word in options.persons if document.prose.count(word) >= options.least]
    groups = []
    for word in words if len(words) > 1 else ():
        literal = re.escape(word)  # first, since it is what the search can skip to
        pattern = re.compile(rf"{literal}(?<![一-鿿]{literal})(?![一-鿿]|たち|ども|ら)")
        groups.append(_own(document, _spans(document.prose, pattern)))
    yield from _mixed(document, "person", [group for group in groups if len(group) >= options.least])


_POLITE = lazy.compile(
    r"(?:です|ます|でした|ました|ません|でしょう|ましょう|ください)(?:か|ね|よ|よね|が|けど|から|し)?[。！？!?]"
)
_PLAIN = lazy.compile(
    r"(?:である|だ|だった|であろう|だろう|[うくすつぬむるぐぶ]|ない|なかった|った|した)(?:か|な|ね|よ)?[。！？!?]"
)


_LAST = 12  # characters of a sentence that hold its ending


def _register(document: Document, share: float) -> Iterator[Finding]:
    """です・ます beside だ・である, each with a fair share of the sentences of the paragraphs."""
    text = document.text
    paragraphs = [block.kind == "paragraph" and not block.container for block in document.blocks]
    places = [
        (start if end - start < _LAST else end - _LAST, end)
        for start, end, block in document.sentences
        if paragraphs[block]
    ]
    endings = Counter([text[start:end] for start, end in places])
    polite = {ending: match.start() for ending in endings if (match := _POLITE.search(ending))}
    formal = sum([endings[ending] for ending in polite])
    if not formal or len(places) - formal < share * len(places):
        return
    plain = {ending: match.start() for ending in endings.keys() - polite if (match := _PLAIN.search(ending))}
    casual = sum([endings[ending] for ending in plain])
    if formal + casual >= 10 and min(formal, casual) >= share * (formal + casual):
        groups = [
            [(start + register[text[start:end]], end) for start, end in places if text[start:end] in register]
            for register in (polite, plain)
        ]
        yield from _mixed(document, "register", groups)


def _spellings(document: Document, pairs: tuple[str, ...]) -> Iterator[Finding]:
    """Words that are written in two ways."""
    rarer, told = _rarer(pairs)
    title = _title(document)
    heading = document.text[slice(*title)]
    seen = {pair for form in (*_standing(rarer, heading), *_standing(rarer, document.prose)) for pair in told[form]}
    for pair in pairs:
        if pair not in seen or len(_variants(pair, heading, document.prose)) < 2:
            continue
        groups = _written(document, title, pair)
        if sum(map(bool, groups)) > 1:
            yield from _mixed(document, "spelling", [_own(document, group) for group in groups])


@lru_cache(maxsize=8)
def _rarer(pairs: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """A pattern of all spellings but the common one (the last) of each pair, and the pairs that a match tells of."""
    forms = [
        (form, pair) for pair in pairs for variant in pair.split(" / ")[:-1] for form in variant.split("|") if form
    ]
    told = {longer: [pair for form, pair in forms if longer.startswith(form)] for longer, _ in forms}
    longest = sorted(told, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)) or "(?!)"), told


def _standing(pattern: re.Pattern[str], text: str) -> set[str]:
    """What the pattern matches, at whatever place it begins."""
    found = set()
    match = pattern.search(text)
    while match:
        found.add(match[0])
        match = pattern.search(text, match.start() + 1)
    return found


def _variants(pair: str, *texts: str) -> list[str]:
    """The variants that stand in one of the texts."""
    return [
        variant for variant in pair.split(" / ") if any(form in text for form in variant.split("|") for text in texts)
    ]


def _written(document: Document, title: Place, pair: str) -> list[list[Place]]:
    """The places of each variant of a word, in the title and in the prose."""
    prose = document.prose
    variants = [variant.split("|") for variant in pair.split(" / ")]
    groups: list[list[Place]] = [[] for _ in variants]
    taken: set[int] = set()
    longest = sorted(
        ((form, number) for number, forms in enumerate(variants) for form in forms), key=_length, reverse=True
    )
    for form, number in longest:
        for text, start, end in ((document.text, *title), (prose, document.body, len(prose))):
            for at in _places(text, form, start, end):
                if at not in taken:
                    taken.add(at)
                    groups[number].append((at, at + len(form)))
    return [sorted(group) for group in groups]


def _length(form: tuple[str, int]) -> int:
    return len(form[0])


def _places(text: str, form: str, start: int, end: int) -> Iterator[int]:
    at = text.find(form, start, end)
    while at >= 0:
        if not (form[0].isdigit() and text[at - 1 : at].isdigit()):
            yield at
        at = text.find(form, at + len(form), end)


_HALF_SPACE = [lazy.compile(rf"{sign} [^\s*_」』）)]") for sign in "？！"]  # a search skips to a first character
_NO_SPACE = [lazy.compile(rf"{sign}(?!と|って|かも|[なにをはがの])[^\s{sign}]") for sign in "？！"]
_HALF_BRACKET = lazy.compile(r"\([^()\n]{1,40}\)")
_FULL_BRACKET = lazy.compile(r"（[^（）\n]{1,80}）")
_NAME = r"[A-Z][\w.+-]{0,20}(?: [A-Z][\w.+-]{0,20})?"
_HALF_LIST = lazy.compile(rf"(?<![A-Za-z0-9]){_NAME}(?:, {_NAME}){{2,10}}")
_MAYBE_LIST = lazy.compile(rf", {_NAME}, [A-Z]")


def _signs(document: Document, prose: str) -> Iterator[Finding]:
    """The same sign in two widths."""
    apart = _spans(prose, *_HALF_SPACE)
    if apart:
        close = [place for place in _spans(prose, *_NO_SPACE) if _begins_sentence(prose[place[1] - 1])]
        yield from _mixed(document, "space", [apart, close])
    half = [place for place in _spans(prose, _HALF_BRACKET) if any(map(_is_japanese, prose[slice(*place)]))]
    full = _spans(prose, _FULL_BRACKET)
    if min(len(half), len(full)) * 3 <= max(len(half), len(full)):
        yield from _mixed(document, "bracket", [half, full])
    found = _spans(prose, _HALF_LIST) if _MAYBE_LIST.search(prose) else ()
    lists = [place for place in found if _in_japanese(prose, place)]
    if lists and prose.count("、") > len(lists):
        comma = prose.find("、")
        yield from _mixed(document, "comma", [lists, [(comma, comma + 1)] * (len(lists) + 1)])


def _begins_sentence(letter: str) -> bool:
    return letter in "「『" or (letter.isascii() and letter.isalnum()) or _is_japanese(letter)


def _is_japanese(letter: str) -> bool:
    """Whether it is a kana or a kanji. (A pattern with so wide a range takes a millisecond to compile.)"""
    return "ぁ" <= letter <= "ゖ" or "ァ" <= letter <= "ヺ" or "一" <= letter <= "鿿" or letter == "ー"


def _spans(prose: str, *patterns: re.Pattern[str]) -> list[Place]:
    return sorted(match.span() for pattern in patterns for match in pattern.finditer(prose))


def _in_japanese(prose: str, place: Place) -> bool:
    """Whether a list of names is part of a Japanese sentence, not a reference between brackets."""
    before, after = prose[max(0, place[0] - 10) : place[0]], prose[place[1] : place[1] + 3]
    return bool(_KANA.search(after)) or (bool(_KANA.search(before)) and before[-1:] not in ("(", "（"))


_SPELLED = lazy.compile(r"（(?P<short>[A-Z][A-Za-z]{1,6})）")
_EXPLAINED = lazy.compile(r"（(?P<full>[^\W\da-zA-Z]{4,20})）")
_SHORT = lazy.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{1,6}\Z")


def _abbreviations(document: Document, prose: str) -> Iterator[Finding]:
    """`大規模言語モデル（LLM）` after `LLM（大規模言語モデル）`: spelled out again, the other way round."""
    forms: dict[tuple[str, str], tuple[list[Place], list[Place]]] = {}
    for match in _EXPLAINED.finditer(prose):
        if short := _SHORT.search(prose, max(0, match.start() - 7), match.start()):
            forms.setdefault((short[0], match["full"]), ([], []))[1].append((short.start(), match.end()))
    for match in _SPELLED.finditer(prose) if 0 < len(forms) <= 50 else ():
        for name, full in forms:
            start = match.start() - len(full)
            if name == match["short"] and start >= 0 and prose.startswith(full, start):
                forms[name, full][0].append((start, match.end()))
    yield from _each(document, forms.values())


def _each(document: Document, forms: Iterable[tuple[list[Place], list[Place]]]) -> Iterator[Finding]:
    for spelled, short in forms:
        yield from _mixed(document, "abbreviation", [spelled, short])

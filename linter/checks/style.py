"""Two ways of writing the same thing in one Japanese post: the first person, the register, the spelling, the signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from linter.diagnostic import Finding, Related
from linter.document import Document
from linter.language.phrases import holds
from linter.words import excerpt

Place = tuple[int, int]  # half-open offsets


@dataclass(frozen=True)
class Options:
    persons: tuple[str, ...]  # words for “I”
    least: int  # how often each of two must occur to be a mixture
    share: float  # the share of sentences from which the rarer register is a mixture
    pairs: tuple[str, ...]  # spellings of one word: variants apart by " / ", the forms of a variant by "|"


def check(document: Document, options: Options) -> Iterator[Finding]:
    prose = _voice(document.prose)
    if not _KANA.search(prose):
        return
    yield from _persons(document, prose, options)
    yield from _register(document, options.share)
    title = _title(document)
    for pair in options.pairs:
        yield from _pair(document, prose, title, pair)
    yield from _signs(document, document.prose)
    yield from _abbreviations(document, document.prose)


_KANA = re.compile(r"[ぁ-ゖ]")
_SPEECH = re.compile(r"「[^「」\n]{0,200}」|『[^『』\n]{0,200}』")


def _voice(prose: str) -> str:
    """The prose without what others say: quotations blanked."""
    return _SPEECH.sub(lambda match: " " * len(match[0]), prose)


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


def _persons(document: Document, prose: str, options: Options) -> Iterator[Finding]:
    words = [word for word in options.persons if prose.count(word) >= options.least]
    groups = []
    for word in words if len(words) > 1 else ():
        literal = re.escape(word)  # first, since it is what the search can skip to
        pattern = re.compile(rf"{literal}(?<![一-鿿]{literal})(?![一-鿿]|たち|ども|ら)")
        groups.append(_spans(pattern, prose))
    yield from _mixed(document, "person", [group for group in groups if len(group) >= options.least])


_POLITE = re.compile(
    r"(?:です|ます|でした|ました|ません|でしょう|ましょう|ください)(?:か|ね|よ|よね|が|けど|から|し)?[。！？!?]"
)
_PLAIN = re.compile(
    r"(?:である|だ|だった|であろう|だろう|[うくすつぬむるぐぶ]|ない|なかった|った|した)(?:か|な|ね|よ)?[。！？!?]"
)


def _register(document: Document, share: float) -> Iterator[Finding]:
    """です・ます beside だ・である, each with a fair share of the sentences of the paragraphs."""
    polite: list[Place] = []
    plain: list[Place] = []
    text = document.text
    paragraphs = [block.kind == "paragraph" and not block.container for block in document.blocks]
    known: dict[str, tuple[bool, int]] = {}  # by the last characters: polite or not, and where that begins or -1
    for start, end, block in document.sentences:
        if not paragraphs[block]:
            continue
        tail = max(start, end - 12)
        ending = text[tail:end]
        if ending not in known:
            match = _POLITE.search(ending)
            other = match or _PLAIN.search(ending)
            known[ending] = (match is not None, other.start() if other else -1)
        is_polite, at = known[ending]
        if at >= 0:
            (polite if is_polite else plain).append((tail + at, end))
    total = len(polite) + len(plain)
    if total >= 10 and min(len(polite), len(plain)) >= share * total:
        yield from _mixed(document, "register", [polite, plain])


def _pair(document: Document, prose: str, title: Place, pair: str) -> Iterator[Finding]:
    variants = [variant.split("|") for variant in pair.split(" / ")]
    heading = document.text[slice(*title)]
    if not any(holds(prose, form) or form in heading for forms in variants[:-1] for form in forms):
        return  # the last variant is the common one
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
    yield from _mixed(document, "spelling", [sorted(group) for group in groups])


def _length(form: tuple[str, int]) -> int:
    return len(form[0])


def _places(text: str, form: str, start: int, end: int) -> Iterator[int]:
    at = text.find(form, start, end)
    while at >= 0:
        if not (form[0].isdigit() and text[at - 1 : at].isdigit()):
            yield at
        at = text.find(form, at + len(form), end)


_JAPANESE = "ぁ-ゖァ-ヺ一-鿿ー"
_HALF_SPACE = re.compile(r"[？！] [^\s*_」』）)]")
_NO_SPACE = re.compile(rf"[？！](?!と|って|かも|[なにをはがの])[{_JAPANESE}「『A-Za-z0-9]")
_HALF_BRACKET = re.compile(rf"\((?=[^()\n]{{0,40}}[{_JAPANESE}])[^()\n]{{1,40}}\)")
_FULL_BRACKET = re.compile(r"（[^（）\n]{1,80}）")
_HALF_LIST = re.compile(
    r"(?<![A-Za-z0-9])[A-Z][\w.+-]{0,20}(?: [A-Z][\w.+-]{0,20})?(?:, [A-Z][\w.+-]{0,20}(?: [A-Z][\w.+-]{0,20})?){2,10}"
)


def _signs(document: Document, prose: str) -> Iterator[Finding]:
    """The same sign in two widths."""
    apart = _spans(_HALF_SPACE, prose) if "？ " in prose or "！ " in prose else ()
    if apart:
        yield from _mixed(document, "space", [apart, _spans(_NO_SPACE, prose)])
    half, full = _spans(_HALF_BRACKET, prose), _spans(_FULL_BRACKET, prose)
    if min(len(half), len(full)) * 3 <= max(len(half), len(full)):
        yield from _mixed(document, "bracket", [half, full])
    found = _spans(_HALF_LIST, prose) if prose.count(", ") > 1 else ()
    lists = [place for place in found if _in_japanese(prose, place)]
    if lists and prose.count("、") > len(lists):
        comma = prose.find("、")
        yield from _mixed(document, "comma", [lists, [(comma, comma + 1)] * (len(lists) + 1)])


def _spans(pattern: re.Pattern[str], prose: str) -> list[Place]:
    return [match.span() for match in pattern.finditer(prose)]


def _in_japanese(prose: str, place: Place) -> bool:
    """Whether a list of names is part of a Japanese sentence, not a reference between brackets."""
    before, after = prose[max(0, place[0] - 10) : place[0]], prose[place[1] : place[1] + 3]
    return bool(_KANA.search(after)) or (bool(_KANA.search(before)) and before[-1:] not in ("(", "（"))


_SPELLED = re.compile(r"（(?P<short>[A-Z][A-Za-z]{1,6})）")
_EXPLAINED = re.compile(r"（(?P<full>[^\W\da-zA-Z]{4,20})）")
_SHORT = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{1,6}\Z")


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

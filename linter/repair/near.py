"""Sentences that hardly differ, and those patched together from two: what the unsafe fixes let go.

A sentence gives way to another, or to a clause of it that says the same, only when all that it has more is kana,
marks and words that link, or when the other is it with words put in. Names, figures and negations that differ keep both.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from rapidfuzz.distance import Indel

from linter import lazy
from linter.repair.index import Index
from linter.repair.nodes import Nodes
from linter.repair.pieces import takes_up
from linter.repair.units import Unit

LEAST = 12  # characters of a sentence that is compared
_LEAST_WHOLE = 20  # the same where no tear is near: shorter ones are alike by chance
_GRAM = 6
_COMMON = 8  # places of a stretch above which it says nothing
_SHARED = 2  # stretches of two sentences that are alike; those of which one is cut may share one
_LIKELY = 8  # sentences that one is compared with: those that share most stretches with it
_ENOUGH = 0.905  # similarity to the other sentence, or to as much of its beginning or end
_WEAK_SHARE = 0.08  # of a sentence that may differ in kana
_MOST_INSERTED = 4  # places
_STAMMER = 4  # characters of a sentence's end that are said again
_LEAST_PATCH = 12
_SLACK = 2

_CLAUSE = lazy.compile(r"[、，,：:；;「」『』（）()]")
_COMMA = lazy.compile(r"[、，,]")
_WEAK = lazy.compile(
    r"(?:[ぁ-ゖー、。，．,.!?！？「」『』（）()・:：;；\-—―…\"'“”’]|例えば|特に|彼ら|同時に|最後に|実際|正直|非常に|本当に|今後)*"
)
_WEAK_WORD = lazy.compile(r"(?:a|an|the|and|of|to|in|is|are|it|that|this|also|very|really|just|so|[,.;:!?'\"-])*", re.I)
_FIGURE = lazy.compile(r"\d+(?:[.,]\d+)*")
# in the group; what stands before it only looks like one, or denies nothing
_NEGATION = lazy.compile(
    r"はず|(?<![\wー])まず|必ず|わずか|少なく|まらず|かもしれ(?:ない|ません)|ざるを得(?:ない|ません)|ばな(?:らない|りません)"
    r"|(?:だけ|のみ|ばかり)で(?:は)?なく|計り知れ(?:ない|ません)|がえのない|違いない|非常|未来|不可欠"
    r"|(ない|なく|なかっ|なけれ|ません|ぬ|ず|不|非|未|無|\bno[tr]?\b|n['’]t|\bnever\b|\bwithout\b|안|못)"
)


def twins(units: Sequence[Unit], nodes: Nodes) -> Iterator[tuple[str, str]]:
    """(key of the sentence that may go, key of the one that stays)."""
    anchors: dict[str, list[int]] = defaultdict(list)
    names = [
        node
        for node, key in enumerate(nodes.key)
        if len(key) >= LEAST and all(units[index].kind != "heading" for index in nodes.units[node])
    ]
    found = {node: _anchors(nodes.key[node]) for node in names}
    for node, stretches in found.items():
        for stretch in stretches:
            anchors[stretch].append(node)
    gone: set[int] = set()
    for node, stretches in found.items():
        key, unit = nodes.key[node], units[_whole(nodes, node)]
        votes = Counter(chain.from_iterable(anchors[each] for each in stretches if len(anchors[each]) <= _COMMON))
        del votes[node]
        long = len(key) >= _LEAST_WHOLE or unit.torn or unit.stub
        for other in sorted(votes, key=votes.__getitem__, reverse=True)[:_LIKELY]:
            if len(stretches & found[other]) < _SHARED and not (unit.torn or unit.stub):
                continue
            twin = nodes.key[other]
            better = other < node or len(twin) > len(key)
            better = _stammers(key, twin) or (better and not _stammers(twin, key))
            if not ((long and better and gives_way(key, twin)) or _piece(unit, key, twin)) or other in gone:
                continue
            apart = _goes_on(units, nodes, node, twin, nodes.units[other])
            if not apart and not (unit.stub and _goes_on(units, nodes, other, key, nodes.units[node])):
                gone.add(node)
                yield key, twin
                break


def _whole(nodes: Nodes, node: int) -> int:
    """The first unit that is all of the node's sentence, if there is one; else the first."""
    return next((index for index in nodes.units[node] if nodes.whole[index]), nodes.units[node][0])


def _goes_on(units: Sequence[Unit], nodes: Nodes, node: int, twin: str, cut: Sequence[int] = ()) -> bool:
    """Whether the node is how a cut sentence goes on: one right before it that is another than its twin, or the twin.

    The twin is cut where all its units in `cut` are.
    """
    index = nodes.units[node][0]
    unit, before = units[index], units[index - 1]
    if not (unit.torn and unit.first):
        return False
    stubs = [before.key] if index and before.stub else []
    if cut and all(units[each].stub for each in cut[:_COMMON]):
        stubs.append(twin)
    return any(takes_up(stub, nodes.key[node], twin) for stub in stubs)


def _stammers(key: str, twin: str) -> bool:
    """Whether the key only says the last syllables of its twin again: it was garbled where the text was taken up."""
    again = 0 < len(key) - len(twin) <= _STAMMER and key.startswith(twin[:-1])
    return again and key[-1] == twin[-1] and key[-2] == twin[-2]


def _anchors(key: str) -> set[str]:
    """The stretches by which a sentence is looked up: how it begins and ends, and how its clauses begin."""
    starts = [0, len(key) - _GRAM, *(match.end() for match in _CLAUSE.finditer(key))]
    if key.isascii():
        starts += range(_GRAM, len(key) - _GRAM, _GRAM)
    return {key[at : at + _GRAM] for at in starts if len(key) - at >= _GRAM}


def _piece(unit: Unit, key: str, other: str) -> bool:
    """Whether `key`, cut in front or behind, hardly differs from that part of the other sentence."""
    if unit.torn and unit.first and not unit.stub:
        at = other.find(key[:_GRAM])
        return at >= 0 and _says_all_of(key, other[at:])
    if unit.stub and not unit.torn:
        at = other.rfind(key[-_GRAM:])
        return at >= 0 and _says_all_of(key, other[: at + _GRAM])
    return False


def gives_way(poorer: str, richer: str) -> bool:
    """Whether nothing is lost when `poorer` goes and `richer` stays."""
    if _says_all_of(poorer, richer):
        return True
    longer = len(richer) > len(poorer) + _SLACK
    return longer and any(_says_all_of(poorer, clause) for clause in _clauses(richer, len(poorer)))


def _clauses(text: str, length: int) -> Iterator[str]:
    """The beginning and the end of the text that are about as long, where a comma parts them from the rest."""
    for comma in _COMMA.finditer(text, max(0, length - _SLACK), length + _SLACK):
        yield text[: comma.start()]
    for comma in _COMMA.finditer(text, max(0, len(text) - length - 1 - _SLACK), len(text) - length + _SLACK):
        yield text[comma.end() :]


def _says_all_of(poorer: str, richer: str) -> bool:
    width = len(poorer)
    if len(richer) > 2 * width:
        return False
    similar = Indel.normalized_similarity
    if not (
        similar(poorer, richer, score_cutoff=_ENOUGH)
        or (len(richer) > width and similar(poorer, richer[:width], score_cutoff=_ENOUGH))
        or (len(richer) > width and similar(poorer, richer[-width:], score_cutoff=_ENOUGH))
    ):
        return False
    if Counter(_FIGURE.findall(poorer)) - Counter(_FIGURE.findall(richer)):
        return False
    if _negations(poorer) != _negations(richer):
        return False
    steps = Indel.opcodes(poorer, richer)
    lost = "".join(poorer[step.src_start : step.src_end] for step in steps if step.tag == "delete")
    if len(lost) > _WEAK_SHARE * width or sum(step.tag == "insert" for step in steps) > _MOST_INSERTED:
        return False
    return bool(_WEAK.fullmatch(lost) or _WEAK_WORD.fullmatch(lost))


def _negations(text: str) -> int:
    return sum(map(bool, _NEGATION.findall(text)))


def patched(units: Sequence[Unit], nodes: Nodes) -> Iterator[tuple[str, str]]:
    """(key of a sentence made of the beginning of one and the end of another, key of that other)."""
    known = Index(nodes.key)
    for node, key in enumerate(nodes.key):
        unit = units[_whole(nodes, node)]
        doubtful = all(units[index].flat or units[index].torn for index in nodes.units[node] if nodes.whole[index])
        if len(key) < LEAST or unit.kind == "heading" or not doubtful:
            continue
        end, other = known.shared_end(node)
        rest = len(key) - end
        if end and unit.torn and unit.first and rest <= _SLACK:
            if not _goes_on(units, nodes, node, nodes.key[other]):
                yield key, nodes.key[other]
        elif end >= _LEAST_PATCH and unit.flat:
            head = known.shared_beginning(node)
            if head >= rest and (rest >= 2 if end == len(nodes.key[other]) else head >= _LEAST_PATCH):
                yield key, nodes.key[other]

"""Tags that the article never speaks of.

Many blogs file posts under words that need not stand in them. So the tags of a post are held against
its text only in a blog whose tags mostly are words of its texts; that is what `compare` finds out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from linter import lazy
from linter.diagnostic import Finding, Span
from linter.document import Document
from linter.front.names import SUMMARIES, TAGS, named, text_fields
from linter.front.place import place

if TYPE_CHECKING:
    from linter.facts import Facts

SHORTEST = 400  # code points of a body that can be expected to name its subject
MOST, LONGEST = 60, 60  # tags of a post, and code points of a tag, that are looked for
OFTEN = 200  # places of a word around which its neighbours are looked for
NEAR = 20  # code points between the parts of a tag that stand for the whole
_PARTS = lazy.compile(r"[A-Za-z0-9+#.]+|[ァ-ヺー]+|[一-鿿々]+|[가-힣]+|[ぁ-ゖ]+")
_OF_OTHER_WIDTH = lazy.compile(r"[Ａ-Ｚａ-ｚ０-９ｦ-ﾟ]")
_WORD = lazy.compile(r"[\s_\-・]+")
_LATIN = lazy.compile(r"[A-Za-z0-9]")  # beside a word it is another word
_NAME = lazy.compile(r"[a-z]+[A-Z][A-Za-z]*$")  # xAI, iOS: written otherwise it is another word

Fact = tuple[str, str, str, list[int]]  # field, tag, state, span


def facts(document: Document, aliases: Mapping[str, tuple[str, ...]]) -> list[Any] | None:
    """How many tags the post has, and those that are not in its text: weak, case or absent."""
    front = document.front_matter
    if front is None or len(document.text) - document.body < SHORTEST:
        return None
    found: list[Fact] = []
    count = 0
    text = lowered = ""
    for name in TAGS:
        field = front.get(name)
        if field is None or not isinstance(field.value, list):
            continue
        text = text or _searched(document)
        lowered = lowered or text.lower()
        for index, tag in enumerate(field.value[:MOST]):
            if isinstance(tag, str) and 0 < len(tag.strip()) <= LONGEST:
                count += 1
                state = standing(tag, text, aliases, lowered)
                if state != "there":
                    found.append((name, tag, state, list(place(document, (name, index)))))
    return [count, found] if count else None


def _searched(document: Document) -> str:
    head = [value for _, value in text_fields(document, ("title", "subtitle", *SUMMARIES))]
    text = "\n".join([*head, document.text[document.body :]])
    return unicodedata.normalize("NFKC", text) if _OF_OTHER_WIDTH.search(text) else text


def standing(tag: str, text: str, aliases: Mapping[str, tuple[str, ...]], lowered: str = "") -> str:
    """there, weak (its parts are, apart from each other), case:XAI (only written otherwise) or absent.

    `lowered` is `text` in lower case: most tags are found or missed in it at once.
    """
    tag = unicodedata.normalize("NFKC", tag.strip())
    lowered = lowered or text.lower()
    at = text.find(tag)
    beside = text[max(0, at - 1) : at] + text[at + len(tag) : at + len(tag) + 1]
    if at >= 0 and not (tag.isascii() and _LATIN.search(beside)):
        return "there"
    names = [tag, *(other for group in _groups(aliases) if tag.casefold() in group for other in group)]
    for name in names:
        match = _pattern(name).search(text) if _WORD.split(name.lower(), 1)[0] in lowered else None
        if match:
            exact = not _NAME.match(tag) or any(each[0] == tag for each in _pattern(tag).finditer(text))
            return "there" if exact or not match[0].isupper() else f"case:{match[0]}"
    parts = _PARTS.findall(tag)
    if len(parts) > 1:
        if not all(part.lower() in lowered for part in parts):
            return "absent"
        if _near(parts, text):
            return "there"
        return "weak" if all(_pattern(part).search(text) for part in parts) else "absent"
    for cut in range(2, len(tag) - 1) if all("一" <= letter <= "鿿" or letter == "々" for letter in tag) else ():
        if tag[:cut] in text and tag[cut:] in text:
            return "there" if _near([tag[:cut], tag[cut:]], text) else "weak"
    return "absent"


@lru_cache(maxsize=8)
def _groups_of(aliases: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(each.casefold() for each in (name, *others)) for name, others in aliases)


def _groups(aliases: Mapping[str, tuple[str, ...]]) -> tuple[frozenset[str], ...]:
    return _groups_of(tuple(aliases.items()))


@lru_cache(maxsize=512)
def _pattern(name: str) -> re.Pattern[str]:
    """Finds the word however it is spaced and cased; Latin words only as whole words."""
    words = [[_letter(letter) for letter in word] for word in _WORD.split(name) if word] or [[re.escape(name)]]
    if name[:1].isascii() and name[:1].isalnum():
        words[0].insert(1, f"(?<![A-Za-z0-9]{words[0][0]})")  # behind the letter, which is what is looked for
    tail = r"(?:[sS]|[eE][sS])?(?![A-Za-z0-9])" if name[-1:].isascii() and name[-1:].isalnum() else ""
    return re.compile(r"[\s_\-・]*".join(map("".join, words)) + tail)


def _letter(letter: str) -> str:
    """A pattern of the letter in both cases. It is far faster to look for than with re.I."""
    cases = "".join(sorted({letter.lower(), letter.upper()}))
    return f"[{cases}]" if len(cases) == 2 else re.escape(letter)


def _near(parts: Sequence[str], text: str) -> bool:
    """Whether the parts stand close together somewhere, in any order."""
    first, *rest = map(_pattern, sorted(parts, key=len, reverse=True))
    for match in islice(first.finditer(text), OFTEN):
        around = text[max(0, match.start() - NEAR) : match.end() + NEAR]
        if all(part.search(around) for part in rest):
            return True
    return False


_KEY = "tags "


def key(fact: Sequence[Any]) -> str:
    """What the tags of all posts are counted by: how many a post has, and how many are not in its text."""
    count, found = fact
    return f"{_KEY}{count} {len(found)}"


class Words:
    """The tags of a blog: whether `share` of them are words of its texts."""

    def __init__(self, facts: Facts, share: float) -> None:
        self._facts, self._share = facts, share

    def compare(self, path: str, fact: Sequence[Any]) -> Iterator[Finding]:
        """The tags that are not in the text of the post, where those of other posts are."""
        for name, tag, state, span in fact[1] if fact[1] and self._usual else ():
            kind, _, other = state.partition(":")
            values = {"key": named(name), "tag": tag, "other": other}
            yield Finding(Span(*span), f"tag-{kind}", values, path=path)

    @cached_property
    def _usual(self) -> bool:
        total = missing = 0
        for name, posts in self._facts.counts(_KEY).items():
            count, absent = name.removeprefix(_KEY).split()
            total += posts * int(count)
            missing += posts * int(absent)
        return total > 0 and (total - missing) / total >= self._share

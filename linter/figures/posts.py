"""One statistic in many posts: an outlier by a power of ten, and a phrase that a script spread.

`of` says what a post states, `compare` looks at all posts; neither depends on their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from linter import lazy
from linter.diagnostic import Finding, Related, Span, Value
from linter.figures.numbers import ONE, significant
from linter.figures.options import Options

if TYPE_CHECKING:
    from linter.facts import Facts
    from linter.figures.post import Post

FIGURES, PHRASES = 80, 40  # of one post, at most
REACH = 60
LARGE = 10**6 * ONE  # smaller amounts are prices
_WORD = lazy.compile(r"[ァ-ヶー]{3,}|[A-Z][A-Za-z]{2,}|[一-龠]{2,4}(?=市場|業界)")
_PHRASE = lazy.compile(r"(?:以上|超|もの)?の[一-龠ァ-ヶー]{2,4}")


def of(post: Post) -> Any:
    """The statistics of a post as [unit, digits, value, words, span, text], and its vague phrases as [text, span]."""
    stated: list[list[Any]] = []
    phrases: dict[str, list[int]] = {}
    for place in post.places(post.body):
        figure, passage = place.figure, place.passage
        digits = significant(figure.value)
        if (
            figure.unit.dimension in ("money", "people")
            and figure.value >= LARGE
            and passage.kind != "table"
            and len(digits) >= 2
        ):
            near = passage.text[max(0, figure.start - REACH) : figure.start]
            words = sorted(set(_WORD.findall(near)))[:8]
            if words and len(stated) < FIGURES:
                span = post.document.span(place.start, place.end)
                stated.append([figure.unit.name, digits, str(figure.value), words, list(span), place.text])
        elif figure.unit.dimension in ("percent", "times") and len(phrases) < PHRASES:
            match = _PHRASE.match(passage.text, figure.end)
            if match:
                text = place.text + match[0]
                phrases.setdefault(text, list(post.document.span(place.start, passage.start + match.end())))
    return {"stated": stated, "phrases": phrases} if stated or phrases else None


_POST = "post"


def keys(fact: Any) -> Iterator[str]:
    """What posts are counted by: the post, its phrases, and its statistics without and with their power of ten."""
    yield _POST
    yield from (_phrase(text) for text in fact["phrases"])
    for unit, digits, value, *_ in fact["stated"]:
        yield _group(unit, digits)
        yield _amount(unit, digits, value)


def _phrase(text: str) -> str:
    return f"phrase {text}"


def _group(unit: str, digits: str) -> str:
    return f"digits {digits}\t{unit}"


def _amount(unit: str, digits: str, value: str = "") -> str:
    return f"amount {digits}\t{unit}\t{value}"


def compare(facts: Facts, asked: Collection[str], options: Options) -> Iterator[Finding]:
    """cross-post and boilerplate."""
    usual = Usual(facts, options.cross_posts)
    phrases: set[str] = set()
    posts = facts.count(_POST)
    for path, fact in facts.each(asked):
        for row in fact["stated"]:
            yield from usual.compare(path, row)
        for phrase, span in fact["phrases"].items():
            if phrase not in phrases:  # else it was told of an earlier post
                phrases.add(phrase)
                count = facts.count(_phrase(phrase))
                if count >= options.boilerplate_posts and count * 100 >= 5 * posts:
                    yield Finding(Span(*span), "boilerplate", {"figure": phrase, "posts": count}, path=path)


class Usual:
    """What the posts state of one statistic: the value that at least seven tenths of them have, in `least` posts or more."""

    def __init__(self, facts: Facts, least: int) -> None:
        self._facts, self._least = facts, least
        self._values: dict[tuple[str, str], str] = {}
        self._words: dict[tuple[str, str], tuple[set[str], str, list[Any]]] = {}

    def compare(self, path: str, row: list[Any]) -> Iterator[Finding]:
        """What a post states, where it is another power of ten and stands among the same words."""
        unit, digits, value, words, span, text = row
        usual = self._value(unit, digits)
        if usual and value != usual:
            common, other, first = self._place(unit, digits, usual)
            if common & set(words):
                posts = self._facts.count(_amount(unit, digits, usual))
                values: dict[str, Value] = {"figure": text, "other": first[5], "posts": posts}
                yield Finding(Span(*span), "cross-post", values, (Related(Span(*first[4]), "other", other),), path=path)

    def _value(self, unit: str, digits: str) -> str:
        """The usual value, or nothing where there is none."""
        if (unit, digits) not in self._values:
            prefix = _amount(unit, digits)
            posts = {name.removeprefix(prefix): count for name, count in self._facts.counts(prefix).items()}
            most, usual = max((count, value) for value, count in posts.items())
            told = most >= self._least and most * 10 >= self._facts.count(_group(unit, digits)) * 7
            self._values[unit, digits] = usual if told else ""
        return self._values[unit, digits]

    def _place(self, unit: str, digits: str, usual: str) -> tuple[set[str], str, list[Any]]:
        """The words near the usual value in at least every third place, and the first place."""
        if (unit, digits) not in self._words:
            rows = [
                (path, row)
                for path in self._facts.bearers(_amount(unit, digits, usual))
                for row in self._facts.get(path)["stated"]
                if row[:3] == [unit, digits, usual]
            ]
            counts = Counter(word for _, row in rows for word in row[3])
            common = {word for word, count in counts.items() if count * 3 >= len(rows)}
            self._words[unit, digits] = (common, *rows[0])
        return self._words[unit, digits]

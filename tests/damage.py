"""How posts get damaged: a model of the script that “completed” them, for tests and benchmarks.

An article is cut at some character. Each completion takes up the thread behind the cut, most often with a tail of
what is there already, sometimes with an earlier part of it, and is cut in its turn; the last one reaches the end.
Between them stand markers, blank lines or nothing. What comes out holds the article, in pieces.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

MARKER = "---END---"
OVERLAPS = (0, 0, 5, 13, 27, 41, 88, 136, 400, 1200)  # characters of the tail that a completion says again

RETURN = 60


@dataclass(frozen=True)
class Damage:
    """What may happen. Shares are probabilities."""

    completions: int = 3
    marker: float = 0.5
    dots: float = 0.15
    flattened: float = 0.2  # copies that lose their line breaks
    stale: float = 0.25  # a paragraph or more from further up comes again
    between: float = 0.6  # completions that are cut between two sentences rather than inside one


def damaged(body: str, rng: random.Random, how: Damage = Damage()) -> str:
    """`body` (an article without front matter) as a post that was completed `how.completions` times."""
    cuts = sorted(rng.sample(range(len(body) // 5, len(body) - 10), min(how.completions, max(1, len(body) // 200))))
    cuts = [_sentence_end(body, cut) if rng.random() < how.between else _outside(body, cut) for cut in cuts]
    text = body[: cuts[0]].rstrip()
    for number, cut in enumerate(cuts):
        end = cuts[number + 1] if number + 1 < len(cuts) else len(body)
        if end <= cut:
            continue
        text += _seam(rng, how) + _completion(body, cut, end, rng, how).strip()
    return text + "\n"


def _completion(body: str, cut: int, end: int, rng: random.Random, how: Damage) -> str:
    overlap = min(cut, rng.choice(OVERLAPS))
    tail, new = body[cut - overlap : cut], body[cut:end]
    if overlap and rng.random() < how.flattened:
        tail = _flat(tail)
    dots = "…" if overlap and rng.random() < how.dots else ""
    stale = ""
    if rng.random() < how.stale:
        blocks = [block for block in body[:cut].split("\n\n") if block.strip()][:-1]
        if blocks:
            first = rng.randrange(len(blocks))
            stale = "\n\n".join(blocks[first : first + rng.randint(1, 3)])
            stale = (_flat(stale) if rng.random() < how.flattened else stale) + _seam(rng, how)
            tail = body[max(0, cut - max(overlap, RETURN)) : cut]  # who comes back from elsewhere says where to
    return stale + dots + tail + new


def _seam(rng: random.Random, how: Damage) -> str:
    return f"\n\n{MARKER}\n\n" if rng.random() < how.marker else "\n\n\n"


def _flat(text: str) -> str:
    return " ".join(text.split()) + (" " if text[-1:].isspace() else "")


def _sentence_end(body: str, at: int) -> int:
    found = re.compile(r"[。！？]\s*|[.!?]\s+").search(body, at)
    return found.end() if found else at


# cuts inside of links and headings are hardly ever seen: 87 of 10,943 seams of the blog stand at a heading
_WHOLE = re.compile(r"^#+ [^\n]*$|!?\[[^\]\n]*\]\([^)\n]*\)|<?https?://[^\s>)]+>?|\{[{%].*?[}%]\}|<[^>\n]+>", re.M)


def _outside(body: str, at: int) -> int:
    """A cut at `at`, or behind the link or heading that it would cut."""
    return next((match.end() for match in _WHOLE.finditer(body) if match.start() < at < match.end()), at)


def essence(text: str) -> str:
    """The text without white space: what a reader reads."""
    return re.sub(r"\s+", "", text)

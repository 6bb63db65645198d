"""What the sorted lists find is what a look at every sentence finds."""

import random
from itertools import takewhile

from linter.repair.index import Index

RNG = random.Random(7)
KEYS = ["".join(RNG.choices("海山川。", k=RNG.randint(1, 6))) for _ in range(60)]


def shared(key, others, reverse=False):
    step = -1 if reverse else 1
    pairs = [zip(key[::step], other[::step], strict=False) for other in others]
    return min(len(key) - 1, max(sum(1 for _ in takewhile(lambda two: two[0] == two[1], each)) for each in pairs))


def test_beginnings_and_ends():
    known = Index(KEYS)
    for index, key in enumerate(KEYS):
        others = KEYS[:index] + KEYS[index + 1 :]
        longer = [at for at, other in enumerate(KEYS) if len(other) > len(key)]
        assert known.beginning_with(key) == [at for at in longer if KEYS[at].startswith(key)]
        assert known.ending_with(key) == [at for at in longer if KEYS[at].endswith(key)]
        assert known.shared_beginning(index) == shared(key, others)
        length, first = known.shared_end(index)
        assert length == shared(key, others, reverse=True)
        end = key[len(key) - length :]
        assert first == next(at for at, other in enumerate(KEYS) if at != index and other.endswith(end))


def test_what_contains_a_sentence():
    known = Index(KEYS)
    for key in KEYS:
        longer = {other for other in KEYS if key in other and other != key}
        assert set(known.around(key)) <= longer and bool(known.around(key)) == bool(longer)


def test_nothing_is_shared_with_nobody():
    assert Index(["海"]).shared_beginning(0) == 0
    assert Index(["海。", ""]).shared_end(0) == (0, 1)

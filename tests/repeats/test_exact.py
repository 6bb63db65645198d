import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repeats.articles import ENGLISH, JAPANESE

from linter.document import Document
from linter.repeats.exact import scan
from linter.repeats.flat import flatten

ALL = [sentence.replace(" ", "") for sentence in JAPANESE + ENGLISH]


def repeated(chars, least):
    """The oracle: every position in a window of `least` whose first copy stands `least` and more before it."""
    marked, first = set(), {}
    for at in range(len(chars) - least + 1):
        if first.setdefault(chars[at : at + least], at) + least <= at:
            marked.update(range(at, at + least))
    return marked


def covered(matches):
    return {at for match in matches for at in range(match.start, match.end)}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(ALL), max_size=20), st.integers(0, 30), st.integers(0, 30))
def test_finds_what_the_oracle_finds_and_nothing_else(sentences, cut, rest):
    chars = "".join(sentences)
    chars = chars[cut:] + chars[: len(chars) - rest]
    matches = scan(chars, 40).matches
    for match in matches:
        assert match.source < match.start < match.end
        assert chars[match.start : match.end] == chars[match.source : match.source + match.end - match.start]
    oracle = repeated(chars, 60)
    assert (
        len(oracle - covered(matches)) <= 0.02 * len(oracle) + 40
    )  # less than a match at an edge where the source changes


@given(st.text(alphabet="あいう、。", max_size=400))
def test_every_match_is_true_in_monotonous_text(chars):
    for match in scan(chars, 40).matches:
        assert chars[match.start : match.end] == chars[match.source : match.source + match.end - match.start]


def test_a_passage_without_clause_marks_is_found():
    passage = "".join(chr(0x4E00 + 7 * at % 5000) for at in range(400))
    matches = scan(passage + "、" + passage, 40).matches
    assert covered(matches) == set(range(401, 801))


@pytest.mark.parametrize(
    "chars",
    ["{}^{}" * 40_000, "あ、" * 100_000, "a" * 200_000, "".join(f"項目{n}、" * 3 for n in range(12_000))],
    ids=["formula", "clauses", "one letter", "short repeats"],
)
def test_hostile_text_takes_linear_time(chars):
    def seconds(text):
        times = []
        for _ in range(3):  # one of them may hold a pause of the collector
            started = time.process_time()
            scan(text, 40)
            times.append(time.process_time() - started)
        return min(times)

    assert seconds(chars) < 20 * seconds(chars[: len(chars) // 8]) + 0.2


@pytest.mark.corpus
def test_recall_and_precision_on_damaged_posts(corpus):
    found = wanted = hit = 0
    for path in sorted((corpus / "damaged" / "posts").glob("*.md"))[::3]:
        chars = flatten(Document.parse(str(path), path.read_text(encoding="utf-8"))).chars
        marked, oracle = covered(scan(chars, 40).matches), repeated(chars, 40)
        found, wanted, hit = found + len(marked), wanted + len(oracle), hit + len(marked & oracle)
    assert hit >= 0.998 * wanted
    assert hit >= 0.998 * found

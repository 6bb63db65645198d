from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document
from linter.repeats.flat import flatten
from linter.repeats.places import barrier

PIECES = ("朝市が開きます。", "値段は、話して決める", "\n", "\n\n", " ", "　", "**", "# ", "> ", "- ", "word ", "[港](https://a.example/x) ",
          "---END---", "```\ncode\n```\n", "<!-- c -->", "\r\n", "| a |", "_x_", "---\n")  # fmt: skip


def flat(text):
    return flatten(Document.parse("post.md", text))


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_every_flat_character_is_found_again(text):
    one = flat(text)
    assert len(one.masked) == len(text)
    for index, character in enumerate(one.chars):
        offset = one.offset(index)
        assert one.end(index + 1) == offset + 1
        assert one.index(offset) == index
        if not barrier(character):
            assert text[offset] == character
    offsets = list(range(len(text) + 1))
    assert one.indices(offsets) == [one.index(offset) for offset in offsets]


def test_a_copy_reads_the_same_however_it_is_laid_out():
    assert flat("## 朝市\n\n- **魚** と野菜\n").chars == "朝市-魚と野菜"
    assert flat("朝市 [港](https://a.example/b?c=d。e) へ https://a.example/x").chars == "朝市[港]()へ"
    assert flat("前半\n\n---END---\n\n後半\n").chars == "前半後半"


def test_what_no_copy_may_cross_is_one_character_of_its_own():
    one = flat("---\ntitle: 港\n---\n前\n\n```\ncode\n```\n\n後\n\n```\ncode\n```\n").chars
    zones = [character for character in one if barrier(character)]
    assert len(zones) == len(set(zones)) == 3
    assert one.translate(dict.fromkeys(map(ord, zones), " ")).split() == ["前", "後"]

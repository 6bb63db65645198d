"""Cuts in odd places: in a heading, in a word, in the marks of emphasis; and what must not be taken for one."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from damage import MARKER, essence  # noqa: E402
from test_properties import mended  # noqa: E402

HARBOUR = (
    "港の朝市には、近くの島から届いた魚と野菜が並びます。値段は店の人と話して決めるので、常連の客は長く話し込みます。"
)
ROAD = "海沿いの道は風が強く、帽子を二度も飛ばされそうになります。帰り道では、古い灯台に登って湾の全体を眺めました。"
SHOP = "市場の奥では、若い夫婦が小さな珈琲の屋台を開いています。豆は自宅の庭で焙煎していて、注文のたびに挽くそうです。"
GAP = "\n\n\n"


def check(damaged, article, unsafe=True):
    assert essence(mended(damaged + "\n", unsafe).text) == essence(article)


@pytest.mark.parametrize("piece", ["ぐる道", "る道"])
@pytest.mark.parametrize("between", ["\n\n", " "])
def test_the_end_of_a_heading_at_the_head_of_a_fragment(piece, between):
    article = f"{HARBOUR}\n\n## 海をめぐる道\n\n{ROAD}\n\n{SHOP}"
    cut = article[: article.index("帰り道")]
    check(cut + GAP + piece + between + article[article.index(ROAD) :], article)


def test_a_heading_cut_at_the_end_of_a_fragment():
    article = f"{HARBOUR}\n\n## 海をめぐる道\n\n{ROAD}"
    check(f"{HARBOUR}\n\n## 海をめ{GAP}{HARBOUR}\n\n## 海をめぐる道\n\n{ROAD}", article)


def test_a_few_characters_between_a_cut_and_a_copy_are_of_the_cut_sentence():
    article = f"{HARBOUR}\n\n{ROAD}\n\n{SHOP}"
    check(f"{HARBOUR}\n\n{ROAD[:14]}{GAP}{ROAD[12:17]}{GAP}{article}", article)


def test_marks_that_stand_at_the_beginning_only_are_kept():
    bold = "**帽子と風**の話をします、と灯台の人は言って笑いました。"
    article = f"{HARBOUR}\n\n{bold}{ROAD}"
    check(f"{HARBOUR}\n\n{bold[:8]}{GAP}{bold[2:]}{ROAD}", article)
    closed = f"{HARBOUR}\n\n**風が強いのは朝のうちだけだと聞きました。**\n\n{ROAD}"
    check(closed.replace("\n\n海沿い", f"{GAP}朝のうちだけだと聞きました。**\n\n海沿い"), closed)


def test_dots_go_where_the_words_before_them_prove_them():
    article = f"{HARBOUR}\n\nはい、理由はいくつもあるのです。{ROAD}"
    check(article.replace("理由は", f"{GAP}…はい、理由は", 1), article)


@pytest.mark.parametrize(
    ("head", "rest", "once"),
    [("but", "but that is fine", "but that is fine"), ("a number of", "r of people work", "a number of people work")],
)
def test_a_word_or_two_said_again_are_said_once(head, rest, once):
    first = "The market opens before the sun is up and the boats come in one by one."
    article = f"{first}\n\nThe keeper of the lighthouse is not paid, {once} for the town."
    check(f"{first}\n\nThe keeper of the lighthouse is not paid, {head}{GAP}{rest} for the town.", article)


def test_the_full_stop_of_an_initial_ends_no_sentence():
    names = "The walk was led by Ada Lovelace, Charles Babbage, Mary Somerville and T. Rowe of the harbour office."
    tail = "They stayed until the evening and then went home by the coast road."
    at = names.index(" Rowe")
    check(f"{names[:at]}\n\n{MARKER}\n\n{names[at - 30 :]} {tail}", f"{names} {tail}")


def test_two_sentences_that_end_alike_are_joined_with_their_own_beginnings():
    end = "ことを前提としてはいけないと、灯台の人は何度も言いました。"
    one, other = f"原則として、客が昨日の話を覚えている{end}", f"繰り返しますが、客が昨日の話を覚えている{end}"
    cut = one.index("覚えて")
    damaged = f"{HARBOUR}{one[:cut]}{GAP}{one[cut - 5 :]}{ROAD}\n\n{other}{SHOP}"
    check(damaged, f"{HARBOUR}{one}{ROAD}\n\n{other}{SHOP}")


def test_a_second_heading_over_a_copy_keeps_what_is_new():
    new = "夕方になると、灯台の明かりが沖の船を呼び戻すように回りはじめます。"
    text = f"## 朝市\n\n{HARBOUR}\n\n## 道\n\n{ROAD}\n\n{SHOP}\n\n{MARKER}\n\n## 道（続き）\n\n{ROAD}{new}"
    check(text, f"## 朝市\n\n{HARBOUR}\n\n## 道\n\n{ROAD}\n\n{SHOP}\n\n## 道（続き）\n\n{new}")


@pytest.mark.parametrize("unsafe", [False, True])
def test_a_copy_that_lost_its_breaks_is_one_however_short_the_line(unsafe):
    title, first = "港の朝市を歩く、その楽しみは？並ぶ魚をどう選ぶのか", "さて、港の朝市ですね。"
    article = f"{title}\n\n{first}{HARBOUR}\n\n{ROAD}\n\n{SHOP}\n"
    copy = f"{title} {first}{HARBOUR} {ROAD}\n\n{SHOP}\n"
    assert mended(article.replace(f"\n\n{SHOP}\n", f"{GAP}{MARKER}{GAP}{copy}"), unsafe).text == article


@pytest.mark.parametrize("unsafe", [False, True])
def test_the_first_line_is_a_title_and_goes_on_nowhere(unsafe):
    article = f"港の朝市を歩く、その楽しみはどこにあるのか\n\nいやはや、朝の風は冷たいですね。{HARBOUR}\n\n{ROAD}"
    text = mended(f"{article}{GAP}{MARKER}{GAP}{ROAD}\n\n{SHOP}\n", unsafe).text
    assert text == f"{article}\n\n{SHOP}\n"

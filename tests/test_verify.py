"""The promise of --fix, held against texts that break it."""

import re
import time

import pytest

from linter.verify import verify

FRONT = "---\ntitle: 記事の題\n---\n\n"
OLD = FRONT + (
    "## はじめに\n\n"
    "半導体の工場が北の町に建ちました。町の人口は三年で二割ふえました。学校も駅も新しくなっています。\n\n"
    "しかし、水と電気が足りるのかという声もあります。市長は「十分に備えがある」と答えました。\n\n"
    "```python\nprint('工場')\n```\n\n"
    "## これから\n\n"
    "- 二期の工事は来年の春に始まります\n- 雇用は千人を見込んでいます\n\n"
    "![工場の写真](factory.jpg)\n\n"
    "私たちは数字を追い続けます。読者のみなさんの声もお寄せください。\n"
)
COPY = "半導体の工場が北の町に建ちました。町の人口は三年で二割ふえました。学校も駅も新しくなっています。"


def kinds(old, new, **rest):
    return {problem.kind for problem in verify(old, new, **rest)}


def sentences():
    return [part for part in re.findall(r"[^。\n]+。|- [^\n]+|## [^\n]+", OLD[len(FRONT) :]) if "print" not in part]


def test_nothing_changed_is_no_problem():
    assert verify(OLD, OLD) == []


@pytest.mark.parametrize("sentence", sentences())
def test_no_sentence_may_go(sentence):
    assert verify(OLD, OLD.replace(sentence, "", 1))


@pytest.mark.parametrize("sentence", [each for each in sentences() if each.endswith("。")])
def test_no_sentence_may_be_cut(sentence):
    assert verify(OLD, OLD.replace(sentence, sentence[:-5], 1))
    assert verify(OLD, OLD.replace(sentence, sentence[3:], 1))


def test_a_copy_may_go_and_only_one_of_two():
    twice = OLD + "\n" + COPY + "\n"
    assert verify(twice, OLD) == []
    assert "lost" in kinds(twice, OLD.replace(COPY, "何も。"))


def test_a_flattened_copy_may_go():
    flat = " ".join(
        OLD[len(FRONT) :].replace("```python\nprint('工場')\n```", "").replace("![工場の写真](factory.jpg)", "").split()
    )
    assert verify(OLD + "\n" + flat + "\n", OLD) == []
    assert verify(OLD + "\n" + flat + "しかし話はここで終わりではありません。\n", OLD)


def test_cut_pieces_of_what_stands_may_go():
    cut = OLD + "\nしかし、水と電気が足りるのか\n\nが足りるのかという声もあります。\n"
    assert verify(cut, OLD) == []


def test_a_shorter_form_of_a_sentence_that_stands_may_go_unless_figures_differ():
    longer = OLD.replace("学校も駅も新しく", "学校も駅もまた新しく")
    assert verify(longer + "\n学校も駅も新しくなっています。\n", longer) == []
    longer = OLD.replace("町の人口は三年で", "町の人口は、役場が出した統計によれば、三年で")
    assert "lost" in kinds(longer + "\n町の人口は三年で二割ふえました。\n", longer)  # too much was put in
    figures = OLD + "\n売上は12億円に達したと会社は言います。\n\n売上は112億円に達したと会社は言います。\n"
    assert "lost" in kinds(figures, figures.replace("売上は12億円に達したと会社は言います。\n\n", ""))


def test_near_copies_need_leave():
    old = (
        OLD
        + "\n学校も駅も町も、いまではすっかり新しくなっています。\n\n学校も駅も町も、いまではすっかり新しくなっているよ。\n"
    )
    new = old.replace("\n学校も駅も町も、いまではすっかり新しくなっているよ。\n", "")
    assert kinds(old, new) == {"lost"}
    assert verify(old, new, near=True) == []


def test_a_join_is_no_invention_but_new_words_are():
    old = OLD + "\nこの大きな潮流の中で私たちは\n\nの中で私たちは何をすべきでしょうか。\n"
    assert verify(old, OLD + "\nこの大きな潮流の中で私たちは何をすべきでしょうか。\n") == []
    assert "invented" in kinds(OLD, OLD.replace("千人", "二千人"))
    assert "multiplied" in kinds(OLD + "\n" + COPY + "\n", OLD + "\n" + COPY + "\n\n" + COPY + "\n")


def test_code_images_and_headings_stay():
    assert "frozen" in kinds(OLD, OLD.replace("```python\nprint('工場')\n```\n\n", ""))
    assert "frozen" in kinds(OLD, OLD.replace("![工場の写真](factory.jpg)\n\n", ""))
    assert "heading" in kinds(OLD + "\nはじめに\n", OLD.replace("## はじめに", "はじめに"))


def test_no_section_may_become_empty():
    old = OLD + "\n## まとめ\n\n" + COPY + "\n"
    assert kinds(old, OLD + "\n## まとめ\n") == {"empty-section"}


DAMAGED = OLD + (
    "---END---\n\n"
    "はじめに 半導体の工場が北の町に建ちました。町の人口は三年で二割ふえました。 ## これから\n\n"
    "この12年で、若い人が町に戻る動きも少しずつ目立つように\n\n\n"
    "ずつ目立つようになりました。市長は「十分に備えがある」と答えました。\n"
)
MENDED = OLD + "\nこの12年で、若い人が町に戻る動きも少しずつ目立つようになりました。\n"
END = [(DAMAGED.index("---END"), DAMAGED.index("---END") + 9)]
modes = pytest.mark.parametrize("near", [False, True])


@modes
def test_a_mended_post_passes_and_its_mutants_do_not(near):
    assert verify(DAMAGED, MENDED, residue=END, near=near) == []
    for one in {*sentences(), "この12年で、若い人が町に戻る動きも少しずつ目立つようになりました。"}:
        assert verify(DAMAGED, MENDED.replace(one, "", 1), residue=END, near=near), one
    seam = MENDED.rindex("目立つようになり")
    for at in range(seam, seam + 8):
        assert verify(DAMAGED, MENDED[:at] + "本" + MENDED[at + 1 :], residue=END, near=near), "another character"
        assert verify(DAMAGED, MENDED[:at] + MENDED[at] + MENDED[at:], residue=END, near=near), "one twice"
    for old, new in (
        ("12年", "21年"),
        ("十分に備えがある", "十分に備えがない"),
        ("北の町", "南の町"),
        ("千人", "百人"),
    ):
        assert verify(DAMAGED, MENDED.replace(old, new), residue=END, near=near), new


@modes
def test_no_heading_may_go_or_lose_its_text(near):
    bare = OLD.replace("## これから\n\n", "")
    assert "heading" in {each.kind for each in verify(OLD, bare, near=near)}
    trailing = OLD + "\n町の人口は三年で二割ふえました。 ## これから\n"
    assert verify(trailing, OLD, near=near) == []
    assert kinds(trailing, bare + "\n## これから\n", near=near) == {"empty-section"}


def test_a_heading_run_together_with_its_text_must_leave_both():
    glued = OLD + "\n## まとめ この町は変わりました。\n"
    apart = OLD + "\n## まとめ\n\nこの町は変わりました。\n"
    assert verify(glued + "\n## まとめ\n\nこの町は変わりました。\n", apart) == []
    assert verify(glued + "\n## まとめ\n\n" + COPY + "\n", OLD + "\n## まとめ\n\n" + COPY + "\n")


def test_a_heading_that_was_empty_may_stay_so_unless_a_fragment_ended_there():
    head, rest = OLD + "\n## まとめ\n", "\n## おわりに\n\nそれではまた来週お会いしましょう。\n"
    again = "\n## まとめ\n\n" + COPY + "\n"
    assert verify(head + rest + again, head + rest) == []
    assert kinds(head + "\n\n" + rest + again, head + rest) == {"empty-section"}


def test_the_end_of_a_sentence_that_was_cut_is_no_copy_of_another_end():
    old = OLD + "\nこの町では若い人の暮らしを支える仕組みが\n\n\nしを支える仕組みが足りません。\n"
    old += "\n役場の窓口には、町の外から来た人を支える仕組みが足りません。\n"
    assert verify(old, old.replace("しを支える仕組みが足りません。\n", "", 1), near=True)


def test_bytes_that_no_fix_is_for_stay():
    assert kinds(OLD, OLD.replace("title: 記事", "title: 別の")) == {"front-matter"}
    assert "line-endings" in kinds(OLD.replace("\n", "\r\n"), OLD)
    assert "line-endings" in kinds(OLD, OLD.replace("\n", "\r\n"))
    windows = OLD.replace("\n", "\r\n")
    assert "line-endings" in kinds(windows, windows.replace("\r\n\r\n", "\r\n\r\r\n", 1))
    assert kinds(OLD, OLD.rstrip("\n")) == {"final-line-break"}


def test_declared_replacements_are_undone_first():
    at = OLD.index("千人")
    new = OLD.replace("千人", "1,000人")
    assert "invented" in kinds(OLD, new)
    assert verify(OLD, new, replacements=[(at, at + 2, "1,000人")]) == []
    gone = OLD.index("しかし、水")
    assert "replacement" in kinds(OLD, OLD, replacements=[(gone, gone + 24, "")])


def test_residue_may_go_only_where_it_is_declared():
    old = OLD + "\n---終わり（ここまで書いた）---\n"
    at = old.index("---終わり")
    assert kinds(old, OLD) == {"lost"}
    assert verify(old, OLD, residue=[(at, len(old) - 1)]) == []


def test_the_cost_does_not_grow_faster_than_the_text():
    many = "".join(f"これは{n}番目の文であり、ほかのどの文とも違います。\n\n" for n in range(3000))
    began = time.process_time()
    assert verify(many + many, many) == []
    assert verify("字" * 500_000, "字" * 500_000) == []
    assert time.process_time() - began < 3

"""Where sentences end, in four languages."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document
from linter.sentences import split

CASES = {
    "Japanese": "一つ目です。|二つ目ですか？|三つ目！！|終わりのない四つ目",
    "brackets keep their ends": "「はい。そうです。」と彼は言った。|（注：これ。）が付く。|『本。』の題。",
    "bracket never closed": "開いた「未完。|次の文。|（まだ。|終わり。",
    "bracket within brackets": "「彼は「はい。」と言った。」という話。|次。",
    "closing brackets belong to the sentence": "そうです。」|次です。）|終わり",
    "quote that ends a line": "「終わり。」|\n次の段。|（注。）|\n次。",
    "a sentence in brackets": "(See this.)| Then that.| （注。）| 次。",
    "stars open": "参考になります。|**「AI」の拡充**は重要。|終わり",
    "stars close": "**これは重要。**|次の文。|**もう一つ。**| 最後。",
    "soft line break": "行が\n続く文。|\n次の文",
    "ellipsis": "でも…それは違う。|そして……|\n次。|Well... maybe.| Wait...| What?",
    "runs of marks": "え!?|本当？！|そう。。。|次",
    "exclamation in a name": "Yahoo!ニュースを見た。|a != b です。| CSS の !important を使う。",
    "English": "He paid 3.5 dollars.| She left!| Why?| Because.",
    "abbreviations": "Mr. Smith met Dr. J. Doe, e.g. at St. Paul's.| It is No. 5, Inc. or Ltd. Co. agreed.| Bye.",
    "abbreviation at an end": "He left at 5 p.m.| Then we ate, etc.| The end, etc. and so on.",
    "English quotes": '"Stop!" he said.| "No."| She left.',
    "numbers": "It was 2025.| Next.| 1. 項目です。|v1.2.3 です。|$5.| Yes.",
    "Chinese": "他说：“你好。”|然后走了。|对吗？|对。",
    "Korean": "그렇습니다.| 다음 문장입니다!| 2025. 1. 5. 발표했다.| 끝",
    "full-width full stop": "これは文．|次は３．５倍．|終わり",
    "nothing": "",
    "blanks": "  \n ",
    "only marks": "。|",
}


@pytest.mark.parametrize("name", CASES)
def test_case(name):
    expected = [part.strip() for part in CASES[name].split("|") if part.strip()]
    text = CASES[name].replace("|", "")
    assert [text[start:end] for start, end in split(text, 0, len(text))] == expected


def sentences(text):
    document = Document.parse("a.md", text)
    return [document.text[start:end] for start, end, _ in document.sentences]


def test_hard_breaks_end_a_sentence():
    assert sentences("一行目  \n二行目\\\n三行目<br>四行目<BR />五行目\n六行目") == [
        "一行目",
        "二行目",
        "三行目",
        "四行目",
        "五行目\n六行目",
    ]
    assert sentences("一行目  \r\n二行目\r\n三行目") == ["一行目", "二行目\r\n三行目"]
    assert sentences("文は `code`\n続く。") == ["文は `code`\n続く。"]


def test_cells_are_not_sentences():
    document = Document.parse("a.md", "| 国 | 金額 |\n|----|------|\n| 日本 | 3億円。 |\n\n文。\n")
    assert [document.text[s.start : s.end] for s in document.sentences] == ["文。"]
    assert "3億円" in document.prose
    assert "---" not in document.prose


def test_marks_of_the_block_are_no_part():
    assert sentences("## 見出し ##\n\n- [x] 済み。次。\n\n> 引用は\n> 続く。次。\n\n題\n---\n") == [
        "見出し",
        "済み。",
        "次。",
        "引用は\n> 続く。",
        "次。",
        "題",
    ]


PIECES = st.text(alphabet="あA 。.！?「」（）()*“”\"'…\n\r　1", max_size=60)


@given(PIECES)
def test_sentences_hold_every_character_but_blanks(text):
    at, rest = 0, ""
    for start, end in split(text, 0, len(text)):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        rest += text[at:start]
        at = end
    assert not (rest + text[at:]).strip()


@pytest.mark.parametrize(
    "unit", ["「", "「」", "（「", "。**", "a. ", "Mr. ", "…", "...", "\r", '"', "「「a」", "((", "。」\n", "1. ", "[("]
)
def test_hostile_text_costs_linear_time(unit):
    text = unit * (400_000 // len(unit))
    started = time.process_time()
    for _ in split(text, 0, len(text)):
        pass
    assert time.process_time() - started < 4

"""The taxonomy of paragraphs that end without a mark: those that are fine, and those that are cut."""

import pytest

from linter.checks import truncated
from linter.checks.truncated import Options
from linter.document import Document
from linter.language.endings import cut_ends

OPTIONS = Options(closing=0.85, min_length=60)
JAPANESE = "朝の港は静かです。船はまだ戻りません。\n\n市場は五時に開きます。魚が並びます。\n\n昼には人が増えます。食堂も開きます。\n\n"
ENGLISH = "The harbour is quiet. No ship is back.\n\nThe market opens at five. There is fish.\n\nAt noon people come. The inn opens.\n\n"
CHINESE = "早上的港口很安静。船还没有回来。\n\n市场五点开门。有很多鱼。\n\n中午人多起来。食堂也开了。\n\n"
KOREAN = "아침 항구는 조용합니다. 배는 아직 없습니다.\n\n시장은 다섯 시에 엽니다. 생선이 많습니다.\n\n낮에는 사람이 늘어납니다. 식당도 엽니다.\n\n"
LONG = "灯台は岬の先にあります。晴れた日には遠くの島まで見えますし、夜には三十キロ先の船からもその光が見えるので、港の人はみな"


def found(text: str) -> list[tuple[str, str]]:
    document = Document.parse("post.md", text)
    findings = list(truncated.check(document, OPTIONS))
    return [(text[one.span.start : one.span.end], "warning" if one.doubtful else "error") for one in findings]


CUT = {
    "particle": JAPANESE + "灯台は岬の先にあって、晴れた日には遠くの島の山の形までが",
    "comma": JAPANESE + "灯台は岬の先にあって、晴れた日には遠くの島の山の形まで見えますし、",
    "half a word": JAPANESE + LONG + "その光を頼りにして家に帰",
    "only the mark": JAPANESE + LONG + "その光を頼りにして家に帰るのです",
    "before a rule": JAPANESE + LONG + "その光を頼りにして家に帰\n\n---\n\n## 関連記事\n\n- [市場](/m/)\n",
    "before a rule without a blank line": JAPANESE + LONG + "その光を頼りにして家に帰\n---\n\n次の日は雨でした。\n",
    "before a marker": "灯台は岬の先にあります。晴れた日には遠くの\n\n---END---\n\n市場は五時に開きます。\n",
    "before a marker on the next line": "灯台は岬の先にあります。晴れた日には遠くの\n---END---\n市場は五時に開きます。\n",
    "before a marker on the same line": "灯台は岬の先にあります。晴れた日には遠くの ---END---\n\n市場は五時に開きます。\n",
    "article": ENGLISH + "The lighthouse stands at the end of the",
    "one word": ENGLISH + "The",
    "conjunction": ENGLISH + "The lighthouse stands at the end of the cape, and on clear days the island and",
    "English comma": ENGLISH + "The lighthouse stands at the end of the cape, and on clear days,",
    "long, no mark": ENGLISH
    + "The lighthouse is old. On clear days one can see the island and its three small wooden churches from",
    "Chinese": CHINESE
    + "灯塔在海角的尽头。天气好的时候可以看到很远的岛，晚上三十公里以外的船也能看到它的光，所以港口的人都说这座灯塔是大家共同的",
    "Korean": KOREAN
    + "등대는 곶의 끝에 있습니다. 맑은 날에는 멀리 있는 섬까지 보이고 밤에는 삼십 킬로미터 떨어진 배에서도 그 빛을 볼 수 있어서 항구 사람들은 모두 등대를",
}


@pytest.mark.parametrize("name", CUT)
def test_cut(name: str) -> None:
    assert [severity for _, severity in found(CUT[name] + ("" if CUT[name].endswith("\n") else "\n"))] == ["error"]


FINE = {
    "before a list": JAPANESE + "持ち物は次のとおりで\n\n- 帽子\n- 水筒\n",
    "before code": JAPANESE + "次のように書くと\n\n```\nmake\n```\n\nと表示されます。\n",
    "before indented code": JAPANESE + "次のように書くと\n\n    make\n\nと表示されます。\n",
    "before a quotation": JAPANESE + "祖父はいつも\n\n> 海は広い\n\nと言いました。\n",
    "before a table": JAPANESE + "本数は次の表の\n\n| 朝 | 夜 |\n|---|---|\n| 3 | 4 |\n",
    "before a picture": JAPANESE + "図にすると\n\n![図](a.png)\n\nのようになります。\n",
    "before mathematics": JAPANESE + "式は\n\n$$\na = b\n$$\n\nです。\n",
    "before an address": ENGLISH + "The plan of the whole harbour can be found at\n\nhttps://example.com/plan\n",
    "signature": ENGLISH + "Best regards,\n\nJane of the harbour crew\n",
    "Japanese signature": JAPANESE + "港町観光協会\n",
    "caption": JAPANESE + "![港](a.png)\n\n朝の港（筆者撮影）\n",
    "verse": JAPANESE + "古池や\n蛙飛びこむ\n水の音\n",
    "kaomoji": JAPANESE
    + "それでも登るしかありませんでした。今日はここまでにして、また明日の朝早くから続きを書くことにします＼(^o^)／\n",
    "emoji": JAPANESE
    + "それでも登るしかありませんでした。今日はここまでにして、また明日の朝早くから続きを書くことにします🎉\n",
    "link": JAPANESE
    + "くわしい行き方と開館の時間、休みの日については、次のページを見てください。図もあります [港のページ](https://example.com)\n",
    "address at the end": JAPANESE
    + "くわしい行き方と開館の時間、休みの日については、次のページを見てください。図もありますので https://example.com/port\n",
    "closing bracket": JAPANESE
    + "市の記録によれば、最初の灯台は明治四年に建ったそうです。いまの灯台は三代目で、建て替えは十年前でした（市史）\n",
    "quotation at the end": JAPANESE
    + "祖父はいつも朝になると海を見に行きました。戻ってくると決まって、同じ言葉を言うのでした。それは「海は広い」\n",
    "noun ending": JAPANESE + "目の前は雲の海。\n",
    "short noun ending without a mark": JAPANESE + "目の前には雲の海\n",
    "wish": JAPANESE + "今年も港の記事を読んでくださって本当にありがとうございました。それでは、よいお年を\n",
    "see you": JAPANESE + "今年も港の記事を読んでくださって本当にありがとうございました。それではまた\n",
    "copyright": ENGLISH
    + "The photographs on this page may be used in schools and papers under the licence above.\nCopyright (c) 2013 Meryl Stone\n",
    "a line of marks": ENGLISH
    + "The photographs on this page may be used in schools and papers under the licence above.\n˜˜\n",
    "colloquial": JAPANESE + "明日は朝から晴れるそうです。もしかしたら島まで船で行けるかも\n",
    "title repeated": "---\ntitle: 港町の朝、その静けさを歩いて見つけた小さな市場と古い灯台の物語とは\n---\n\n"
    + JAPANESE
    + "港町の朝、その静けさを歩いて見つけた小さな市場と古い灯台の物語とは\n",
    "footnote": JAPANESE + "灯台は明治四年に建ちました。[^1]\n\n[^1]: 市史による\n",
    "attribute list": JAPANESE + "灯台は明治四年に建ちました。\n{: .note}\n",
    "emphasis": JAPANESE + "**灯台は明治四年に建ちました。**\n",
    "bold line": JAPANESE + "**灯台と、その周りを**\n\n灯台は明治四年に建ちました。\n",
    "heading": JAPANESE + "## 灯台と、その周りを\n\n灯台は明治四年に建ちました。\n",
    "comment last": JAPANESE + "<!-- 続きは\n-->\n",
    "include last": JAPANESE + "{% include map.html %}\n",
    "field": JAPANESE + "**費用の目安**: 初期の構築に三百万円から千万円、月々の運用に十五万円から四十万円、機器は別\n",
    "mark inside a bracket": JAPANESE
    + "市の人は言いました。「灯台は岬の先にあって、晴れた日には遠くの島の山の形までが見えるのですよ。」\n",
    "armoured signature": ENGLISH + "-----BEGIN PGP SIGNATURE-----\nabc\n-----END PGP SIGNATURE-----\n",
    "list items": JAPANESE + "- 朝に\n- 昼に\n- 夜に\n",
    "hard-wrapped": ENGLISH
    + "The lighthouse stands at the end of the\ncape, and on clear days one can see the\nisland.\n",
    "ellipsis": JAPANESE + "灯台は岬の先にあって、晴れた日には遠くの島の山の形までが……\n",
    "heading-like brackets": "駅から五分です\n\n【会場】\n\n港町会館の二階です\n\n【持ち物】\n\n筆記用具をお持ちください\n",
    "author who writes no marks": "今日は駅まで歩いた\n\n途中で寄ったパン屋のあんパンが売り切れていて\n\nしかたなくクリームパンを\n\n明日は早く起きて港の市場まで行ってみようと思っているところで、その前に\n",
    "Chinese before a list": CHINESE + "需要的东西是\n\n- 帽子\n",
    "Korean signature": KOREAN + "항구 관광 협회\n",
}


@pytest.mark.parametrize("name", FINE)
def test_fine(name: str) -> None:
    assert found(FINE[name]) == []


def test_between_paragraphs_is_a_warning() -> None:
    text = JAPANESE + "灯台は岬の先にあって、晴れた日には遠くの島の山の形までが\n\n" + JAPANESE
    assert [severity for _, severity in found(text)] == ["warning"]


def test_the_whole_sentence_is_named_in_the_same_company() -> None:
    text = (
        "市は決めました。まず、政府の強力な支援は要りません。\n\n港は違います。まず、政府の強力な後押しが要ります。\n\n"
        "港は違います。まず、政府の強力\n\n---END---\n"
    )
    document = Document.parse("post.md", text)
    (one,) = truncated.check(document, OPTIONS)
    assert one.kind == "copy"
    assert text[one.related[0].span.start :].startswith("まず、政府の強力な後押し")
    (edit,) = one.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == text.replace("まず、政府の強力\n", "\n")


def test_no_deletion_where_the_next_fragment_goes_on() -> None:
    text = "灯台は岬の先にあります。\n\n灯台は岬の先に\n\n---END---\n\n…先にあります。市場は五時に開きます。\n"
    document = Document.parse("post.md", text)
    assert [one.edits for one in truncated.check(document, OPTIONS)] == [()]


def test_cut_rows_and_headings() -> None:
    assert [text for text, _ in found("| a | b |\n|---|---|\n| 1 | 2 |\n| 3")] == ["| 3"]
    assert found("| a | b |\n|---|---|\n| 1 | 2\n| 3\n") == []
    assert [text for text, _ in found("## 春の予定（三月から\n\n桜です。\n")] == ["春の予定（三月から"]


def test_cut_ends_is_pure_and_ordered() -> None:
    document = Document.parse("post.md", CUT["before a marker"])
    first = cut_ends(document, True)
    assert first == cut_ends(document, True)
    assert [one.start for one in first] == sorted(one.start for one in first)
    assert first[0].place == "marker" and first[0].last == "word" and first[0].sure

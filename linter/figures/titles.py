"""A number of things that the title promises and the text does not keep: 「5つのステップ」 over four."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from linter import lazy
from linter.diagnostic import Finding, Value
from linter.figures.counts import NTH, NUMBER, number
from linter.figures.found import finding
from linter.figures.numbers import fold
from linter.figures.options import Options
from linter.figures.post import Passage, Post

_THINGS = "|".join(
    f"[{w[0].upper()}{w[0]}]{w[1:]}"
    for w in [
        "ways",
        "tips",
        "reasons",
        "steps",
        "things",
        "lessons",
        "mistakes",
        "rules",
        "examples",
        "tools",
        "myths",
        "ideas",
    ]
)
_TITLE = lazy.compile(
    rf"(?P<n>{NUMBER})(?P<counter>つの?|選|個の|ステップ|項目|点の|大|の(?=方法|理由|ポイント|コツ|ステップ|秘訣|戦略|課題|事例))(?P<noun>[ァ-ヶー一-龠]{{0,10}})"
    rf"|(?<![\w.-])(?P<n2>\d{{1,2}}) (?P<noun2>(?:[A-Za-z]+ )?(?:{_THINGS}|[Bb]est [Pp]ractices))\b"
)
_SEQUENCE = lazy.compile(
    r"^[\s#*【「]*(?:第?(?P<a>\d{1,2}|[一二三四五六七八九十])(?:の|に|章|[.．)）:：、】]|つ目|番目|\s|　)|[①-⑳]"
    r"|(?:[^\s\d、。]{0,12}?(?:ステップ|[Ss]tep|STEP|ポイント|理由|方法|事例|視点|戦略|課題|法則|秘訣|対策|壁|要素|柱|フェーズ|段階|示唆|コツ|その|原則|活用法|トレンド|メリット|手順|No\.|#))\s?(?P<b>\d{1,2}|[一二三四五六七八九十①-⑩])(?!\d|つ|年|社|%|個))"
)
_ANY_PROMISE = lazy.compile(rf"(?P<n>{NUMBER})(?:つ|個)の(?P<noun>[ァ-ヶー一-龠]{{1,12}})")
_ASIDE = lazy.compile(
    r"あわせて読みたい|関連記事|おすすめ|ご相談|お問い合わせ|Related|Further reading"
)  # no part of the article
_CHAPTER = lazy.compile(
    r"背景|結び|まとめ|おわり|はじめ|リスク|注意|導入企業|定量的|成功(?:の)?(?:条件|要因)|成功条件|フレームワーク|課題"
)
_NOUNS = [
    "ステップ",
    "戦略",
    "方法",
    "ポイント",
    "対策",
    "施策",
    "手順",
    "アプローチ",
    "法則",
    "秘訣",
    "コツ",
    "理由",
    "視点",
    "示唆",
    "事例",
    "課題",
]


def check(post: Post, options: Options) -> Iterator[Finding]:
    """title-count, and title-count-conflict where the text promises another number of the same thing."""
    for passage in post.front:
        if passage.name == "title":
            yield from _title(post, passage)


def _title(post: Post, passage: Passage) -> Iterator[Finding]:
    for match in islice(_TITLE.finditer(passage.text), 1):
        said = number(match["n"] or match["n2"])
        if not 2 <= said <= 30 or passage.text[match.end() : match.end() + 1] == "年":
            continue
        noun = match["noun"] or match["noun2"] or ""
        if _kept(post, said, noun) or _summed(post, said):
            continue
        span = (passage, match.start(), match.end())
        other = _rival(post, said, noun)
        values: dict[str, Value] = {"figure": match[0], "said": said}
        if other:
            text = other[0].text[other[1] : other[2]]
            same = noun and any(word in noun and word in text for word in _NOUNS)
            kind = "title-count-conflict" if same else "title-count"
            yield finding(post, kind, span, {**values, "other": text}, [(other, "other")])
        else:
            yield finding(post, "title-count", span, {**values, "other": ""})


def _kept(post: Post, said: int, noun: str) -> bool:
    """Whether the text holds `said` of the thing: a labelled or numbered sequence, a list, headings, a table, 「Nつ目」.

    In Japanese, a list or a row of headings counts only where its surroundings name the thing or the number; numbered
    headings of a general kind (背景, リスク, まとめ) number the chapters, not the things.
    """
    document = post.document
    blocks, text, prose = document.blocks, document.text, document.prose
    about = re.compile(
        "|".join([*(word for word in _NOUNS if word in noun), re.escape(noun[-2:]) or "$^", rf"{said}[つ個選点大項ス]"])
    )
    plain: dict[int, str] = {}
    labelled: set[int] = set()
    siblings: dict[int, list[str]] = {}
    parents = [-1] * 8
    nearby, run = "", 0
    for index, block in enumerate(blocks):
        line = fold(prose[block.content : block.content + 80])
        if block.kind == "heading":
            parents[block.level :] = [index] * (8 - block.level)
            parent = parents[block.level - 1]
            siblings.setdefault(parent, []).append(text[block.content : block.end])
        if block.kind in ("heading", "paragraph"):
            match = _SEQUENCE.match(line)
            if match:
                at = number(match["a"] or match["b"] or match[0].strip(" #*【「")[:1])
                if match["b"]:
                    labelled.add(at)
                else:
                    plain[at] = line
        if block.kind == "item" and block.level == 1 and not text.startswith("[", block.content):  # links elsewhere
            run += 1
            if text[block.start : block.start + 4].strip().startswith(f"{said}."):
                labelled.update(range(1, said + 1)) if about.search(nearby) or not post.japanese else None
        elif not block.container:
            if run == said and (not post.japanese or about.search(nearby)):
                return True
            run, nearby = 0, (nearby if block.kind == "paragraph" else "")[-120:] + line
        if block.kind == "table":
            rows = text.count("\n", block.start, block.end) - 1
            if rows == said and (not post.japanese or said > 5 or about.search(nearby)):
                return True
    if run == said and (not post.japanese or about.search(nearby)):
        return True
    if said in labelled and len(labelled & set(range(1, said + 1))) >= max(2, said - 1):
        return True
    if said in plain and len(plain) >= said - 1 and not any(_CHAPTER.search(line) for line in plain.values()):
        return True
    for parent, names in siblings.items():
        own = [name for name in names if not name.startswith("[") and not _ASIDE.search(name)]
        if not post.japanese and said <= len(own) <= said + 3:
            return True
        if len(own) == said and (
            (parent >= 0 and about.search(text[blocks[parent].start : blocks[parent].end]))
            or all(about.search(n) for n in own)
        ):
            return True
    return any(number(m["n"] or m["n2"]) == said for m in NTH.finditer(fold(prose[document.body :]))) or _rows(
        post, said
    )


def _rows(post: Post, said: int) -> bool:
    """Whether numbered table rows count up to `said`."""
    return any(re.match(rf"\|?\s*{said}\s*\|", p.text) for p in post.body if p.kind == "table")


def _summed(post: Post, said: int) -> bool:
    """「3つの壁」と「2つのチャンス」 keep a promise of five; so does the promise said again before its list."""
    for passage in post.body:
        numbers = [number(m["n"]) for m in _ANY_PROMISE.finditer(passage.text)]
        if len(numbers) == 2 and sum(numbers) == said:
            return True
    return False


def _rival(post: Post, said: int, noun: str) -> tuple[Passage, int, int] | None:
    for passage in post.body:
        if "つの" not in passage.text or passage.kind == "table":
            continue
        for match in re.finditer(
            rf"(?:以下|次|下記)の(?P<n>{NUMBER})つの(?P<noun>[ァ-ヶー一-龠]{{1,12}})", passage.text
        ):
            if number(match["n"]) != said:
                return passage, match.start("n"), match.end()
    return None

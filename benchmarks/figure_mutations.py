"""How many contradictions `inconsistent-figure` sees when one operand of a relation that holds is changed.

    python benchmarks/figure_mutations.py [--seed 5] [--n 120] [--misses] FOLDER...

Relations are mined from the posts of the folders by patterns of this script, not by the rule's own, and are
made up from templates where the posts hold fewer than n. One number of each is changed (a digit, two digits
swapped, a power of ten), and in growth and conversion by a twentieth at least, since less is a rounding; a date, a
share or a change is made false by the calendar or by its own digits. A mutation counts as found when the mutated post has a finding on a line of
the relation, where the untouched post has none. Prints per relation: found, of how many, and of these from posts.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from linter.checks import figures
from linter.document import Document
from linter.rulefile import read, shipped

N = r"\d[\d,]*(?:\.\d+)?"
UNIT = r"(?:[万億兆]?(?:円|ドル|人|名|件|社|時間|日|個|回)|%|[ヶかカ]月|pt)?"
MINERS = {
    "equation": re.compile(
        rf"(?<![\d.,×+÷/=^-])(?:{N}{UNIT}(?:/\w+)? ?[×+] ?)+{N}{UNIT}(?:/\w+)? ?= ?\**(?:約|月額?|年間)?{N}{UNIT}"
    ),
    "share": re.compile(rf"{N}(?:社|人|件|名)中、?{N}(?:社|人|件|名)[（(]{N}%[)）]"),
    "table-change": re.compile(
        rf"^\|[^|\n]+\|\s*{N}[^|\d\n]{{0,4}}\|\s*{N}[^|\d\n]{{0,4}}\|\s*[+-]?{N}%[^|\n]{{0,3}}\|\s*$", re.M
    ),
    "list-count": re.compile(r"以下の[2-9]つ(?:の[^\s。]{1,10})?[^。\n]{0,20}[。：:]\**\n+(?=(?:[-*]|1\.)\s)"),
    "date": re.compile(
        r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日[（(][月火水木金土日](?:曜日?)?[)）]|\d年間[（(](?:19|20)\d\d年?(?:から|〜|～|-)(?:19|20)\d\d年[)）]"
    ),
    "growth": re.compile(
        rf"20\d\d年(?:時点で|には|の|に)(?:約)?{N}億(?:米)?ドル[^。\n]{{0,40}}20\d\d年(?:までに|には|に)(?:約)?{N}億(?:米)?ドル[^。\n]{{0,40}}{N}%"
    ),
    "conversion": re.compile(rf"{N}億(?:米)?ドル（約{N}[億兆](?:\d[\d,]*億)?円）"),
}
WHOLE = {"list-count"}  # only the promised number is changed


def changed(text: str, rng: random.Random, kind: str) -> str | None:
    """`text` with one of its numbers made another."""
    for _ in range(30):
        part = _changed(text, rng, kind)
        if (
            part
            and not (kind == "date" and true_date(part))
            and not (kind in ("share", "table-change") and true_percent(part))
        ):
            return part
    return None


def true_date(text: str) -> bool:
    """Whether the calendar bears the text out."""
    match = re.search(r"(\d+)年(\d+)月(\d+)日[（(](.)", text)
    if match:
        try:
            day = datetime.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return False
        return "月火水木金土日"[day.weekday()] == match[4]
    span = re.search(r"(\d+)年間\D*(\d{4})\D+(\d{4})", text)
    return span is not None and int(span[1]) - (int(span[3]) - int(span[2])) in (0, 1)


def true_percent(text: str) -> bool:
    """Whether the last number is what the two before it make, in its own digits."""
    numbers = re.findall(N, text)[-3:]
    one, two, said = (float(number.replace(",", "")) for number in numbers)
    half = 0.5 / 10 ** len(numbers[-1].partition(".")[2])
    return (
        any(abs(true - said) <= half * 1.001 for true in (two * 100 / one, (one - two) * 100 / one)) if one else False
    )


def _changed(text: str, rng: random.Random, kind: str) -> str | None:
    only_first = kind in WHOLE
    numbers = [m for m in re.finditer(N, text) if m[0].strip("0,.")]
    if not numbers:
        return None
    match = numbers[0] if only_first else rng.choice(numbers)
    old = match[0]
    year = re.fullmatch(r"(?:19|20)\d\d", old) and text[match.end() : match.end() + 1] in "年から〜～-"
    for _ in range(20):
        digits = list(old)
        places = [i for i, c in enumerate(digits) if c.isdigit()]
        op = rng.choice(("digit", "swap", "scale") if not (only_first or year or kind == "date") else ("digit",))
        if op == "digit":
            at = places[-1] if year else rng.choice(places)
            digits[at] = rng.choice([d for d in "123456789" if d != digits[at]])
        elif op == "swap" and len(places) > 1:
            i = rng.randrange(len(places) - 1)
            a, b = places[i], places[i + 1]
            digits[a], digits[b] = digits[b], digits[a]
        elif op == "scale" and "." not in old:
            digits.append("0")
        new = "".join(digits).replace(",", "")
        before, after = float(old.replace(",", "")), float(new)
        if (new.startswith("0") and not new.startswith("0.")) or before == after or (only_first and new == "1"):
            continue
        if kind in ("growth", "conversion") and not year and abs(after - before) < before / 20:
            continue
        if "," in old and "." not in new:
            new = f"{int(new):,}"
        if new != old:
            return text[: match.start()] + new + text[match.end() :]
    return None


def made_up(kind: str, rng: random.Random) -> str:
    """A short post in which a relation of this kind holds."""
    if kind == "equation":
        a, b, c = rng.randint(2, 40), rng.choice((5, 8, 12, 20, 250)), rng.choice((1500, 3000, 4800, 12000))
        if rng.random() < 0.5:
            return f"試算すると、{a}人 × {b}日 × {c:,}円 = {a * b * c:,}円になります。"
        return f"内訳は{a * 10}件 + {b * 10}件 + {c}件 = {a * 10 + b * 10 + c:,}件です。"
    if kind == "share":
        whole = rng.randint(200, 3000)
        part = rng.randint(20, whole - 10)
        return f"調査では{whole:,}社中{part:,}社（{part * 100 / whole:.1f}%）が導入済みでした。"
    if kind == "table-change":
        rows = []
        for name in ("作業時間", "確認の回数", "待ち時間"):
            before = rng.randint(40, 400)
            after = rng.randint(5, before - 20)
            rows.append(f"| {name} | {before}分 | {after}分 | {(before - after) * 100 / before:.0f}%削減 |")
        return "| 項目 | 導入前 | 導入後 | 削減率 |\n|---|---|---|---|\n" + "\n".join(rows)
    if kind == "list-count":
        n = rng.randint(3, 7)
        return f"準備として、以下の{n}つの点を確かめます。\n\n" + "\n".join(
            f"- {'手順の確認' * (i % 3 + 1)}を行います" for i in range(n)
        )
    if kind == "date":
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=rng.randint(0, 900))
        if rng.random() < 0.7:
            return f"次の会は{day.year}年{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}）に開きます。"
        n = rng.randint(3, 8)
        return f"計画は{n}年間（2024年から{2024 + n - 1}年）にわたります。"
    if kind == "growth":
        years, rate, start = rng.randint(4, 9), rng.randint(12, 48), rng.randint(110, 900)
        end = round(start * (1 + rate / 100) ** years)
        return f"この市場は2024年の{start}億ドルから{2024 + years}年には{end:,}億ドルへと、年平均成長率{rate}%で拡大する見込みです。"
    a, b = rng.randint(12, 900), rng.randint(13, 700)
    return f"A社は{a}億ドル（約{a * 150:,}億円）を、B社は{b}億ドル（約{b * 150:,}億円）を調達しました。"


def mined(kind: str, folders: list[Path]) -> Iterator[tuple[str, int, int]]:
    """Text of a post, start and end of a relation in it; each relation once."""
    seen: set[str] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*.md")):
            text = path.read_text(encoding="utf-8", errors="replace")
            for match in MINERS[kind].finditer(text):
                if match[0] not in seen:
                    seen.add(match[0])
                    yield text, match.start(), match.end()


def alerts(text: str, options: figures.Options) -> list[tuple[str, int, int]]:
    document = Document.parse("post.md", text)
    found = []
    for finding in figures.check(document, options):
        for span in (finding.span, *(related.span for related in finding.related)):
            found += [(finding.kind, line, len(finding.values)) for line in range(span.line, span.end_line + 1)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--n", type=int, default=120)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    options = read(shipped() / "inconsistent-figure.md").options
    report = {}
    for kind in MINERS:
        rng = random.Random(f"{given.seed}/{kind}")
        cases = []
        for text, start, end in mined(kind, given.folders):
            first, last = text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1
            lines = range(first, last + 1)
            before = [a for a in alerts(text, options) if a[1] in lines]
            if not before:  # the relation holds for the rule, or is not seen at all: both count
                cases.append((text, start, end, lines, True))
        rng.shuffle(cases)
        cases = cases[: given.n]
        while len(cases) < given.n:
            text = made_up(kind, rng) + "\n"
            end = len(text)
            cases.append(
                (text, 0, end if kind != "list-count" else text.index("\n"), range(1, text.count("\n") + 2), False)
            )
        found = from_posts = posts = total = 0
        for text, start, end, lines, natural in cases:
            part = changed(text[start:end] if kind != "table-change" or natural else _row(text, rng), rng, kind)
            if part is None:
                continue
            whole = text[:start] + part + text[end:] if kind != "table-change" or natural else _with_row(text, part)
            hit = any(a[1] in lines for a in alerts(whole, options))
            total += 1
            found += hit
            posts += natural
            from_posts += natural and hit
            if given.misses and not hit:
                print(
                    kind,
                    "post" if natural else "made",
                    text[start:end].replace("\n", "/")[:90],
                    "->",
                    part.replace("\n", "/")[:90],
                )
        report[kind] = {"found": found, "of": total, "from_posts": f"{from_posts}/{posts}"}
    print(json.dumps(report, ensure_ascii=False))


def _row(text: str, rng: random.Random) -> str:
    return rng.choice(text.strip().split("\n")[2:])


def _with_row(text: str, row: str) -> str:
    name = row.split("|")[1]
    return "\n".join(row if line.startswith(f"|{name}|") else line for line in text.split("\n"))


if __name__ == "__main__":
    main()

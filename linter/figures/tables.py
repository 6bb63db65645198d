"""Tables: a row of totals, a column of changes, a cell that gainsays its header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from linter import lazy
from linter.diagnostic import Finding
from linter.document import Document
from linter.figures.found import finding
from linter.figures.numbers import ONE, fold, read, show
from linter.figures.options import Options
from linter.figures.post import Passage, Post
from linter.figures.scan import Figure, figures
from linter.figures.units import UNITS

ROWS = 60  # longer tables are data, not prose


class Cell(NamedTuple):
    text: str
    start: int  # in the post


_TOTAL = lazy.compile(r"\**\s*(?:合計|総計|総額|計|[^|]{0,8}合計|Total|Sum|小計|トータル)\s*(?:[(（].*)?\**$", re.I)
_PARTIAL = lazy.compile(r"概算|など|参考|除く|含む|税込|割引後")
_EMPTY = lazy.compile(r"^\**(?:[-–—ー−0]|不要|なし|無料|無し|N/?A|\$0|0円)?\**$")
_BEFORE = lazy.compile(r"導入前|従来|以前|改善前|変更前|ビフォー|Before|前年|旧", re.I)
_AFTER = lazy.compile(r"導入後|改善後|変更後|アフター|After|現在|新", re.I)
_CHANGE = lazy.compile(
    r"削減率|改善率|短縮率|削減|短縮|効果|変化率?|増減率?|伸び率|増加率|向上率|改善|差分?|Change|Reduction|Improvement|Δ",
    re.I,
)
_PERCENT = lazy.compile(
    r"^\**(?P<sign>[+＋−–-])?約?(?P<number>\d+(?:\.\d+)?)\s?(?P<unit>%|pt|ポイント|倍)(?:減|増|削減|短縮|改善|向上|減少|増加)?\**$"
)
_PERIOD = {"月額": "年額", "年額": "月額", "月間": "年間", "年間": "月間"}


def check(post: Post, options: Options) -> Iterator[Finding]:
    """table-sum, table-change, unit-slip-period."""
    document = post.document
    seen: set[str] = set()
    for index, block in enumerate(document.blocks):
        if block.kind != "table":
            continue
        text = document.text[block.start : block.end]
        if text in seen or not any(character.isdigit() for character in text):
            continue
        seen.add(text)
        rows = _rows(document, block.start, block.end)
        if 2 <= len(rows) <= ROWS:
            head, body = rows[0], rows[1:]
            yield from _sums(post, index, head, body)
            yield from _changes(post, index, head, body)
            yield from _periods(post, index, head, body)


def _rows(document: Document, start: int, end: int) -> list[list[Cell]]:
    rows = []
    at = start
    for number, line in enumerate(fold(document.prose[start:end]).split("\n")):
        if number != 1:
            cells, offset = [], at
            for piece in line.split("|"):
                stripped = piece.strip()
                cells.append(Cell(stripped, offset + len(piece) - len(piece.lstrip())))
                offset += len(piece) + 1
            if cells and not cells[0].text:
                cells = cells[1:]
            if cells and not cells[-1].text and line.rstrip().endswith("|"):
                cells = cells[:-1]
            rows.append(cells)
        at += len(line) + 1
    return rows


def _cell(post: Post, index: int, cell: Cell) -> tuple[Passage, int, int]:
    return Passage(cell.text, cell.start, "table", index, ()), 0, len(cell.text)


def _sums(post: Post, index: int, head: list[Cell], body: list[list[Cell]]) -> Iterator[Finding]:
    for at, row in enumerate(body):
        if at < 2 or not row or not _TOTAL.match(row[0].text) or _PARTIAL.search(row[0].text):
            continue
        first = next((n + 1 for n in range(at - 1, -1, -1) if body[n] and _TOTAL.match(body[n][0].text)), 0)
        parts = _parts(row[0].text, body[first:at])
        for column in range(1, len(row)):
            if len(parts) >= 2 and all(len(part) > column for part in parts):
                found = _sum(post, index, row[column], [part[column] for part in parts])
                if found and not (first and _carried(body[:at], row[column], column)):
                    yield found


def _carried(rows: list[list[Cell]], total: Cell, column: int) -> bool:
    """Whether a grand total takes up the subtotals above it, or all rows that are none."""
    said = _ends(total.text)
    subtotals, others, since = 0, 0, 0
    for row in rows:
        ends = _ends(row[column].text) if len(row) > column else None
        value = ends[-1].value if ends else 0
        if row and _TOTAL.match(row[0].text):
            subtotals, since = subtotals + value, 0
        else:
            others, since = others + value, since + value
    return said is not None and said[-1].value in (others, subtotals, subtotals + since)


def _parts(label: str, rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows that a total sums up: 「年間効果合計」 those that begin with 年間効果, where some do."""
    what = re.sub(r"合計.*|[*\s]", "", label)
    named = [row for row in rows if row and what and what in row[0].text]
    return named or rows


def _sum(post: Post, index: int, total: Cell, parts: list[Cell]) -> Finding | None:
    said = _ends(total.text)
    given = [_ends(part.text) for part in parts]
    if not said or any(ends is None and not _EMPTY.match(part.text) for ends, part in zip(given, parts, strict=True)):
        return None
    stated = [ends for ends in given if ends]
    if len(stated) < 2 or any(end.unit != said[0].unit for ends in stated for end in ends):
        return None
    if said[0].unit.dimension in ("percent", "times", "year"):
        return None
    for which in (0, -1):
        made = sum(ends[which].value for ends in stated)
        value = said[which].value
        spare = value * (6 if said[which].loose or any(e[which].loose for e in stated) else 2) // 100
        if abs(made - value) > max(spare, said[which].step // 2) and not any(
            e[which].value >= value for e in stated if len(stated) > 2 and e[which].value * 2 > made * 2
        ):
            shown = " + ".join(part.text.strip("*") for part, ends in zip(parts, given, strict=True) if ends)
            unit = next((w for w, u in UNITS.items() if u == said[0].unit), "")
            result = (
                ("$" + show(made))
                if total.text.lstrip("*約").startswith("$")
                else show(made // said[0].unit.factor) + unit
            )
            values = {"figure": total.text.strip("*"), "calculation": shown, "result": result}
            others = [(_cell(post, index, part), "part") for part, ends in zip(parts, given, strict=True) if ends]
            return finding(post, "table-sum", _cell(post, index, total), values, others)
    return None


def _ends(text: str) -> tuple[Figure, ...] | None:
    """The one figure of a cell, or the two ends of its range."""
    found = [f for f in figures(text) if f.unit.dimension]
    lead = re.match(r"[\s*約$€£¥￥+]*", text)
    if not found or not lead or found[0].start > lead.end():
        return None
    if found[0].role == "low" and len(found) > 1:
        return (found[0], found[1])
    return (found[0],) if len(found) == 1 or re.match(r"[(（]", text[found[0].end :].lstrip(" *")) else None


def _changes(post: Post, index: int, head: list[Cell], body: list[list[Cell]]) -> Iterator[Finding]:
    names = [cell.text for cell in head]
    before = next((n for n, name in enumerate(names) if _BEFORE.search(name) and not _CHANGE.search(name)), -1)
    after = next(
        (n for n, name in enumerate(names) if n != before and _AFTER.search(name) and not _CHANGE.search(name)), -1
    )
    change = next((n for n, name in enumerate(names) if n > max(before, after) and _CHANGE.search(name)), -1)
    if before < 0 or after != before + 1 or change != after + 1:
        return
    for row in body:
        if len(row) <= change:
            continue
        one, two, claim = _ends(row[before].text), _ends(row[after].text), _PERCENT.match(row[change].text)
        if (
            not claim
            or not one
            or not two
            or len(one) + len(two) > 2
            or one[0].unit.dimension != two[0].unit.dimension
            or not one[0].value
        ):
            continue
        found = _change(post, index, row[before], row[after], row[change], one[0], two[0], claim)
        if found:
            yield found


def _change(
    post: Post, index: int, before: Cell, after: Cell, cell: Cell, one: Figure, two: Figure, claim: re.Match[str]
) -> Finding | None:
    amount = read(claim["number"])
    if not amount or (one.unit.dimension != "percent" and one.unit != two.unit):
        return None
    said, step = amount
    a, b = one.value, two.value
    loose = bool(one.loose or two.loose) or "約" in cell.text
    if claim["unit"] == "倍":
        candidates = [b * ONE // a, a * ONE // b if b else 0]
    elif claim["unit"] != "%":
        candidates = [abs(b - a)]
    else:
        candidates = [abs(b - a) * 100 * ONE // a]
        if one.unit.dimension == "percent":
            candidates.append(abs(b - a))
    spare = max(step * 6 // 10, said * 6 // 100 if loose else 0)
    if any(abs(candidate - said) <= spare for candidate in candidates):
        return None
    result = show(candidates[0], UNITS["%"]) + claim["unit"]
    values = {"figure": claim[0].strip("*"), "calculation": f"{before.text} → {after.text}", "result": result}
    others = [(_cell(post, index, before), "calculation"), (_cell(post, index, after), "calculation")]
    return finding(post, "table-change", _cell(post, index, cell), values, others)


def _periods(post: Post, index: int, head: list[Cell], body: list[list[Cell]]) -> Iterator[Finding]:
    """A cell that says 月額 under a header that says 年額."""
    for column, name in enumerate(head):
        period = next((p for p in _PERIOD if p in name.text and _PERIOD[p] not in name.text), "")
        if not period:
            continue
        for row in body:
            if len(row) > column and row[column].text.lstrip("*約").startswith(_PERIOD[period]):
                values = {"figure": row[column].text.strip("*"), "other": name.text.strip("*")}
                yield finding(
                    post,
                    "unit-slip-period",
                    _cell(post, index, row[column]),
                    values,
                    [(_cell(post, index, name), "other")],
                )

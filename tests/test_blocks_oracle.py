"""The block scanner against markdown-it-py, line by line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from linter.blocks import Block
from linter.document import Document

DIALECT = frozenset({"liquid", "attribute", "math", "directive", "mdx"})
LEAVES = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "table_open": "table",
    "fence": "fence",
    "code_block": "code",
    "html_block": "html",
    "hr": "break",
}


def oracle(body: str) -> list[str]:
    """The kind of each line: the outermost container, else that of its block; "" for a line of no block."""
    lines = body.split("\n")
    kinds = [""] * len(lines)
    containers: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            containers.append("list")
        elif token.type == "blockquote_open":
            containers.append("quote")
        elif token.type in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            containers.pop()
        elif token.type == "list_item_open" and token.map:
            kinds[token.map[0]] = containers[0]
        elif token.type in LEAVES and token.map:
            kind = containers[0] if containers else LEAVES[token.type]
            first, last = token.map
            for number in range(first, min(last, len(lines))):
                kinds[number] = kind
    return [
        ""
        if not line.strip(" \t") and kind not in ("fence", "html", "code", "list", "quote")
        else kind or ("" if not line.strip(" \t>") else "definition")
        for kind, line in zip(kinds, lines, strict=True)
    ]


def ours(document: Document) -> tuple[list[str], list[Block | None]]:
    first = document.line(document.body)
    count = document.text[document.body :].count("\n") + 1
    kinds, owners = [""] * count, [None] * count
    for block in document.blocks:
        kind = block.container or {"item": "list", "quote": "quote"}.get(block.kind, block.kind)
        for number in range(document.line(block.start) - first, document.line(block.end) - first + 1):
            kinds[number], owners[number] = kind, block
    return kinds, owners


def compare(path: str, text: str) -> tuple[Counter[str], list[tuple[str, int, str, str, str]]]:
    """Counts of lines (equal, different, dialect, unclosed), and the different ones."""
    document = Document.parse(path, text)
    body = text[document.body :].replace("\r\n", "\n")
    theirs = oracle(body)
    mine, owners = ours(document)
    counts: Counter[str] = Counter()
    different = []
    lines = body.split("\n")
    open_fence = next((b for b in document.blocks if b.kind == "fence" and not b.closed), None)
    unclosed = document.line(open_fence.start) - document.line(document.body) if open_fence else len(lines)
    for number, (a, b, owner) in enumerate(zip(mine, theirs, owners, strict=True)):
        footnote = owner and owner.kind == "definition" and document.text.startswith("[^", owner.content)
        if owner and (owner.kind in DIALECT or footnote):
            counts["dialect"] += 1
        elif number >= unclosed:
            counts["unclosed"] += 1
        elif a == b:
            counts["equal"] += 1
        else:
            counts["different"] += 1
            different.append((path, document.line(document.body) + number, a, b, lines[number][:60]))
    return counts, different


def posts(root: Path) -> list[Path]:
    return sorted(
        path
        for path in root.rglob("*")
        if path.suffix in (".md", ".markdown", ".mdx") and path.name not in ("README.md", "SOURCES.md")
    )


FIXTURES = Path(__file__).parent / "fixtures" / "blocks"


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.md")), ids=lambda path: path.stem)
def test_fixture(path: Path) -> None:
    counts, different = compare(path.name, path.read_text(encoding="utf-8"))
    assert different == []
    assert counts["equal"] > 10


@pytest.mark.corpus
def test_corpus(corpus: Path) -> None:
    counts: Counter[str] = Counter()
    left = []
    for path in posts(corpus):
        found, different = compare(str(path.relative_to(corpus)), path.read_bytes().decode("utf-8", "replace"))
        counts += found
        left += different
    judged = counts["equal"] + counts["different"]
    ratio = counts["equal"] / judged
    print(
        f"\n{ratio:.4%} of {judged} lines agree; apart: {counts['dialect']} of dialects, {counts['unclosed']} after an open fence"
    )
    for name, line, a, b, excerpt in left:
        print(f"{name}:{line}: {a or 'blank'} (oracle: {b or 'blank'}) {excerpt}")
    assert ratio >= 0.999

"""The check of house rules, and the page that documents it."""

import re
import time
from pathlib import Path

import pytest

from linter import example, rulefile
from linter.checks import pattern
from linter.checks.pattern import Options
from linter.document import Document

PAGE = Path(__file__).parents[2] / "docs" / "house-rules.md"


def found(text: str, **options: object) -> list[str]:
    document = Document.parse("post.md", text)
    return [text[one.span.start : one.span.end] for one in pattern.check(document, Options(**options))]  # type: ignore[arg-type]


def test_the_example_of_the_page_runs(tmp_path: Path) -> None:
    shown = re.search(r"^`{5}markdown\n(.*?)^`{5}$", PAGE.read_text(encoding="utf-8"), re.S | re.M)
    assert shown
    path = tmp_path / "house-words.md"
    path.write_text(shown[1], encoding="utf-8")
    house = rulefile.read(path)
    blocks = re.findall(r"^```markdown (bad|good)\n(.*?)^```", shown[1], re.S | re.M)
    output = re.search(r"^```text output\n(.*?)^```", shown[1], re.S | re.M)
    assert output and [role for role, _ in blocks] == ["bad", "good"]
    for role, text in blocks:
        one = example.Example("", 1, {"post.md": text})
        printed = "".join(line + "\n" for line in example.report(house, one, {house.id: house}))
        assert printed == (output[1] if role == "bad" else "")


def test_scope() -> None:
    text = "---\ntitle: foo one\n---\n# foo two\n\nfoo three\n\n- foo four\n\n```\nfoo five\n```\n"
    assert len(found(text, phrases=("foo",))) == 3
    for scope in ("title", "heading", "paragraph", "item", "code"):
        assert len(found(text, phrases=("foo",), scope=(scope,))) == 1


def test_unless_quoted_and_whole_words() -> None:
    assert found("サーバーとサーバ", phrases=("サーバ",), unless=("サーバー",)) == ["サーバ"]
    assert found("「サーバ」と言う", phrases=("サーバ",)) == []
    assert found("「サーバ」と言う", phrases=("サーバ",), quoted=True) == ["サーバ"]
    assert found("cat catalogue", phrases=("cat",)) == ["cat"]
    assert found("cat catalogue", phrases=("cat",), whole_words=False) == ["cat", "cat"]


def test_replacement_is_an_edit() -> None:
    document = Document.parse("post.md", "ウエブです。\n")
    (one,) = pattern.check(document, Options(replacements={"ウエブ": "ウェブ"}))
    assert one.kind == "replace" and one.edits[0].text == "ウェブ"


@pytest.mark.parametrize(
    "phrase", ["a*a*a*a*a*a*b", "^a**a**a**$", "(a|aa|aaa)*(a|aa)*c", "((((", "*", "\\", "^$", "(|)"]
)
def test_no_phrase_hangs(phrase: str) -> None:
    start = time.perf_counter()
    found("a" * 50_000 + "\n" + "a " * 50_000, phrases=(phrase,))
    assert time.perf_counter() - start < 3

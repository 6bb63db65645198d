"""A baseline hides what was there, and nothing else, however lines and files move."""

import pytest

from linter import baseline
from linter.diagnostic import Diagnostic, Severity
from linter.document import Document
from linter.errors import UserError

OLD = "一つ目の文です。二つ目の文です。三つ目の文です。四つ目の文です。"


def diagnostic(text, stretch, rule="repeated-paragraph", path="a.md", occurrence=0):
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(stretch, start + 1)
    return Diagnostic(path, rule, Severity.ERROR, "m", Document.parse(path, text).span(start, start + len(stretch)))


def new(remembered, text, *now):
    return baseline.split(remembered, now, lambda path: text).new


def test_the_same_finding_is_old_wherever_it_stands():
    text = f"前の段落。\n\n{OLD}\n"
    remembered = baseline.build([diagnostic(text, OLD)], lambda path: text)
    moved = f"足した段落。\n\nもう一つ。\n\n{OLD}\n"
    assert new(remembered, moved, diagnostic(moved, OLD, path="renamed.md")) == []


def test_a_part_of_an_old_finding_is_old():
    remembered = baseline.build([diagnostic(OLD, OLD)], lambda path: OLD)
    part = "三つ目の文です。四つ目の文です。"
    assert new(remembered, OLD, diagnostic(OLD, part)) == []


def test_one_copy_more_than_remembered_is_new_and_it_is_the_last():
    text = f"{OLD}\n\n{OLD}\n"
    remembered = baseline.build([diagnostic(text, OLD)], lambda path: text)
    both = [diagnostic(text, OLD), diagnostic(text, OLD, occurrence=1)]
    assert new(remembered, text, *both) == [both[1]]


def test_another_rule_or_another_text_is_new():
    remembered = baseline.build([diagnostic(OLD, OLD)], lambda path: OLD)
    other = diagnostic(OLD, OLD, rule="truncated-sentence")
    assert new(remembered, OLD, other) == [other]
    text = "まったく別の文です。"
    assert new(remembered, text, diagnostic(text, text)) != []


def test_textlints_finding_is_old_whichever_of_two_presets_told_it():
    first, second = (f"textlint/preset-{name}/max-ten" for name in ("japanese", "ja-technical-writing"))
    remembered = baseline.build([diagnostic(OLD, "一", first)], lambda path: OLD)
    assert new(remembered, OLD, diagnostic(OLD, "一", second)) == []
    other = diagnostic(OLD, "一", "textlint/preset-japanese/no-doubled-joshi")
    assert new(remembered, OLD, other) == [other]


def test_what_is_gone_is_counted_and_pruned(tmp_path):
    remembered = baseline.build([diagnostic(OLD, OLD)], lambda path: OLD)
    assert baseline.split(remembered, [], lambda path: "").gone == 4
    assert baseline.pruned(remembered, baseline.build([], lambda path: "")).counts == {"repeated-paragraph": {}}
    assert baseline.pruned(remembered, remembered).counts == remembered.counts
    file = tmp_path / "b.json"
    file.write_text(baseline.dumps(remembered))
    assert baseline.read(file).counts == remembered.counts
    assert "line" not in file.read_text() and "a.md" not in file.read_text()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "rules": {}}', '{"version": 1, "rules": {"a": 3}}', "\x00"]
)
def test_what_is_no_baseline_is_refused(tmp_path, text):
    file = tmp_path / "b.json"
    file.write_text(text)
    with pytest.raises(UserError, match=r"lint baseline"):
        baseline.read(file)

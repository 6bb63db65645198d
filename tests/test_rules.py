"""Every rule's page is its test suite. `UPDATE=1 pytest tests/test_rules.py` rewrites the output fences."""

import os
import re

import pytest

from linter import example, rulefile

RULES = rulefile.read_all([rulefile.shipped()])
EXAMPLES = [(one, shown) for one in RULES.values() for shown in example.read(one)]
NAMES = [f"{one.id}:{shown.line}" for one, shown in EXAMPLES]


@pytest.mark.parametrize(("one", "shown"), EXAMPLES, ids=NAMES)
def test_example(one, shown):
    printed = "".join(line + "\n" for line in example.report(one, shown, RULES))
    if os.environ.get("UPDATE") and shown.output and printed:
        text = one.path.read_text(encoding="utf-8")
        fence = "```text output\n"
        at = text.index("\n", sum(map(len, text.splitlines(keepends=True)[: shown.line - 1])))
        start = text.index(fence, at) + len(fence)
        one.path.write_text(text[:start] + printed + text[start + len(shown.output) :], encoding="utf-8")
        return
    if shown.output is not None:
        assert printed == shown.output
    elif shown.bad:
        assert printed, "the example is called bad, but nothing was found"
    else:
        assert printed == ""


@pytest.mark.parametrize("one", RULES.values(), ids=list(RULES))
def test_rule_shows_itself_failing_and_is_worded_in_both_languages(one):
    shown = [each for each in example.read(one) if each.bad]
    assert shown
    assert any(each.output for each in shown), "no example shows the rule's output"
    for words in (one.summary, one.why, one.voice.message):
        assert re.search("[ぁ-んァ-ン一-龠]", words["ja"])
        assert words["en"].isascii() or "“" in words["en"] or "→" in words["en"]


def test_every_kind_that_has_words_is_laid_into_them():
    for one in RULES.values():
        for voice in (one.voice, *one.kinds.values()):
            assert voice.message["ja"] and voice.message["en"]


MENDED = [(one, shown) for one, shown in EXAMPLES if shown.fixed]


@pytest.mark.parametrize(("one", "shown"), MENDED, ids=[f"{one.id}:{shown.line}" for one, shown in MENDED])
def test_what_fix_makes_of_an_example(one, shown):
    texts = example.mended(one, shown, RULES)
    assert {path: texts[path] for path in shown.fixed} == shown.fixed

"""Comments and front matter that silence rules, and what is said of those that silence nothing."""

import pytest

from linter import rulefile
from linter.document import Document
from linter.engine import Project, conclude, examine

RULES = rulefile.read_all([rulefile.shipped()])
SHOWN = ("generator-residue", "suppression")


def lines(text, known=RULES, ignored=lambda path, rule: False):
    rules = {name: RULES[name] for name in SHOWN}
    document = Document.parse("a.md", text)
    project = Project(rules, frozenset(known), "en", ignored)
    found = conclude({"a.md": examine(document, rules.values())}, ["a.md"], project)
    return [(each.rule, each.kind, each.span.line) for each in found if each.severity.value != "info"]


RESIDUE = ("generator-residue", "marker")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A.\n\n---END---\n", 1),
        ("A.\n\n<!-- kouetsu-disable-next-line generator-residue 例として残す -->\n\n---END---\n", 0),
        ("A.\n\n<!-- kouetsu-disable-next-line generator-residue, title-echo -->\n---END---\n", 0),
        (
            "<!-- kouetsu-disable generator-residue -->\n\n---END---\n\n<!-- kouetsu-enable generator-residue -->\n\n---END---\n",
            1,
        ),
        ("<!-- kouetsu-disable -->\n\n---END---\n\n<!-- kouetsu-enable -->\n\n---END---\n", 1),
        ("{/* kouetsu-disable generator-residue */}\n\n---END---\n", 0),
        ("---\nkouetsu:\n  ignore: [generator-residue]\n---\nA.\n\n---END---\n", 0),
        ("```\n<!-- kouetsu-disable generator-residue -->\n```\n\n---END---\n", 1),
    ],
)
def test_what_is_silenced(text, expected):
    assert [each[0] for each in lines(text)].count("generator-residue") == expected


def test_an_unknown_rule_is_an_error():
    found = lines("<!-- kouetsu-disable-next-line generator-residu -->\n\n---END---\n")
    assert ("suppression", "unknown-rule", 1) in found
    assert any(each[0] == "generator-residue" for each in found)


def test_an_unknown_verb_is_an_error():
    assert ("suppression", "unknown-verb", 1) in lines(
        "<!-- kouetsu-disable-nextline generator-residue -->\n\n本文です。\n"
    )


def test_an_unused_one_is_reported_when_its_rule_ran():
    assert lines("<!-- kouetsu-disable-next-line generator-residue -->\n\n本文です。\n") == [
        ("suppression", "unused", 1)
    ]


def test_an_unused_one_is_not_reported_when_its_rule_did_not_run():
    assert lines("<!-- kouetsu-disable-next-line duplicate-title -->\n\n本文です。\n") == []


def test_textlint_rules_may_be_named():
    assert lines("<!-- kouetsu-disable-next-line textlint/no-todo -->\n\n本文です。\n") == []


def test_ignored_files_are_silent():
    assert lines("A.\n\n---END---\n", ignored=lambda path, rule: rule == "generator-residue") == []

"""examine and conclude: pure, indifferent to the order of documents."""

import random

from linter import rulefile
from linter.document import Document
from linter.engine import Project, conclude, examine, majority_language

RULES = rulefile.read_all([rulefile.shipped()])

POSTS = {
    f"_posts/2026-01-{day:02}-{day}.md": f"---\ntitle: {title}\ndate: 2026-01-{day:02}\n---\n本文です。{title}の話をします。\n\n---END---\n"
    for day, title in enumerate(["図書館の予算", "図書館の予算", "公園の樹木", "図書館の予算!", "川の清掃"], 1)
}


def diagnose(posts, asked=None):
    examinations = {path: examine(Document.parse(path, text), RULES.values()) for path, text in posts}
    return conclude(examinations, asked or [path for path, _ in posts], Project(RULES, frozenset(RULES)))


def test_the_order_of_documents_does_not_matter():
    posts = list(POSTS.items())
    expected = diagnose(posts)
    assert {each.rule for each in expected} >= {"generator-residue", "duplicate-title"}
    shuffler = random.Random(1)
    for _ in range(5):
        shuffler.shuffle(posts)
        assert diagnose(posts) == expected


def test_only_posts_asked_for_are_reported_but_all_are_compared():
    path = "_posts/2026-01-02-2.md"
    found = diagnose(list(POSTS.items()), [path])
    assert {each.path for each in found} == {path}
    assert any(each.rule == "duplicate-title" for each in found)


def test_examining_facts_only_finds_nothing():
    document = Document.parse("a.md", "本文です。\n\n---END---\n")
    assert examine(document, RULES.values(), facts_only=True).findings == ()


def test_the_language_is_that_of_most_posts():
    japanese = examine(Document.parse("a.md", "本文です。\n"), [])
    english = examine(Document.parse("b.md", "A text.\n"), [])
    assert majority_language([japanese, english]) == "ja"
    assert majority_language([english, english, japanese]) == "en"
    assert majority_language([]) == "en"


def test_an_unreadable_post_has_one_finding():
    examination = examine(Document("a.md", "", "binary"), RULES.values())
    assert [(name, finding.kind) for name, finding in examination.findings] == [("unreadable-file", "binary")]

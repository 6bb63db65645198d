"""Which posts are rebuilt, and which only lose what they were told of."""

from linter import rulefile
from linter.document import Document
from linter.engine import Project, conclude, examine
from linter.fix import settle
from linter.proposals import proposer

RULES = rulefile.read_all([rulefile.shipped()])
OFFSET = "- `offset`: the number of bytes to skip before starting to read.\n"
NOTICE = (
    "A reader who meets the end of the file before the value is complete gets an error that names the file, the "
    "offset and the number of bytes that were asked for, so that a caller can decide whether to wait for more of "
    "them or to give up and tell the user what is missing.\n"
)


def repaired(text, unsafe=False):
    document = Document.parse("post.md", text)
    project = Project(RULES, frozenset(RULES), "en")
    found = conclude({"post.md": examine(document, RULES.values())}, ["post.md"], project)
    return settle(document, proposer(project, found, unsafe), unsafe).text


def test_a_good_post_keeps_the_repeats_that_nobody_was_told_of():
    names = ("readInt8", "readInt16", "readInt32")
    sections = [f"## {name}\n\n{OFFSET}\nThis is what only `{name}` does with its value.\n" for name in names]
    text = "---\ntitle: Reading numbers\n---\n\n" + "\n".join(sections)
    assert repaired(text, unsafe=True) == text
    twice = text.replace("its value.\n", f"its value.\n\n{NOTICE}", 2)
    once = twice[::-1].replace(f"\n{NOTICE}"[::-1], "", 1)[::-1]
    assert twice.count(NOTICE) == 2
    assert repaired(twice) == once
    assert once.count(OFFSET) == 3

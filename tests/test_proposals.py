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


def test_a_good_post_keeps_the_repeats_that_are_only_doubted():
    notice = (
        "市場の奥では、若い夫婦が小さな珈琲の屋台を開いています。豆は自宅の庭で焙煎していて、注文のたびに挽くそうです。"
    )
    lead = "港の朝市には、近くの島から届いた魚と野菜が並びます。値段は店の人と話して決めるので、常連の客は一時間も話し込みます。"
    lead += "先週の日曜日、私は初めて自転車で市場まで出かけました。海沿いの道は風が強く、帽子を二度も飛ばされそうになります。"
    parts = [lead, "帰り道では古い灯台に登りました。" + notice, "店の名は灯台と言います。" + notice + "また来ます。"]
    text = "\n\n".join(parts) + "\n"
    assert repaired(text, unsafe=True) == text
    assert repaired(text + "\n" + lead + "\n", unsafe=True) == text

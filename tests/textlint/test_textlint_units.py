"""The pure parts: offsets, overlaps, what is permitted, chunks, cache keys."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.diagnostic import Applicability, Claim, Diagnostic, Edit, Fix, Severity
from linter.document import Document
from linter.suppression import read as suppressions
from linter.textlint import chunks, find, keys, overlaps, permitted, translate, without_overlaps
from linter.textlint.chunks import Post
from linter.textlint.settings import Settings


def units(text):
    return len(text.encode("utf-16-le")) // 2


@given(st.text(alphabet="aあ𠮷😀\n\r", max_size=30), st.booleans(), st.data())
def test_offsets(text, mark, data):
    offsets = translate.Offsets("\ufeff" * mark + text)
    at = data.draw(st.integers(0, len(text)))
    index = units(text[:at])
    assert offsets.point(index) == at + mark
    assert offsets.fits(index)
    if at < len(text) and text[at] > "\uffff":
        assert offsets.splits(index + 1) and not offsets.fits(index + 1)
        assert offsets.point(index + 1) == at + mark
    assert not offsets.fits(units(text) + 1) and not offsets.fits(-1)
    assert offsets.point(10**9) == len(text) + mark and offsets.point(-5) == mark


@given(st.text(max_size=40))
def test_messages_are_one_printable_line(text):
    cleaned = translate.clean(text)
    assert "\n" not in cleaned and "\x1b" not in cleaned and len(cleaned) <= 301
    cleaned.encode("utf-8")


MESSAGE = st.builds(
    translate.Message, st.text(), st.integers(), st.text(), st.integers(), st.integers(),
    st.none() | st.tuples(st.integers(), st.integers(), st.text()),
)  # fmt: skip


@given(st.lists(MESSAGE))
def test_what_the_cache_keeps_comes_back(messages):
    assert translate.load(translate.dump(messages)) == messages


@pytest.mark.parametrize(
    "stored", ["", "x", "{}", "[1]", "[[1,2]]", '[["a",2,"m",0,1,[0]]]', '[["a",2,"m",0,"1",null]]', "[" * 9999]
)
def test_a_damaged_cache_is_refused(stored):
    with contextlib.suppress(ValueError):
        assert translate.load(stored) == []


def test_a_fix_that_would_miss_its_place_is_dropped():
    def fixes(text, *messages):
        return [one.fix for one in translate.diagnostics("a.md", text, messages, {}, "ja")]

    def message(fix, rule="r"):
        return translate.Message(rule, 2, "m", 0, 1, fix)

    for wrong in ((1, 2, "x"), (0, 1, "x"), (0, 99, "x"), (-1, 2, "x"), (3, 2, "x"), (2, 3, "b"), (2, 3, "\ud800")):
        assert fixes("𠮷b", message(wrong)) == [None]
    (fix,) = fixes("𠮷b", message((0, 2, "")))
    assert (fix.title, fix.edits[0].span[:2], fix.claim) == ("「𠮷」を消す", (0, 1), Claim.REPLACEMENT)
    assert fixes("𠮷です.", message((3, 4, "。"), "ja-technical-writing/ja-no-mixed-period")) == [None]
    assert fixes("吉です.", message((3, 4, "。"), "ja-technical-writing/ja-no-mixed-period")) != [None]


@pytest.mark.parametrize(
    ("rule", "theirs", "given", "expected"),
    [
        ("textlint/a/b", Severity.ERROR, {}, "warning"),
        ("textlint/a/b", Severity.INFO, {}, "info"),
        ("textlint/a/b", Severity.INFO, {"textlint/*": "error"}, "error"),
        ("textlint/a/b", Severity.ERROR, {"a/*": "info", "textlint/*": "error"}, "error"),
        ("textlint/a/b", Severity.ERROR, {"a/b": "info", "textlint/*": "error"}, "info"),
    ],
)
def test_severities(rule, theirs, given, expected):
    assert translate.severity(rule, theirs, given).value == expected


TEXT = "これは切れた\n\nもう一つです。\n"
DOCUMENT = Document("a.md", TEXT)


def diagnostic(rule, start, end, edits=(), path="a.md"):
    fix = Fix("x", tuple(Edit(DOCUMENT.span(*edit), "") for edit in edits), Applicability.SAFE) if edits else None
    return Diagnostic(path, rule, Severity.WARNING, "m", DOCUMENT.span(start, end), fix=fix)


def test_our_cut_sentence_is_kept():
    ours = [diagnostic("truncated-sentence", 0, 6)]
    cut = diagnostic("textlint/ja-technical-writing/ja-no-mixed-period", 5, 6)
    kept = [
        cut._replace(path="b.md"),
        cut._replace(span=DOCUMENT.span(10, 11)),
        cut._replace(rule="textlint/japanese/no-nfd"),
    ]
    assert without_overlaps(ours, [cut, *kept]) == kept
    assert without_overlaps([diagnostic("title-echo", 0, 6)], [cut]) == [cut]


def test_our_fix_is_kept():
    ours = [diagnostic("repeated-paragraph", 0, 8, edits=[(0, 8)])]
    inside, behind = diagnostic("textlint/x", 2, 3, edits=[(2, 3)]), diagnostic("textlint/x", 10, 12, edits=[(10, 12)])
    touching = diagnostic("textlint/x", 8, 9, edits=[(8, 9)])
    assert without_overlaps(ours, [inside, touching, behind]) == [
        inside._replace(fix=None),
        touching._replace(fix=None),
        behind,
    ]


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)),
    st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted),
)
def test_stretches_touch(spans, asked):
    start, end = asked
    expected = any(one[0] <= end and start <= one[1] for one in spans)
    assert overlaps._Stretches(spans).touch(start, end) is expected


def test_what_silences_our_rules_silences_textlint():
    text = "<!-- kouetsu-disable-next-line textlint/a/b -->\nx\ny\n"
    document = Document("a.md", text)
    found = [
        Diagnostic("a.md", rule, Severity.WARNING, "m", document.span(at, at + 1))
        for rule in ("textlint/a/b", "textlint/a/c", "textlint/d")
        for at in (48, 50)
    ]

    def rules(**how):
        return [(one.rule[9:], one.span.line) for one in permitted(found, **how)]

    everything = [(rule, line) for rule in ("a/b", "a/c", "d") for line in (2, 3)]
    assert rules() == everything
    assert rules(suppressions=lambda path: suppressions(document)) == everything[1:]
    assert rules(ignore=["textlint/a"]) == rules(ignore=["textlint/a/*"]) == everything[4:]
    assert rules(ignore=["textlint"]) == rules(ignore=["textlint/*"]) == []
    assert rules(ignore=["textlint/d", "title-echo"]) == everything[:4]
    assert rules(select=["title-echo"]) == []
    assert rules(select=["title-echo", "textlint/d"]) == everything[4:]
    assert [one.rule for one in permitted([found[0]._replace(rule="textlint/failed")], select=["textlint/d"])]
    assert rules(ignored=lambda path, rule: path == "a.md" and rule == "textlint/a") == everything[4:]


def posts(*sizes, name="p{}.md"):
    return [Post(name.format(index), size, "") for index, size in enumerate(sizes)]


def test_chunks_follow_the_memory():
    small = Settings()
    assert (
        chunks.processes(small, 8),
        chunks.processes(Settings(memory=4000), 8),
        chunks.processes(Settings(memory=4000), 2),
    ) == (1, 5, 2)
    assert chunks.heap(small, 1) == 650
    hundred = posts(*[42_000] * 100)
    sizes = [sum(post.size for post in chunk) for chunk in chunks.split(hundred, small, 1)]
    assert len(sizes) == 5 and max(sizes) <= 1_000_000
    assert [len(chunk) for chunk in chunks.split(posts(9_000_000, 5, 5), small, 1)] == [1, 2]
    assert [len(chunk) for chunk in chunks.split(posts(*[10] * 250), small, 1)] == [100, 100, 50]
    assert max(len(chunk) for chunk in chunks.split(posts(*[10] * 250, name="x" * 200 + "{}.md"), small, 1)) < 30
    assert len(list(chunks.split(posts(*[100_000] * 20), Settings(memory=2000), 2))) >= 2
    assert len(list(chunks.split(posts(10, 10, name="{{{}}}.md"), small, 1))) == 2


def test_the_cache_key_follows_what_textlint_depends_on(tmp_path):
    config = tmp_path / ".textlintrc.json"
    (tmp_path / "dict").mkdir()
    script = tmp_path / "node_modules" / "textlint" / "bin" / "textlint.js"
    script.parent.mkdir(parents=True)
    script.write_text("")
    found = find.Textlint("project", ("node", str(script)), script, "node")
    changes = [
        (config, json.dumps({"rules": {"prh": {"rulePaths": ["./dict/prh.yml"]}, "no-x": True}})),
        (tmp_path / "dict" / "prh.yml", "rules: []"),
        (script.parents[1] / "package.json", '{"name": "textlint", "version": "15.8.0"}'),
        (tmp_path / "node_modules" / ".package-lock.json", "{}"),
        (tmp_path / "package-lock.json", "{}"),
        (tmp_path / ".textlintignore", "x"),
        (config, json.dumps({"rules": {"prh": {"rulePaths": ["./dict/prh.yml"]}}})),
        (tmp_path / "dict" / "prh.yml", "rules: [] # new"),
    ]
    seen = set()
    for file, text in changes:
        file.write_text(text, "utf-8")
        key = keys.environment(found, config)
        assert key == keys.environment(found, config)
        seen.add(key)
    assert len(seen) == len(changes)
    assert (
        len(
            {
                keys.post("e", "a.md", b"x"),
                keys.post("e", "b.md", b"x"),
                keys.post("e", "a.md", b"y"),
                keys.post("f", "a.md", b"x"),
            }
        )
        == 4
    )


def test_a_hostile_configuration_is_no_trap(tmp_path):
    config = tmp_path / ".textlintrc.json"
    config.write_text(" " * 200_000 + '"/dev/zero": "../../../../etc/passwd", "a\\u0000.b"', "utf-8")
    keys.environment(find.Textlint("command", ("/bin/true",), None, ""), config)

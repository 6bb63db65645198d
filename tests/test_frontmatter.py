"""Front matter in three formats: values, places, and what is wrong with it."""

import subprocess
import sys
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from linter.frontmatter import plainyaml, read, yamlevents


class Dateless(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """PyYAML's own reader, to which dates are text."""


Dateless.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if not pair[0].endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def fields(text):
    """Name, value, source of the key and of the value of every field."""
    front = read(text)
    assert front is not None
    assert front.error is None, front.error
    return [(f.name, f.value, text[f.key_start : f.key_end], text[f.start : f.end]) for f in front.fields]


def problem(text):
    front = read(text)
    assert front is not None
    assert front.error is not None
    assert 0 <= front.error.start <= front.error.end <= len(text)
    return front.error.kind, front.error.detail, front.error.start


def test_yaml():
    text = '---\ntitle: "題: 名"\ndate: 2025-11-17 04:42:09 +0000\ntags: [AI, "b"]\nlist:\n  - 一\n  - 2\nnone:\ndraft: yes\n---\n文'
    assert fields(text) == [
        ("title", "題: 名", "title", '"題: 名"'),
        ("date", "2025-11-17 04:42:09 +0000", "date", "2025-11-17 04:42:09 +0000"),
        ("tags", ["AI", "b"], "tags", '[AI, "b"]'),
        ("list", ["一", 2], "list", "- 一\n  - 2"),
        ("none", None, "none", ""),
        ("draft", True, "draft", "yes"),
    ]
    front = read(text)
    assert (front.format, text[front.end - 3 : front.end], text[front.body :]) == ("yaml", "---", "文")


def test_yaml_that_is_not_plain():
    text = "---\n# 注\ntitle: >\n  一\n  二\nnested: {a: [1, {b: 'x'}]}\nday: 2025-01-01\n\"key\": v # w\n---\n"
    assert fields(text) == [
        ("title", "一 二\n", "title", ">\n  一\n  二"),
        ("nested", {"a": [1, {"b": "x"}]}, "nested", "{a: [1, {b: 'x'}]}"),
        ("day", "2025-01-01", "day", "2025-01-01"),
        ("key", "v", '"key"', "v"),
    ]


def test_toml():
    text = "+++\ntitle = \"題\"\ndate = 2025-01-01T00:00:00Z\n[extra]\na.b = [1, {c = 'd'}]\n+++\n文"
    assert fields(text)[:2] == [
        ("title", "題", "title", '"題"'),
        ("date", "2025-01-01T00:00:00Z", "date", "2025-01-01T00:00:00Z"),
    ]
    assert read(text).values["extra"] == {"a": {"b": [1, {"c": "d"}]}}


def test_json():
    text = '{\n  "title": "\\u984c",\n  "n": {"x": [1, 2]},\n  "title": 2\n}\n\n文'
    assert fields(text) == [
        ("title", "題", '"title"', '"\\u984c"'),
        ("n", {"x": [1, 2]}, '"n"', '{"x": [1, 2]}'),
        ("title", 2, '"title"', "2"),
    ]
    assert text[read(text).body :] == "\n文"


def test_a_key_written_twice_is_there_twice():
    front = read("---\na: 1\nb: 2\na: 3\n---\n")
    assert [(f.name, f.value) for f in front.fields] == [("a", 1), ("b", 2), ("a", 3)]
    assert front.get("a").value == 3


@pytest.mark.parametrize(
    ("text", "start", "body"),
    [
        ("\ufeff---\r\na: b\r\n---\r\n文", 1, "文"),
        ("\n \n---\na: b\n---\n文", 3, "文"),
        ("<!-- 一\n二 -->\n---\na: b\n---\n文", 13, "文"),
        ("<!--\n---\na: b\n---\n-->\n文", 5, "文"),
        ("---\na: b\n...\n文", 0, "文"),
        ("---\na: b\n---", 0, ""),
        ("---\n---\n文", 0, "文"),
    ],
)
def test_where_it_begins_and_ends(text, start, body):
    front = read(text)
    assert (front.start, text[front.body :], front.error) == (start, body, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "文",
        "---",
        "---\n\n文",
        "\n---\n文\n---\n",
        "---\n文の罫線\n\n",
        "{% x %}\n",
        "{: .a}\n",
        "{\n文\n}\n",
        " ---\na: b\n---\n",
    ],
)
def test_none(text):
    assert read(text) is None


UNREADABLE = {
    "colon": ("---\ntitle: a: b\n---\n", "syntax", "mapping values are not allowed in this context", 12),
    "behind characters of two units": (
        '---\nt: 🎉 "x": y\n---\n',
        "syntax",
        "mapping values are not allowed in this context",
        12,
    ),
    "tab": ("---\na:\n\tb: c\n---\n", "syntax", "found character that cannot start any token", 7),
    "at sign": ("---\na: @b\n---\n", "syntax", "found character that cannot start any token", 7),
    "control character": ("---\na: \x00\n---\n", "syntax", "the character U+0000 is not allowed", 7),
    "half a character": ("---\na: \ud800\n---\n", "syntax", "the character U+D800 is not allowed", 7),
    "alias": ("---\na: &x [1]\nb: *x\n---\n", "alias", "*x", 17),
    "Python tag": (
        "---\na: !!python/object/apply:os.system [ls]\n---\n",
        "syntax",
        "unknown tag tag:yaml.org,2002:python/object/apply:os.system",
        7,
    ),
    "two documents": ("---\na: 1\n--- b\n---\n", "syntax", "expected a single document", 9),
    "text": ("---\n文\n---\n", "not-a-mapping", "", 4),
    "list": ("---\n- a\n---\n", "not-a-mapping", "", 4),
    "TOML": ("+++\r\na = 1\r\nb = = 2\r\n+++\r\n", "syntax", "Invalid value", 16),
    "JSON": ('{\n "a": 1\n "b": 2\n}\n文', "syntax", "Expecting ',' delimiter", 11),
    "deep YAML": ("---\na: " + "[" * 100_000 + "\n---\n", "syntax", "nested too deeply", 4),
    "deep YAML lists": ("---\n" + "- " * 5_000 + "\n---\n", "syntax", "nested too deeply", 4),
    "deep YAML mappings": (
        "---\n" + "".join(" " * n + "a:\n" for n in range(200)) + "---\n",
        "syntax",
        "nested too deeply",
        None,
    ),
    "deep TOML": ("+++\na = " + "[" * 100_000 + "\n+++\n", "syntax", "nested too deeply", 4),
    "deep JSON": ('{"a": ' + "[" * 100_000, "syntax", "nested too deeply", 0),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable(name):
    text, kind, detail, start = UNREADABLE[name]
    found = problem(text)
    assert found[:2] == (kind, detail)
    assert start is None or found[2] == start


def test_a_bomb_of_aliases_is_refused_at_once():
    lines = ["a: &a [x, x]"] + [
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    started = time.process_time()
    assert problem("---\n" + "\n".join(lines) + "\n---\n")[0] == "alias"
    assert time.process_time() - started < 5  # laid out, it would fill the memory


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: 題\ndate: 2025-01-01\n\n本文。\n\n## 見出し\n", "\n本文。\n\n## 見出し\n"),
        ("---\ntitle: 題\ntags:\n  - a\n本文。\n", "本文。\n"),
        ("---\ntitle: 題\n\n本文。\n\n---\n\n続き。\n", "\n本文。\n\n---\n\n続き。\n"),
        ('+++\ntitle = "題"\n\n本文。\n', "\n本文。\n"),
    ],
)
def test_unclosed_front_matter_leaves_the_post_alone(text, body):
    front = read(text)
    assert (front.error.kind, front.error.start, text[front.body :]) == ("unclosed", 0, body)
    assert front.get("title").value == "題"


def located(text, *path, key=False):
    start, end = read(text).locate(path, key)
    return text[start:end]


NESTED = {
    "yaml": '---\ntitle: 題\nfaq:\n  - q: "a"\n    b: [1, {z: 9}]\n  - q: c\n---\n',
    "toml": '+++\ntitle = "題"\n[[faq]]\nq = "a"\nb = [1, {z = 9}]\n[[faq]]\nq = "c"\n+++\n',
    "json": '{\n"title": "題",\n"faq": [{"q": "a", "b": [1, {"z": 9}]}, {"q": "c"}]\n}\n',
}


@pytest.mark.parametrize("form", NESTED)
def test_locate(form):
    text = NESTED[form]
    assert located(text, "title").strip('"') == "題"
    assert located(text, "title", key=True).strip('"') == "title"
    assert located(text, "faq", 0, "b", 1, "z") == "9"
    assert located(text, "faq", 0, "b", 1, "z", key=True).strip('"') == "z"
    assert located(text, "faq", 0, "b", 0) == "1"
    assert located(text, "faq", 1, "q").strip('"') == "c"
    assert located(text, "faq", 1, "gone") == located(text, "faq", 1)
    assert located(text) == located(text, "gone") == text[read(text).start : read(text).end]


def pyyaml(source):
    return yaml.load(source, Loader=Dateless)


SCALARS = st.sampled_from(
    [
        "題",
        "a",
        "b-c",
        "yes",
        "No",
        "TRUE",
        "null",
        "~",
        "0",
        "7",
        "012",
        "1_000",
        "1.5",
        ".5",
        "1e3",
        "0x1F",
        "12:30",
        "2025-01-01",
        "+1",
        "-1",
        "<<",
        "",
        "=",
        ".",
        "-",
        "?",
        ":",
        "a:b",
        "'q'",
        '"d"',
        "[]",
        "{}",
        "[a]",
        "#",
        "|",
        ">",
        "@",
        "&",
        "*",
        "!",
        "%",
    ]
) | st.text(alphabet="aé題 :#-'\"[]{},\\0.\u3000🎉", max_size=8)
SOURCES = st.lists(
    st.tuples(
        st.sampled_from(["title", "a", "b-1", "yes", "x y", "- i", "  - i", "  k"]),
        st.sampled_from([": ", ":", " ", ":  "]),
        SCALARS,
    ).map("".join),
    max_size=6,
).map(lambda lines: "".join(line + "\n" for line in lines))


@given(SOURCES)
def test_plain_lines_are_read_as_pyyaml_reads_them(source):
    items = plainyaml.read(source)
    if items is not None:
        assert {item[0]: item[1] for item in items} == (pyyaml(source) or {})
        assert items == yamlevents.read(source)[0]


@given(SOURCES | st.text(max_size=60), st.sampled_from(["---", "+++", "{"]))
def test_any_front_matter_is_read(source, mark):
    text = mark + "\n" + source + "\n" + mark.replace("{", "}") + "\n文"
    front = read(text)
    if front:
        assert 0 <= front.start <= front.end <= front.body <= len(text)
        for field in front.fields:
            assert 0 <= field.key_start <= field.key_end <= len(text)
            assert 0 <= field.start <= field.end <= len(text)
            assert front.locate([field.name]) is not None


@pytest.mark.parametrize(
    "unit", ["a: b\n", "<!-- ", "\n", "x\n", "a: [\n", "a: {b: \n", "- ", '"', "'", "#", " ", "a: *b\n", "? "]
)
def test_hostile_text_costs_linear_time(unit):
    started = time.process_time()
    read("---\n" + unit * 40_000 + "\n---\n")
    read(unit * 40_000)
    assert time.process_time() - started < 6


def test_plain_front_matter_imports_no_yaml():
    code = (
        "import sys; from linter.frontmatter import read;"
        "assert read('---\\ntitle: 題\\ntags: [a, \"b\"]\\nfaq: [{\"q\": \"a\"}]\\n---\\n').values['tags'] == ['a', 'b'];"
        "assert not {'yaml', 'tomllib', 'datetime'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.corpus
def test_corpus(corpus):
    """Every front matter of the corpus has the values PyYAML gives it, by the short way and the long one."""
    count = plain = 0
    for path in sorted(corpus.rglob("*.m*")):
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        front = read(text)
        if front is None or front.format != "yaml":
            continue
        assert front.error is None, path
        count += 1
        assert front.values == pyyaml(front.source), path
        short, (long, _) = plainyaml.read(front.source), yamlevents.read(front.source)
        plain += short is not None
        assert short is None or short == long, path
    print(f"\n{plain} of {count} front matters are plain")
    assert plain > count * 0.8

"""The command as a user runs it: installed, in a folder of posts, judged by output and exit code."""

import json
import os
import subprocess
import sys

import pytest

CLEAN = "---\ntitle: 図書館の予算\ndate: 2026-01-01\n---\n\n図書館の予算が公表されました。窓際の席も新しくなります。\n"
RESIDUE = CLEAN.replace("図書館の予算\n", "公園の樹木\n", 1) + "\n---END---\n"


def lint(folder, *arguments, stdin=None, **environment):
    env = {**os.environ, **environment}
    command = [sys.executable, "-m", "linter", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, input=stdin, env=env, check=False)


def text(answer):
    return answer.stdout.decode("utf-8")


@pytest.fixture
def blog(tmp_path):
    posts = tmp_path / "_posts"
    posts.mkdir()
    (posts / "2026-01-01-a.md").write_text(CLEAN, encoding="utf-8")
    (posts / "2026-01-02-b.md").write_text(RESIDUE, encoding="utf-8")
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    return tmp_path


def test_a_line_a_diagnostic_and_exit_1(blog):
    answer = lint(blog, "_posts", "--select", "generator-residue")
    line = "_posts/2026-01-02-b.md:8:1: error: 生成ツールの目印「---END---」が残っています。消してください。 [generator-residue]\n"
    assert (answer.returncode, text(answer)) == (1, line)


def test_exit_codes(blog):
    assert lint(blog, "_posts/2026-01-01-a.md").returncode == 0
    assert lint(blog).returncode == 1
    assert lint(blog, "--exit-zero").returncode == 0
    assert lint(blog, "--fail-on", "never").returncode == 0
    assert lint(blog, "nowhere.md").returncode == 2
    assert lint(blog, "--no-such-option").returncode == 2
    assert lint(blog, "--select", "nope").returncode == 2
    assert lint(blog, "--config", "nope.yml").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.md"], "lint: nowhere.md: there is no such file or folder\n"),
        (["../"], "lint: ../: lies outside the project"),
        (["--select", "title-ecko"], "lint: there is no rule 'title-ecko'; did you mean 'title-echo'?\n"),
        (["--output-file", "serif:x"], "lint: --output-file serif:x: should be FORMAT:PATH; did you mean 'sarif'?\n"),
        (["--baseline", "nope.json"], "lint: nope.json: there is no such baseline; `lint baseline` writes one\n"),
        (["--changed-since", "nope"], "lint: --changed-since nope: there is no such revision here; check the name\n"),
    ],
)
def test_an_error_is_one_sentence(blog, arguments, sentence):
    answer = lint(blog, *arguments)
    assert answer.returncode == 2
    assert answer.stderr.decode().startswith(sentence)
    assert b"Traceback" not in answer.stderr and answer.stdout == b""


def test_the_language_follows_config_then_posts(blog):
    assert "消してください" in text(lint(blog, LANG="C.UTF-8"))
    assert "Delete it" in text(lint(blog, "--lang", "en", "--select", "generator-residue"))
    (blog / ".kouetsu.yml").write_text("language: en\n")
    assert "Delete it" in text(lint(blog, "--select", "generator-residue"))


def test_a_subfolder_names_posts_as_seen_from_there(blog):
    assert text(lint(blog / "_posts", "--select", "generator-residue")).startswith("2026-01-02-b.md:8:1: error")
    assert text(lint(blog / "_posts", "2026-01-02-b.md", "--select", "generator-residue")).startswith(
        "2026-01-02-b.md:8:1:"
    )


def test_standard_input_stands_for_a_post(blog):
    answer = lint(blog, "--stdin-filename", "_posts/2026-01-01-a.md", "--output-format", "json", stdin=RESIDUE.encode())
    found = json.loads(answer.stdout)["diagnostics"]
    assert {one["path"] for one in found} == {"_posts/2026-01-01-a.md"}
    rules = {one["rule"] for one in found}
    assert "generator-residue" in rules and "duplicate-title" in rules


def test_exclude_and_force_exclude(blog):
    (blog / ".kouetsu.yml").write_text("exclude: [_posts/2026-01-02-*]\n")
    assert lint(blog).returncode == 0
    assert lint(blog, "_posts/2026-01-02-b.md").returncode == 1
    assert lint(blog, "--force-exclude", "_posts/2026-01-02-b.md").returncode == 0
    assert lint(blog, "--exclude", "_posts", "--config", os.devnull).returncode == 0


def test_per_file_ignores(blog):
    assert lint(blog, "--per-file-ignores", "_posts/2026-01-02-*:generator-residue").returncode == 0
    assert lint(blog, "--per-file-ignores", "_posts/2026-01-01-*:generator-residue").returncode == 1
    assert b"should be GLOB:RULE" in lint(blog, "--per-file-ignores", "x").stderr
    assert b"did you mean 'generator-residue'" in lint(blog, "--per-file-ignores", "x:generator-residu").stderr


def test_a_folder_named_like_a_command(blog):
    (blog / "rules").mkdir()
    (blog / "rules" / "c.md").write_text(RESIDUE, encoding="utf-8")
    assert "generator-residue" in text(lint(blog, "rules")) and "rules/c.md" not in text(lint(blog, "rules"))
    assert "rules/c.md" in text(lint(blog, "./rules"))


def test_commands_answer(blog):
    assert text(lint(blog, "--version")).startswith("kouetsu, version ")
    assert "lint [PATHS]" in text(lint(blog, "-h"))
    assert "--output-format" in text(lint(blog, "check", "-h"))
    assert "root: " in text(lint(blog, "config"))
    page = text(lint(blog, "explain", "generator-residue", "--lang", "ja"))
    assert "理由" in page and "markdown bad" in page
    assert lint(blog, "explain", "nope").returncode == 2


def test_files_of_every_format(blog):
    targets = ["json:out.json", "sarif:out.sarif", "markdown:out.md", "junit:out.xml"]
    answer = lint(blog, *(word for target in targets for word in ("--output-file", target)))
    assert text(answer).count("\n") == len(json.loads((blog / "out.json").read_text(encoding="utf-8"))["diagnostics"])
    assert (blog / "out.md").read_text(encoding="utf-8").startswith("## kouetsu")
    assert lint(blog, "--output-file", "json:no/such/folder.json").returncode == 2


def test_a_baseline_hides_what_was_there(blog):
    assert lint(blog, "baseline").returncode == 0
    answer = lint(blog)
    assert answer.returncode == 0 and answer.stdout == b""
    assert "表示していません" in answer.stderr.decode()
    assert lint(blog, "--no-baseline").returncode == 1


def test_colour(blog):
    assert b"\x1b[" not in lint(blog).stdout
    assert b"\x1b[" in lint(blog, FORCE_COLOR="1").stdout
    assert b"\x1b[" not in lint(blog, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_output_survives_a_narrow_encoding(blog):
    assert "生成ツール".encode() in lint(blog, PYTHONIOENCODING="cp932").stdout


HOSTILE = {
    "empty.md": (b"", "warning"),
    "blank.md": (b"\n \n", "warning"),
    "binary.md": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "error"),
    "nul.md": ("本文\0です。\n".encode(), "error"),
    "sjis.md": ("日本語の本文です。\n".encode("cp932"), "error"),
    "broken.md": (b"a\n\xff\xfe\n", "error"),
    "huge.md": (("あ" * 20_000_000).encode(), "error"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_text_gets_one_finding(blog, name):
    data, severity = HOSTILE[name]
    (blog / name).write_bytes(data)
    answer = lint(blog, name, "_posts/2026-01-02-b.md", "--output-format", "json", "--lang", "en")
    found = json.loads(answer.stdout)["diagnostics"]
    assert [(one["rule"], one["severity"]) for one in found if one["path"] == name] == [("unreadable-file", severity)]
    assert any(one["path"] == "_posts/2026-01-02-b.md" for one in found)


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: 閉じない\n\n本文です。\n",
        "---\na: &a [x, x, x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + "---\n本文です。\n",
        "---\nx: !!python/object/apply:os.system ['touch pwned']\n---\n本文です。\n",
        "---\nx: " + "[" * 3000 + "\n---\n本文です。\n",
        "---\ntitle: a\n---\n" + "# h\n\n" * 100_000,
        "---\ntitle: a\n---\n" + ">" * 50_000 + " 深い引用です。\n",
        "---\ntitle: a\n---\n" + "([" * 50_000 + "\n",
        "---\ntitle: a\n---\n" + "*" * 100_000 + "\n" + "`" * 50_001 + "\n",
        "---\ntitle: a\n---\n" + "_{}^{}" * 4_000 + "\n",
        "---\ntitle: a\n---\n" + "、".join("同じ文" for _ in range(30_000)) + "\n",
    ],
    ids=["unclosed", "bomb", "tag", "deep", "headings", "quotes", "brackets", "stars", "loop", "clauses"],
)  # fmt: skip
def test_hostile_text_ends_in_time_and_loses_nothing_else(blog, head):
    (blog / "hostile.md").write_text(head, encoding="utf-8")
    command = [sys.executable, "-m", "linter", "hostile.md", "_posts", "--output-format", "json"]
    answer = subprocess.run(command, cwd=blog, capture_output=True, check=False, timeout=60)
    assert answer.returncode in (0, 1), answer.stderr.decode()
    assert any(one["path"] == "_posts/2026-01-02-b.md" for one in json.loads(answer.stdout)["diagnostics"])
    assert not (blog / "pwned").exists()


def test_names_and_links_that_are_odd(blog):
    (blog / "a\nb ::error::.md").write_text(RESIDUE, encoding="utf-8")
    (blog / "-rf.md").write_text(RESIDUE.replace("公園", "小川", 1), encoding="utf-8")
    (blog / "loop.md").symlink_to("loop.md")
    (blog / "gone.md").symlink_to("nowhere.md")
    os.mkfifo(blog / "pipe.md")
    answer = lint(blog, "--output-format", "json", "--", "a\nb ::error::.md", "-rf.md", "loop.md", "gone.md", "pipe.md")
    found = json.loads(answer.stdout)["diagnostics"]
    kinds = {(one["path"], one.get("kind")) for one in found if one["rule"] == "unreadable-file"}
    assert kinds >= {("loop.md", "unreadable"), ("gone.md", "missing")}
    assert {"a\nb ::error::.md", "-rf.md"} <= {one["path"] for one in found if one["rule"] == "generator-residue"}
    assert len(text(lint(blog, "--", "a\nb ::error::.md", "--select", "generator-residue")).splitlines()) <= 1

"""`lint` with a textlint beside it: one list, one exit code, one `--fix`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
POST = "---\ntitle: 例の記事\ndate: 2026-01-01\n---\n\n𠮷野家😀は一つの例です。\n\n---END---\n"
# offsets of textlint are UTF-16: `一つ` stands at 51 code points
assert POST.index("一つ") + 2 == len(POST[: POST.index("一つ")].encode("utf-16-le")) // 2


@pytest.fixture
def run(blog):
    (blog / "a.md").write_text(POST, "utf-8")
    (blog / ".kouetsu.yml").write_text("select: [generator-residue]\nlanguage: en\n")
    (blog / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], cwd=blog, check=True)
    subprocess.run(["git", "add", "."], cwd=blog, check=True)

    def lint(*arguments):
        command = [sys.executable, "-m", "linter", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        answer = subprocess.run(command, cwd=blog, env=environment, capture_output=True, text=True, check=False)
        assert "Traceback" not in answer.stderr, answer.stderr
        return answer.returncode, answer.stdout, answer.stderr

    return lint


@pytest.fixture
def numbers(false_textlint):
    """A textlint that knows one thing: `一つ` is `1つ`."""
    return false_textlint(
        "def look(f):\n"
        "    text = open(f, encoding='utf-8', newline='').read()\n"
        "    at = text.find('一つ')\n"
        "    index = len(text[:at].encode('utf-16-le')) // 2\n"
        "    fix = dict(range=[index, index + 2], text='1つ')\n"
        "    found = [message('preset/numbers', index, range=[index, index + 2], fix=fix)] if at >= 0 else []\n"
        "    return dict(filePath=os.path.abspath(f), messages=found)\n"
        "print(json.dumps([look(f) for f in files]))\n"
        "sys.exit(1)"
    )


def test_one_list(run, numbers):
    code, out, _ = run("--textlint-command", numbers)
    assert code == 1
    assert [[*line.split(" ")[0:2], line.split(" ")[-1]] for line in out.splitlines()] == [
        ["a.md:6:6:", "warning:", "[textlint/preset/numbers]"],
        ["a.md:8:1:", "error:", "[generator-residue]"],
    ]
    code, out, _ = run("--textlint-command", numbers, "--textlint=never")
    assert len(out.splitlines()) == 1


def test_textlint_alone_fails_no_run_unless_raised(run, numbers, blog):
    (blog / "a.md").write_text(POST.replace("---END---\n", ""), "utf-8")
    assert run("--textlint-command", numbers)[0] == 0
    with (blog / ".kouetsu.yml").open("a") as file:
        file.write("textlint:\n  severity:\n    textlint/preset/*: error\n")
    assert run("--textlint-command", numbers)[0] == 1


@pytest.mark.parametrize("name", ["textlint/preset/numbers", "textlint/preset", "textlint", "textlint/*"])
def test_silence(run, numbers, blog, name):
    assert "textlint" not in run("--textlint-command", numbers, "--ignore", name)[1]
    settings = (blog / ".kouetsu.yml").read_text()
    (blog / ".kouetsu.yml").write_text(settings + f"per-file-ignores:\n  'a.md': ['{name}']\n")
    assert "textlint" not in run("--textlint-command", numbers)[1]


def test_select(run, numbers, false_textlint):
    assert "textlint" in run("--textlint-command", numbers, "--select", "textlint/preset/numbers")[1]
    assert "textlint" not in run("--textlint-command", numbers, "--select", "textlint/other")[1]
    assert (
        "textlint" not in run("--textlint-command", false_textlint("sys.exit(2)"), "--select", "generator-residue")[1]
    )


def test_silence_by_comment_and_baseline(run, numbers, blog):
    text = POST.replace("𠮷", "<!-- kouetsu-disable-next-line textlint/preset/numbers -->\n𠮷")
    (blog / "a.md").write_text(text, "utf-8")
    assert "textlint" not in run("--textlint-command", numbers)[1]
    (blog / "a.md").write_text(POST, "utf-8")
    assert run("baseline", "--textlint-command", numbers)[0] == 0
    code, out, _ = run("--textlint-command", numbers)
    assert (code, out) == (0, "")
    (blog / "a.md").write_text(POST.replace("𠮷野家😀は一つの", "新しい文は一つの"), "utf-8")
    assert "textlint/preset/numbers" in run("--textlint-command", numbers)[1], "what is new is not hidden by what was"


@pytest.mark.parametrize("code", ["os.kill(os.getpid(), 9)", "print('garbage')", "sys.exit(2)", "while True: pass"])
def test_our_findings_are_shown_whatever_textlint_does(run, false_textlint, blog, code):
    with (blog / ".kouetsu.yml").open("a") as file:
        file.write("textlint:\n  timeout: 1\n")
    exit_code, out, _ = run("--textlint-command", false_textlint(code))
    assert exit_code == 1
    assert "a.md:8:1: error:" in out
    assert out.count("[textlint/failed]") == 1


def test_fixes(run, numbers, blog):
    post = POST.replace("\n---END---\n", "").replace("\n", "\r\n")
    (blog / "a.md").write_bytes(post.encode())
    code, out, _ = run("--textlint-command", numbers, "--diff")
    assert code == 1 and "+𠮷野家😀は1つの例です。" in out
    assert (blog / "a.md").read_bytes() == post.encode()
    code, out, _ = run("--textlint-command", numbers, "--fix")
    assert (code, out) == (0, "")
    assert (blog / "a.md").read_bytes() == post.replace("一つ", "1つ").encode()


def test_fixes_that_call_for_the_next(run, false_textlint, blog):
    """A second `--fix` finds nothing to do."""
    command = false_textlint(
        "given = '--stdin' in sys.argv\n"
        "def look(f):\n"
        "    text = sys.stdin.buffer.read().decode() if given else open(f, encoding='utf-8').read()\n"
        "    at = next((text.find(c) for c in 'ABC' if c in text), -1)\n"
        "    fix = dict(range=[at, at + 1], text=chr(ord(text[at]) + 1))\n"
        "    return dict(filePath=os.path.abspath(f), messages=[message('up', at, fix=fix)] if at >= 0 else [])\n"
        "print(json.dumps([look(f) for f in (files[-1:] if given else files)]))"
    )
    (blog / "a.md").write_text("---\ntitle: x\n---\n\nこれはAです。\n", "utf-8")
    code, preview, told = run("--textlint-command", command, "--diff", "--show-fixes")
    assert code == 1 and "-これはAです。\n+これはDです。" in preview and told.count("[textlint/up]") == 3
    _, suggested, _ = run("--textlint-command", command, "--output-format", "rdjson")
    assert [each["suggestions"][0]["text"] for each in json.loads(suggested)["diagnostics"]] == ["これはDです。"]
    assert "これはAです。" in (blog / "a.md").read_text("utf-8")
    assert run("--textlint-command", command, "--fix")[:2] == (0, "")
    assert "これはDです。" in (blog / "a.md").read_text("utf-8")


def test_json(run, numbers):
    found = json.loads(run("--textlint-command", numbers, "--output-format", "json")[1])["diagnostics"]
    (theirs,) = [one for one in found if one["rule"] == "textlint/preset/numbers"]
    assert (theirs["line"], theirs["column"], theirs["end_column"]) == (6, 6, 8)
    assert theirs["fix"]["applicability"] == "safe"


def test_a_demanded_textlint_that_is_missing_is_an_error_of_the_run(run):
    code, out, error = run("--textlint=always")
    assert (code, out) == (2, "")
    assert "`lint textlint setup` installs one" in error
    error = run("--fix")[2]
    assert error.count("lint textlint setup") == 1


def test_the_failure_is_shown_among_changed_lines(run, false_textlint, blog):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"], cwd=blog, check=True)
    _, out, _ = run("--textlint-command", false_textlint("sys.exit(2)"), "--changed-since", "HEAD")
    assert out == ""
    (blog / "a.md").write_text(POST + "\n新しい文です。\n", "utf-8")
    _, out, _ = run("--textlint-command", false_textlint("sys.exit(2)"), "--changed-since", "HEAD")
    assert out.count("\n") == 1 and "[textlint/failed]" in out


def test_textlint_looks_at_changed_posts_only(run, false_textlint, blog, tmp_path):
    log = tmp_path / "log"
    (blog / "b.md").write_text(POST, "utf-8")
    for command in (["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=blog, check=True)
    (blog / "b.md").write_text(POST.replace("例です", "例だ"), "utf-8")
    run(
        "--textlint-command",
        false_textlint(f"open({str(log)!r}, 'a').write(str(files)); answer()"),
        "--changed-since",
        "HEAD",
    )
    assert log.read_text() == "['./b.md']"


def test_the_same_from_a_folder_below(run, numbers, blog):
    (blog / "sub").mkdir()
    (blog / "a.md").rename(blog / "sub" / "a.md")
    command = [sys.executable, "-m", "linter", "--textlint-command", numbers, "a.md"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(command, cwd=blog / "sub", env=environment, capture_output=True, text=True, check=False)
    assert "a.md:6:6: warning" in answer.stdout

"""Whatever a textlint does, the run goes on, and one diagnostic says what happened."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from linter import textlint
from linter.diagnostic import Severity
from linter.textlint import process

POSTS = {f"_posts/{n}.md": f"これは{n}番目の記事です。\n" for n in range(4)}


def told(diagnostics):
    """The one diagnostic of failure."""
    (found,) = [one for one in diagnostics if one.rule == "textlint/failed"]
    assert "\n" not in found.message and "Traceback" not in found.message
    return found


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("print('hello')", "can't be read: 4 posts not checked by it: hello"),
        ("print('[1, 2]')", "can't be read"),
        ('print(\'[{"filePath": 1, "messages": []}]\')', "can't be read"),
        ("print('[' * 100000)", "can't be read"),
        ("answer([dict(ruleId='x', message='m', index='1')])", "can't be read"),
        ("answer(['x'])", "can't be read"),
        ("sys.stdout.buffer.write(bytes(range(256)) * 100)", "can't be read"),
        ("", "can't be read"),
        ("sys.exit('TypeError: no\\n   at x')", "textlint failed: 4 posts not checked by it: TypeError: no"),
        ("sys.exit(2)", "exit code 2"),
        ("raise SystemExit(3)", "exit code 3"),
        ("os.kill(os.getpid(), 9)", "killed"),
        ("os.abort()", "out of memory"),
        ("sys.exit('FATAL ERROR: JavaScript heap out of memory')", "out of memory"),
        ("print('\\n== No rules found, textlint ==\\n'); sys.exit(1)", "names no rule that works"),
    ],
)
def test_failures_end_in_one_diagnostic(lint, false_textlint, code, part):
    found = told(lint(POSTS, command=false_textlint(code)))
    assert part in found.message
    assert found.severity is Severity.ERROR
    assert found.path == ".textlintrc.json"


def test_failures_warn_where_textlint_was_not_demanded(lint, false_textlint):
    command = false_textlint("sys.exit(2)")
    assert told(lint(POSTS, command=command, mode="auto")).severity is Severity.WARNING
    severe = lint(POSTS, command=command, mode="auto", severity={"textlint/failed": "info"})
    assert told(severe).severity is Severity.INFO


@pytest.mark.parametrize("code", ["0", "1", "2"])
def test_an_answer_counts_whatever_the_exit_code(lint, false_textlint, code):
    found = lint(POSTS, command=false_textlint(f"print('npm notice'); answer([message()]); sys.exit({code})"))
    assert [(one.path, one.rule) for one in found] == [(path, "textlint/x") for path in POSTS]


def test_the_post_to_blame_is_found_and_the_others_are_checked(lint, false_textlint):
    code = "any('2.md' in f for f in files) and sys.exit('RangeError: bad'); answer([message()])"
    found = lint(POSTS, command=false_textlint(code))
    assert told(found).path == "_posts/2.md"
    assert "1 post not checked by it: RangeError: bad" in told(found).message
    assert {one.path for one in found if one.rule == "textlint/x"} == set(POSTS) - {"_posts/2.md"}


def test_a_textlint_that_always_fails_is_given_up_soon(lint, false_textlint, tmp_path):
    log = tmp_path / "log"
    command = false_textlint(f"open({str(log)!r}, 'a').write('x'); sys.exit(7)")
    found = told(lint({f"{n}.md": "文。" for n in range(300)}, command=command))
    assert "300 posts" in found.message
    assert len(log.read_text()) <= 10


def test_an_endless_loop_ends_with_its_children(lint, false_textlint, tmp_path):
    mark = tmp_path / "child"
    code = f"""
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])
open({str(mark)!r}, 'w').write(str(child.pid))
signal.signal(signal.SIGTERM, signal.SIG_IGN)
while True: pass"""
    began = time.monotonic()
    assert "did not end in 1 seconds" in told(lint(POSTS, command=false_textlint(code), timeout=1)).message
    assert time.monotonic() - began < 10
    assert gone(int(mark.read_text()))


def test_endless_output_is_stopped(lint, false_textlint, monkeypatch):
    monkeypatch.setattr(process, "LIMIT", 1_000_000)
    found = told(lint(POSTS, command=false_textlint("while True: sys.stdout.write('x' * 100000)"), timeout=60))
    assert "4 posts" in found.message


def gone(pid):
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_to_us_ends_textlint(blog, false_textlint, tmp_path, number):
    mark = tmp_path / "pid"
    command = false_textlint(f"open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(60)")
    (blog / "a.md").write_text("文。", "utf-8")
    code = (
        "import signal; from pathlib import Path; from linter import textlint\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job would ignore it\n"
        f"s = textlint.Settings(mode='always', command={command!r})\n"
        f"textlint.start(Path({str(blog)!r}), ['a.md'], s).diagnostics()\n"
    )
    running = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    while not (mark.exists() and mark.read_text()):
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(number)
    assert running.wait(10) != 0
    assert gone(int(mark.read_text()))


def test_leaving_early_ends_textlint(blog, false_textlint, tmp_path):
    mark = tmp_path / "pid"
    command = false_textlint(f"open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(60)")
    (blog / "a.md").write_text("文。", "utf-8")
    with (
        pytest.raises(ZeroDivisionError),
        textlint.start(blog, ["a.md"], textlint.Settings(mode="always", command=command)),
    ):
        while not (mark.exists() and mark.read_text()):
            time.sleep(0.05)
        raise ZeroDivisionError
    assert gone(int(mark.read_text()))


def test_what_textlint_prints_is_not_trusted(lint, false_textlint):
    code = """answer([dict(ruleId='a b\\x1b[31m\\n', severity=True and 2, index=-5, range=[10**12, -10**12],
                 message='x\\x1b]0;t\\x07\\n' + '長' * 10**6 + '\\u202e\\ud800',
                 fix=dict(range=[0, 10**9], text='y'))])"""
    (found,) = lint({"a.md": "文。"}, command=false_textlint(code))
    assert found.rule == "textlint/a-b-31m-"
    assert len(found.message) < 400 and found.message.isprintable()
    assert found.fix is None
    assert 0 <= found.span.start <= found.span.end <= 2


def test_a_post_that_is_no_text_is_not_given_to_textlint(lint, false_textlint, blog):
    command = false_textlint("assert not any('bad' in f for f in files); answer([message()])")
    (blog / "empty.md").write_bytes(b"")
    found = lint({"bad1.md": b"\xff\xfe", "bad2.md": b"a\0b", "bad3.md": b"", "good.md": "文。"}, command=command)
    assert [one.path for one in found] == ["good.md"]


def test_a_post_that_vanishes_is_no_failure(blog, false_textlint):
    command = false_textlint("os.remove(files[0]); print('SearchFilesNoTargetFileError', file=sys.stderr); sys.exit(2)")
    (blog / "a.md").write_text("文。", "utf-8")
    with textlint.start(blog, ["a.md"], textlint.Settings(mode="always", command=command)) as running:
        assert running.diagnostics() == []


def test_japanese(lint, false_textlint):
    found = told(lint(POSTS, "ja", command=false_textlint("sys.exit(2)")))
    assert found.message == "textlint が失敗し、4件の記事を調べていません：exit code 2"

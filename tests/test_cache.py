"""The cache is right about speed only: whatever happens to it, the diagnostics are the same."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from projects import command, run, write

from linter import engine, survey
from linter.memory import cache, database
from linter.memory.cache import Cache

TEXT = "---\ntitle: {title}\ndate: 2025-01-01\n---\n\n本文です。\n\n---END---\n\n{more}\n"
POSTS = {
    **{
        f"_posts/2025-01-{day:02}-a.md": TEXT.format(title=f"題名{day}", more=f"{day}日の話です。")
        for day in range(1, 25)
    },
    "_posts/2025-02-01-b.md": TEXT.format(title="題名1", more="同じ題名です。"),
}


@pytest.fixture
def blog(tmp_path):
    root = tmp_path / "blog"
    write(root, {".kouetsu.yml": "language: ja\n", **POSTS})
    for path in root.rglob("*.md"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return root


@pytest.fixture
def counted(monkeypatch):
    """The paths that were examined, and those that were read."""
    seen = {"examined": [], "read": []}
    look, record = survey.Examiner.look, survey.Examiner.record

    def looking(self, task):
        seen["read"].append(task.path)
        return look(self, task)

    def recording(self, document, complete):
        seen["examined"].append(document.path)
        return record(self, document, complete)

    monkeypatch.setattr(survey.Examiner, "look", looking)
    monkeypatch.setattr(survey.Examiner, "record", recording)
    monkeypatch.setattr(cache, "RACY", -(10**18))  # no stat is too young to be believed
    return seen


def database_file():
    (file,) = database.folder().glob("*.sqlite3")
    return file


def test_what_is_unchanged_is_neither_read_nor_examined(blog, counted):
    first = run(blog).diagnose()
    assert len(first) >= len(POSTS)
    assert sorted(counted["examined"]) == sorted(POSTS)
    counted["examined"].clear()
    counted["read"].clear()
    assert run(blog).diagnose() == first
    assert counted == {"examined": [], "read": []}


def test_a_changed_post_is_examined_again_and_nothing_else(blog, counted):
    run(blog).diagnose()
    counted["examined"].clear()
    changed = "_posts/2025-01-03-a.md"
    write(blog, {changed: TEXT.format(title="題名4", more="別の話です。")})
    again = run(blog).diagnose()
    assert counted["examined"] == [changed]
    assert again == run(blog, remember=False).diagnose()


def test_a_touched_post_is_read_and_not_examined(blog, counted):
    first = run(blog).diagnose()
    counted["examined"].clear()
    counted["read"].clear()
    os.utime(blog / "_posts/2025-01-03-a.md", (1_700_000_000, 1_700_000_000))
    assert run(blog).diagnose() == first
    assert counted == {"examined": [], "read": ["_posts/2025-01-03-a.md"]}


def test_a_post_written_twice_within_the_clock_s_grain_is_read_again(blog):
    path = blog / "_posts/2025-01-03-a.md"
    run(blog).diagnose()
    old = path.read_text(encoding="utf-8")
    path.write_text(old.replace("---END---", "これで終り。"[:9]), encoding="utf-8")  # of the same size or not: just now
    stat = path.stat()
    first = run(blog).diagnose()
    new = path.read_text(encoding="utf-8").replace("3日の話です", "5日の話です").replace("題名3", "題名9")
    path.write_text(new, encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert path.stat().st_size == stat.st_size
    assert run(blog).diagnose() == run(blog, remember=False).diagnose() != first


def test_only_the_asked_posts_are_checked_and_a_post_asked_later_is_checked_then(blog, counted):
    asked = ["_posts/2025-02-01-b.md"]
    found = run(blog, asked).diagnose()
    assert {one.rule for one in found} >= {"duplicate-title", "generator-residue"}
    assert run(blog).diagnose() == run(blog, remember=False).diagnose()


def test_a_deleted_post_is_forgotten(blog):
    assert any(one.rule == "duplicate-title" for one in run(blog).diagnose())
    (blog / "_posts/2025-02-01-b.md").unlink()
    assert not any(one.rule == "duplicate-title" for one in run(blog).diagnose())


def test_other_options_are_other_findings(blog):
    run(blog).diagnose()
    (blog / ".kouetsu.yml").write_text(
        'language: ja\nrules: {generator-residue: {markers: ["話です"]}}\n', encoding="utf-8"
    )
    assert run(blog).diagnose() == run(blog, remember=False).diagnose()


def garbage(file):
    file.write_bytes(b"no database at all" * 100)


def halved(file):
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def scrambled(file):
    data = bytearray(file.read_bytes())
    data[5000:9000] = os.urandom(4000)
    file.write_bytes(data)


def foreign(file):
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE posts (x)")


def newer(file):
    with sqlite3.connect(file) as other:
        other.execute("PRAGMA user_version = 99")


def untrue(file):
    with sqlite3.connect(file) as other:
        other.execute("UPDATE findings SET findings = '[[1]]'")


def untold(file):
    with sqlite3.connect(file) as other:
        other.execute("UPDATE facts SET fact = '{'")


def emptied(file):
    with sqlite3.connect(file) as other:
        other.execute("DELETE FROM findings")


@pytest.mark.parametrize("harm", [garbage, halved, scrambled, foreign, newer, untrue, untold, emptied, os.unlink])
def test_a_cache_that_is_no_good_changes_nothing(blog, harm):
    true = run(blog, remember=False).diagnose()
    assert run(blog).diagnose() == true
    harm(database_file())
    assert run(blog).diagnose() == true
    assert run(blog).diagnose() == true


def test_a_folder_that_can_not_be_written_changes_nothing(blog, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KOUETSU_CACHE_DIR", str(tmp_path / "file" / "below"))
    assert Cache.open(blog) is None
    assert run(blog).diagnose() == run(blog, remember=False).diagnose()


def test_a_database_in_use_is_waited_for_or_done_without(blog, monkeypatch):
    run(blog).diagnose()
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    other = sqlite3.connect(database_file(), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert run(blog).diagnose() == run(blog, remember=False).diagnose()
    other.execute("ROLLBACK")
    other.close()
    assert database_file().stat().st_size > 10_000


def test_two_processes_at_once(blog):
    line = [sys.executable, "-m", "linter", "."]
    both = [subprocess.Popen(line, cwd=blog, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    printed = [each.communicate()[0] for each in both]
    assert printed[0] == printed[1] == command(blog, ".", "--no-cache").stdout != ""
    assert command(blog, ".").stdout == printed[0]


def test_a_run_that_writes_between_two_readings_of_another(blog, monkeypatch):
    true = run(blog).diagnose()
    compare, calls = engine.compare, []

    def torn(*given):
        calls.append(given)
        if len(calls) == 1:
            other = run(blog)
            write(blog, {"_posts/2025-01-09-a.md": POSTS["_posts/2025-01-09-a.md"].replace("話", "談")})
            other.diagnose()
            write(blog, {"_posts/2025-01-09-a.md": POSTS["_posts/2025-01-09-a.md"]})
            raise KeyError("what was counted is gone")
        return compare(*given)

    monkeypatch.setattr(engine, "compare", torn)
    assert run(blog).diagnose() == true
    assert len(calls) == 3

    def broken(*given):
        raise KeyError("a fault of ours")

    monkeypatch.setattr(engine, "compare", broken)
    with pytest.raises(KeyError):
        run(blog).diagnose()


def test_killed_at_any_moment(blog):
    true = command(blog, ".", "--no-cache").stdout
    began = time.monotonic()
    command(blog, ".")
    whole = time.monotonic() - began
    for part in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
        for file in database.folder().iterdir():
            file.unlink()
        process = subprocess.Popen(
            [sys.executable, "-m", "linter", "."], cwd=blog, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(whole * part)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert command(blog, ".").stdout == true


def test_texts_are_kept_and_survive_a_closed_cache(blog):
    first = Cache.open(blog)
    assert first is not None
    assert first.get("k") is None
    first.put("k", "値")
    first.close()
    second = Cache.open(blog)
    assert second is not None
    assert second.get("k") == "値"
    second.close()


def test_rule_sets_are_not_kept_for_ever(blog):
    known = Cache.open(blog)
    assert known is not None
    for number in range(9):
        known.choose(f"rules {number}")
        known.save({}, {}, {})
    assert len(known._database.read("SELECT id FROM rulesets")) == cache.KEPT_RULE_SETS
    known.choose("rules 8")
    known.close()


def test_of_a_database_grown_too_large_what_is_in_use_is_kept(blog, counted, monkeypatch):
    run(blog, select=["generator-residue"]).diagnose()
    first = run(blog).diagnose()
    counted["read"].clear()
    known = Cache.open(blog)
    for number in range(60):
        known.put(f"key {number}", "text")
    assert len(known._database.read("SELECT id FROM rulesets")) == 2
    monkeypatch.setattr(cache, "MAX_BYTES", known._database.size() - 1)
    assert run(blog).diagnose() == first
    assert counted["read"] == []
    assert len(known._database.read("SELECT id FROM rulesets")) == 1
    assert known.get("key 59") == "text"
    monkeypatch.setattr(cache, "MAX_BYTES", 0)
    monkeypatch.setattr(cache, "FEW_TEXTS", 0)
    assert run(blog).diagnose() == first
    assert counted["read"] == []
    assert known.get("key 59") is None
    known.close()

"""How fast `lint` is over a repository, cold, warm and as a hook, beside other linters in the same run.

    python benchmarks/speed.py REPOSITORY [--runs 5] [--peers rumdl,markdownlint-cli2,textlint,jscpd]

REPOSITORY comes from benchmarks/corpus.py. CPU seconds (children included) are the figure to compare on
a machine that has other work; wall is the median. A peer that is not installed is named and left out:
rumdl comes from PyPI; the npm peers are started by `npx --yes`, so they need a network once.
Prints a table and the ratios that the project promises to hold.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NPM = {
    "markdownlint-cli2": ["markdownlint-cli2", "**/*.md"],
    "textlint": [
        *("--package=textlint@15", "--package=textlint-rule-ja-no-mixed-period", "textlint"),
        *("--rule", "ja-no-mixed-period", "-f", "unix", "."),
    ],
    "jscpd": ["jscpd", "-k", "10", "-l", "1", "-f", "markdown", "-m", "weak", "--no-gitignore", "-r", "silent", "."],
}

# Runs a command and prints its wall seconds, CPU seconds and peak memory in MB, of itself and its children.
_MEASURE = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
scale = 1 if sys.platform == "darwin" else 1024
print(json.dumps([time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss * scale / 1e6, code]))
"""


@dataclass(frozen=True)
class Figures:
    wall: float  # median, seconds
    cpu: float  # least, seconds
    memory: float  # greatest of one process, MB
    code: int


def measure(command: list[str], folder: Path, runs: int, before: Callable[[], object] = lambda: None) -> Figures:
    """The figures of `runs` runs; `before` is called before each."""
    rows = []
    for _ in range(runs):
        before()
        answer = subprocess.run(
            [sys.executable, "-c", _MEASURE, *command], cwd=folder, capture_output=True, text=True, check=True
        )
        rows.append(json.loads(answer.stdout))
    walls, cpus, memories, codes = zip(*rows, strict=True)
    if max(codes) > 1:
        sys.exit(f"{' '.join(command[:2])} … failed with exit code {max(codes)}; what it took says nothing")
    return Figures(statistics.median(walls), min(cpus), max(memories), codes[0])


@contextmanager
def cache_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KOUETSU_CACHE_DIR"] = folder
        yield Path(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("repository", type=Path)
    parser.add_argument("--lint", default=shutil.which("lint") or "lint", help="the command to measure")
    parser.add_argument("--rumdl", default=shutil.which("rumdl") or "rumdl")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", default="rumdl")
    parser.add_argument("--arguments", default="", help="more arguments for lint, such as --jobs 1")
    given = parser.parse_args()
    root = given.repository.resolve()
    posts = sorted(str(path.relative_to(root)) for path in root.rglob("*.md"))
    size = sum((root / path).stat().st_size for path in posts)
    lint = [given.lint, *given.arguments.split()]
    peers = given.peers.split(",")
    rows: dict[str, Figures] = {}

    def row(name: str, command: list[str], runs: int, before: Callable[[], object] = lambda: None) -> None:
        if shutil.which(command[0]) is None:
            print(f"{name:34} not installed: {command[0]}")
            return
        rows[name] = figures = measure(command, root, runs, before)
        print(
            f"{name:34} {figures.wall:8.2f} s {figures.cpu:8.2f} s {figures.memory:7.0f} MB   exit {figures.code}",
            flush=True,
        )

    print(f"{len(posts):,} posts, {size / 1e6:.1f} MB; wall (median), CPU (least), peak memory of one process")
    with cache_folder() as cache, tempfile.TemporaryDirectory() as rumdl_cache, small(root, posts[:3]) as three:
        hook = posts[len(posts) // 3 :][:3]
        cold = max(1, given.runs // 3)
        row("lint, cold", lint, cold, lambda: shutil.rmtree(cache, ignore_errors=True))
        row("lint, warm", lint, given.runs)
        row("lint, hook on 3 posts", [*lint, *hook], 3 * given.runs)
        row("lint, hook on 3 edited posts", [*lint, *hook], given.runs, lambda: edit(root, hook))
        row("lint, warm but for one post", lint, given.runs, lambda: edit(root, hook[:1]))
        subprocess.run(["git", "checkout", "-q", "--", *hook], cwd=root, check=False)
        measure([*lint, *posts[:3]], three, 1)
        rows["three"] = measure([*lint, *posts[:3]], three, 3 * given.runs)
        rows["three edited"] = measure([*lint, *posts[:3]], three, given.runs, lambda: edit(three, posts[:3]))
        for name in ("three", "three edited"):
            print(f"{f'lint, hook, repository of {name}':34} {rows[name].wall:8.2f} s {rows[name].cpu:8.2f} s")
        row("git status --porcelain", ["git", "status", "--porcelain"], given.runs)
        if "rumdl" in peers:
            row("rumdl, cold", [given.rumdl, "check", "--no-cache", "."], given.runs)
            cached = [given.rumdl, "check", "--cache-dir", rumdl_cache, "."]
            subprocess.run(cached, cwd=root, capture_output=True, check=False)
            row("rumdl, warm", cached, given.runs)
        for peer, command in NPM.items():
            if peer in peers:
                row(peer, ["npx", "--yes", *command], 1)
    promise(rows)


def edit(root: Path, posts: list[str]) -> None:
    """Adds a sentence to each post, so that nothing of it is remembered."""
    for path in posts:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write("\n一文を足しました。\n")


@contextmanager
def small(root: Path, posts: list[str]) -> Iterator[Path]:
    """A repository of a few of the posts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in posts:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / path, folder / path)
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
        subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
        yield folder


def promise(rows: dict[str, Figures]) -> None:
    """The ratios that the project promises."""

    def ratio(what: str, one: str, two: str, limit: float, wall: bool = False, more: float = 0) -> None:
        if one in rows and two in rows:
            above, below = (rows[one].wall, rows[two].wall) if wall else (rows[one].cpu, rows[two].cpu)
            result = (above - more) / below
            print(f"{what:60} {result:6.2f}  (promised {limit})  {'held' if result <= limit else 'NOT HELD'}")

    ratio("cold CPU / rumdl's", "lint, cold", "rumdl, cold", 6)
    ratio("warm CPU / rumdl's", "lint, warm", "rumdl, warm", 1.5)
    ratio("hook / hook in a repository of 3", "lint, hook on 3 posts", "three", 1.7, wall=True)
    ratio("the same with edited posts", "lint, hook on 3 edited posts", "three edited", 1.7, wall=True)
    status = "git status --porcelain"
    ratio("(hook - 0.12 s) / git status", "lint, hook on 3 posts", status, 1.5, wall=True, more=0.12)
    ratio("the same with edited posts", "lint, hook on 3 edited posts", status, 1.5, wall=True, more=0.12)


if __name__ == "__main__":
    main()

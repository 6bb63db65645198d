"""What finding and repairing repeats costs a post.

    python benchmarks/repair_speed.py FOLDER [--runs 5] [--jscpd]

FOLDER holds damaged posts. Prints the milliseconds of CPU that a post of 40 KB takes, the least of some runs: to find
its repeats and seams, and to find and repair them (with residue and truncated sentences, every round and every
verification included). With --jscpd, also what `npx jscpd` takes to find repeats in the same folder in the same run.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from linter import rulefile  # noqa: E402
from linter.document import Document  # noqa: E402
from linter.engine import Project, conclude, examine  # noqa: E402
from linter.fix import settle  # noqa: E402
from linter.proposals import proposer  # noqa: E402

FOUND = ("repeated-paragraph", "broken-seam")
REPAIRED = (*FOUND, "truncated-sentence", "generator-residue")
SIZE = 40_000  # bytes
JSCPD = [
    "npx",
    "--yes",
    "jscpd",
    "-k",
    "10",
    "-l",
    "1",
    "-f",
    "markdown",
    "-m",
    "weak",
    "--no-gitignore",
    "-r",
    "silent",
]


def project(names: tuple[str, ...]) -> Project:
    rules = rulefile.read_all([rulefile.shipped()])
    return Project({name: rules[name] for name in names}, frozenset(rules), "en")


def find(document: Document, using: Project) -> None:
    for _ in examine(document, using.rules.values()).findings:
        pass


def repair(document: Document, using: Project, unsafe: bool) -> None:
    examined = examine(document, using.rules.values())._replace(facts={})
    found = conclude({document.path: examined}, [document.path], using)
    settle(document, proposer(using, found, unsafe), unsafe)


def least(posts: list[tuple[str, str]], runs: int, work: Callable[[Document], None]) -> float:
    """CPU seconds of the quickest run over all posts, parsing included."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        for path, text in posts:
            work(Document.parse(path, text))
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--jscpd", action="store_true")
    given = parser.parse_args()
    posts = [(str(path), path.read_bytes().decode("utf-8")) for path in sorted(given.folder.rglob("*.md"))]
    size = sum(len(text.encode()) for _, text in posts)
    if not posts:
        sys.exit(f"{given.folder}: no posts")
    print(f"{len(posts):,} posts, {size / len(posts) / 1000:.0f} KB on average; CPU ms for {SIZE // 1000} KB")
    finding, mending = project(FOUND), project(REPAIRED)
    rows: dict[str, Callable[[Document], None]] = {
        "find": lambda document: find(document, finding),
        "find and repair, safe": lambda document: repair(document, mending, False),
        "find and repair, unsafe": lambda document: repair(document, mending, True),
    }
    for name, work in rows.items():
        print(f"{name:26} {least(posts, given.runs, work) / size * SIZE * 1000:6.1f}", flush=True)
    if given.jscpd:
        subprocess.run([*JSCPD, "--version"], check=False, capture_output=True)  # npx may have to fetch it first
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*JSCPD, str(given.folder)], check=False, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"{'find, jscpd':26} {took / size * SIZE * 1000:6.1f}")


if __name__ == "__main__":
    main()

"""Measures `linter.textlint` over real posts: peak memory of the whole process tree, CPU, and the second run.

    python benchmarks/textlint.py POSTS --config .textlintrc.json [--textlint managed] [--count 100] [--jobs 2]

Posts are copied to a folder of their own. Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_RUN = """
import json, resource, sys
from pathlib import Path
from linter import textlint
root, store, command, jobs, memory = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], *map(int, sys.argv[4:])
class Cache(dict):
    put = dict.__setitem__
cache = Cache(json.loads(store.read_text()) if store.exists() else {})
paths = sorted(path.relative_to(root).as_posix() for path in (root / "_posts").glob("*.md"))
settings = textlint.Settings(mode="always", command=command, memory=memory)
with textlint.start(root, paths, settings, jobs=jobs, cache=cache) as running:
    found = running.diagnostics()
store.write_text(json.dumps(cache))
failed = [one.message for one in found if one.rule == "textlint/failed"]
print(json.dumps({"findings": len(found), "failed": failed, "unknown": sum(one.rule == "textlint/unknown-rule" for one in found)}))
"""


def tree(pid: int) -> int:
    """Resident bytes of a process and all below it; shared pages count each time."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize() + sum(tree(int(child)) for child in children)


def measure(command: list[str]) -> dict[str, object]:
    before, began, peak = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), 0
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    while process.poll() is None:
        peak = max(peak, tree(process.pid))
        time.sleep(0.02)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    answer = json.loads(process.stdout.read() if process.stdout else "{}")
    return {
        "peak_mb": round(peak / 1e6),
        "cpu_s": round(cpu, 2),
        "wall_s": round(time.monotonic() - began, 2),
        **answer,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("posts", type=Path, nargs="+")
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--textlint", default="managed")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--memory", type=int, default=1000)
    given = parser.parse_args()
    files = sorted(path for folder in given.posts for path in folder.rglob("*.md"))
    chosen = random.Random(20261120).sample(files, min(given.count, len(files)))
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "_posts").mkdir()
        shutil.copy(given.config, root / given.config.name)
        for number, path in enumerate(chosen):
            shutil.copy(path, root / "_posts" / f"{number:03}-{path.name}")
        size = sum(path.stat().st_size for path in chosen)
        command = [
            sys.executable,
            "-c",
            _RUN,
            name,
            str(root / "cache.json"),
            given.textlint,
            str(given.jobs),
            str(given.memory),
        ]
        result = {
            "posts": len(chosen),
            "mb": round(size / 1e6, 2),
            "first": measure(command),
            "second": measure(command),
        }
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()

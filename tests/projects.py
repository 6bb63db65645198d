"""Small blogs for tests: a folder, a run over it, and what the run says."""

import subprocess
import sys

from linter.project import config, discovery
from linter.run import Run


def write(root, posts):
    for path, text in posts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")


def run(root, asked=None, **keys):
    found = config.load(root)
    rules = config.choose_rules(found, config.read_rules(found), keys.pop("select", ()))
    posts = keys.pop("posts", None) or discovery.corpus(root)
    return Run(found, rules, frozenset(rules), posts, posts if asked is None else asked, **keys)


def command(root, *arguments, check=False, **keys):
    """The command in a process of its own."""
    line = [sys.executable, "-m", "linter", *map(str, arguments)]
    return subprocess.run(line, cwd=root, capture_output=True, text=True, check=check, **keys)

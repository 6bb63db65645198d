"""Writes the rule tables and the sample output into the READMEs: `python tests/update_readme.py`."""

import re
import subprocess
import sys
from pathlib import Path

from linter import rulefile

ROOT = Path(__file__).parents[1]
LINES = 8  # of the sample output


def table(language):
    rules = rulefile.read_all([rulefile.shipped()]).values()
    return "".join(f"| [`{one.id}`](rules/{one.id}.md) | {one.summary[language]} |\n" for one in rules)


def output(language):
    command = [
        sys.executable,
        "-m",
        "linter",
        "--lang",
        language,
        "--output-format",
        "text",
        "--exit-zero",
        "--no-cache",
        "examples",
    ]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return "".join(line + "\n" for line in printed[:LINES])


def updated(text, language):
    text = re.sub(
        r"(\| (?:rule|規則) \|.*\n\| --- \| --- \|\n)(?:\|.*\n)*", lambda m: m[1] + table(language), text, count=1
    )
    return re.sub(
        r"(<!-- output -->\n```text\n)(?:.*\n)*?(```)", lambda m: m[1] + output(language) + m[2], text, count=1
    )


if __name__ == "__main__":
    for name, language in (("README.md", "en"), ("README.ja.md", "ja")):
        path = ROOT / name
        path.write_text(updated(path.read_text(encoding="utf-8"), language), encoding="utf-8")

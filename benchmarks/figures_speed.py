"""How fast the rule `inconsistent-figure` reads, in characters per CPU second, on one core.

    python benchmarks/figures_speed.py ../shared/corpus/damaged/posts

Prints the rule alone (blocks, prose and sentences are there, since every rule shares them) and with the parse,
as the best of five runs, and what the distinct sentences with a digit cost.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from linter.checks import figures
from linter.document import Document
from linter.figures import post as posts
from linter.figures import scan, twins
from linter.rulefile import read, shipped

RUNS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="of posts")
    folder = parser.parse_args().folder
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.md"))]
    options = read(shipped() / "inconsistent-figure.md").options
    characters = sum(map(len, texts))
    alone, whole, findings, passages, copies = [], [], 0, 0, 0
    for _ in range(RUNS):
        for cached in (scan.figures, posts.words, twins.surroundings, twins.masked):
            cached.cache_clear()
        started = time.process_time()
        documents = [Document.parse(f"{n}.md", text) for n, text in enumerate(texts)]
        for document in documents:
            assert document.sentences is not None
            assert document.front_matter is None or document.front_matter.fields is not None
        parsed = time.process_time()
        findings = sum(1 for document in documents for _ in figures.check(document, options))
        done = time.process_time()
        alone.append(done - parsed)
        whole.append(done - started)
        passages = sum(len(document.derived(posts.post, options.fields).body) for document in documents)
        copies = sum(len(p.copies) for document in documents for p in document.derived(posts.post, options.fields).body)
    print(
        json.dumps(
            {
                "posts": len(texts),
                "characters": characters,
                "passages_with_digits": passages,
                "copies_not_examined_again": copies,
                "findings": findings,
                "cpu_seconds": round(min(alone), 3),
                "characters_per_cpu_second": round(characters / min(alone)),
                "with_parse": round(characters / min(whole)),
            }
        )
    )


if __name__ == "__main__":
    main()

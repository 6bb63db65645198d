"""How many damaged articles `--fix --unsafe-fixes` gives back exactly, and that no fix loses anything.

    python benchmarks/restoration.py [--posts FOLDER] [--each 5] [--seed 1] [--list FILE]

Takes the prose of posts that nobody damaged (no code, tables, HTML, formulas or links), damages each `--each` times by the model in tests/damage.py, and repairs them.
Prints one JSON object: `posts` is the denominator, `restored` counts those that come back character for character
(white space apart), `lost` the sentences that stood whole in the damaged post and no longer do.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from damage import MARKER, Damage, damaged, essence  # noqa: E402

from linter import repair  # noqa: E402
from linter.diagnostic import Applicability, Claim, Edit, Fix  # noqa: E402
from linter.document import Document  # noqa: E402
from linter.fix import Proposal, settle  # noqa: E402

PROSE = {"paragraph", "heading"}
FOREIGN = re.compile(r"\]\(|https?:|[<{`$|]")
_MARKERS = re.compile(re.escape(MARKER))


def propose(unsafe):
    """The fixes that the command would find in a damaged post, without its rules."""

    def proposals(document):
        residue = tuple(match.span() for match in _MARKERS.finditer(document.text))
        for rule, fix in repair.propose(document, residue, unsafe):
            yield Proposal(fix, rule, residue=residue)
        for start, end in residue:
            edits = (Edit(document.span(start, end), ""),)
            yield Proposal(Fix("", edits, Applicability.SAFE, Claim.RESIDUE), "generator-residue")

    return proposals


def mended(text: str, unsafe: bool):
    return settle(Document.parse("post.md", text), propose(unsafe), unsafe)


def sentences(text: str) -> set[str]:
    found = re.findall(r"[^。！？\n]{6,}[。！？]|[^.!?\n]{12,}[.!?](?=\s)", text)
    return {essence(each).lstrip("」』）)”’】*_") for each in found}


def posts(folders):
    for path in sorted(path for folder in folders for path in undamaged(folder)):
        text = path.read_text(encoding="utf-8", errors="replace")
        document = Document.parse("post.md", text)
        blocks = [text[block.start : block.end] for block in document.blocks if block.kind in PROSE]
        article = "\n\n".join(block for block in blocks if not FOREIGN.search(block))
        if len(article) >= 1200 and not repeats(article):
            yield path, text[: document.body].rstrip() + "\n\n", article


def undamaged(folder):
    """The posts below the folder; where it has a truth.jsonl, those that it calls clean."""
    truth = folder / "truth.jsonl"
    if not truth.is_file():
        return folder.rglob("*.md")
    kinds = (json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines())
    return [folder / each["path"] for each in kinds if each["kind"] == "clean"]


def repeats(article: str) -> bool:
    """Whether the article says a line or a sentence twice, so that nobody could tell a copy from it."""
    found = [essence(each) for each in re.findall(r"[^。！？\n]{12,}[。！？]|[^.!?\n]{24,}[.!?](?=\s)", article)]
    lines = [line for line in article.split("\n") if len(line) > 3]
    return len(found) > len(set(found)) or len(lines) > len(set(lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    corpus = ROOT.parent / "shared" / "corpus"
    parser.add_argument(
        "--posts", type=Path, nargs="*", default=[corpus / "clean", corpus / "seeds" / "fixed", corpus / "damaged"]
    )
    parser.add_argument("--each", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", type=Path, dest="listing")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    total = restored = lost = longer = shorter = restless = 0
    safe_lost = 0
    seconds = 0.0
    listing = []
    for path, head, article in posts(options.posts):
        for number in range(options.each):
            text = head + damaged(article, rng, Damage(completions=rng.randint(1, 4)))
            began = time.process_time()
            outcome = mended(text, unsafe=True)
            seconds += time.process_time() - began
            total += 1
            got, want = essence(outcome.text[len(head) :]), essence(article)
            restored += got == want
            longer, shorter = longer + (len(got) > len(want)), shorter + (len(got) < len(want))
            restless += bool(outcome.blocked)
            blocks = [essence(block) for block in text.split("\n\n")]
            whole = [each for each in sentences(article) if any(each in block for block in blocks)]
            missing = [each for each in whole if each not in got]
            lost += len(missing)
            safe = essence(mended(text, unsafe=False).text)
            safe_lost += sum(each not in safe for each in whole)
            if got != want or missing:
                listing.append(
                    {
                        "post": str(path),
                        "number": number,
                        "damaged": text,
                        "got": outcome.text,
                        "article": article,
                        "missing": missing,
                    }
                )
    print(
        json.dumps(
            {
                "posts": total,
                "restored": restored,
                "share": round(restored / max(1, total), 4),
                "longer": longer,
                "shorter": shorter,
                "lost": lost,
                "lost_safe": safe_lost,
                "restless": restless,
                "ms_each": round(1000 * seconds / max(1, total), 1),
            }
        )
    )
    if options.listing:
        options.listing.write_text(json.dumps(listing, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

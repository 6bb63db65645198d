"""Multiplies a folder of posts into a repository of any size, every post with a title and a text of its own.

    python benchmarks/corpus.py POSTS TARGET --posts 2500 [--cut 2000] [--japanese-names]

A copy's characters are exchanged by a substitution of its own, so that what repeats inside a post still
repeats, and nothing repeats across posts. Titles are put together from the pieces of all titles.
The result is a git repository whose posts are all committed.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
import subprocess
from pathlib import Path

_PIECE = re.compile(r"[A-Za-z0-9.]+|[ァ-ヺー]+|[一-龠々]{1,2}[ぁ-ん]*|[^\s\w]|[ぁ-ん]+")
_KANJI = [chr(code) for code in range(0x4E00, 0x9F00)]


def multiply(source: Path, target: Path, posts: int, cut: int = 0, japanese_names: bool = False, seed: int = 0) -> None:
    """Writes `posts` altered copies of the posts below `source` into `target/_posts`; `cut` limits a body's code points."""
    originals = [path.read_text(encoding="utf-8") for path in sorted(source.rglob("*.md"))]
    titles = [match[1] for text in originals if (match := re.search(r"^title: *(.*)$", text, re.M))]
    pieces = sorted(
        {piece for title in titles for piece in _PIECE.findall(title.strip("\"'")) if piece not in "\"':\\"}
    )
    folder = target / "_posts"
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    first = datetime.date(2015, 1, 1)
    for number in range(posts):
        text = originals[number % len(originals)]
        if cut:
            text = text[: text.find("\n---", 4) + 5 + cut] + "\n"
        if number >= len(originals):
            text = _altered(text, chance)
            title = "".join(chance.choice(pieces) for _ in range(chance.randint(8, 16)))
            text = re.sub(r"^title:.*$", lambda _: f'title: "{title}"', text, count=1, flags=re.M)  # noqa: B023
        day = first + datetime.timedelta(days=number % 4000)
        word = "".join(chance.choice(pieces) for _ in range(6)) if japanese_names else "post"
        name = f"{day}-{number}-{re.sub(r'[^A-Za-z0-9ぁ-んァ-ヺー一-龠]', '', word)}.md"
        (folder / name).write_text(text, encoding="utf-8")


def _altered(text: str, chance: random.Random) -> str:
    """The text with its rarer kanji exchanged for others, each always for the same."""
    kanji = sorted({letter for letter in text if "一" <= letter <= "龠"})
    changed = chance.sample(kanji, len(kanji) // 3)
    return text.translate(str.maketrans(dict(zip(changed, chance.sample(_KANJI, len(changed)), strict=True))))


def commit(folder: Path) -> None:
    """Makes the folder a git repository with everything in it committed."""
    git = ["git", "-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org", "-c", "core.autocrlf=false"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "posts"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--posts", type=int, default=2500)
    parser.add_argument("--cut", type=int, default=0, help="code points of a body to keep; 0: all")
    parser.add_argument("--japanese-names", action="store_true")
    arguments = parser.parse_args()
    multiply(arguments.source, arguments.target, arguments.posts, arguments.cut, arguments.japanese_names)
    commit(arguments.target)


if __name__ == "__main__":
    main()

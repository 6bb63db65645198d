"""The seeds against the text that a careful editor gave back."""

import os
import re
import sys
from difflib import SequenceMatcher
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent)]

CORPUS = Path(os.environ.get("KOUETSU_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus")
SEEDS = sorted((CORPUS / "seeds" / "posts").glob("*.md")) if CORPUS.is_dir() else []
pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not SEEDS, reason="no corpus")]


def sentences(text):
    body = text.split("\n---\n", 1)[1]
    found = re.findall(
        r"[^。！？\n]*[。！？]+[」』）)*”]*|[^\n]+", re.sub(r"---END---|【既存の記事の最後の部分】", "\n", body)
    )
    keys = [re.sub(r"[\s*#…]+", "", each) for each in found]
    title = re.sub(r"\s+", "", re.search(r'^title: "(.*)"', text, re.M)[1])
    return [key for key in keys if key and key not in title]  # whether the body says the title again is free


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("post", SEEDS, ids=lambda path: path.stem)
def test_seed(post, unsafe):
    from test_properties import mended

    text = post.read_text(encoding="utf-8").replace("【既存の記事の最後の部分】", "---END---")
    new = mended(text, unsafe).text
    got, ideal = sentences(new), sentences((CORPUS / "seeds" / "fixed" / post.name).read_text(encoding="utf-8"))
    before = "".join(sentences(text))
    assert [each for each in ideal if len(each) >= 8 and each in before and each not in "".join(got)] == []
    assert [each for each in got if each not in before and each not in "".join(ideal)] == []
    assert [each for each in got if len(each) >= 8 and got.count(each) > 1] == []
    if unsafe:
        assert SequenceMatcher(None, got, ideal, autojunk=False).ratio() >= 0.975
    assert mended(new, unsafe).text == new

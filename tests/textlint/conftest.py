"""The real textlint, installed once through npm into the cache folder of whoever runs the tests; and false ones."""

import json
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from linter import textlint
from linter.textlint import install

BLOG_CONFIG = {  # of the blog that the project was conceived for
    "filters": {},
    "rules": {
        "textlint-rule-preset-japanese": {
            "sentence-length": {"max": 100},
            "no-mix-dearu-desumasu": {"preferInHeader": "である", "preferInBody": "である", "strict": False},
            "max-ten": {"max": 3},
        },
        "textlint-rule-preset-ja-technical-writing": {
            "sentence-length": {"max": 100},
            "max-ten": {"max": 3},
            "ja-no-weak-phrase": True,
            "ja-no-redundant-expression": True,
            "ja-no-successive-word": True,
            "no-doubled-joshi": True,
            "no-exclamation-question-mark": {"allowFullWidthExclamation": False, "allowFullWidthQuestion": False},
        },
        "@textlint-ja/textlint-rule-preset-ai-writing": {
            "no-ai-list-formatting": {"allows": ["/重要.*/i", "/注意.*/i", "/ポイント.*/i"]},
            "no-ai-hype-expressions": {"allows": ["/最新の.*/i", "/新しい.*/i", "/画期的な.*/i", "/革新的な.*/i"]},
            "no-ai-emphasis-patterns": {"disableHeadingEmphasisPatterns": True},
        },
    },
}


@pytest.fixture(scope="session")
def real_install():
    """The folder of a managed install. `KOUETSU_REQUIRED=network` turns the skip without npm into a failure."""
    kept = os.environ.get("KOUETSU_CACHE_DIR")
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    os.environ["KOUETSU_CACHE_DIR"] = os.environ.get("KOUETSU_TEST_TEXTLINT") or str(home / "kouetsu-tests")
    try:
        return install.setup(lambda done, total: None)[0]
    except (textlint.TextlintError, OSError) as error:
        if "network" in os.environ.get("KOUETSU_REQUIRED", "").split():
            pytest.fail(f"textlint could not be installed: {error}")
        pytest.skip(f"no textlint: {error}")
    finally:
        if kept is None:
            del os.environ["KOUETSU_CACHE_DIR"]
        else:
            os.environ["KOUETSU_CACHE_DIR"] = kept


@pytest.fixture
def script(real_install):
    """The path of the real textlint's script."""
    return real_install / "node_modules" / "textlint" / "bin" / "textlint.js"


@pytest.fixture
def blog(tmp_path, monkeypatch):
    """An empty repository with the blog's configuration; no textlint of this machine can be seen from it."""
    root = tmp_path / "blog"
    (root / ".git").mkdir(parents=True)
    (root / ".textlintrc.json").write_text(json.dumps(BLOG_CONFIG, ensure_ascii=False, indent=2), "utf-8")
    folder = tmp_path / "bin"
    folder.mkdir()
    node = shutil.which("node")
    if node:
        (folder / "node").symlink_to(node)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.delenv("KOUETSU_TEXTLINT", raising=False)
    return root


@pytest.fixture
def false_textlint(tmp_path):
    """Makes a textlint from Python code, which has `files` and `answer(results)` at hand. Returns its path."""

    def make(code):
        file = Path(tempfile.mkdtemp(dir=tmp_path)) / "textlint"
        file.write_text(
            f"#!{sys.executable}\n"
            "import json, os, sys, time, signal, subprocess\n"
            "files = [a for a in sys.argv[1:] if a not in ('--format', 'json')]\n"
            "def message(rule='x', index=0, **more):\n"
            "    return dict(ruleId=rule, message='m', index=index, severity=2, **more)\n"
            "def answer(found=()):\n"
            "    found = list(found)\n"
            "    print(json.dumps([dict(filePath=os.path.abspath(f), messages=found) for f in files]), flush=True)\n"
            f"{code}\n",
            "utf-8",
        )
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        return str(file)

    return make


class Memory(dict):
    """A cache."""

    def put(self, key, value):
        self[key] = value


@pytest.fixture
def cache():
    return Memory()


@pytest.fixture
def lint(blog):
    """Runs textlint on texts by path, and returns its diagnostics."""

    def run(texts, language="en", cache=None, unsaved=None, jobs=1, **settings):
        for path, text in texts.items():
            (blog / path).parent.mkdir(parents=True, exist_ok=True)
            (blog / path).write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        wanted = textlint.Settings(**{"mode": "always", **settings})
        with textlint.start(
            blog, [*texts, *(unsaved or ())], wanted, cache=cache, unsaved=unsaved, jobs=jobs, language=language
        ) as running:
            return running.diagnostics(language)

    return run

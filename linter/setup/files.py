"""The files that `lint init` writes, and the ones that it offers: their texts, and writing without overwriting."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from linter import __version__

SCHEMA = "front-matter.schema.json"
REPOSITORY = "https://github.com/kouetsu/kouetsu"


def schema_name(folder: str, several: bool) -> str:
    """The file of a folder's schema."""
    word = "-".join(part.strip("_.") for part in folder.split("/") if part.strip("_."))
    return f"front-matter.{word}.schema.json" if several and word else SCHEMA


def seal(schema: Mapping[str, Any], folder: str, posts: int, day: str) -> str:
    """The text of a schema file that knows whether a person has changed it since."""
    note = f"Inferred by lint init from {posts:,} posts in {folder or '.'} on {day}; lint init --update infers it again"
    sealed = {"$schema": schema["$schema"], "$comment": f"{note} [{_digest(schema)}]"}
    return json.dumps({**sealed, **schema}, ensure_ascii=False, indent=2) + "\n"


def untouched(text: str) -> bool:
    """Whether a schema file is as `lint init` wrote it."""
    try:
        content = json.loads(text)
        note = content.pop("$comment")
        return bool(note.endswith(f"[{_digest(content)}]"))
    except (ValueError, KeyError, AttributeError):
        return False


def _digest(schema: Mapping[str, Any]) -> str:
    from hashlib import sha256

    return sha256(json.dumps(schema, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def config(folders: Mapping[str, str], language: str, generator: str, more: Sequence[str] = ()) -> str:
    """The text of `.kouetsu.yml`. `folders` are those of the posts, with the files of their schemas; `more` have none."""
    words = _WORDS[language]
    lines = [f"# {words['head']}", ""]
    if folders and "" not in folders:
        lines += [
            f"# {words['paths']}",
            "paths:",
            *(f"  - {_quoted(folder)}" for folder in sorted({*folders, *more})),
            "",
        ]
    lines += [f"# {words['language']}", f"language: {language}", ""]
    if folders:
        lines += [f"# {words['schema']}", "schema:"]
        lines += [
            f"  {_quoted(folder + '/**' if folder else '**')}: {_quoted(name)}" for folder, name in folders.items()
        ]
        lines += [""]
    lines += [f"# {words['exclude']}", '# exclude: ["drafts/**"]', "", f"# {words['rules']}", "# rules:"]
    lines += ["#   style-drift: off", "#   duplicate-title: warning", "#   front-matter:"]
    lines += [f"#     profile: {generator or 'none'}", f"# {words['fail']}", "# fail-on: warning", ""]
    return "\n".join(lines)


_WORDS = {
    "ja": {
        "head": "kouetsu（校閲）の設定です。どの項目も省略できます。いま効いている値は lint config で見られます。",
        "paths": "記事のあるフォルダー",
        "language": "指摘の言葉（ja か en）",
        "schema": "記事の設定の決まり（JSON Schema）。決まりを変えるときは lint init --update で推測し直すか、手で直してください。",
        "exclude": "確認しない記事",
        "rules": "規則ごとの設定（一覧は lint rules、説明は lint explain 規則名）",
        "fail": "終了コードを1にする重さ（error、warning、never）",
    },
    "en": {
        "head": "The configuration of kouetsu. Every key is optional; lint config shows the values in force.",
        "paths": "The folders that hold posts",
        "language": "The language of the messages (ja or en)",
        "schema": "What front matter looks like here (JSON Schema). Infer it again by lint init --update, or change it by hand.",
        "exclude": "Posts that are not checked",
        "rules": "Settings of single rules (lint rules lists them, lint explain RULE explains one)",
        "fail": "What makes the exit code 1 (error, warning, never)",
    },
}


def _quoted(text: str) -> str:
    return (
        text
        if text and all(c.isalnum() or c in "_-./" for c in text) and text[0] not in "-."
        else json.dumps(text, ensure_ascii=False)
    )


def pre_commit(folders: Mapping[str, str]) -> str:
    """The text of a `.pre-commit-config.yaml`."""
    import re

    names = [re.escape(folder) for folder in folders if folder]
    only = f"\n        files: ^{names[0] if len(names) == 1 else '(' + '|'.join(names) + ')'}/" if names else ""
    return f"repos:\n  - repo: {REPOSITORY}\n    rev: v{__version__}\n    hooks:\n      - id: lint{only}\n"


def workflow() -> str:
    """The text of a `.github/workflows/kouetsu.yml`."""
    return (
        "name: kouetsu\non:\n  pull_request:\n"
        '    paths: ["**/*.md", "**/*.mdx", ".kouetsu.yml"]\n'
        "permissions:\n  contents: read\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n"
        "      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          fetch-depth: 2\n          persist-credentials: false\n"
        f"      - uses: {REPOSITORY.removeprefix('https://github.com/')}@v{__version__}\n"
    )


def write_new(file: Path, text: str) -> bool:
    """Writes a file that is not there yet. False where it is."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        return False
    return True

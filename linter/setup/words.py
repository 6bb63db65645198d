"""What `lint init` says, in Japanese and in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from linter.reporters.terminal import clean, width
from linter.words import excerpt

WORDS: dict[str, dict[str, str]] = {
    "ja": {
        "seen": "{posts}記事を読みました（{generator}）。記事の設定がある記事 {fronts}、ない記事 {without}、読めない記事 {broken}。",
        "plain": "サイトの作り方は特定できませんでした",
        "site": "{name} のサイト",
        "folder": "{folder} の{posts}記事から推測した決まり（{file}）：",
        "required": "必須",
        "optional": "任意",
        "form": "「{form}」の形",
        "always": "つねに「{value}」",
        "choices": "次のどれか：{choices}",
        "no-schema": "設定のある記事がないので、記事の設定の決まりは作りませんでした。",
        "fits": "すべての記事がこの決まりに合っています。",
        "fails": "{posts}記事が合っていません（{findings}件）。直すか、決まりの方を変えてください：",
        "more": "ほかに{count}件。全部見るには lint --select front-matter",
        "wrote": "書きました：{file}",
        "kept": "すでにあるので触っていません：{file}",
        "would": "--dry-run なので書いていません：{file}",
        "next": "次に：lint で記事を確かめます。今ある指摘を棚上げするには lint baseline。",
        "pre-commit": "コミットのたびに確かめるには、次を .pre-commit-config.yaml に書きます（lint init --pre-commit が書きます）：",
        "workflow": "プルリクエストで確かめるには、次を .github/workflows/kouetsu.yml に書きます（lint init --workflow が書きます）：",
        "same": "{file}：変わりません。",
        "updated": "{file}：{posts}記事から推測し直しました。",
        "beside": "{file} は手で直されているので触っていません。推測し直したものを {other} に書きました。",
        "key": "項目が増えました：{key}",
        "gone": "項目がなくなりました：{key}",
        "now-required": "必須になりました：{key}",
        "now-optional": "任意になりました：{key}",
        "type": "種類が変わりました：{key}（{detail}）",
        "choice": "選べる値が変わりました：{key}（{detail}）",
        "form-changed": "形が変わりました：{key}（{detail}）",
        "string": "文字列", "integer": "整数", "number": "数", "boolean": "true か false", "array": "一覧",
        "object": "項目と値の組", "null": "空", "or": "か", "comma": "、",
    },
    "en": {
        "seen": "{posts} posts read ({generator}): {fronts} with front matter, {without} without, {broken} that can't be read.",
        "plain": "no site generator recognised",
        "site": "a {name} site",
        "folder": "Inferred from {posts} posts in {folder} ({file}):",
        "required": "required",
        "optional": "optional",
        "form": "like “{form}”",
        "always": "always “{value}”",
        "choices": "one of {choices}",
        "no-schema": "No post has front matter, so no schema was made.",
        "fits": "All posts follow it.",
        "fails": "{posts} posts do not follow it ({findings} findings). Correct them, or the schema:",
        "more": "{count} more; lint --select front-matter shows all",
        "wrote": "Wrote {file}",
        "kept": "Left as it is: {file}",
        "would": "Not written (--dry-run): {file}",
        "next": "Next: lint checks the posts; lint baseline puts today's findings aside.",
        "pre-commit": "To check every commit, put this into .pre-commit-config.yaml (lint init --pre-commit does):",
        "workflow": "To check pull requests, put this into .github/workflows/kouetsu.yml (lint init --workflow does):",
        "same": "{file}: nothing has changed.",
        "updated": "{file}: inferred again from {posts} posts.",
        "beside": "{file} was changed by hand and is left as it is. The schema inferred now is in {other}.",
        "key": "new key: {key}",
        "gone": "no longer there: {key}",
        "now-required": "now required: {key}",
        "now-optional": "no longer required: {key}",
        "type": "another type: {key} ({detail})",
        "choice": "other choices: {key} ({detail})",
        "form-changed": "another form: {key} ({detail})",
        "string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "array": "list",
        "object": "mapping", "null": "empty", "or": " or ", "comma": ", ",
    },
}  # fmt: skip


def table(schema: Mapping[str, Any], language: str) -> Iterator[str]:
    """A line for each key of an inferred schema: in how many posts it is, and what holds for it."""
    properties: Mapping[str, Any] = schema.get("properties") or {}
    columns = min(28, max((width(clean(str(name))) for name in properties), default=0))
    for name, part in properties.items():
        shown = clean(excerpt(str(name), 28))
        words = _rule(part, name in schema.get("required", ()), language)
        yield f"  {shown}{' ' * (columns - width(shown))}  {part.get('x-present', ''):>6}  {clean(words)}"


def _rule(part: Mapping[str, Any], required: bool, language: str) -> str:
    words = WORDS[language]
    said = [words["required" if required else "optional"]]
    kinds = part.get("type", [])
    names = [words[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds)]
    if names and "enum" not in part:
        said.append(words["or"].join(names))
    inner = part.get("items") or {}
    if "pattern" in part:
        said.append(words["form"].format(form=excerpt(str(part["examples"][0]), 40)))
    choices = part.get("enum") or inner.get("enum")
    if choices and len(choices) == 1:
        said.append(words["always"].format(value=excerpt(str(choices[0]), 30)))
    elif choices:
        listed = words["comma"].join(excerpt(str(choice), 16) for choice in choices[:6]) + (
            "…" if len(choices) > 6 else ""
        )
        said.append(words["choices"].format(choices=listed))
    return words["comma"].join(said)

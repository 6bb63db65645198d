"""What is said of textlint itself, in both languages. `$name` is filled by the caller."""

from __future__ import annotations

from string import Template

LANGUAGES = ("ja", "en")
MESSAGES = {
    "missing": {
        "ja": "$config がありますが、textlint が見つかりません。`lint textlint setup` で入れられます。",
        "en": "$config is here, but no textlint can be found; `lint textlint setup` installs one.",
    },
    "no-node": {
        "ja": "textlint（$textlint）を動かす Node.js が見つかりません。"
        "Node.js 20 以上か、`pip install 'kouetsu[textlint]'` を入れてください。",
        "en": "no Node.js can be found to run textlint ($textlint); "
        "install Node.js 20 or later, or `pip install 'kouetsu[textlint]'`.",
    },
    "no-command": {
        "ja": "textlint が $command にありません。--textlint-command か設定の textlint.command を直してください。",
        "en": "there is no textlint at $command; correct --textlint-command or textlint.command in the configuration.",
    },
    "not-installed": {
        "ja": "kouetsu の textlint はまだ入っていません。`lint textlint setup` で入れられます。",
        "en": "kouetsu's own textlint is not installed; `lint textlint setup` installs it.",
    },
    "no-config": {
        "ja": "textlint の設定（.textlintrc.json など）が $root にありません。作るか、--textlint=never にしてください。",
        "en": "there is no textlint configuration (such as .textlintrc.json) in $root; write one, or use --textlint=never.",
    },
    "no-modules": {
        "ja": "$config の「$key」が見つかりません。`lint textlint doctor` で確かめて、入れるか設定から消してください。",
        "en": "“$key” of $config can't be found; `lint textlint doctor` tells more: install it, or remove it.",
    },
    "unknown-rule": {
        "ja": "「$key」というルールは $preset にないので、textlint は何も調べません。$nearest",
        "en": "$preset has no rule “$key”, so textlint checks nothing for it. $nearest",
    },
    "nearest": {"ja": "「$name」のことですか。", "en": "Did you mean “$name”?"},
    "remove-key": {"ja": "設定から消してください。", "en": "Remove it."},
    "bad-config": {
        "ja": "textlint の設定を読めません：$detail。直してください。",
        "en": "textlint can't read its configuration: $detail; correct it.",
    },
    "no-rules": {
        "ja": "textlint の設定に、動くルールが1つもありません。`lint textlint doctor` で確かめてください。",
        "en": "textlint's configuration names no rule that works; run `lint textlint doctor`.",
    },
    "timeout": {
        "ja": "textlint が$seconds秒で終わらず、$files件の記事を調べていません。textlint.timeout を延ばせます。",
        "en": "textlint did not end in $seconds seconds: $files not checked by it. You can raise textlint.timeout.",
    },
    "memory": {
        "ja": "textlint のメモリーが足りず、$files件の記事を調べていません。textlint.memory（$memory MB）を増やせます。",
        "en": "textlint ran out of memory: $files not checked by it. You can raise textlint.memory ($memory MB).",
    },
    "killed": {
        "ja": "textlint が途中で止められ、$files件の記事を調べていません。もう一度実行してください。",
        "en": "textlint was killed: $files not checked by it. Run it again.",
    },
    "crash": {
        "ja": "textlint が失敗し、$files件の記事を調べていません：$detail",
        "en": "textlint failed: $files not checked by it: $detail",
    },
    "garbage": {
        "ja": "textlint の出力を読めず、$files件の記事を調べていません：$detail",
        "en": "textlint's output can't be read: $files not checked by it: $detail",
    },
    "replace": {"ja": "「$old」を「$new」に直す", "en": "Replace “$old” by “$new”"},
    "delete": {"ja": "「$old」を消す", "en": "Delete “$old”"},
    "insert": {"ja": "「$new」を入れる", "en": "Insert “$new”"},
}


def say(message: str, language: str, **values: object) -> str:
    """The message in the language (ja, else English)."""
    words = MESSAGES[message]["ja" if language == "ja" else "en"]
    if language != "ja" and "files" in values:
        values["files"] = "1 post" if values["files"] == 1 else f"{values['files']} posts"
    return Template(words).safe_substitute({name: str(value) for name, value in values.items()}).strip()

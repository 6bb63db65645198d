"""Rules read from Markdown files, and what such a file must hold.

Its YAML front matter is the rule, its body is the rule's page, and the fences of the page are its
tests (`linter.example`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from linter import checks, lazy, settings
from linter.diagnostic import Applicability, Claim, Severity
from linter.errors import UserError, nearest, shown
from linter.memory.heads import Heads
from linter.rule import LANGUAGES, Rule, Voice, Words
from linter.settings import Source

_HEAD = lazy.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*$", re.S | re.M)
_PLACEHOLDER = lazy.compile(r"(?<!\$)\$(?:(\w+)|\{(\w+)\})", re.A)
_EXAMPLE = lazy.compile(r"^```+\w+ bad\b", re.M)


def read(path: Path) -> Rule:
    """The rule of a file. Raises UserError with file and line where it is not a good one."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{shown(path)}: this rule can't be read: {error}") from None
    head = _HEAD.match(text)
    if not head:
        raise UserError(f"{shown(path)}:1: a rule begins with YAML between two lines of ---")
    source = settings.read_yaml(shown(path), head[1], 2)
    rule = _build(source, path)
    if not _EXAMPLE.search(text, head.end()):
        raise UserError(f"{shown(path)}: a rule shows itself failing; add an example (a fence ```markdown bad)")
    return rule


def read_all(folders: Iterable[Path]) -> dict[str, Rule]:
    """The rules of all `*.md` files in the folders, by id, in the order of their ids."""
    rules: dict[str, Rule] = {}
    heads = Heads()
    for folder in folders:
        if not folder.is_dir():
            raise UserError(f"{shown(folder)}: there is no such folder of rules")
        for path in sorted(folder.glob("*.md")):
            known = heads.get(path)
            rule = _build(Source(shown(path), known[0], {}), path, compares=known[1]) if known else read(path)
            if rule.id in rules:
                raise UserError(f"{shown(path)}: the rule '{rule.id}' exists already in {shown(rules[rule.id].path)}")
            rules[rule.id] = rule
            if not known:
                heads.put(path, [rule.head, rule.compares])
    heads.save()
    return dict(sorted(rules.items()))


def shipped() -> Path:
    """The folder of the rules that come with the linter (beside the package in an editable install)."""
    packaged = Path(__file__).parent / "rules"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "rules"


_KEYS = (
    "id",
    "check",
    "severity",
    "applicability",
    "claim",
    "summary",
    "message",
    "why",
    "fix",
    "labels",
    "kinds",
    "options",
)
_KIND_KEYS = ("severity", "applicability", "claim", "message", "fix")


def _build(source: Source, path: Path, compares: bool | None = None) -> Rule:
    """The rule of those settings; `compares` is known of one whose options were found good before."""
    given = source.value
    if not isinstance(given, Mapping):
        raise source.error((), "a rule's settings should be a mapping")
    for key in given:
        if key not in _KEYS:
            raise source.error((key,), f"a rule has no key '{key}'{nearest(str(key), _KEYS)}")
    for key in ("id", "check", "severity", "summary", "message", "why"):
        if key not in given:
            raise source.error((), f"the key '{key}' is missing")
    if given["id"] != path.stem:
        raise source.error(("id",), f"the id '{given['id']}' should be the file's name, '{path.stem}'")
    if given["check"] not in checks.CHECKS:
        raise source.error(
            ("check",), f"there is no check '{given['check']}'{nearest(str(given['check']), checks.CHECKS)}"
        )
    empty = dict.fromkeys(LANGUAGES, "")
    base = Voice(Severity.ERROR, Applicability.SAFE, Claim.COPY, empty, empty)
    voice = _voice(source, (), given, base)
    kinds = _mapping(source, "kinds")
    for name, kind in kinds.items():
        for key in kind:
            if key not in _KIND_KEYS:
                raise source.error(("kinds", name, key), f"a kind has no key '{key}'{nearest(str(key), _KIND_KEYS)}")
    options = given.get("options") or {}
    if compares is None:
        module = checks.load(given["check"])
        settings.fill(module.Options, source, ("options",), options, what="option")
        compares = hasattr(module, "compare")
    return Rule(
        id=given["id"],
        check=given["check"],
        summary=_words(source, ("summary",), given["summary"]),
        why=_words(source, ("why",), given["why"]),
        voice=voice,
        kinds={name: _voice(source, ("kinds", name), kind, voice) for name, kind in kinds.items()},
        labels={name: _words(source, ("labels", name), words) for name, words in _mapping(source, "labels").items()},
        given=options,
        path=path,
        compares=compares,
        head=given,
    )


def _mapping(source: Source, key: str) -> Mapping[str, Any]:
    value = source.value.get(key) or {}
    if not isinstance(value, Mapping) or any(not isinstance(item, Mapping) for item in value.values()):
        raise source.error((key,), f"'{key}' should be a mapping of names to mappings")
    return value


def _voice(source: Source, at: settings.Path, given: Mapping[str, Any], base: Voice) -> Voice:
    def member(key: str, otherwise: Any) -> Any:
        return settings.member(type(otherwise), source, (*at, key), given[key]) if key in given else otherwise

    def words(key: str, otherwise: Words) -> Words:
        return _words(source, (*at, key), given[key]) if key in given else otherwise

    return Voice(
        severity=member("severity", base.severity),
        applicability=member("applicability", base.applicability),
        claim=member("claim", base.claim),
        message=words("message", base.message),
        fix=words("fix", base.fix),
    )


def _words(source: Source, at: settings.Path, given: Any) -> Words:
    """The same words in every language, with the same placeholders."""
    if (
        not isinstance(given, Mapping)
        or sorted(given) != sorted(LANGUAGES)
        or not all(isinstance(v, str) for v in given.values())
    ):
        raise source.error(at, f"'{at[-1]}' should have a text in {' and in '.join(LANGUAGES)}")
    names = [{a or b for a, b in _PLACEHOLDER.findall(given[language])} for language in LANGUAGES]
    if names[0] != names[1]:
        odd = ", ".join(f"${name}" for name in sorted(names[0] ^ names[1]))
        raise source.error(at, f"'{at[-1]}' has {odd} in one language only")
    return {language: given[language].strip() for language in LANGUAGES}

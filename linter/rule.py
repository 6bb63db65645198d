"""A rule: a check with its options, and the words and severity that its findings get.

A rule is a Markdown file. Its YAML front matter is the rule, its body is its page, and the fences
of the page are its tests (`linter.example`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from string import Template
from typing import Any

from linter import checks, settings
from linter.diagnostic import Applicability, Claim, Diagnostic, Finding, Fix, Related, Severity, Span
from linter.errors import UserError, nearest, shown
from linter.heads import Heads
from linter.settings import Source

Words = Mapping[str, str]  # language -> template
LANGUAGES = ("ja", "en")
OFF = "off"
LABEL = "label:"

_HEAD = re.compile(r"﻿?---[ \t]*\r?\n(.*?)^---[ \t]*$", re.S | re.M)
_PLACEHOLDER = re.compile(r"(?<!\$)\$(?:(\w+)|\{(\w+)\})", re.A)
_EXAMPLE = re.compile(r"^```+\w+ bad\b", re.M)


@dataclass(frozen=True)
class Voice:
    """How a finding is told: its severity and its words. A kind has its own where the file says so."""

    severity: Severity
    applicability: Applicability
    claim: Claim
    message: Words
    fix: Words


@dataclass(frozen=True)
class Rule:
    id: str
    check: str
    summary: Words
    why: Words
    voice: Voice
    kinds: Mapping[str, Voice]
    labels: Mapping[str, Words]
    given: Mapping[str, Any]  # the options, as YAML has them
    path: Path
    compares: bool = False  # whether its check looks at several posts at once
    off: frozenset[str] = frozenset()  # kinds that the configuration switched off
    head: Mapping[str, Any] = field(default_factory=dict, repr=False)  # the settings it was made of

    @cached_property
    def options(self) -> Any:
        """An instance of the check's Options. What the rule is told needs no check; what it looks for does."""
        return settings.fill(
            checks.load(self.check).Options, Source(shown(self.path), {}, {}), (), self.given, what="option"
        )

    def diagnostic(self, finding: Finding, path: str, language: str) -> Diagnostic | None:
        """The finding in this rule's words, or None where its kind is switched off."""
        if finding.kind in self.off:
            return None
        voice = self.kinds.get(finding.kind, self.voice)
        values = _values(finding, path, language, self.labels)
        fix = None
        if finding.edits:
            fix = Fix(_laid(voice.fix[language], values), finding.edits, voice.applicability, voice.claim)
        return Diagnostic(
            path=path,
            rule=self.id,
            severity=voice.severity.lowered() if finding.doubtful else voice.severity,
            message=_laid(voice.message[language], values),
            span=finding.span,
            kind=finding.kind,
            related=tuple(
                Related(r.span, _laid(self.labels[r.message][language], values) if r.message else "", r.path or path)
                for r in finding.related
            ),
            fix=fix,
        )

    def configured(self, source: Source, at: settings.Path, given: Any) -> Rule | None:
        """This rule under a project's settings: `off`, a severity, or a mapping of options."""
        if given is False or given == OFF:
            return None
        if given is True:
            return self
        if isinstance(given, str):
            return self._as_severe(_member(Severity, source, at, given))
        if not isinstance(given, Mapping):
            raise source.error(at, f"'{self.id}' should be off, a severity, or a mapping of options")
        rule, options = self, dict(given)
        if "severity" in options:
            rule = rule._as_severe(_member(Severity, source, (*at, "severity"), options.pop("severity")))
        if "kinds" in options:
            rule = rule._with_kinds(source, (*at, "kinds"), options.pop("kinds"))
        settings.fill(type(self.options), source, at, options, self.options, "option")
        return replace(rule, given={**self.given, **options})

    def _as_severe(self, severity: Severity) -> Rule:
        kinds = {name: replace(voice, severity=severity) for name, voice in self.kinds.items()}
        return replace(self, voice=replace(self.voice, severity=severity), kinds=kinds)

    def _with_kinds(self, source: Source, at: settings.Path, given: Any) -> Rule:
        if not isinstance(given, Mapping):
            raise source.error(at, "'kinds' should be a mapping of kinds to off or a severity")
        kinds, off = dict(self.kinds), set(self.off)
        for name, value in given.items():
            if name not in kinds:
                raise source.error((*at, name), f"{self.id} has no kind '{name}'{nearest(str(name), kinds)}")
            if value is False or value == OFF:
                off.add(name)
            else:
                kinds[name] = replace(kinds[name], severity=_member(Severity, source, (*at, name), value))
        return replace(self, kinds=kinds, off=frozenset(off))


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
    return Voice(
        severity=_member(Severity, source, (*at, "severity"), given.get("severity", base.severity.value)),
        applicability=_member(
            Applicability, source, (*at, "applicability"), given.get("applicability", base.applicability.value)
        ),
        claim=_member(Claim, source, (*at, "claim"), given.get("claim", base.claim.value)),
        message=_words(source, (*at, "message"), given["message"]) if "message" in given else base.message,
        fix=_words(source, (*at, "fix"), given["fix"]) if "fix" in given else base.fix,
    )


def _member(kind: Any, source: Source, at: settings.Path, value: Any) -> Any:
    try:
        return kind(value)
    except ValueError:
        names = [member.value for member in kind]
        raise source.error(at, f"'{at[-1]}' should be one of {', '.join(names)}, not '{value}'") from None


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


def _values(finding: Finding, path: str, language: str, labels: Mapping[str, Words]) -> dict[str, str]:
    """What the placeholders stand for. A value `label:x` is the rule's own word for x, or x where it has none."""
    values = {"line": str(finding.span.line), "there": ""}
    if finding.related:
        first = finding.related[0]
        values["there"] = place(first.span, first.path if first.path != path else "", language)
    for name, value in finding.values.items():
        if isinstance(value, list):
            values[name] = ("、" if language == "ja" else ", ").join(value)
        elif isinstance(value, str) and value.startswith(LABEL):
            word = value[len(LABEL) :]
            values[name] = labels[word][language] if word in labels else word
        else:
            values[name] = f"{value:,}" if isinstance(value, int) else str(value)
    return values


def place(span: Span, path: str, language: str) -> str:
    """「14行目」 or “line 14”, or `path:14` for another file."""
    if path:
        return f"{path}:{span.line}"
    return f"{span.line}行目" if language == "ja" else f"line {span.line}"


def _laid(template: str, values: Mapping[str, str]) -> str:
    return Template(template).safe_substitute(values)

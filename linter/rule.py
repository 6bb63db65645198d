"""A rule: a check with its options, and the words and severity that its findings get.

It comes from a Markdown file (`linter.rulefile`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from linter import checks, settings
from linter.diagnostic import Applicability, Claim, Diagnostic, Finding, Fix, Related, Severity, Span
from linter.errors import nearest, shown
from linter.settings import Source

Words = Mapping[str, str]  # language -> template
LANGUAGES = ("ja", "en")
OFF = "off"
LABEL = "label:"


class Voice(NamedTuple):
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

    @property
    def mends(self) -> bool:
        """Whether it has words for a fix: one that has none offers none."""
        return any(any(voice.fix.values()) for voice in (self.voice, *self.kinds.values()))

    def diagnostic(self, finding: Finding, path: str, language: str) -> Diagnostic | None:
        """The finding in this rule's words, or None where its kind is switched off."""
        if finding.kind in self.off:
            return None
        voice = self.kinds.get(finding.kind, self.voice)
        values = _values(finding, path, language, self.labels)
        fix = None
        if finding.edits and voice.fix[language]:
            fix = Fix(_laid(voice.fix[language], values), finding.edits, voice.applicability, voice.claim)
        return Diagnostic(
            path=path,
            rule=self.id,
            severity=voice.severity.lowered() if finding.doubtful else voice.severity,
            message=_laid(voice.message[language], values),
            span=finding.span,
            kind=finding.kind,
            related=tuple(
                [
                    Related(
                        r.span, _laid(self.labels[r.message][language], values) if r.message else "", r.path or path
                    )
                    for r in finding.related
                ]
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
            return self._as_severe(settings.member(Severity, source, at, given))
        if not isinstance(given, Mapping):
            raise source.error(at, f"'{self.id}' should be off, a severity, or a mapping of options")
        rule, options = self, dict(given)
        if "severity" in options:
            rule = rule._as_severe(settings.member(Severity, source, (*at, "severity"), options.pop("severity")))
        if "kinds" in options:
            rule = rule._with_kinds(source, (*at, "kinds"), options.pop("kinds"))
        settings.fill(type(self.options), source, at, options, self.options, "option")
        return replace(rule, given={**self.given, **options})

    def _as_severe(self, severity: Severity) -> Rule:
        kinds = {name: voice._replace(severity=severity) for name, voice in self.kinds.items()}
        return replace(self, voice=self.voice._replace(severity=severity), kinds=kinds)

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
                kinds[name] = kinds[name]._replace(severity=settings.member(Severity, source, (*at, name), value))
        return replace(self, kinds=kinds, off=frozenset(off))


def _values(finding: Finding, path: str, language: str, labels: Mapping[str, Words]) -> _Values:
    """What the placeholders stand for. A value `label:x` is the rule's own word for x, or x where it has none."""
    values = _Values(line=str(finding.span.line), there="")
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


class _Values(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return f"${name}"


def _laid(template: str, values: _Values) -> str:
    return _form(template) % values


@lru_cache(maxsize=1024)
def _form(template: str) -> str:
    """A `string.Template` as % takes it, which fills it in many times faster; a run does so 100,000 times."""
    from string import Template

    def turned(match: re.Match[str]) -> str:
        name = match["named"] or match["braced"]
        return f"%({name})s" if name else "$" if match["escaped"] is not None else match[0]

    return Template.pattern.sub(turned, template.replace("%", "%%"))

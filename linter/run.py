"""One run over a project: from the paths asked for to diagnostics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from linter import checks, discovery, posts
from linter.config import Config
from linter.diagnostic import Diagnostic
from linter.document import Document
from linter.engine import Examination, Project, conclude, examine, majority_language
from linter.rule import Rule


@dataclass
class Run:
    """What one invocation looks at. `unsaved` holds texts that stand in for files (standard input, an editor's buffers)."""

    config: Config
    rules: Mapping[str, Rule]  # those that apply
    known: frozenset[str]  # the ids of all rules
    corpus: Sequence[str]  # all posts of the project
    asked: Sequence[str]  # those to report on
    unsaved: Mapping[str, str] = field(default_factory=dict)
    language: str = ""  # of the messages; known after `diagnose` where the configuration leaves it open

    @property
    def root(self) -> Path:
        return self.config.root

    def document(self, path: str) -> Document:
        if path in self.unsaved:
            return Document.parse(path, self.unsaved[path])
        return posts.read(self.root, path)

    def diagnose(self) -> list[Diagnostic]:
        """The diagnostics of the posts asked for, in the order of a report."""
        examinations = self._examine_all()
        self.language = self.config.settings.language or majority_language(examinations.values())
        ignores = self.config.settings.per_file_ignores
        project = Project(
            rules=self.rules,
            known=self.known,
            language=self.language,
            ignored=lambda path, rule: any(
                rule in names and discovery.matches(path, [glob]) for glob, names in ignores.items()
            ),
            exists=lambda path: (self.root / path).exists(),
        )
        return conclude(examinations, self.asked, project)

    def _examine_all(self) -> dict[str, Examination]:
        rules = list(self.rules.values())
        examinations = {path: examine(self.document(path), rules) for path in self.asked}
        comparing = [rule for rule in rules if hasattr(checks.load(rule.check), "compare")]
        for path in self.corpus if comparing else ():
            if path not in examinations:
                examinations[path] = examine(self.document(path), comparing, facts_only=True)
        return examinations

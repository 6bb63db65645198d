"""One run over a project: from the paths asked for to diagnostics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from linter import engine, posts
from linter.cache import Cache
from linter.config import Config
from linter.database import CacheError
from linter.diagnostic import Diagnostic
from linter.engine import Project
from linter.globs import matches
from linter.rule import Rule
from linter.survey import Survey, fingerprint

if TYPE_CHECKING:
    from linter.document import Document


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
    remember: bool = True  # whether to use the cache
    jobs: int = 0  # processes; 0: as many as pay

    @property
    def root(self) -> Path:
        return self.config.root

    def document(self, path: str) -> Document:
        if path in self.unsaved:
            return posts.parse(path, self.unsaved[path])
        return posts.read(self.root, path)

    def text(self, path: str) -> str | None:
        """The text of a file of the project, or None where it has no such file or the file is no text."""
        document = self.document(path)
        return None if document.problem else document.text

    def diagnose(self) -> list[Diagnostic]:
        """The diagnostics of the posts asked for, in the order of a report."""
        cache = Cache.open(self.root) if self.remember else None
        if cache:
            try:
                cache.choose(fingerprint(self.rules.values()))
                return self._diagnose(cache)
            except CacheError:
                pass  # whatever is wrong with it, the posts are still there
            finally:
                cache.close()
        return self._diagnose(None)

    def _diagnose(self, cache: Cache | None) -> list[Diagnostic]:
        survey = Survey(self.root, list(self.rules.values()), cache)
        survey.look(self.corpus, self.asked, self.unsaved, self.jobs)
        self.language = self.config.settings.language or survey.language
        project = self.project()
        compared = engine.compare(survey.facts, self.asked, project)
        result: list[Diagnostic] = []
        for path in sorted(set(self.asked)):
            found, suppressions = survey.findings(path)
            found += compared.get(path, ())
            if found or suppressions:
                result += engine.tell(path, found, suppressions, project, self.language)
        return result

    def project(self) -> Project:
        """What concluding must know of the project."""
        ignores = self.config.settings.per_file_ignores
        return Project(
            rules=self.rules,
            known=self.known,
            language=self.language,
            ignored=lambda path, rule: any(rule in names and matches(path, [glob]) for glob, names in ignores.items()),
            exists=lambda path: (self.root / path).exists(),
            read=self.text,
        )

"""One run over a project: from the paths asked for to diagnostics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from linter import engine
from linter.diagnostic import Diagnostic, Finding
from linter.engine import Project
from linter.examiner import fingerprint
from linter.memory import outside
from linter.memory.cache import Cache
from linter.memory.database import CacheError
from linter.memory.outside import Outside
from linter.project import posts
from linter.project.config import Config
from linter.project.globs import matches
from linter.rule import Rule
from linter.survey import Survey

if TYPE_CHECKING:
    from linter.document import Document
    from linter.memory.reports import Copy
    from linter.memory.wire import Stat


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the cyclic collector: it would look through all facts again and again, and find nothing.

    It costs more than reading them: 0.17 s for 10,000 titles that are read in 0.03 s.
    """
    import gc

    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


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
    _cache: Cache | None = field(default=None, init=False, repr=False)
    _prepared: Survey | None = field(default=None, init=False, repr=False)
    _witness: tuple[str, int] | None = field(default=None, init=False, repr=False)  # of the last `diagnose`

    def __post_init__(self) -> None:
        self._outside = Outside(self.root, self.text)
        self.seen: Mapping[str, Stat | None] = {}  # of each file asked for, as it was when it was diagnosed last

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
        try:
            survey = self._prepared or self._prepare()
            return self._diagnose(survey)
        except CacheError:  # whatever is wrong with it, the posts are still there
            self._close()
            return self._diagnose(self._prepare(remember=False))
        finally:
            self._prepared = None
            self._close()

    def recall(self, key: str) -> tuple[int, str] | None:
        """The exit code and the report kept under `key`, if nothing has changed since that they depend on."""
        try:
            survey = self._prepare()
            if self._cache and not survey.pending:
                kept = self._cache.reports.find(self._key(key, survey), self._cache.ruleset, self._cache.state())
                if kept and outside.holds(self.root, kept.outside):
                    self._close()
                    return kept.code, kept.text
            self._prepared = survey
        except CacheError:
            self._close()
        return None

    def keep(self, key: str, code: int, copy: Copy) -> None:
        """Keeps the report of the last `diagnose` for `recall`."""
        told = self._outside.told() if self._witness else None
        if self._witness and told is not None:
            name, state = self._witness
            cache = Cache.open(self.root)
            if cache:
                try:
                    cache.choose(fingerprint(self.rules.values()))
                    cache.reports.keep(name + key, cache.ruleset, state, told, code, copy.packed())
                except CacheError:
                    pass
                finally:
                    cache.close()

    def _prepare(self, remember: bool = True) -> Survey:
        self._cache = Cache.open(self.root) if self.remember and remember else None
        if self._cache:
            self._cache.choose(fingerprint(self.rules.values()))
        survey = Survey(self.root, list(self.rules.values()), self._cache)
        with _undisturbed():
            survey.prepare(self.corpus, self.asked, self.unsaved)
        return survey

    def _close(self) -> None:
        if self._cache:
            self._cache.close()
            self._cache = None

    def _diagnose(self, survey: Survey) -> list[Diagnostic]:
        survey.look(self.jobs)
        with _undisturbed():
            return self._conclude(survey)

    def _conclude(self, survey: Survey) -> list[Diagnostic]:
        self.seen = survey.seen
        self._outside = Outside(self.root, self.text)
        self.language = self.config.settings.language or survey.language
        state = self._cache.state() if self._cache else 0
        project = self.project()
        compared = self._compare(survey, project, state)
        result: list[Diagnostic] = []
        for path in sorted(set(self.asked)):
            found, suppressions = survey.findings(path)
            found += compared.get(path, ())
            if found or suppressions:
                result += engine.tell(path, found, suppressions, project, self.language)
        self._witness = (self._key("", survey), state) if self._cache and not survey.unkept else None
        return result

    def _compare(self, survey: Survey, project: Project, state: int) -> dict[str, list[tuple[str, Finding]]]:
        try:
            return engine.compare(survey.facts, self.asked, project)
        except (LookupError, TypeError, ValueError, RuntimeError):
            if not self._cache or self._cache.state() == state:
                raise
            # Another run wrote between two readings of this one, which did not fit together; now they do.
            return engine.compare(survey.facts, self.asked, project)

    def _key(self, key: str, survey: Survey) -> str:
        """Of a report: what was asked of which posts, under which rules, in which words."""
        from hashlib import blake2b

        rules = [(name, rule.head) for name, rule in self.rules.items()]  # a rule is its head, under the settings
        told = [rules, self.config.settings, sorted(self.known), sorted(self.asked), survey.posts]
        return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() + key

    def project(self) -> Project:
        """What concluding must know of the project."""
        return self.alone()._replace(exists=self._outside.exists, read=self._outside.read)

    def alone(self) -> Project:
        """The same for a post that is looked at by itself; it can be sent to another process."""
        ignored = partial(_ignored, self.config.settings.per_file_ignores)
        return Project(self.rules, self.known, self.language, ignored)


def _ignored(ignores: Mapping[str, Sequence[str]], path: str, rule: str) -> bool:
    return any(rule in names and matches(path, [glob]) for glob, names in ignores.items())

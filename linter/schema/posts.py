"""The posts of a project against the schemas that hold for them: its own, their own, their generator's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from linter.diagnostic import Finding, Span
from linter.document import Document
from linter.errors import UserError
from linter.front.required import Head, day_of
from linter.project.globs import matches
from linter.schema import profiles
from linter.schema.files import beside
from linter.schema.jekyll import Defaults
from linter.schema.load import Schema


class Project:
    """The schemas of a project.

    `usual(folder)` gives the keys that most posts below a folder have, `globs` the file of a schema for
    posts; `profile` is auto, none, or the name of one.
    """

    def __init__(
        self,
        usual: Callable[[str], Collection[str]],
        exists: Callable[[str], bool],
        read: Callable[[str], str | None],
        globs: Mapping[str, str],
        profile: str,
    ) -> None:
        self._usual, self._exists, self._read, self._globs, self._profile = usual, exists, read, globs, profile
        self._loaded: dict[str, Schema] = {}
        self._generator: str | None = None
        self.defaults = Defaults(read)

    def schemas(self, path: str) -> list[Schema]:
        """The schemas that hold for the post, by its configuration and its generator. Raises UserError."""
        found = []
        for glob, name in self._globs.items():
            if matches(path, [glob]):
                if name not in self._loaded:
                    self._loaded[name] = Schema(name, self._read)
                found.append(self._loaded[name])
        generator = self.generator()
        if generator and profiles.applies(generator, path):
            if generator not in self._loaded:
                self._loaded[generator] = Schema(generator, self._read, profiles.PROFILES[generator].schema)
            found.append(self._loaded[generator])
        return found

    def generator(self) -> str:
        if self._generator is None:
            self._generator = self._find_generator()
        return self._generator

    def _find_generator(self) -> str:
        if self._profile == "none":
            return ""
        if self._profile != "auto":
            if self._profile not in profiles.PROFILES:
                known = ", ".join(["auto", "none", *profiles.PROFILES])
                raise UserError(f"front-matter: there is no profile '{self._profile}'; there are: {known}")
            return self._profile
        return profiles.detect(self._exists, self._usual)

    def compare(self, path: str, head: Head, own: Sequence[Any] | None, schemas: Sequence[Schema]) -> Iterator[Finding]:
        """What the post does against its schemas. `own` is the name of a schema in the post, with its span.

        Raises UserError for a schema of the configuration that can't be applied; a post's own is told where it is named.
        """
        if head.state != "read":
            return
        held = list(schemas)
        for schema in held:
            if schema.name in profiles.PROFILES and profiles.misnamed(schema.name, path):
                name = path.rsplit("/", 1)[-1]
                yield Finding(Span(*head.span), f"file-name-{schema.name}", {"text": name}, path=path)
        if own:
            held = [schema for schema in held if schema.name in profiles.PROFILES]
            yield from self._by_its_own(path, *own)
        if held:
            yield from self._apply(path, held)

    def _by_its_own(self, path: str, name: str, *span: int) -> Iterator[Finding]:
        target = beside(path, name)
        if target is not None and not self._exists(target):
            target = beside("", name)
        if target is None or self._read(target) is None:
            yield Finding(Span(*span), "schema-unread", {"text": name}, path=path)
            return
        try:
            found = list(self._apply(path, [Schema(target, self._read)]))
        except UserError as error:
            found = [Finding(Span(*span), "schema-broken", {"text": name, "detail": str(error)}, path=path)]
        yield from found

    def _apply(self, path: str, schemas: Sequence[Schema]) -> Iterator[Finding]:
        from linter.schema.tell import findings

        text = self._read(path)
        if text is None:
            return
        document = Document.parse(path, text)
        given = {"date": day} if (day := day_of(path)) else {}
        given.update(self.defaults.given(path))
        told = set()
        for schema in schemas:
            for finding in findings(document, schema, given, path):
                mark = (finding.span, finding.kind, finding.values["key"])
                if mark not in told:
                    told.add(mark)
                    yield finding


def requires(schemas: Sequence[Schema]) -> bool:
    """Whether the schemas say which keys a post must have."""
    return any(isinstance(schema.content, Mapping) and schema.content.get("required") for schema in schemas)

"""The posts of a project against the schemas that hold for them: its own, their own, their generator's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from linter.diagnostic import Finding, Span
from linter.document import Document
from linter.errors import UserError
from linter.front.required import Head, day_of
from linter.project.globs import matches
from linter.schema import profiles
from linter.schema.jekyll import Defaults
from linter.schema.load import Schema, beside


class Project(NamedTuple):
    """What the schemas of a project are found by."""

    heads: Mapping[str, Head]
    exists: Callable[[str], bool]
    read: Callable[[str], str | None]
    globs: Mapping[str, str]  # glob of posts -> file of a schema
    profile: str  # auto, none, or the name of one
    defaults: Defaults

    def generator(self) -> str:
        if self.profile == "none":
            return ""
        if self.profile != "auto":
            if self.profile not in profiles.PROFILES:
                known = ", ".join(["auto", "none", *profiles.PROFILES])
                raise UserError(f"front-matter: there is no profile '{self.profile}'; there are: {known}")
            return self.profile
        return profiles.detect(self.exists, self._usual)

    def _usual(self, folder: str) -> Collection[str]:
        """The keys that at least half of the posts in `folder` have."""
        posts = [head.keys for path, head in self.heads.items() if path.startswith(folder)]
        return [key for key, n in Counter(key for keys in posts for key in set(keys)).items() if 2 * n >= len(posts)]


def ruled(project: Project, asked: Collection[str]) -> dict[str, list[Schema]]:
    """The schemas that hold for each of the posts asked for, by their configuration and their generator."""
    loaded: dict[str, Schema] = {}
    generator = project.generator()
    result: dict[str, list[Schema]] = {}
    for path in asked:
        found = []
        for glob, name in project.globs.items():
            if matches(path, [glob]):
                if name not in loaded:
                    loaded[name] = Schema(name, project.read)
                found.append(loaded[name])
        if generator and profiles.applies(generator, path):
            if generator not in loaded:
                loaded[generator] = Schema(generator, project.read, profiles.PROFILES[generator].schema)
            found.append(loaded[generator])
        if found:
            result[path] = found
    return result


def requires(schemas: Sequence[Schema]) -> bool:
    """Whether the schemas say which keys a post must have."""
    return any(isinstance(schema.content, Mapping) and schema.content.get("required") for schema in schemas)


def compare(
    project: Project, asked: Collection[str], own: Mapping[str, Sequence[Any]], schemas: Mapping[str, Sequence[Schema]]
) -> Iterator[Finding]:
    """What the posts asked for do against their schemas. `own` are the names of schemas in the posts, with their spans.

    Raises UserError for a schema of the configuration that can't be applied; a post's own is told where it is named.
    """
    for path in asked:
        if project.heads[path].state != "read":
            continue
        held = list(schemas.get(path, ()))
        for schema in held:
            if schema.name in profiles.PROFILES and profiles.misnamed(schema.name, path):
                name = path.rsplit("/", 1)[-1]
                yield Finding(Span(*project.heads[path].span), f"file-name-{schema.name}", {"text": name}, path=path)
        if path in own:
            held = [schema for schema in held if schema.name in profiles.PROFILES]
            yield from _by_its_own(project, path, *own[path])
        if held:
            yield from _apply(project, path, held)


def _by_its_own(project: Project, path: str, name: str, *span: int) -> Iterator[Finding]:
    target = beside(path, name)
    if target is not None and not project.exists(target):
        target = beside("", name)
    if target is None or project.read(target) is None:
        yield Finding(Span(*span), "schema-unread", {"text": name}, path=path)
        return
    try:
        found = list(_apply(project, path, [Schema(target, project.read)]))
    except UserError as error:
        found = [Finding(Span(*span), "schema-broken", {"text": name, "detail": str(error)}, path=path)]
    yield from found


def _apply(project: Project, path: str, schemas: Sequence[Schema]) -> Iterator[Finding]:
    from linter.schema.tell import findings

    text = project.read(path)
    if text is None:
        return
    document = Document.parse(path, text)
    given = {"date": day} if (day := day_of(path)) else {}
    given.update(project.defaults.given(path))
    told = set()
    for schema in schemas:
        for finding in findings(document, schema, given, path):
            mark = (finding.span, finding.kind, finding.values["key"])
            if mark not in told:
                told.add(mark)
                yield finding

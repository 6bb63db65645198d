"""What a Jekyll site's `_config.yml` gives to posts that do not say it themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from linter.project.globs import matches

CONFIGS = ("_config.yml", "_config.yaml")
Scope = tuple[Mapping[str, Any], Mapping[str, Any]]


class Defaults:
    """The `defaults` of the sites of a project. `read` gives the text of a file, or None."""

    def __init__(self, read: Callable[[str], str | None]) -> None:
        self._read = read
        self._scopes: dict[str, list[Scope] | None] = {}  # None: no site

    def given(self, path: str) -> dict[str, Any]:
        """The keys and values that hold for the post at `path` without being written in it."""
        parts = path.split("/")
        marks = [index for index, part in enumerate(parts) if part in ("_posts", "_drafts")]
        roots = ["/".join([*parts[:index], ""]) for index in range(marks[0], -1, -1)] if marks else [""]
        for root in roots:
            scopes = self._of(root)
            if scopes is not None:
                values: dict[str, Any] = {}
                for scope, given in scopes:
                    if _covers(scope, path.removeprefix(root)):
                        values.update(given)
                return values
        return {}

    def _of(self, root: str) -> list[Scope] | None:
        if root not in self._scopes:
            text = next(filter(None, (self._read(root + name) for name in CONFIGS)), None)
            self._scopes[root] = None if text is None else _parsed(text)
        return self._scopes[root]


def _parsed(text: str) -> list[Scope]:
    if "defaults" not in text:
        return []
    import yaml

    from linter.frontmatter import too_deep

    if too_deep(text):
        return []

    try:
        config = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return []
    given = config.get("defaults") if isinstance(config, dict) else None
    return [
        (each.get("scope") or {}, each["values"])
        for each in (given if isinstance(given, list) else ())
        if isinstance(each, dict) and isinstance(each.get("values"), dict) and isinstance(each.get("scope") or {}, dict)
    ]


def _covers(scope: Mapping[str, Any], path: str) -> bool:
    folder, kind = str(scope.get("path") or "").strip("/"), scope.get("type")
    post = path.startswith("_posts/") or "/_posts/" in path
    drafts = path.startswith("_drafts/") or "/_drafts/" in path
    if kind and kind not in ({"posts"} if post else {"drafts", "posts"} if drafts else {"pages"}):
        return False
    return not folder or path == folder or path.startswith(folder + "/") or matches(path, [folder])

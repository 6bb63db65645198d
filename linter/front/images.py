"""Images that a post names and the project does not hold.

Where a site keeps its images is its own affair: in another repository, on another host. So an image
is missed only in a project that holds the image of another post under the same key, or the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from linter.diagnostic import Finding, Span
from linter.document import Document
from linter.front.names import IMAGES, named

if TYPE_CHECKING:
    from linter.facts import Facts

STATIC = ("", "static/", "public/", "assets/", "source/", "src/", "src/assets/", "docs/", "site/", "images/")
SAMPLE = 24  # posts that are asked whether the project holds their images


def facts(document: Document) -> list[Any] | None:
    front = document.front_matter
    found = []
    for name in IMAGES:
        field = front.get(name) if front else None
        value: Any = field.value if field else None
        if field and isinstance(value, dict):
            value = value.get("path") or value.get("src") or value.get("url")
        if field and isinstance(value, str) and _local(value):
            found.append([name, value.strip(), list(document.span(field.start, field.end))])
    return found or None


def _local(value: str) -> bool:
    value = value.strip()
    name = value.split("?")[0].split("#")[0]
    return (
        "." in name.rsplit("/", 1)[-1]
        and not any(mark in value for mark in ("://", "{{", "{%", "\n"))
        and value[:2] != "//"
    )


def key(image: Sequence[Any]) -> str:
    return f"image {image[0]}"


class Pictures:
    """The images of a project's posts. `told(path)` gives those of one post."""

    def __init__(
        self, facts: Facts, told: Callable[[str], Sequence[Sequence[Any]] | None], exists: Callable[[str], bool]
    ) -> None:
        self._facts, self._told, self._exists = facts, told, exists
        self._kept: dict[str, bool] = {}

    def compare(self, path: str, fact: Sequence[Sequence[Any]]) -> Iterator[Finding]:
        """The images of the post that the project should hold and does not."""
        for image in fact:
            name, value, span = image
            if not _held(path, value, self._exists) and (
                self._are_kept(image) or _folder_held(path, value, self._exists)
            ):
                yield Finding(Span(*span), "image-missing", {"key": named(name), "text": value}, path=path)

    def _are_kept(self, image: Sequence[Any]) -> bool:
        """Whether the project holds the image of another post under the same key."""
        name = image[0]
        if name not in self._kept:
            posts = self._facts.bearers(key(image))
            self._kept[name] = any(
                _held(post, value, self._exists)
                for post in posts[:: max(1, len(posts) // SAMPLE)]
                for other, value, _ in self._told(post) or ()
                if other == name
            )
        return self._kept[name]


def _held(path: str, value: str, exists: Callable[[str], bool]) -> bool:
    return any(exists(candidate) for candidate in _candidates(path, value))


def _candidates(path: str, value: str) -> Iterator[str]:
    name = value.split("?")[0].split("#")[0]
    if "%" in name:
        from urllib.parse import unquote

        name = unquote(name)
    here = path.rsplit("/", 1)[0] + "/" if "/" in path else ""
    if not name.startswith("/"):
        yield _joined(here + name)
    bare = name.lstrip("/").removeprefix("./")
    for root in STATIC:
        yield _joined(root + bare)
    if "/" in bare:
        yield _joined(bare.split("/", 1)[1])  # behind a base path


def _joined(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _folder_held(path: str, value: str, exists: Callable[[str], bool]) -> bool:
    """Whether the folder that the image is said to lie in is there, other than the project and the post's own."""
    folder = value.rsplit("/", 1)[0].strip("/") if "/" in value.strip("/") else ""
    return bool(folder) and any(exists(_joined(root + folder)) for root in STATIC)

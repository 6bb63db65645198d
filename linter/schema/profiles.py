"""What site generators themselves ask of a post, as schemas: the types that they refuse, the keys they can't do without.

Only what breaks there is written down: what a blog wishes beyond that is its own schema's affair.
Sources: Zenn's own validators (zenn-model), Zola's page section, Hugo's front matter page, Jekyll's
front matter defaults, Docusaurus' blog plugin, 11ty's data cascade.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

_TEXT = {"type": ["string", "number", "null"]}
_FLAG = {"type": ["boolean", "null"]}
_LIST = {"type": ["array", "string", "null"]}
_TEXTS = {"type": "array", "items": {"type": ["string", "number"]}}


class Profile(NamedTuple):
    """`marks` are files that tell the generator, `folders` the parts of a path that its posts have."""

    marks: tuple[str, ...]
    folders: tuple[str, ...]
    schema: Mapping[str, Any]
    keys: tuple[str, ...] = ()  # that tell it where no mark does
    name: str = ""  # what the file of a post is called, where the generator leaves out all others


PROFILES: dict[str, Profile] = {
    "zenn": Profile(
        (),
        ("articles/",),
        {
            "required": ["title", "emoji", "type", "topics", "published"],
            "properties": {
                "title": {"type": "string", "minLength": 1, "maxLength": 70},
                "emoji": {"type": "string", "minLength": 1},
                "type": {"enum": ["tech", "idea"]},
                "topics": {"type": "array", "maxItems": 5, "items": {"type": "string", "minLength": 1, "maxLength": 18}},
                "published": {"type": "boolean"},
                "published_at": {"pattern": r"^\d{4}-\d{2}-\d{2}(\s\d{2}:\d{2})?$", "examples": ["2026-01-31 09:00"]},
                "publication_name": {"pattern": "^[0-9a-z_]{2,15}$", "examples": ["my_team"]},
            },
        },
        ("emoji", "topics"),
        r"[0-9a-z_-]{12,50}\.md",
    ),
    "jekyll": Profile(
        ("_config.yml", "_config.yaml"),
        ("_posts/", "_drafts/"),
        {"properties": {"title": _TEXT, "published": _FLAG, "tags": _LIST, "categories": _LIST, "layout": _TEXT}},
        (),
        r"(?:\d{4}|\d\d)-\d{1,2}-\d{1,2}-.+",
    ),
    "zola": Profile(
        ("config.toml", "zola.toml"),
        ("content/",),
        {
            "properties": {
                "title": {"type": "string"}, "description": {"type": "string"}, "draft": {"type": "boolean"},
                "weight": {"type": "integer"}, "authors": _TEXTS, "aliases": _TEXTS, "slug": {"type": "string"},
                "path": {"type": "string"}, "taxonomies": {"type": "object"}, "extra": {"type": "object"},
                "date": {}, "updated": {}, "template": {"type": "string"}, "render": {"type": "boolean"},
                "in_search_index": {"type": "boolean"},
            },
            "additionalProperties": False,
        },
        ("extra", "taxonomies"),
    ),
    "hugo": Profile(
        ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config/_default"),
        ("content/",),
        {"properties": {"title": _TEXT, "draft": {"type": ["boolean", "string", "null"]}, "aliases": _LIST, "tags": _LIST}},
    ),
    "docusaurus": Profile(
        ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"),
        ("blog/", "docs/"),
        {"properties": {"title": _TEXT, "tags": {"type": ["array", "null"]}, "draft": _FLAG, "description": _TEXT}},
    ),
    "astro": Profile(("astro.config.mjs", "astro.config.js", "astro.config.ts"), ("src/",), {"properties": {"title": _TEXT}}),
    "11ty": Profile(
        (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts"),
        ("",),
        {"properties": {"title": _TEXT, "tags": _LIST, "eleventyExcludeFromCollections": {"type": ["boolean", "array"]}}},
    ),
}  # fmt: skip


def detect(exists: Callable[[str], bool], keys: Callable[[str], Collection[str]]) -> str:
    """The generator of the project: by the files that it asks for; `keys(folder)` are the usual ones of the posts there."""
    for name, profile in PROFILES.items():
        marked = any(map(exists, profile.marks))
        told = profile.keys and set(profile.keys) & set(keys(profile.folders[0]))
        if name == "zenn":
            if len(told or ()) == len(profile.keys):
                return name
        elif marked and (name != "zola" or told):
            return name
    return ""


def applies(name: str, path: str) -> bool:
    """Whether posts of that path are the generator's posts."""
    folders = PROFILES[name].folders
    if path.rsplit("/", 1)[-1].startswith(("_index.", "README.")):
        return False
    return any(path.startswith(folder) or f"/{folder}" in path for folder in folders)


def misnamed(name: str, path: str) -> bool:
    """Whether the generator leaves the post out because of its file's name."""
    pattern = PROFILES[name].name
    if not pattern or not applies(name, path) or "_drafts/" in path:
        return False
    return re.fullmatch(pattern, path.rsplit("/", 1)[-1]) is None

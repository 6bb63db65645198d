"""Any YAML front matter: values as a site generator reads them, and the place of each.

It goes through PyYAML's events: nothing is constructed but text, numbers, booleans and null, no alias
is followed, and no depth can exhaust the stack.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from linter import lazy
from linter.frontmatter.places import DEPTH, Item, Place, Unreadable

_UNPRINTABLE = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_DEEP_BLOCK = lazy.compile(r"^[ ]{300}|(?:[-?:][ \t]+){100}", re.M)


def too_deep(source: str) -> bool:
    """Whether YAML is nested by a hundred levels or more: PyYAML's composer recurses, and dies of it."""
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", source) if source.count("[") + source.count("{") > DEPTH else ():
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        if depth > DEPTH:
            return True
    return _DEEP_BLOCK.search(source) is not None


@lru_cache(maxsize=1)
def _yaml() -> tuple[Any, Any, Any]:
    """PyYAML, its parser of events, and a reader of scalars to which dates are text."""
    import yaml

    class Scalars(yaml.constructor.SafeConstructor, yaml.resolver.Resolver):
        def __init__(self) -> None:
            yaml.constructor.SafeConstructor.__init__(self)
            yaml.resolver.Resolver.__init__(self)

    Scalars.yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml, getattr(yaml, "CSafeLoader", yaml.SafeLoader), Scalars()


def read(source: str) -> tuple[list[Item], Place]:
    """The fields of any YAML mapping, in order, and the places of all that is in it. Raises Unreadable."""
    odd = re.search(_UNPRINTABLE, source)
    if odd:
        raise Unreadable("syntax", f"the character U+{ord(odd[0]):04X} is not allowed", *odd.span())
    if too_deep(source):
        raise Unreadable("syntax", "nested too deeply", 0, 1)
    yaml, loader, _ = _yaml()
    try:
        return _compose(source, yaml.parse(source, Loader=loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        at = max(0, min(mark.index, len(source) - 1)) if mark else 0
        detail = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
        raise Unreadable("syntax", detail, at, at + 1) from None


class _Open:
    """A mapping or a sequence whose end has not come yet."""

    def __init__(self, start: int, value: Any) -> None:
        self.value = value
        self.place = Place(start, start, {})
        self.key: Any = None  # of the mapping's next value, with its place
        self.items: list[Item] = []

    def take(self, value: Any, place: Place, source: str) -> None:
        self.place.end = max(self.place.end, place.end)
        if isinstance(self.value, list):
            self.place.children[len(self.value)] = (place.start, place.end, place)
            self.value.append(value)
        elif self.key is None:
            if isinstance(value, (dict, list)):
                value = source[place.start : place.end]
            self.key = (value, place)
        else:
            (key, at), self.key = self.key, None
            self.value[key] = value
            self.place.children[str(key)] = (at.start, at.end, place)
            self.items.append((str(key), value, at.start, at.end, place.start, place.end))


def _compose(source: str, events: Any) -> tuple[list[Item], Place]:
    yaml, _, _ = _yaml()
    stack: list[_Open] = []
    root: _Open | None = None
    documents = 0
    for event in events:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise Unreadable("syntax", "expected a single document", start, min(start + 3, len(source)))
            continue
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable("alias", f"*{event.anchor}", start, end)
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            mapping = isinstance(event, yaml.MappingStartEvent)
            if event.tag not in (None, "!", f"tag:yaml.org,2002:{'map' if mapping else 'seq'}"):
                raise Unreadable("syntax", f"unknown tag {event.tag}", start, max(end, start + 1))
            if len(stack) >= DEPTH:
                raise Unreadable("syntax", "nested too deeply", start, start + 1)
            if not stack and not mapping:
                break
            stack.append(_Open(start, {} if mapping else []))
        elif isinstance(event, yaml.ScalarEvent):
            if not stack:
                if event.value or event.style:
                    break
                return [], Place(0, 0, {})
            end = start + len(source[start:end].rstrip(" \t\r\n"))
            stack[-1].take(_construct(event, start, end), Place(start, end, {}), source)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            done = stack.pop()
            if source[end - 1 : end] in ("]", "}") and end > start:
                done.place.end = end
            if stack:
                stack[-1].take(done.value, done.place, source)
            else:
                root = done
    if root is not None:
        return root.items, root.place
    if not documents:
        return [], Place(0, 0, {})
    raise Unreadable("not-a-mapping", "", 0, len(source))


def _construct(event: Any, start: int, end: int) -> Any:
    yaml, _, scalars = _yaml()
    tag = event.tag
    if tag is None or tag == "!":
        if tag == "!" or not event.implicit[0]:
            return event.value
        tag = scalars.resolve(yaml.ScalarNode, event.value, (True, False))
    if tag in (
        "tag:yaml.org,2002:str",
        "tag:yaml.org,2002:timestamp",
        "tag:yaml.org,2002:merge",
        "tag:yaml.org,2002:value",
    ):
        return event.value
    make = scalars.yaml_constructors.get(tag)
    if make is None or tag.rpartition(":")[2] not in ("int", "float", "bool", "null"):
        raise Unreadable("syntax", f"unknown tag {tag}", start, max(end, start + 1))
    try:
        return make(scalars, yaml.ScalarNode(tag, event.value))
    except (ValueError, KeyError, OverflowError, IndexError):
        return event.value  # `0b_` and a number of ten thousand digits: text

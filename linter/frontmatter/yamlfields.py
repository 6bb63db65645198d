"""YAML front matter: values as a site generator reads them, and the place of each.

Most posts hold `key: value` lines, quoted texts and lists on one line. `plain` reads those and nothing
else, exactly as PyYAML would (the tests hold the two against each other), so that a run over such posts
never imports yaml. Everything else goes through PyYAML's events: nothing is constructed but text,
numbers, booleans and null, no alias is followed, and no depth can exhaust the stack.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from linter.frontmatter.places import Item, Place, Unreadable

DEPTH = 100


_TEXT = r"\"[^\"\\]*\"|'[^']*'"
_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
_ENTRY = re.compile(rf"([A-Za-z_][A-Za-z0-9_-]*):(?: +(?:({_TEXT})|(\[.*\]|\{{.*\}})|({_FIRST}.*?)))? *$").match
_ITEM = re.compile(rf"( *)- +(?:({_TEXT})|({_FIRST}.*?)) *$").match
_LIST = re.compile(rf" *(?:({_TEXT})|({_FIRST}[^,\[\]{{}}:#\"']*?)) *(?:,|(\]))").match
_JSON = re.compile(r"(?:[\[\]{},: ]|\"[^\"\\]*\")+$").match
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?: ?[+-]\d\d:?\d\d)?)?$", re.A).match
_WORDS: dict[str, Any] = dict.fromkeys(("null", "Null", "NULL"))
for _true, _false in (("yes", "no"), ("true", "false"), ("on", "off")):
    for _case in (str.lower, str.capitalize, str.upper):
        _WORDS[_case(_true)], _WORDS[_case(_false)] = True, False


_UNPRINTABLE = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


_BLANKS = " " * 40


class _Unusual(Exception):
    """Not for `plain`."""


def plain(source: str) -> list[Item] | None:
    """The fields of a front matter that holds nothing unusual; None where PyYAML has to look."""
    if not source.replace("\n", "").replace("\u3000", "").isprintable():
        return None
    if _BLANKS in source:  # each of a run of blanks would be tried as the end of the value
        return None
    try:
        return list(_plain(source))
    except _Unusual:
        return None


def _plain(source: str) -> list[Item]:
    found: list[Item] = []
    at, indent = 0, -1
    values: list[Any] = []
    for line in source.split("\n"):
        entry = _ENTRY(line)
        if entry:
            if entry[1] in _WORDS:
                raise _Unusual
            group = entry.lastindex or 1
            value: Any = None
            start = end = at + entry.end(1) + 1
            if group > 1:
                start, end = at + entry.start(group), at + entry.end(group)
                value = entry[2][1:-1] if group == 2 else _flow(entry[3]) if group == 3 else _scalar(entry[4])
            found.append((entry[1], value, at, at + entry.end(1), start, end))
            indent, values = (-2, []) if group == 1 else (-1, [])
        elif line.strip(" "):
            item = _ITEM(line) if indent != -1 else None
            if not item or indent not in (-2, len(item[1])):
                raise _Unusual
            name, value, key_start, key_end, start, _ = found[-1]
            if indent == -2:
                indent, values, start = len(item[1]), [], at + len(item[1])
            group = item.lastindex or 2
            values.append(item[2][1:-1] if group == 2 else _scalar(item[3]))
            found[-1] = (name, values, key_start, key_end, start, at + item.end(group))
        at += len(line) + 1
    return found


def _flow(text: str) -> Any:
    """A list of scalars, or JSON of quoted texts, which YAML reads alike."""
    if "{" in text:
        if not _JSON(text) or text.count("{") + text.count("[") > DEPTH // 2:
            raise _Unusual
        import json

        try:
            return json.loads(text)
        except ValueError:
            raise _Unusual from None
    values: list[Any] = []
    at = 1
    if not text[1:-1].strip(" "):
        return values
    while item := _LIST(text, at):
        values.append(item[1][1:-1] if item[1] else _scalar(item[2]))
        at = item.end()
        if item[3] and at == len(text):
            return values
    raise _Unusual


@lru_cache(maxsize=8)
def listed(text: str) -> tuple[tuple[int, int], ...]:
    """Where the values of a plain list on one line stand in `text`; empty where it is no such list."""
    found: list[tuple[int, int]] = []
    at = 1
    while text[:1] == "[" and "\n" not in text and (item := _LIST(text, at)):
        found.append(item.span(1 if item[1] else 2))
        at = item.end()
        if item[3]:
            return tuple(found) if at == len(text) else ()
    return ()


def _scalar(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if ": " in text or " #" in text or text[-1] == ":":
        raise _Unusual
    first = text[0]
    if first in "0123456789":
        if text.isdigit() and text.isascii() and (first != "0" or text == "0") and len(text) < 19:
            return int(text)
        if text.isascii() and not _DATE(text):
            raise _Unusual
    elif first in "+.~<=":
        raise _Unusual
    return text


_DEEP_BLOCK = re.compile(r"^[ ]{300}|(?:[-?:][ \t]+){100}", re.M)


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

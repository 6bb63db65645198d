"""JSON Schema 2020-12 for front matter, without a library: what schemas of blogs are made of.

The library `jsonschema` takes 75 ms to import, as long as all else that a commit hook does. So the
keywords of validation and most applicators are applied here; a schema that uses one of the few others
(`unevaluated…`, dynamic references) goes to the library (`linter.schema.library`). The tests hold the
two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from linter.schema.problem import Problem

Path = tuple["str | int", ...]

DEEPEST = 60  # levels of references and applicators

STEPS = 100_000  # schemas applied to values in one post, after which a schema is taken to have no end


class Root:
    """The whole schema, where its references lead, and how often it may still be applied."""

    def __init__(self, content: Any) -> None:
        self.content = content
        self.left = STEPS


def problems(schema: Any, value: Any) -> Iterator[Problem]:
    """All that is wrong with `value`. Raises RecursionError for a schema without an end, re.error for a bad pattern."""
    return _problems(schema, value, Root(schema), (), 0)


def _problems(schema: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    root.left -= 1
    if depth > DEEPEST or root.left < 0:
        raise RecursionError
    if schema is False:
        yield Problem(path, "false", False, value)
    if not isinstance(schema, Mapping):
        return
    for keyword, wanted in schema.items():
        if keyword in _CHECKS:
            if not _CHECKS[keyword](schema, wanted, value):
                yield Problem(path, keyword, wanted, value, schema)
        elif keyword in _APPLIERS:
            yield from _APPLIERS[keyword](schema, wanted, value, root, path, depth + 1)


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_type(name: str, value: Any) -> bool:
    if name == "integer":
        return _number(value) and value == int(value) if not isinstance(value, float) or value.is_integer() else False
    kinds: dict[str, Any] = {"string": str, "boolean": bool, "array": list, "object": Mapping, "null": type(None)}
    return _number(value) if name == "number" else isinstance(value, kinds.get(name, ()))


def equal(one: Any, other: Any) -> bool:
    """Equality of JSON: true is not 1, 1 is 1.0."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(equal(one[key], other[key]) for key in one)
    return bool(one == other)


def _unique(values: list[Any]) -> bool:
    if all(isinstance(value, str) for value in values):
        return len(set(values)) == len(values)
    return not any(equal(one, other) for index, one in enumerate(values[:200]) for other in values[:index])


@lru_cache(maxsize=256)
def pattern(source: str) -> re.Pattern[str]:
    """A pattern of the schema. Raises re.error."""
    return re.compile(source)


def _multiple(wanted: Any, value: Any) -> bool:
    quotient = value / wanted
    return bool(abs(quotient - round(quotient)) < 1e-9)


_CHECKS: dict[str, Any] = {
    "type": lambda s, w, v: any(is_type(name, v) for name in ([w] if isinstance(w, str) else w)),
    "enum": lambda s, w, v: any(equal(each, v) for each in w),
    "const": lambda s, w, v: equal(w, v),
    "minimum": lambda s, w, v: not _number(v) or v >= w,
    "maximum": lambda s, w, v: not _number(v) or v <= w,
    "exclusiveMinimum": lambda s, w, v: not _number(v) or v > w,
    "exclusiveMaximum": lambda s, w, v: not _number(v) or v < w,
    "multipleOf": lambda s, w, v: not _number(v) or _multiple(w, v),
    "minLength": lambda s, w, v: not isinstance(v, str) or len(v) >= w,
    "maxLength": lambda s, w, v: not isinstance(v, str) or len(v) <= w,
    "pattern": lambda s, w, v: not isinstance(v, str) or pattern(w).search(v) is not None,
    "minItems": lambda s, w, v: not isinstance(v, list) or len(v) >= w,
    "maxItems": lambda s, w, v: not isinstance(v, list) or len(v) <= w,
    "uniqueItems": lambda s, w, v: not w or not isinstance(v, list) or _unique(v),
    "minProperties": lambda s, w, v: not isinstance(v, Mapping) or len(v) >= w,
    "maxProperties": lambda s, w, v: not isinstance(v, Mapping) or len(v) <= w,
}


def _required(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    for name in wanted if isinstance(value, Mapping) else ():
        if name not in value:
            yield Problem((*path, name), "required", name, None)


def _dependent(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    for name, others in wanted.items() if isinstance(value, Mapping) else ():
        if name in value:
            yield from _required(s, others, value, root, path, depth)


def _dependent_schemas(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    for name, schema in wanted.items() if isinstance(value, Mapping) else ():
        if name in value:
            yield from _problems(schema, value, root, path, depth)


def _properties(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    for name, schema in wanted.items() if isinstance(value, Mapping) else ():
        if name in value:
            yield from _problems(schema, value[name], root, (*path, name), depth)


def _pattern_properties(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    for source, schema in wanted.items() if isinstance(value, Mapping) else ():
        for name in value:
            if pattern(source).search(name):
                yield from _problems(schema, value[name], root, (*path, name), depth)


def _additional(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    for name in value if isinstance(value, Mapping) else ():
        if name in s.get("properties", ()) or any(
            pattern(each).search(name) for each in s.get("patternProperties", ())
        ):
            continue
        if wanted is False:
            yield Problem((*path, name), "additionalProperties", list(s.get("properties", ())), value[name])
        else:
            yield from _problems(wanted, value[name], root, (*path, name), depth)


def _names(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    for name in value if isinstance(value, Mapping) else ():
        for problem in _problems(wanted, name, root, (*path, name), depth):
            yield problem._replace(path=(*path, name))


def _items(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    first = len(s.get("prefixItems", ()))
    for index, item in enumerate(value[first:], first) if isinstance(value, list) else ():
        yield from _problems(wanted, item, root, (*path, index), depth)


def _prefix(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    for index, (schema, item) in enumerate(zip(wanted, value, strict=False)) if isinstance(value, list) else ():
        yield from _problems(schema, item, root, (*path, index), depth)


def _contains(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    if isinstance(value, list):
        count = sum(_fits(wanted, item, root, depth) for item in value)
        if count < s.get("minContains", 1):
            yield Problem(path, "contains", wanted, value)
        elif "maxContains" in s and count > s["maxContains"]:
            yield Problem(path, "maxContains", s["maxContains"], value)


def _fits(schema: Any, value: Any, root: Root, depth: int) -> bool:
    return next(_problems(schema, value, root, (), depth), None) is None


def _all(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    for schema in wanted:
        yield from _problems(schema, value, root, path, depth)


def _any(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    if not any(_fits(schema, value, root, depth) for schema in wanted):
        yield Problem(path, "anyOf", wanted, value)


def _one(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    if sum(_fits(schema, value, root, depth) for schema in wanted) != 1:
        yield Problem(path, "oneOf", wanted, value)


def _not(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    if _fits(wanted, value, root, depth):
        yield Problem(path, "not", wanted, value)


def _if(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    branch = s.get("then" if _fits(wanted, value, root, depth) else "else", True)
    yield from _problems(branch, value, root, path, depth)


def _ref(s: Any, wanted: Any, value: Any, root: Root, path: Path, depth: int) -> Iterator[Problem]:
    target = root.content
    for part in wanted[2:].split("/") if len(wanted) > 1 else ():
        name = part.replace("~1", "/").replace("~0", "~")
        target = target[int(name)] if isinstance(target, list) else target[name]
    yield from _problems(target, value, root, path, depth)


_APPLIERS: dict[str, Any] = {
    "required": _required, "dependentRequired": _dependent, "dependentSchemas": _dependent_schemas,
    "properties": _properties, "patternProperties": _pattern_properties, "additionalProperties": _additional,
    "propertyNames": _names, "items": _items, "prefixItems": _prefix, "contains": _contains, "allOf": _all,
    "anyOf": _any, "oneOf": _one, "not": _not, "if": _if, "$ref": _ref,
}  # fmt: skip

"""A schema's problems as findings, each at its own key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from linter.diagnostic import Finding, Value
from linter.document import Document
from linter.front.names import named
from linter.front.place import place
from linter.schema.load import Schema, plain
from linter.schema.problem import Problem
from linter.words import excerpt

_SIZES = {
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
}
_MOST = 20  # findings of one post


def findings(document: Document, schema: Schema, given: Mapping[str, Any], path: str) -> Iterator[Finding]:
    """`given` are the keys that the site's configuration or the file's name supply, with their values."""
    front = document.front_matter
    if front is None or front.error:
        return
    own = plain(front.values)
    told: set[tuple[Any, str]] = set()
    for problem in schema.problems({**plain(given), **own}):
        where = problem.path
        if where and where[0] not in own and problem.keyword != "required":
            continue  # the configuration's own value
        finding = _finding(document, problem, schema.name, path)
        if (finding.span, finding.kind) not in told and len(told) < _MOST:
            told.add((finding.span, finding.kind))
            yield finding


def _finding(document: Document, problem: Problem, schema: str, path: str) -> Finding:
    where, keyword, wanted, value, part = problem
    values: dict[str, Value] = {"key": _key(where), "schema": schema, "text": _shown(value)}
    if keyword == "required":
        return Finding(place(document, where[:-1], key=True), "missing-key", values, path=path)
    span = place(document, where)
    if (value is None or value == "") and keyword in ("type", "minLength", "enum", "pattern", "const"):
        return Finding(span, "empty-value", values, path=path)
    if keyword == "type":
        names = [wanted] if isinstance(wanted, str) else [name for name in wanted if name != "null"]
        values["expected"] = f"label:type-{names[0]}" if len(names) == 1 else f"label:type-{'-or-'.join(sorted(names))}"
        return Finding(span, "wrong-type", values, path=path)
    if keyword in ("enum", "const"):
        allowed = wanted if keyword == "enum" else [wanted]
        values["allowed"] = [_shown(each) for each in allowed[:8]] + (["…"] if len(allowed) > 8 else [])
        return Finding(span, "not-allowed", values, path=path)
    if keyword == "additionalProperties":
        return Finding(place(document, where, key=True), "unknown-key", values, path=path)
    if keyword == "pattern":
        examples = part.get("examples") if isinstance(part, Mapping) else None
        form = examples[0] if isinstance(examples, list) and examples else wanted
        return Finding(span, "wrong-form", {**values, "form": excerpt(str(form), 50)}, path=path)
    if keyword in _SIZES:
        size = len(value) if isinstance(value, (str, list)) else value
        return Finding(span, _size_kind(keyword), {**values, "limit": wanted, "size": size}, path=path)
    if keyword == "uniqueItems":
        index = next(index for index, item in enumerate(value) if item in value[:index])
        values["text"] = _shown(value[index])
        return Finding(place(document, (*where, index)), "item-twice", values, path=path)
    return Finding(span, "not-by-schema", {**values, "keyword": keyword}, path=path)


def _size_kind(keyword: str) -> str:
    short = keyword.startswith(("min", "exclusiveMin"))
    unit = "length" if "Length" in keyword else "items" if "Items" in keyword else "number"
    return f"{unit}-{'low' if short else 'high'}"


def _key(path: tuple[str | int, ...]) -> str:
    if not path:
        return "label:front-matter"
    if len(path) == 1 or (len(path) == 2 and isinstance(path[1], int)):
        return named(str(path[0]))
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else excerpt(str(value), 30)

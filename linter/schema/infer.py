"""A schema inferred from the front matter of posts: what nearly all of them have, and the form it has there.

What is rare is taken for a slip, not for a rule: a key is required, a type or a form is the rule,
where at least `SHARE` of the posts agree. Nothing is forbidden that was merely not seen: no key is
unknown, no number too large, no text too long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SHARE = 0.98  # of the posts that make a rule
FEW = 3  # posts, below which nothing is inferred but types
CHOICES = 12  # different values that can be a list of choices …
EACH = 8  # … where each stands in so many posts on average
DEEPEST = 4

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FORMS = (
    r"^\d{4}-\d{2}-\d{2}$",
    r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2} ?([+-]\d{2}:?\d{2}|Z)$",
    r"^\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?([+-]\d{2}:?\d{2}|Z))?$",
    r"^\d{4}-\d{2}-\d{2}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?([+-]\d{2}:?\d{2}|Z))?)?$",
    r"^https?://\S+$",
    r"^/\S*$",
    r"^[a-z0-9]+([_-][a-z0-9]+)+$",
)
_UNIQUE = frozenset({"title", "description", "excerpt", "summary", "slug", "date", "emoji", "subtitle"})


def infer(fronts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The schema of posts with this front matter (as JSON has it)."""
    schema = _mapping(fronts, 0, top=True)
    return {"$schema": DIALECT, **schema}


def _mapping(fronts: Sequence[Mapping[str, Any]], depth: int, top: bool = False) -> dict[str, Any]:
    names = Counter(name for front in fronts for name in front)
    order = {name: index for index, name in enumerate(dict.fromkeys(name for front in fronts for name in front))}
    filled = Counter(name for front in fronts for name, value in front.items() if value not in (None, "", [], {}))
    required = [name for name in order if len(fronts) >= FEW and filled[name] >= SHARE * len(fronts)]
    schema: dict[str, Any] = {"type": "object"}
    if required:
        schema["required"] = required
    schema["properties"] = {}
    for name in sorted(order, key=lambda name: (-names[name], order[name])):
        values = [front[name] for front in fronts if name in front]
        part = _value(name, values, depth + 1, name in required)
        if top:
            part["x-present"] = f"{100 * filled[name] / len(fronts):.1f}%"
        schema["properties"][name] = part
    return schema


def type_of(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    return (
        "string"
        if isinstance(value, str)
        else "array"
        if isinstance(value, list)
        else "null"
        if value is None
        else "object"
    )


def _value(name: str, values: Sequence[Any], depth: int, required: bool) -> dict[str, Any]:
    kinds = Counter(map(type_of, values))
    nulls = kinds.pop("null", 0)
    total = sum(kinds.values())
    if not total:
        return {}
    if "integer" in kinds and "number" in kinds:
        kinds["number"] += kinds.pop("integer")
    enough = [kind for kind, _ in kinds.most_common()]
    if total >= FEW:
        enough, covered = [], 0
        for kind, count in kinds.most_common():
            if covered < SHARE * total:
                enough.append(kind)
                covered += count
    if nulls and not (required and nulls <= (1 - SHARE) * len(values)):
        enough.append("null")
    part: dict[str, Any] = {"type": enough[0] if len(enough) == 1 else enough}
    if enough == ["string"]:
        part.update(_text(name, [value for value in values if isinstance(value, str)], required))
    elif enough == ["array"]:
        part.update(_list(name, [value for value in values if isinstance(value, list)], depth, required))
    elif enough == ["object"] and depth < DEEPEST:
        part = _mapping([value for value in values if isinstance(value, Mapping)], depth)
    elif enough in (["integer"], ["number"]) and all(
        value >= 0 for value in values if type_of(value) in ("integer", "number")
    ):
        part["minimum"] = 0
    return part


def _text(name: str, values: Sequence[str], required: bool) -> dict[str, Any]:
    part: dict[str, Any] = {}
    if required:
        part["minLength"] = 1
    choices = _choices(values) if name not in _UNIQUE else None
    if choices:
        return {"enum": choices}
    form = _form(values)
    if form:
        part = {"pattern": form, "examples": [next(value for value in values if re.search(form, value))]}
    return part


def _choices(values: Sequence[str]) -> list[str] | None:
    """The values as a list of choices, where they are few and each is used often; most used first."""
    counts = Counter(values)
    if 0 < len(counts) <= CHOICES and len(values) >= EACH * len(counts) and "" not in counts:
        return [value for value, _ in counts.most_common()]
    return None


def _form(values: Sequence[str]) -> str | None:
    filled = [value for value in values if value]
    if len(filled) < FEW:
        return None
    for form in _FORMS:
        if form is _FORMS[-1] and len(set(filled)) < EACH:
            continue
        fitting = sum(re.search(form, value) is not None for value in filled)
        if fitting >= SHARE * len(filled) and fitting == sum(1 for value in values if re.search(form, value)):
            return form
    return None


def _list(name: str, values: Sequence[list[Any]], depth: int, required: bool) -> dict[str, Any]:
    part: dict[str, Any] = {}
    items = [item for value in values for item in value]
    if required:
        part["minItems"] = 1
    if len(values) >= EACH and all(len(value) == 1 for value in values):
        part["maxItems"] = 1
    if len(values) >= FEW and items and depth < DEEPEST:
        part["items"] = _value(name, items, depth + 1, True)
        if _repeated(values) <= (1 - SHARE) * len(values) and all(isinstance(item, str) for item in items):
            part["uniqueItems"] = True
    return part


def _repeated(values: Iterable[list[Any]]) -> int:
    return sum(1 for value in values if len({repr(item) for item in value}) < len(value))


def changes(old: Any, new: Any, path: str = "") -> list[tuple[str, str, str]]:
    """What differs between two inferred schemas: (kind, key, detail); kinds are key, gone, required, optional, type, choice, form."""
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return []
    found: list[tuple[str, str, str]] = []
    before, after = old.get("properties") or {}, new.get("properties") or {}
    for name in sorted({*before, *after}, key=str):
        key = f"{path}{name}"
        if name not in before:
            found.append(("key", key, ""))
        elif name not in after:
            found.append(("gone", key, ""))
        else:
            found += _changed(before[name], after[name], key)
    for name in sorted(set(new.get("required") or ()) ^ set(old.get("required") or ()), key=str):
        found.append(("required" if name in (new.get("required") or ()) else "optional", f"{path}{name}", ""))
    return found


def _changed(old: Mapping[str, Any], new: Mapping[str, Any], key: str) -> list[tuple[str, str, str]]:
    found = []
    if old.get("type") != new.get("type"):
        found.append(("type", key, f"{_names(old.get('type'))} → {_names(new.get('type'))}"))
    for one, other in ((old, new), (old.get("items") or {}, new.get("items") or {})):
        if isinstance(one, Mapping) and isinstance(other, Mapping) and one.get("enum") != other.get("enum"):
            more = [value for value in other.get("enum") or () if value not in (one.get("enum") or ())]
            less = [value for value in one.get("enum") or () if value not in (other.get("enum") or ())]
            found.append(
                ("choice", key, ", ".join([*(f"+{value}" for value in more), *(f"-{value}" for value in less)]))
            )
    if old.get("pattern") != new.get("pattern"):
        found.append(("form", key, str((new.get("examples") or [new.get("pattern") or "—"])[0])))
    return found + changes(old, new, f"{key}.")


def _names(kinds: Any) -> str:
    return " | ".join(kinds) if isinstance(kinds, list) else str(kinds or "any")

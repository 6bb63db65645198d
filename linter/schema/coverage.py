"""Which schemas `linter.schema.core` can apply: all whose keywords it knows, in the shape that they should have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ANNOTATIONS = frozenset(
    ("$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly")
)
_CONTENT = frozenset(("format", "contentEncoding", "contentMediaType", "contentSchema"))
_SCHEMA = frozenset(("not", "if", "then", "else", "additionalProperties", "propertyNames", "items", "contains"))
_SCHEMAS = frozenset(("allOf", "anyOf", "oneOf", "prefixItems"))
_NAMED = frozenset(("properties", "patternProperties", "dependentSchemas", "$defs", "definitions"))
_SHAPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), (int, float)),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"), (int, float)),
    **dict.fromkeys(("minContains", "maxContains"), (int, float)),
    **dict.fromkeys(("required", "enum"), (list,)),
    "type": (str, list),
    "pattern": (str,),
    "uniqueItems": (bool,),
    "dependentRequired": (dict,),
}


def covers(schema: Any) -> bool:
    """Whether every keyword of the schema is known here."""
    if not isinstance(schema, Mapping):
        return isinstance(schema, bool)
    for keyword, value in schema.items():
        if keyword == "$ref":
            if not isinstance(value, str) or not value.startswith("#") or (len(value) > 1 and value[1] != "/"):
                return False
        elif keyword in _SCHEMA:
            if not covers(value):
                return False
        elif keyword in _SCHEMAS:
            if not isinstance(value, list) or not all(map(covers, value)):
                return False
        elif keyword in _NAMED:
            if not isinstance(value, Mapping) or not all(map(covers, value.values())):
                return False
        elif keyword in _SHAPES:
            if not isinstance(value, _SHAPES[keyword]) or (value is True and keyword != "uniqueItems"):
                return False
        elif keyword not in ("const", *_ANNOTATIONS, *_CONTENT) and not keyword.startswith(("x-", "X-")):
            return False
    return True

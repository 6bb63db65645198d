"""Our own application of a schema agrees with the library's, on every keyword that it covers."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from linter.schema import core, coverage

SCALARS = (
    st.none() | st.booleans() | st.integers(-3, 30) | st.sampled_from([0.5, 2.0, "", "a", "ab", "2026-01-01", "日本"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
)
TYPES = st.sampled_from(["string", "integer", "number", "boolean", "array", "object", "null"])
SMALL = st.integers(0, 3)


def _schemas(inner):
    named = st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=2)
    lists = st.lists(inner, min_size=1, max_size=3)
    names = st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=2)
    return st.fixed_dictionaries(
        {},
        optional={
            "type": TYPES | st.lists(TYPES, min_size=1, max_size=2, unique=True), "enum": st.lists(SCALARS, min_size=1, max_size=3),
            "const": VALUES, "minimum": SMALL, "maximum": SMALL, "exclusiveMinimum": SMALL, "exclusiveMaximum": SMALL,
            "multipleOf": st.sampled_from([1, 2, 0.5]), "minLength": SMALL, "maxLength": SMALL,
            "pattern": st.sampled_from(["^a", "b$", r"^\d{4}-"]), "minItems": SMALL, "maxItems": SMALL,
            "uniqueItems": st.booleans(), "minProperties": SMALL, "maxProperties": SMALL, "required": names,
            "dependentRequired": st.dictionaries(st.sampled_from(["a", "b"]), names, max_size=2),
            "dependentSchemas": named, "properties": named, "additionalProperties": inner, "propertyNames": inner,
            "patternProperties": st.dictionaries(st.sampled_from(["^a", "b|c"]), inner, max_size=2),
            "items": inner, "prefixItems": lists, "contains": inner, "minContains": SMALL, "maxContains": SMALL,
            "allOf": lists, "anyOf": lists, "oneOf": lists, "not": inner, "if": inner, "then": inner, "else": inner,
        },
    )  # fmt: skip


SCHEMAS = st.recursive(st.booleans() | st.just({}), _schemas, max_leaves=6)


@given(SCHEMAS, VALUES)
@hypothesis_settings(max_examples=600, deadline=None)
def test_it_agrees_with_the_library(schema, value):
    assert coverage.covers(schema)
    assert bool(list(core.problems(schema, value))) is not Draft202012Validator(schema).is_valid(value)


@pytest.mark.parametrize(
    ("schema", "value", "wrong"),
    [
        ({"$ref": "#/$defs/day", "$defs": {"day": {"pattern": r"^\d{4}-"}}}, "26-01", True),
        ({"$ref": "#/$defs/day", "$defs": {"day": {"pattern": r"^\d{4}-"}}}, "2026-01", False),
        ({"properties": {"a": {"$ref": "#"}}, "required": ["b"]}, {"b": 1, "a": {"b": 2}}, False),
        ({"properties": {"a": {"$ref": "#"}}, "required": ["b"]}, {"b": 1, "a": {}}, True),
        ({"enum": [1]}, True, True),
        ({"type": "integer"}, 2.0, False),
        ({"type": "integer"}, True, True),
    ],
)
def test_references_and_numbers(schema, value, wrong):
    assert coverage.covers(schema)
    assert bool(list(core.problems(schema, value))) is wrong
    assert Draft202012Validator(schema).is_valid(value) is not wrong


@pytest.mark.parametrize(
    "schema",
    [
        {"unevaluatedProperties": False},
        {"$dynamicRef": "#x"},
        {"$ref": "other.json"},
        {"items": {"$anchor": "x"}},
        {"$ref": "#anchor"},
    ],
)
def test_what_it_does_not_know_goes_to_the_library(schema):
    assert not coverage.covers(schema)


def test_a_schema_without_an_end_is_told():
    with pytest.raises(RecursionError):
        list(core.problems({"$ref": "#"}, {}))

"""The same by the library `jsonschema`, for the keywords that `linter.schema.core` leaves to it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from linter.errors import UserError
from linter.schema.files import Read, beside, parse
from linter.schema.problem import Problem


def problems(schema: Any, value: Any, name: str, read: Read) -> Iterator[Problem]:
    """All that is wrong with `value`. References reach files of the project, never the network.

    Raises UserError where the library is not installed, and for a reference that leads nowhere.
    """
    try:
        library, referencing = import_module("jsonschema"), import_module("referencing")
    except ImportError:
        raise UserError(
            f"{name}: this schema uses keywords that need the library jsonschema; install kouetsu[schema]"
        ) from None
    draft = library.Draft202012Validator
    try:
        draft.check_schema(schema)
        validator = draft(schema, registry=referencing.Registry(retrieve=_retriever(name, read)))
        for error in validator.iter_errors(value):
            path = tuple(error.absolute_path)
            if error.validator == "required":
                missing = [key for key in error.validator_value if f"'{key}'" in error.message.split(" is a ")[0]]
                yield from (Problem((*path, key), "required", key, None) for key in missing[:1])
            else:
                yield Problem(path, str(error.validator), error.validator_value, error.instance, error.schema)
    except library.SchemaError as error:
        place = "/".join(map(str, error.absolute_path)) or "the top"
        raise UserError(f"{name}: this is no valid JSON Schema: {error.message} (at {place})") from None
    except referencing.exceptions.Unresolvable as error:
        raise UserError(f"{name}: the reference '{error.ref}' leads to no file of this project") from None


def _retriever(name: str, read: Read) -> Any:
    referencing = import_module("referencing")
    draft = import_module("referencing.jsonschema").DRAFT202012

    def retrieve(uri: str) -> Any:
        path = beside(name, uri.split("#")[0])
        text = read(path) if path else None
        if path is None or text is None:
            raise referencing.exceptions.NoSuchResource(ref=uri)
        return referencing.Resource(contents=parse(path, text), specification=draft)

    return retrieve

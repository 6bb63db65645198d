"""Which schema a post is held against, and the schema itself, read from a file of the project.

A schema is named by the configuration (`schema:`, a glob of posts to a file), by the post's own key
`$schema`, or by the line that editors know, `# yaml-language-server: $schema=…`; the post's own word wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from linter import lazy
from linter.document import Document
from linter.errors import UserError
from linter.schema.files import Read, parse
from linter.schema.problem import Problem

_MODELINE = lazy.compile(r"^[ \t]*#[ \t]*yaml-language-server:[ \t]*\$schema=(\S+)", re.M)


def named(document: Document) -> tuple[str, int, int] | None:
    """The schema that the post itself names, and where it does."""
    front = document.front_matter
    if front is None or front.error:
        return None
    field = front.get("$schema")
    if field and isinstance(field.value, str):
        return field.value, field.start, field.end
    match = _MODELINE.search(document.text, front.start, front.end)
    return (match[1], match.start(1), match.end(1)) if match else None


class Schema:
    """A schema of the project, ready to be applied. Raises UserError where it can't be."""

    def __init__(self, name: str, read: Read, content: Any = None) -> None:
        self.name = name
        self._read = read
        if content is None:
            text = read(name)
            if text is None:
                raise UserError(f"{name}: there is no such schema in this project")
            content = parse(name, text)
        if not isinstance(content, (Mapping, bool)):
            raise UserError(f"{name}: a schema is an object")
        self.content = content
        from linter.schema import coverage

        self._covered = coverage.covers(content)

    def problems(self, value: Any) -> Iterator[Problem]:
        """All that is wrong with the front matter `value`, in no particular order."""
        try:
            if self._covered:
                from linter.schema import core

                yield from core.problems(self.content, value)
            else:
                from linter.schema import library

                yield from library.problems(self.content, value, self.name, self._read)
        except RecursionError:
            raise UserError(f"{self.name}: this schema refers to itself without an end") from None
        except re.error as error:
            raise UserError(f"{self.name}: '{error.pattern!s}' is no regular expression: {error}") from None
        except (TypeError, KeyError, IndexError, ValueError, AttributeError, ArithmeticError) as error:
            raise UserError(f"{self.name}: this is no valid JSON Schema ({type(error).__name__}: {error})") from None


def plain(value: Any) -> Any:
    """`value` as JSON has it: dates and times of TOML as texts, keys as texts."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and value != value:
        return None
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)

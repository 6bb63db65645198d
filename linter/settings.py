"""Settings read from YAML: values that know their line, and one validator for all of them.

Rule files, `.kouetsu.yml`, `[tool.kouetsu]` and options on an example's fence go through here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from linter.errors import UserError, nearest

T = TypeVar("T")
Path = tuple["str | int", ...]


class Source(NamedTuple):
    """A file of settings: its value, and the 1-based line of every key in it."""

    file: str
    value: Any
    lines: Mapping[Path, int]

    def error(self, path: Path, message: str) -> UserError:
        """An error at the key of that path, or at the nearest key above it."""
        while path and path not in self.lines:
            path = path[:-1]
        line = self.lines.get(path)
        return UserError(f"{self.file}:{line}: {message}" if line else f"{self.file}: {message}")


def read_yaml(file: str, text: str, first_line: int = 1) -> Source:
    """Settings of a YAML text whose first line is line `first_line` of `file`.

    Raises UserError for bad syntax, a tag, an alias and a key that is written twice.
    """
    import yaml

    loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lines: dict[Path, int] = {}

    def build(node: Any, path: Path) -> Any:
        lines.setdefault(path, first_line + node.start_mark.line)
        if isinstance(node, yaml.MappingNode):
            mapping = {}
            for key, value in node.value:
                name = reader.construct_object(key, deep=True)
                if name is False and key.value == "off":
                    name = "off"
                line = first_line + key.start_mark.line
                if name in mapping:
                    raise UserError(f"{file}:{line}: '{name}' is written twice; delete one of them")
                lines[(*path, name)] = line
                mapping[name] = build(value, (*path, name))
            return mapping
        if isinstance(node, yaml.SequenceNode):
            return [build(item, (*path, index)) for index, item in enumerate(node.value)]
        return reader.construct_object(node, deep=True)

    try:
        reader = loader(text)
        if "*" in text and any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, Loader=loader)):
            raise UserError(f"{file}: YAML aliases (*name) are not read here; write the value out")
        node = reader.get_single_node()
        value = build(node, ()) if node is not None else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        raise UserError(f"{file}:{line}: this is not YAML: {getattr(error, 'problem', error)}") from None
    except RecursionError:
        raise UserError(f"{file}: nested too deeply") from None
    return Source(file, value, lines)


def fill(cls: type[T], source: Source, path: Path, given: Any, base: T | None = None, what: str = "key") -> T:
    """An instance of the NamedTuple `cls` from the mapping `given`, laid over `base`.

    `min-length` in YAML is the field `min_length`. Without a base every field must be given,
    unless the field has a default. Raises UserError at the line of the key.
    """
    if not isinstance(given, Mapping):
        raise source.error(path, f"this should be a mapping of {what}s to values, not {_shown(given)}")
    table: Any = cls
    known = {name.replace("_", "-"): name for name in table._fields}
    values = {name: getattr(base, name) for name in table._fields} if base is not None else {}
    for key, value in given.items():
        name = known.get(str(key))
        if name is None:
            raise source.error((*path, key), f"there is no {what} '{key}'{nearest(str(key), known)}")
        kind = table.__annotations__[name]
        values[name] = convert(getattr(kind, "__forward_arg__", kind), source, (*path, key), value)
    for key, name in known.items():
        if name not in values and name not in table._field_defaults:
            raise source.error(path, f"the {what} '{key}' is missing")
    return cls(**values)


_NAMES = {
    "bool": "true or false", "int": "a whole number", "float": "a number", "str": "a text", "Any": "a value",
    "tuple[str, ...]": "a list of texts", "dict[str, str]": "a mapping of texts to texts",
    "dict[str, tuple[str, ...]]": "a mapping of texts to lists of texts", "dict[str, Any]": "a mapping",
}  # fmt: skip


def convert(kind: str, source: Source, path: Path, value: Any) -> Any:
    """`value` in the type of that name. Raises UserError where it does not fit."""
    fits: Any = None
    if (kind == "bool" and isinstance(value, bool)) or (
        kind == "int" and isinstance(value, int) and not isinstance(value, bool)
    ):
        fits = value
    elif kind == "float" and isinstance(value, (int, float)) and not isinstance(value, bool):
        fits = float(value)
    elif (kind == "str" and isinstance(value, str)) or kind == "Any":
        fits = value
    elif kind == "tuple[str, ...]":
        fits = _texts(value)
    elif kind == "dict[str, Any]" and isinstance(value, Mapping):
        fits = dict(value)
    elif kind == "dict[str, str]" and isinstance(value, Mapping):
        fits = {str(key): str(item) for key, item in value.items() if not isinstance(item, (list, dict))}
        fits = fits if len(fits) == len(value) else None
    elif kind == "dict[str, tuple[str, ...]]" and isinstance(value, Mapping):
        lists = {str(key): _texts(item) for key, item in value.items()}
        fits = lists if None not in lists.values() else None
    if fits is None and kind != "Any":
        raise source.error(path, f"'{path[-1]}' should be {_NAMES[kind]}, not {_shown(value)}")
    return fits


def member(kind: Any, source: Source, at: Path, value: Any) -> Any:
    """The member of the enumeration `kind` with that value. Raises UserError where there is none."""
    try:
        return kind(value)
    except ValueError:
        names = [member.value for member in kind]
        raise source.error(at, f"'{at[-1]}' should be one of {', '.join(names)}, not '{value}'") from None


def _texts(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:40] + "…"

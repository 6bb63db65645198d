"""The files of a project that hold schemas: where a reference leads, and what stands there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from linter.errors import UserError

Read = Callable[[str], "str | None"]  # the text of a file of the project, None where it has none


def beside(path: str, name: str) -> str | None:
    """The project's file that `name` means in the file `path`; None for the network and for what lies outside."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", name) or name.startswith("//"):
        return None
    parts = [] if name.startswith("/") else path.split("/")[:-1]
    for part in name.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def parse(name: str, text: str) -> Any:
    """The schema of a JSON or YAML file. Raises UserError with the line where it is neither."""
    if name.endswith((".yml", ".yaml")):
        from linter import settings

        return settings.read_yaml(name, text).value
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise UserError(f"{name}:{error.lineno}: this schema is not JSON: {error.msg}") from None

"""Compiled regular expressions, remembered: making three hundred of them costs more than the rest of a short run's start.

One file in the cache folder holds the code that `re` made of a pattern, for this very Python, sealed by a
hash. A file that is anything else, or no file, or a Python that keeps its compiler elsewhere, only means that
the patterns are compiled. `_sre` itself looks through the code it is given before it takes it.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from typing import Any

from linter.database import folder

_FILE = "patterns"
_MOST = 800  # patterns that are kept; where that is not enough, it is begun anew
_MADE = 400  # that one run adds: those of the modules come first, those made of what stands in the posts later
_SEAL = 16  # bytes

_Key = tuple[str, int]  # pattern, flags
_Code = tuple[int, bytes, int, dict[str, int]]  # flags, words, groups, the names of groups


class Remembered:
    """Stands in for the compiler of `re`."""

    def __init__(self, compiler: Any) -> None:
        self._compiler = compiler
        self._compile: Callable[..., Any] = compiler.compile
        self._known: dict[_Key, _Code] = _read()
        self._made: dict[_Key, re.Pattern[str]] = {}

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        known = self._known.get((pattern, flags)) if type(pattern) is str else None
        if known:
            own, words, groups, names = known
            numbers: list[str | None] = [None] * (groups + 1)
            for name, number in names.items():
                numbers[number] = name
            code = memoryview(words).cast("I").tolist()
            return self._compiler._sre.compile(pattern, own, code, groups, names, tuple(numbers))
        made = self._compile(pattern, flags)
        if type(pattern) is str and len(self._made) < _MADE and not flags & re.DEBUG:
            self._made[pattern, int(flags)] = made
        return made

    def save(self) -> None:
        """Writes what was compiled, in one step, if that can be done and there is enough of it to pay."""
        if len(self._made) * 8 <= len(self._known):
            return
        known = dict(self._known) if len(self._known) + len(self._made) <= _MOST else {}
        for (pattern, flags), made in self._made.items():
            known[pattern, flags] = (made.flags, self._words(pattern, flags), made.groups, dict(made.groupindex))
        _write(known)

    def _words(self, pattern: str, flags: int) -> bytes:
        from array import array

        parser = getattr(self._compiler, "_parser", None) or self._compiler.sre_parse
        return array("I", self._compiler._code(parser.parse(pattern, flags), flags)).tobytes()


def remember() -> Callable[[], None]:
    """From here on patterns are taken from memory. Gives what is to be called at the end."""
    compiler: Any = getattr(re, "_compiler", None) or getattr(re, "sre_compile", None)
    try:
        if compiler._sre.CODESIZE != 4 or sys.implementation.name != "cpython":
            return _nothing
        remembered = Remembered(compiler)
    except AttributeError:
        return _nothing
    compiler.compile = remembered.compile
    return remembered.save


def _nothing() -> None:
    pass


def _python() -> bytes:
    return f"{sys.version} {sys.byteorder} ".encode()


def _read() -> dict[_Key, _Code]:
    import marshal
    from hashlib import blake2b

    try:
        stored = (folder() / _FILE).read_bytes()
        if blake2b(_python() + stored[_SEAL:], digest_size=_SEAL).digest() == stored[:_SEAL]:
            known: dict[_Key, _Code] = marshal.loads(stored[_SEAL:])
            return known
    except (OSError, RuntimeError, ValueError, EOFError, TypeError):
        pass
    return {}


def _write(known: dict[_Key, _Code]) -> None:
    import marshal
    from hashlib import blake2b

    told = marshal.dumps(known)
    try:
        place = folder()
        place.mkdir(parents=True, exist_ok=True)
        passing = place / f"{_FILE}.{os.getpid()}"
        passing.write_bytes(blake2b(_python() + told, digest_size=_SEAL).digest() + told)
        passing.replace(place / _FILE)
    except (OSError, RuntimeError):
        pass

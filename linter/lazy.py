"""Regular expressions that are compiled when they are first used.

Python compiles a pattern anew in every process, and a pattern with wide ranges of characters costs it a millisecond.
Of the patterns that stand in the modules one post needs a small part; compiling them all would cost a commit hook,
which looks at a few posts, more than looking at them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Lazy:
    def __init__(self, pattern: Any, flags: int) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Called for what is not known yet: from the second use on, a method costs what it costs of a pattern."""
        method = getattr(re.compile(*self._given), name)
        setattr(self, name, method)
        return method


def compile(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, in all that can be asked of it; a mistake in the pattern shows at its first use."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))

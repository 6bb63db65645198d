"""What a finding is recognised by when lines move: its rule and the text it stands on, never its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

from linter.diagnostic import Diagnostic


def fingerprints(diagnostics: Iterable[Diagnostic], text: Callable[[str], str]) -> Iterator[tuple[Diagnostic, str]]:
    """Each diagnostic with `<16 hex digits>:<n>`; n counts equal ones within a post, from 1."""
    seen: Counter[tuple[str, str]] = Counter()
    for diagnostic in diagnostics:
        key = digest(diagnostic, text(diagnostic.path))
        seen[diagnostic.path, key] += 1
        yield diagnostic, f"{key}:{seen[diagnostic.path, key]}"


def lasting(rule: str) -> str:
    """The rule's id as it will be next time: textlint's without the preset, of which it names the faster one."""
    parts = rule.split("/")
    return f"{parts[0]}/{parts[-1]}" if len(parts) > 2 else rule


def digest(diagnostic: Diagnostic, text: str) -> str:
    """16 hex digits of the rule, the kind and the text of the span without white space."""
    stretch = "".join(text[diagnostic.span.start : diagnostic.span.end].split())
    if not stretch:  # a place, not a stretch: the message says what is missing there
        stretch = diagnostic.message
    data = "\0".join((lasting(diagnostic.rule), diagnostic.kind, stretch)).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=8).hexdigest()

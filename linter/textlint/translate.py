"""textlint's JSON to diagnostics: UTF-16 indices to code points, its severities and fixes to ours.

All of it is untrusted: a message may hold the text of a stranger's post, or anything at all.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from linter import lazy
from linter.diagnostic import Applicability, Claim, Diagnostic, Edit, Fix, Severity
from linter.document import Document
from linter.textlint.messages import say
from linter.words import excerpt

PREFIX = "textlint/"
_LONGEST = 300  # of a message, in code points
_SEVERITIES = {1: Severity.WARNING, 2: Severity.ERROR}  # any other number is info


class Message(NamedTuple):
    """One finding as textlint tells it. Offsets are UTF-16 code units behind a byte-order mark."""

    rule: str
    severity: int
    message: str
    start: int
    end: int
    fix: tuple[int, int, str] | None


def read(output: str) -> dict[str, list[Message]]:
    """Messages by the file's path as textlint writes it. Raises ValueError for what is not textlint's JSON.

    Wrappers may print before it, so the answer is the last line that is a JSON array.
    """
    for line in reversed([output, *output.splitlines()]):
        if line.lstrip().startswith("["):
            try:
                results = json.loads(line)
            except (ValueError, RecursionError):
                continue
            return {
                _text(result["filePath"]): [_message(one) for one in result["messages"]] for result in _all(results)
            }
    raise ValueError("no JSON array")


def _all(results: Any) -> Iterable[Mapping[str, Any]]:
    for result in results:
        if not isinstance(result, dict) or not isinstance(result.get("messages"), list) or "filePath" not in result:
            raise ValueError("a result without messages")
        yield result


def _message(given: Any) -> Message:
    if not isinstance(given, dict):
        raise ValueError("a message that is no object")
    at = _number(given.get("index", 0))
    start, end = _pair(given) or (at, at + 1)  # textlint 12 has no range
    edit = given.get("fix")
    pair = _pair(edit) if isinstance(edit, dict) else None
    fix = (*pair, _text(edit["text"])) if isinstance(edit, dict) and pair else None
    rule, severity, words = given.get("ruleId"), given.get("severity", 2), given.get("message")
    return Message(_text(rule), _number(severity), _text(words), start, end, fix)


def _pair(given: Mapping[str, Any]) -> tuple[int, int] | None:
    value = given.get("range")
    return (_number(value[0]), _number(value[1])) if isinstance(value, list) and len(value) == 2 else None


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("a position that is no number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text that is no string")
    return value


def dump(messages: Iterable[Message]) -> str:
    """The messages as the cache keeps them."""
    return json.dumps([list(message) for message in messages], ensure_ascii=False, separators=(",", ":"))


def load(stored: str) -> list[Message]:
    """What `dump` wrote. Raises ValueError for anything else."""
    try:
        return [_stored(*message) for message in json.loads(stored)]
    except (TypeError, LookupError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _stored(rule: Any, severity: Any, words: Any, start: Any, end: Any, fix: Any) -> Message:
    edit = (_number(fix[0]), _number(fix[1]), _text(fix[2])) if fix else None
    return Message(_text(rule), _number(severity), _text(words), _number(start), _number(end), edit)


class Offsets:
    """Code points for the UTF-16 indices that textlint counts behind a byte-order mark."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._mark = 1 if text.startswith("\ufeff") else 0
        found = re.finditer("[\U00010000-\U0010ffff]", text)
        # the index of the low half of each pair
        self._lows = [match.start() - self._mark + count + 1 for count, match in enumerate(found)]

    def point(self, index: int) -> int:
        """The code point at or around an index; within the text, whatever the index."""
        return min(max(index - bisect_left(self._lows, index + 1) + self._mark, self._mark), self.length)

    def splits(self, index: int) -> bool:
        """Whether the index lies within a surrogate pair."""
        at = bisect_left(self._lows, index)
        return at < len(self._lows) and self._lows[at] == index

    def fits(self, index: int) -> bool:
        return 0 <= index <= self.length - self._mark + len(self._lows) and not self.splits(index)


def diagnostics(
    path: str, text: str, messages: Iterable[Message], severities: Mapping[str, str], language: str
) -> list[Diagnostic]:
    """The messages about one post, with spans in code points of its text."""
    document, offsets = Document(path, text), Offsets(text)
    result = []
    for message in messages:
        rule = PREFIX + (re.sub(r"[^\w@./-]+", "-", message.rule)[:100] or "unnamed")
        start = offsets.point(message.start)
        end = max(offsets.point(message.end + 1 if offsets.splits(message.end) else message.end), start)
        result.append(
            Diagnostic(
                path,
                rule,
                severity(rule, _SEVERITIES.get(message.severity, Severity.INFO), severities),
                clean(message.message) or rule,
                document.span(start, end),
                fix=None if _misplaces(message, text) else _fix(document, offsets, message.fix, language),
            )
        )
    return result


def _misplaces(message: Message, text: str) -> bool:
    """Whether the fix may be for another place: ja-no-mixed-period 3.0.2 counts code points, and would eat a letter."""
    return message.rule.endswith("ja-no-mixed-period") and not text.isascii() and max(text) > "\uffff"


def _fix(document: Document, offsets: Offsets, fix: tuple[int, int, str] | None, language: str) -> Fix | None:
    if fix is None or not (offsets.fits(fix[0]) and offsets.fits(fix[1]) and fix[0] <= fix[1]):
        return None
    start, end, new = offsets.point(fix[0]), offsets.point(fix[1]), fix[2]
    old = document.text[start:end]
    if old == new or any("\ud800" <= character <= "\udfff" for character in new):
        return None
    title = "replace" if old and new else "delete" if old else "insert"
    words = say(title, language, old=_quoted(old), new=_quoted(new))
    return Fix(words, (Edit(document.span(start, end), new),), Applicability.SAFE, Claim.REPLACEMENT)


def severity(rule: str, theirs: Severity, severities: Mapping[str, str], most: Severity = Severity.WARNING) -> Severity:
    """What the configuration says of the rule (exactly, else by the longest glob), else theirs, `most` at most."""
    names = (rule, rule.removeprefix(PREFIX))
    for name in names:
        if name in severities:
            return Severity(severities[name])
    for glob in sorted(severities, key=len, reverse=True):
        if any(fnmatchcase(name, glob) for name in names):
            return Severity(severities[glob])
    return theirs if theirs.rank <= most.rank else most


# control characters, zero-width ones that reorder text, and lone surrogates
_UNPRINTABLE = lazy.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def clean(message: str) -> str:
    """One printable line, of bounded length."""
    flat = " ".join(_UNPRINTABLE.sub(" ", message[: 4 * _LONGEST]).split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST] + "…"


def _quoted(text: str) -> str:
    return excerpt(_UNPRINTABLE.sub(" ", text))

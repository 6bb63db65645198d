"""Text that stands earlier, or better, in the same post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.diagnostic import Edit, Finding, Related
from linter.document import Document
from linter.repeats.echo import echoes
from linter.repeats.flat import Flat, flatten
from linter.repeats.near import near_pairs, with_near
from linter.repeats.runs import Run, Thresholds, repeated_runs
from linter.words import excerpt

_RELATED, _TOLD = 8, 12  # the most other places that are named, and the shortest
_QUOTED = 60


class Options(NamedTuple):
    min_length: int  # in a damaged post, every repeat of so many characters counts (white space ignored)
    paragraph_cjk: int  # in any other post: a whole paragraph of so many
    paragraph_latin: int
    passage_cjk: int  # or a stretch of paragraphs of so many
    passage_latin: int
    similarity: float  # of an edited sentence to the one that it copies, 0 to 1
    sentence: int  # in a damaged post: a sentence of so many characters that stands twice
    echo_cjk: int  # a sentence of so many characters that equals the one before it
    echo_latin: int


def check(document: Document, options: Options) -> Iterator[Finding]:
    thresholds = Thresholds(
        options.min_length, options.paragraph_cjk, options.paragraph_latin, options.passage_cjk, options.passage_latin
    )
    flat = document.derived(flatten)
    pairs = document.derived(near_pairs, options.similarity, options.sentence)
    runs = with_near(document, document.derived(repeated_runs, thresholds), pairs)
    longer = tuple(run for run in runs if run.kind != "brief")
    echoed = list(echoes(document, longer, options.echo_cjk, options.echo_latin))
    told = [(flat.index(start), flat.index(end)) for start, end, _, _ in echoed]
    for run in runs:
        if run.kind != "brief" or not any(run.start < end and start < run.end for start, end in told):
            yield _finding(document, flat, run)
    for start, end, earlier, earlier_end in echoed:
        span, before = document.span(start, end), document.span(earlier, earlier_end)
        yield Finding(span, "echo", _values(document, start, end), (Related(before, "kept"),), ())


def _finding(document: Document, flat: Flat, run: Run) -> Finding:
    start, end = flat.offset(run.start), flat.end(run.end)
    sources = [part for part in run.sources if part[1] - part[0] >= _TOLD] or run.sources
    related = tuple(
        Related(document.span(flat.offset(source), flat.end(source_end)), "kept")
        for source, source_end in sources[:_RELATED]
    )
    values = {**_values(document, start, end), "count": run.end - run.start}
    if run.kind == "loop":
        values["times"] = (run.end - run.start) // run.unit + 1
        values["text"] = excerpt(flat.chars[run.start : run.start + run.unit])
    edits = _deletion(document, flat, run) if run.kind in ("exact", "flattened", "partial") else ()
    return Finding(document.span(start, end), run.kind, values, related, edits, doubtful=not run.sure)


def _values(document: Document, start: int, end: int) -> dict[str, str | int | float | list[str]]:
    return {"text": excerpt(document.text[start : min(end, start + _QUOTED)])}


def _deletion(document: Document, flat: Flat, run: Run) -> tuple[Edit, ...]:
    """The deletion of whole lines, where nothing but the copy stands on them; else nothing."""
    source, source_end = run.sources[0]
    if len(run.sources) > 1 or source_end > run.start or source_end - source != run.end - run.start:
        return ()
    text = document.text
    start = text.rfind("\n", 0, flat.offset(run.start)) + 1
    end = text.find("\n", flat.end(run.end))
    end = len(text) if end < 0 else end
    if flat.index(start) != run.start or flat.index(end) != run.end:
        return ()
    gone = text[start:end]
    if "://" in gone or "](" in gone or "<" in gone or "--" in gone:
        return ()
    if start < document.body or start <= len(text) - len(text.lstrip()):
        return ()
    while start >= 2 and text[start - 2 : start] == "\n\n":
        start -= 1
    return (Edit(document.span(start - 1, end), ""),)

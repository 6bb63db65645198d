"""The front matter of a post: whether it can be read, is complete, and says what the article says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.checks import Corpus
from linter.diagnostic import Finding
from linter.front import images, required, tags, template
from linter.schema import load, posts

if TYPE_CHECKING:
    from linter.document import Document


class Options(NamedTuple):
    required: tuple[str, ...]  # keys that every post must have, whatever the other posts do
    schema: dict[str, str]  # glob of posts -> file of the schema that their front matter follows
    profile: str  # of the site generator: auto, none, or a name
    usual_share: float  # of a folder's posts that have a key, from which on a post without it is told
    usual_posts: int  # in a folder, below which nothing is usual
    boilerplate: tuple[str, ...]  # ends of a description that say nothing
    boilerplate_share: float  # of a blog's descriptions that end alike, from which on the end is a stock phrase
    placeholder_names: tuple[str, ...]  # of files, without date and number, that name no subject
    assistant: tuple[str, ...]  # beginnings of an answer that became a title
    tag_share: float  # of a blog's tags that stand in its texts, from which on the others are told
    tag_aliases: dict[str, tuple[str, ...]]  # words that stand for a tag
    characters_per_minute: int  # read of Japanese, Chinese, Korean
    words_per_minute: int  # read of other languages
    reading_time_factor: float  # between claim and text, from which on the claim is wrong


def check(document: Document, options: Options) -> Iterator[Finding]:
    from linter.front import body, dates, form, minutes, summary, title, values  # comparing posts needs none of them

    yield from form.check(document)
    yield from body.check(document)
    if document.front_matter is None or document.front_matter.error:
        return
    yield from title.check(document, options.assistant)
    yield from summary.check(document, options.boilerplate)
    yield from dates.check(document)
    yield from values.check(document, options.placeholder_names)
    yield from minutes.check(
        document, options.characters_per_minute, options.words_per_minute, options.reading_time_factor
    )


def facts(document: Document, options: Options) -> Any:
    from linter.front import dates

    named = load.named(document)
    return {
        "head": required.facts(document),
        "schema": [named[0], *document.span(*named[1:])] if named else None,
        "tags": tags.facts(document, options.tag_aliases),
        "images": images.facts(document),
        "year": dates.facts(document),
        "ends": template.facts(document),
    }


def keys(path: str, fact: Any) -> Iterator[str]:
    yield required.key(path, fact["head"])
    if fact["tags"]:
        yield tags.key(fact["tags"])
    for image in fact["images"] or ():
        yield images.key(image)
    if fact["year"]:
        yield _YEAR
    for end in fact["ends"] or ():
        yield template.key(end)


_YEAR = "year"


def compare(corpus: Corpus, options: Options) -> Iterator[Finding]:
    facts = corpus.facts
    folders = required.Folders(facts, options.usual_share, options.usual_posts)
    project = posts.Project(folders.usual_below, corpus.exists, corpus.read, options.schema, options.profile)
    pictures = images.Pictures(facts, lambda path: facts.get(path)["images"], corpus.exists)
    ends = template.Ends(facts, options.boilerplate_share, options.boilerplate)
    words = tags.Words(facts, options.tag_share)
    years = facts.count(_YEAR)
    for path, fact in facts.each(corpus.asked):
        head = required.Head(*fact["head"])
        schemas = project.schemas(path)
        yield from project.compare(path, head, fact["schema"], schemas)
        ruled = bool(fact["schema"]) or posts.requires(schemas)
        yield from folders.compare(path, head, options.required, project.defaults.given(path), ruled)
        if fact["tags"]:
            yield from words.compare(path, fact["tags"])
        if fact["images"]:
            yield from pictures.compare(path, fact["images"])
        if fact["year"]:
            from linter.front import dates

            yield dates.compare(path, fact["year"], years, folders.posts)
        if fact["ends"]:
            yield from ends.compare(path, fact["ends"])

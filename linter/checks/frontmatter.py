"""The front matter of a post: whether it can be read, is complete, and says what the article says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linter.checks import Corpus
from linter.diagnostic import Finding
from linter.front import images, required, tags, template
from linter.schema import load, posts
from linter.schema.jekyll import Defaults

if TYPE_CHECKING:
    from linter.document import Document


@dataclass(frozen=True)
class Options:
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


def compare(corpus: Corpus, options: Options) -> Iterator[Finding]:
    asked = sorted(corpus.asked & corpus.facts.keys())
    heads = {path: required.Head(*fact["head"]) for path, fact in corpus.facts.items()}
    project = posts.Project(heads, corpus.exists, corpus.read, options.schema, options.profile, Defaults(corpus.read))
    schemas = posts.ruled(project, asked)
    own = {path: corpus.facts[path]["schema"] for path in asked if corpus.facts[path]["schema"]}
    yield from posts.compare(project, asked, own, schemas)
    yield from required.compare(
        asked,
        heads,
        options.required,
        options.usual_share,
        options.usual_posts,
        {path for path, held in schemas.items() if posts.requires(held)} | own.keys(),
        project.defaults.given,
    )
    told = {path: fact["tags"] for path, fact in corpus.facts.items() if fact["tags"]}
    yield from tags.compare(corpus.asked, told, options.tag_share)
    pictures = {path: fact["images"] for path, fact in corpus.facts.items() if fact["images"]}
    yield from images.compare(corpus.asked, pictures, corpus.exists)
    years = {path: fact["year"] for path, fact in corpus.facts.items() if fact["year"]}
    if years:
        from linter.front import dates

        yield from dates.compare(corpus.asked, years, len(corpus.facts))
    ends = {path: fact["ends"] for path, fact in corpus.facts.items() if fact["ends"]}
    yield from template.compare(corpus.asked, ends, options.boilerplate_share, options.boilerplate)

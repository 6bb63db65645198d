"""Documents in, diagnostics out. Pure: no file is read or written here.

`examine` is the map: all that one post has to say, which is what the cache keeps. `conclude` is the
reduce: corpus checks over the facts of all posts, suppressions, and the rules' words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from linter import checks, lazy, suppression
from linter.checks import Corpus
from linter.diagnostic import Diagnostic, Finding
from linter.facts import Facts, Held
from linter.rule import Rule
from linter.suppression import Suppression

if TYPE_CHECKING:
    from linter.document import Document

UNREADABLE = "unreadable-file"


class Examination(NamedTuple):
    """All that one post has to say, whatever the other posts and the language of the messages are."""

    findings: tuple[tuple[str, Finding], ...]  # with the id of the rule
    facts: Mapping[str, Any]  # by the id of the rule
    suppressions: tuple[Suppression, ...]
    japanese: bool  # whether its text holds kana


def _never(path: str, rule: str) -> bool:
    return False


def _always(path: str) -> bool:
    return True


def _nothing(path: str) -> None:
    return None


class Project(NamedTuple):
    """What conclude must know of the project beside its posts. The defaults can be sent to another process."""

    rules: Mapping[str, Rule]  # those that this run applies, by id
    known: frozenset[str]  # the ids of all rules there are
    language: str = ""  # of the messages; empty: the one that most posts are written in
    ignored: Callable[[str, str], bool] = _never  # per-file-ignores
    exists: Callable[[str], bool] = _always
    read: Callable[[str], str | None] = _nothing


def examine(document: Document, rules: Iterable[Rule], facts_only: bool = False) -> Examination:
    """The findings and facts of one post under the rules; `facts_only` for a post that nobody asked about."""
    given = list(rules)
    found = () if facts_only else tuple(findings(document, given))
    facts: dict[str, Any] = {}
    for rule, module in _checks(document, given):
        if hasattr(module, "facts"):
            fact = module.facts(document, rule.options)
            if fact is not None:
                facts[rule.id] = fact
    return Examination(found, facts, suppression.read(document), _has_kana(document))


def findings(document: Document, rules: Iterable[Rule]) -> Iterator[tuple[str, Finding]]:
    """What the rules find in the post by itself, each with the rule's id."""
    for rule, module in _checks(document, rules):
        if hasattr(module, "check"):
            for finding in module.check(document, rule.options):
                yield rule.id, finding


def _checks(document: Document, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Any]]:
    """The rules that have something to look at, each with the module of its check."""
    for rule in rules:
        if rule.id == UNREADABLE or not document.problem:
            yield rule, checks.load(rule.check)


def conclude(examinations: Mapping[str, Examination], asked: Collection[str], project: Project) -> list[Diagnostic]:
    """The diagnostics of the posts `asked` for, in the order of a report."""
    language = project.language or majority_language(examinations.values())

    def facts(rule: Rule) -> Facts:
        held = {path: post.facts[rule.id] for path, post in examinations.items() if rule.id in post.facts}
        return Held(held, checks.load(rule.check).keys)

    compared = compare(facts, asked, project)
    result: list[Diagnostic] = []
    for path in sorted(set(asked)):
        post = examinations[path]
        result += tell(path, (*post.findings, *compared.get(path, ())), post.suppressions, project, language)
    return result


def compare(
    facts: Callable[[Rule], Facts], asked: Collection[str], project: Project
) -> dict[str, list[tuple[str, Finding]]]:
    """What the corpus checks find in the posts asked for, by path; `facts` gives the facts under a rule."""
    wanted = frozenset(asked)
    found: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    for rule in project.rules.values():
        if rule.compares:
            module = checks.load(rule.check)
            for finding in module.compare(Corpus(facts(rule), wanted, project.exists, project.read), rule.options):
                if finding.path in wanted:
                    found[finding.path].append((rule.id, finding))
    return found


def tell(
    path: str,
    found: Iterable[tuple[str, Finding]],
    suppressions: tuple[Suppression, ...],
    project: Project,
    language: str,
) -> list[Diagnostic]:
    """The diagnostics of one post, in order: its findings under its suppressions, in the rules' words."""
    told = [
        project.rules[rule].diagnostic(finding, path, language)
        for rule, finding in _let_through(path, found, suppressions, project)
    ]
    return sorted((each for each in told if each), key=lambda diagnostic: diagnostic.order)


def majority_language(examinations: Iterable[Examination]) -> str:
    """ja when at least half of the posts hold kana, else en."""
    posts = list(examinations)
    return "ja" if posts and 2 * sum(post.japanese for post in posts) >= len(posts) else "en"


def _let_through(
    path: str, found: Iterable[tuple[str, Finding]], suppressions: tuple[Suppression, ...], project: Project
) -> Iterator[tuple[str, Finding]]:
    """The findings that no comment and no configuration silences, and what the comments themselves deserve."""
    findings = list(found)
    ignored = {rule for rule in dict(findings) if project.ignored(path, rule)}
    if not suppressions:
        yield from ((rule, finding) for rule, finding in findings if rule not in ignored) if ignored else findings
        return
    silenced, used = suppression.sift(suppressions, ((rule, finding.span.line) for rule, finding in findings))
    for rule, finding in findings:
        if rule not in ignored and not silenced(rule, finding.span.line):
            yield rule, finding
    if suppression.RULE in project.rules and not project.ignored(path, suppression.RULE):
        ran = {rule for rule in project.rules if not project.ignored(path, rule)}
        for finding in suppression.review(suppressions, used, project.known, ran):
            yield suppression.RULE, finding


_KANA = lazy.compile(r"[ぁ-ゖァ-ヺ]")


def _has_kana(document: Document) -> bool:
    return bool(_KANA.search(document.text, document.body))

"""What a line of Markdown, or of the dialects blogs write, looks like at its start.

Patterns only; `linter.blocks` decides where they hold. All of them take time linear in the line.
Sources: CommonMark 0.31 (headings, breaks, fences, HTML blocks 1-7), GFM 0.29 (tables), kramdown
(`{: }`, `$$`), Liquid and Hugo short codes, MDX 3 (import, export), Docusaurus and Zenn (`:::`).
"""

from __future__ import annotations

import re

from linter import lazy

SPACES = lazy.compile(r" *")
HEADING = lazy.compile(r"(#{1,6})(?:[ \t]+|$)")
BREAK = lazy.compile(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
SETEXT = lazy.compile(r"(?:=+|-+)[ \t]*$")
FENCE = lazy.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
ITEM = lazy.compile(r"([-*+]|\d{1,9}[.)])( +|$)")
DELIMITER = lazy.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
ATTRIBUTE = lazy.compile(r"\{:[^}]*\}[ \t]*$")
DIRECTIVE = lazy.compile(r":{3,}(?:[ \t]*[\w{\[].*)?$")
ADMONITION = lazy.compile(r"(?:!!!|\?\?\?\+?)[ \t]+\w")
IMPORT = lazy.compile(r"import\s+(?:[\w$*{][^'\"\n]*\bfrom\s+)?(?:\"[^\"\n]+\"|'[^'\n]+')\s*;?[ \t]*$")
EXPORT = lazy.compile(r"export\s+(?:default|const|let|var|function|async|class|\{|\*)")
EXPRESSION = lazy.compile(r"\{/\*.*\*/\}[ \t]*$")
FOOTNOTE = lazy.compile(r"\[\^[^\]\s]+\]:")
COMPONENT = lazy.compile(r"</?[A-Z][\w.]*(?=[\s/>]|$)|</?>[ \t]*$")
ONE_TAG = lazy.compile(r"<[^<>]*>$")

_TAG = r"\{%[^%]*(?:%(?!\})[^%]*)*%\}"
_OUTPUT = r"\{\{[^}]*(?:\}(?!\})[^}]*)*\}\}"
LIQUID = lazy.compile(rf"(?:(?:{_TAG}|{_OUTPUT})[ \t]*)+$")
LIQUID_REGION = lazy.compile(r"\{(?:%-?|\{[<%])\s*(highlight|comment)\b")
"""A Liquid tag or Hugo short code whose inside is code or a comment, up to its end tag."""

_TITLE = r"(?:\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\((?:[^()\\\n]|\\.)*\))"
DEFINITION = lazy.compile(
    r"\[(?:[^\[\]\\\n]|\\.){1,999}\]:[ \t]*(?:\n[ \t]*)?(?:<[^<>\n]*>|[^\s<]\S*)"
    rf"(?:[ \t]+{_TITLE}|[ \t]*\n[ \t]*{_TITLE}(?=[ \t]*(?:\n|\Z)))?[ \t]*(?=\n|\Z)"
)

_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li|link|"
    "main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|"
    "title|tr|track|ul"
)
_VALUE = r"(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\")"
_OPEN_TAG = rf"<[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*{_VALUE})?)*\s*/?>"
HTML = lazy.compile(
    r"<(?:(?P<raw>(?i:script|pre|style|textarea))(?=[\s>]|$)|(?P<comment>!--)|(?P<instruction>\?)|(?P<data>!\[CDATA\[)"
    rf"|(?P<declaration>![A-Za-z])|(?P<block>/?(?i:{_NAMES})(?=\s|/?>|$)))"
    rf"|(?P<alone>(?:{_OPEN_TAG}|</[A-Za-z][A-Za-z0-9-]*\s*>)\s*$)"
)
"""The group that matched says how the block ends: see HTML_END; `block` and `alone` end at a blank line."""

HTML_END = {
    "raw": lazy.compile(r"</(?:script|pre|style|textarea)>", re.I),
    "comment": lazy.compile(r"-->"),
    "instruction": lazy.compile(r"\?>"),
    "declaration": lazy.compile(r">"),
    "data": lazy.compile(r"\]\]>"),
}


def cells(row: str) -> int:
    """The number of cells in a table's row, as GFM counts them (`\\|` does not part two)."""
    row = row.strip(" \t")
    bars = row.count("|") - row.count("\\|")
    return bars + 1 - row.startswith("|") - (len(row) > 1 and row.endswith("|") and not row.endswith("\\|"))

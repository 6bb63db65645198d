"""What a line of Markdown, or of the dialects blogs write, looks like at its start.

Patterns only; `linter.blocks` decides where they hold. All of them take time linear in the line.
Sources: CommonMark 0.31 (headings, breaks, fences, HTML blocks 1-7), GFM 0.29 (tables), kramdown
(`{: }`, `$$`), Liquid and Hugo short codes, MDX 3 (import, export), Docusaurus and Zenn (`:::`).
"""

from __future__ import annotations

import re

SPACES = re.compile(r" *").match
HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)").match
BREAK = re.compile(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$").match
SETEXT = re.compile(r"(?:=+|-+)[ \t]*$").match
FENCE = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$").match
ITEM = re.compile(r"([-*+]|\d{1,9}[.)])( +|$)").match
DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$").match
ATTRIBUTE = re.compile(r"\{:[^}]*\}[ \t]*$").match
DIRECTIVE = re.compile(r":{3,}(?:[ \t]*[\w{\[].*)?$").match
ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+\w").match
IMPORT = re.compile(r"import\s+(?:[\w$*{][^'\"\n]*\bfrom\s+)?(?:\"[^\"\n]+\"|'[^'\n]+')\s*;?[ \t]*$").match
EXPORT = re.compile(r"export\s+(?:default|const|let|var|function|async|class|\{|\*)").match
EXPRESSION = re.compile(r"\{/\*.*\*/\}[ \t]*$").match
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:").match
COMPONENT = re.compile(r"</?[A-Z][\w.]*(?=[\s/>]|$)|</?>[ \t]*$").match
ONE_TAG = re.compile(r"<[^<>]*>$").match

_TAG = r"\{%[^%]*(?:%(?!\})[^%]*)*%\}"
_OUTPUT = r"\{\{[^}]*(?:\}(?!\})[^}]*)*\}\}"
LIQUID = re.compile(rf"(?:(?:{_TAG}|{_OUTPUT})[ \t]*)+$").match
LIQUID_REGION = re.compile(r"\{(?:%-?|\{[<%])\s*(highlight|comment)\b").match
"""A Liquid tag or Hugo short code whose inside is code or a comment, up to its end tag."""

_TITLE = r"(?:\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\((?:[^()\\\n]|\\.)*\))"
DEFINITION = re.compile(
    r"\[(?:[^\[\]\\\n]|\\.){1,999}\]:[ \t]*(?:\n[ \t]*)?(?:<[^<>\n]*>|[^\s<]\S*)"
    rf"(?:[ \t]+{_TITLE}|[ \t]*\n[ \t]*{_TITLE}(?=[ \t]*(?:\n|\Z)))?[ \t]*(?=\n|\Z)"
).match

_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li|link|"
    "main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|"
    "title|tr|track|ul"
)
_VALUE = r"(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\")"
_OPEN_TAG = rf"<[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*{_VALUE})?)*\s*/?>"
HTML = re.compile(
    r"<(?:(?P<raw>(?i:script|pre|style|textarea))(?=[\s>]|$)|(?P<comment>!--)|(?P<instruction>\?)|(?P<data>!\[CDATA\[)"
    rf"|(?P<declaration>![A-Za-z])|(?P<block>/?(?i:{_NAMES})(?=\s|/?>|$)))"
    rf"|(?P<alone>(?:{_OPEN_TAG}|</[A-Za-z][A-Za-z0-9-]*\s*>)\s*$)"
).match
"""The group that matched says how the block ends: see HTML_END; `block` and `alone` end at a blank line."""

HTML_END = {
    "raw": re.compile(r"</(?:script|pre|style|textarea)>", re.I).search,
    "comment": re.compile(r"-->").search,
    "instruction": re.compile(r"\?>").search,
    "declaration": re.compile(r">").search,
    "data": re.compile(r"\]\]>").search,
}


def cells(row: str) -> int:
    """The number of cells in a table's row, as GFM counts them (`\\|` does not part two)."""
    row = row.strip(" \t")
    bars = row.count("|") - row.count("\\|")
    return bars + 1 - row.startswith("|") - (len(row) > 1 and row.endswith("|") and not row.endswith("\\|"))

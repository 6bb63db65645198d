import re

import pytest

from linter import lazy


def test_a_pattern_is_compiled_at_its_first_use(monkeypatch):
    compiled = []
    compile = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given) or compile(*given))
    pattern = lazy.compile(r"(?P<word>ab+)", re.I)
    assert compiled == []
    assert pattern.search("xABBx")["word"] == "ABB"
    assert [match.span() for match in pattern.finditer("ab ab", 1)] == [(3, 5)]
    assert pattern.sub("-", "an ab") == "an -"
    assert pattern.search("abbb", 0, 3)[0] == "abb"
    assert compiled[0] == (r"(?P<word>ab+)", re.I)


def test_a_method_is_looked_up_once(monkeypatch):
    pattern = lazy.compile(r"a")
    first = pattern.match
    monkeypatch.setattr(re, "compile", None)
    assert pattern.match is first


def test_what_a_pattern_knows_of_itself():
    assert lazy.compile(r"a|b").pattern == "a|b"
    assert lazy.compile(rb"a").search(b"ba")
    with pytest.raises(re.error):
        lazy.compile("(").search("")
    with pytest.raises(AttributeError):
        _ = lazy.compile("a").nothing

import pkgutil
import re
from importlib import import_module

import pytest

import linter
from linter import lazy

MODULES = [module.name for module in pkgutil.walk_packages(linter.__path__, "linter.") if "__main__" not in module.name]


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


@pytest.mark.parametrize("name", MODULES)
def test_the_patterns_of_a_module_are_sound(name):
    for value in vars(import_module(name)).values():
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else [value]
        for each in inner:
            if type(each) is type(lazy.compile("")):
                re.compile(each.pattern, each.flags)

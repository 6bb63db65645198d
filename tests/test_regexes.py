"""Patterns taken from memory are the patterns that would be compiled."""

import re

import pytest

from linter import regexes
from linter.regexes import Remembered

PATTERNS = [
    (r"(?P<year>\d{4})年(?:(?P<month>\d\d?)月)?", 0),
    (r"[ぁ-ゖァ-ヺ一-鿿]+|[𠀀-𪛟]", 0),
    (r"^(a|b)+?$\Z(?<!x)", re.MULTILINE | re.IGNORECASE),
    ("", 0),
]


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("KOUETSU_CACHE_DIR", str(tmp_path))


@pytest.fixture
def compiler():
    return getattr(re, "_compiler", None) or re.sre_compile


def stored(compiler):
    remembered = Remembered(compiler)
    for pattern, flags in PATTERNS:
        remembered.compile(pattern, flags)
    remembered.save()
    return Remembered(compiler)


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_equal_to_a_compiled_one(compiler, pattern, flags):
    remembered = stored(compiler)
    taken, made = remembered.compile(pattern, flags), compiler.compile(pattern, flags)
    assert not remembered._made
    assert taken == made  # re compares the code, too
    assert (taken.groupindex, taken.groups, taken.flags) == (made.groupindex, made.groups, made.flags)
    for text in ("2025年3月", "窓辺で本を", "A\nb", ""):
        assert [m.groupdict() for m in taken.finditer(text)] == [m.groupdict() for m in made.finditer(text)]


def test_what_is_no_text_is_compiled(compiler):
    remembered = stored(compiler)
    assert remembered.compile(b"[ab]", 0).match(b"a")
    with pytest.raises(re.error):
        remembered.compile("(", 0)


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-9], lambda b: b"", lambda b: b[:40] + b"x" + b[41:], lambda b: b"\0" * 99]
)
def test_a_damaged_file_is_no_file(compiler, tmp_path, damage):
    stored(compiler)
    file = tmp_path / "patterns"
    file.write_bytes(damage(file.read_bytes()))
    assert Remembered(compiler)._known == {}
    assert len(stored(compiler)._known) == len(PATTERNS)


def test_a_few_new_ones_are_not_worth_writing(compiler, tmp_path):
    remembered = Remembered(compiler)
    for number in range(regexes._MADE + 9):
        remembered.compile(f"a{number}", 0)
    remembered.save()
    assert len(Remembered(compiler)._known) == regexes._MADE
    before = (tmp_path / "patterns").read_bytes()
    remembered = Remembered(compiler)
    remembered.compile("new", 0)
    remembered.save()
    assert (tmp_path / "patterns").read_bytes() == before


def test_too_many_are_begun_anew(compiler):
    for start in (0, 1000, 2000):
        remembered = Remembered(compiler)
        for number in range(start, start + regexes._MADE):
            remembered.compile(f"a{number}", 0)
        remembered.save()
    assert ("a2000", 0) in Remembered(compiler)._known
    assert len(Remembered(compiler)._known) <= regexes._MOST


def test_where_nothing_can_be_written(compiler, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KOUETSU_CACHE_DIR", str(tmp_path / "file"))
    stored(compiler).save()

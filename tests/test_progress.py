"""A bar for a person who waits, and for nobody else."""

import io

import pytest

from linter import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("variable", "shown"), [("", True), ("PRE_COMMIT", False), ("CI", False)])
def test_a_bar_is_for_a_person_at_a_terminal(monkeypatch, variable, shown):
    for name in ("PRE_COMMIT", "CI"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, "1")
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    with progress.progress(2000) as bar:
        bar.at(1000)
    assert ("1,000/2,000" in screen.getvalue()) == shown
    assert screen.getvalue().endswith("\x1b[K") == shown


def test_a_short_run_shows_nothing(monkeypatch):
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.delenv("PRE_COMMIT", raising=False)
    monkeypatch.delenv("CI", raising=False)
    with progress.progress(10) as bar:
        bar.at(10)
    assert screen.getvalue() == ""

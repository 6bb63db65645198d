"""Where the corpus of real posts is, and what may be skipped where it is not."""

import pytest
from support import CORPUS, absent


def pytest_runtest_setup(item):
    if item.get_closest_marker("corpus") and not CORPUS.is_dir():
        absent("corpus", f"{CORPUS} is not there")


@pytest.fixture(scope="session")
def corpus():
    """The folder of real posts with truth."""
    return CORPUS


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    """Tests share no cache with the person who runs them, and none of their colours or languages."""
    monkeypatch.setenv("KOUETSU_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "CI", "PRE_COMMIT", "LINT_LANG"):
        monkeypatch.delenv(name, raising=False)

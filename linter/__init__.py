"""kouetsu (校閲): an editorial-quality linter and repairer for blog content repositories."""

__version__ = "0.1.0"

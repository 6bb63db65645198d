"""The options of the rule `inconsistent-figure`; its file holds the defaults."""

from __future__ import annotations

from typing import NamedTuple


class Options(NamedTuple):
    fields: tuple[str, ...]  # of the front matter, that are held against the body, in the order they are named
    body_threshold: int  # points from which two places of the post are held to state one fact
    sure: int  # points from which such a pair is certain
    whole_length: int  # code points from which sentences that differ in a figure only are one passage
    body_japanese_only: bool  # compare body with body in Japanese posts only
    currency_bands: dict[str, str]  # "JPY/USD": "100-175", yen per dollar; a rate three times outside is a slip
    cross_posts: int  # posts that must agree on a statistic before another power of ten is an outlier
    boilerplate_posts: int  # posts with one figure phrase, from which it is told, if they are 5 % of all
    rate_spread: str  # percent by which two rates of one post may differ

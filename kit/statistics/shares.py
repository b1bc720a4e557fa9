"""Turn counts per level into percentages, means and the ends of diverging bars.

Counts have one entry per level of the scale, lowest first, also for levels that nobody chose: a
level that is left out would move all those above it. Answers beside the scale ("not relevant")
and blanks are never among them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple


class Parts(NamedTuple):
    """Hold the percentages below a middle, in it, and above it."""

    low: float
    neutral: float
    high: float


def percentages(counts: Sequence[int]) -> list[float]:
    """Return each level's percentage of those who answered; nan for all when nobody did."""
    answered = sum(counts)
    return [100 * count / answered if answered else math.nan for count in counts]


def three_parts(counts: Sequence[int], middle: float | None = None) -> Parts:
    """Return the percentages below, in and above the middle.

    ``middle`` is counted in levels from 0: 2 is the third level, and 1.5 parts the second from
    the third, with no neutral one. Left out, it is the middle of the scale.
    """
    at = (len(counts) - 1) / 2 if middle is None else middle
    shares = list(enumerate(percentages(counts)))
    return Parts(
        sum(share for level, share in shares if level < at),
        sum(share for level, share in shares if level == at),
        sum(share for level, share in shares if level > at),
    )


def bar_ends(counts: Sequence[int], middle: float | None = None) -> tuple[float, float]:
    """Return how far a diverging bar reaches to the left and to the right of 0, in percent.

    The neutral level lies half on each side (Heiberger & Robbins 2014, ``as.likert``). Both ends
    are 0 or above, and together they are 100.

    To split at a wanted level instead, give the level below it and a half: 3.5 puts the levels
    0-3 to the left and the rest to the right.
    """
    low, neutral, high = three_parts(counts, middle)
    return low + neutral / 2, high + neutral / 2


def moments(values: Sequence[float], counts: Sequence[int]) -> tuple[float, float]:
    """Return mean and standard deviation (n - 1) of counted values; nan for too few."""
    n = sum(counts)
    pairs = list(zip(values, counts, strict=True))
    mean = math.fsum(value * count for value, count in pairs) / n if n else math.nan
    squares = math.fsum(count * (value - mean) ** 2 for value, count in pairs)
    return mean, math.sqrt(squares / (n - 1)) if n > 1 else math.nan

"""How many answers it takes before a figure about a group may be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """Hold the two thresholds of a round; they may be raised, never lowered.

    ``min_group``: fewest applicable answers behind any figure, also behind one that a reader can
    work out. ``min_distribution``: fewest behind all but number and mean: the distribution, the
    share at or above a level, the need and its place.
    """

    min_group: int = 5
    min_distribution: int = 8


def steps(number: int, step: int) -> int:
    """Return the largest multiple of ``step`` that is at most ``number``, for a live counter.

    0 stands for "fewer than ``step``". A counter that moves like this never tells of one person
    alone: between two of its values lie ``step`` people.
    """
    return number - number % step

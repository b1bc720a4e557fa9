"""Figures from statistics, each a plain function of counts or marks; formulas name their source.

Nothing in here knows what may be shown.
"""

from kit.statistics.consistency import (
    alpha,
    alpha_of,
    alpha_without,
    covariances,
    item_rest,
    omega_of_three,
)
from kit.statistics.intervals import feldt_interval, wilson
from kit.statistics.needs import borich
from kit.statistics.pairs import rank_biserial, reliable_change, signed_ranks
from kit.statistics.reliability import ItemFit, Reliability, reliability
from kit.statistics.shares import Parts, bar_ends, moments, percentages, three_parts

__all__ = [
    "ItemFit",
    "Parts",
    "Reliability",
    "alpha",
    "alpha_of",
    "alpha_without",
    "bar_ends",
    "borich",
    "covariances",
    "feldt_interval",
    "item_rest",
    "moments",
    "omega_of_three",
    "percentages",
    "rank_biserial",
    "reliability",
    "reliable_change",
    "signed_ranks",
    "three_parts",
    "wilson",
]

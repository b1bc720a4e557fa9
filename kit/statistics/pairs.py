"""Compare the same people's marks at two times."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from kit.statistics.intervals import LEVEL


def signed_ranks(before: Sequence[float], after: Sequence[float]) -> tuple[float, float]:
    """Return Wilcoxon's sums of ranks of the pairs that rose and of those that fell, (T+, T-).

    Pairs that did not move are left out; equal moves share the mean of their ranks.
    """
    moves = np.array(after, dtype=np.float64) - np.array(before, dtype=np.float64)
    moves = moves[moves != 0]
    sizes, place, count = np.unique(np.abs(moves), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place] if len(sizes) else moves
    return float(ranks[moves > 0].sum()), float(ranks[moves < 0].sum())


def rank_biserial(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the matched-pairs rank-biserial correlation, (T+ - T-) / (T+ + T-).

    1 when all who moved rose, -1 when all fell (Kerby 2014); nan when nobody moved.
    """
    up, down = signed_ranks(before, after)
    return (up - down) / (up + down) if up + down else math.nan


def reliable_change(deviation: float, reliability: float, level: float = LEVEL) -> float:
    """Return how far one person's mark must move to be more than the measure's own noise.

    z sqrt(2) SD sqrt(1 - reliability), with the standard error of Jacobson & Truax (1991). It says
    why nobody is ever told that they alone have risen or fallen; no page shows it.
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    return z * math.sqrt(2) * deviation * math.sqrt(1 - reliability)

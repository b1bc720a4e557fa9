"""Say whether one or two contributors make up so much of a sum that it tells of them.

The scale bounds what one person can give to a mean, so this is not for persons but for sums over
groups of very different sizes: one workplace among a region's.
"""

from __future__ import annotations

from collections.abc import Sequence


def is_dominated(values: Sequence[float], *, by: int = 1, share: float = 0.8) -> bool:
    """Say whether the ``by`` largest values make up more than ``share`` of the sum.

    The (n, k) rule of statistical offices, "n respondents, k percent" (Hundepool et al. 2012,
    *Statistical Disclosure Control*, section 4.2.1).
    """
    largest = sorted(values, reverse=True)
    return sum(largest[:by]) > share * sum(largest)


def is_close_to_largest(values: Sequence[float], *, share: float) -> bool:
    """Say whether the second largest could estimate the largest to within ``share`` of it.

    The p % rule (the same section): the rest of the sum is less than ``share`` of the largest.
    """
    largest = sorted(values, reverse=True)
    return bool(largest) and sum(largest[2:]) < share * largest[0]

"""Say how far items that are meant to measure one thing go together.

Marks are a table of people x items, already reversed where an item is, nan where there is none.
A low figure is no fault in itself: statements about competence are closer to a checklist than to
signs of one trait.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Missing = Literal["listwise", "pairwise", "median"]


def alpha(marks: Floats, missing: Missing = "listwise") -> float:
    """Return Cronbach's alpha; nan when the items do not vary, or there are too few.

    ``missing`` says what becomes of gaps: "listwise" uses the complete rows only, "pairwise"
    every two items' common rows, "median" puts in the item's median. The three differ a little.
    """
    return alpha_of(covariances(marks, missing))


def alpha_of(covariance: Floats) -> float:
    """Return alpha from the items' covariances: k/(k-1) (1 - sum of variances / sum of all)."""
    items, total = len(covariance), float(np.sum(covariance))
    if items < 2 or not total > 0:  # noqa: PLR2004 - one item has nothing to agree with
        return math.nan
    return items / (items - 1) * (1 - float(np.trace(covariance)) / total)


def covariances(marks: Floats, missing: Missing = "listwise") -> Floats:
    """Return the items' covariances with n - 1; nan where fewer than two people have both."""
    if missing == "pairwise":
        return _pairwise(marks)
    if missing == "median":
        return _pairwise(np.column_stack([_filled(own) for own in marks.T]))
    return _pairwise(complete(marks))


def complete(marks: Floats) -> Floats:
    """Return the rows of those who answered every item."""
    return marks[~np.isnan(marks).any(axis=1)]


def item_rest(marks: Floats) -> list[float]:
    """Return each item's correlation with the sum of the others, over complete rows.

    nan for an item that does not vary.
    """
    whole = complete(marks)
    totals = whole.sum(axis=1)
    return [_correlation(whole[:, item], totals - whole[:, item]) for item in range(whole.shape[1])]


def alpha_without(marks: Floats) -> list[float]:
    """Return alpha over complete rows with each of the items left out in turn."""
    whole = covariances(marks)
    return [
        alpha_of(np.delete(np.delete(whole, item, axis=0), item, axis=1))
        for item in range(len(whole))
    ]


def omega_of_three(covariance: Floats) -> float:
    """Return McDonald's omega of one factor behind exactly three items.

    Three items are just enough to know the loadings: l1 = sqrt(c12 c13 / c23), and so on; then
    omega = (l1 + l2 + l3)^2 / sum of all covariances. nan where a covariance is not above 0.
    """
    if covariance.shape != (3, 3):
        raise ValueError("the closed form is for three items")
    c12, c13, c23 = covariance[0, 1], covariance[0, 2], covariance[1, 2]
    if not min(c12, c13, c23) > 0:
        return math.nan
    loadings = (c12 * c13 / c23) ** 0.5 + (c12 * c23 / c13) ** 0.5 + (c13 * c23 / c12) ** 0.5
    return float(loadings**2 / np.sum(covariance))


def _filled(marks: Floats) -> Floats:
    """Put an item's median in its gaps; where nobody answered they stay."""
    gaps = np.isnan(marks)
    return marks if gaps.all() else np.where(gaps, np.median(marks[~gaps]), marks)


def _pairwise(marks: Floats) -> Floats:
    """Return covariances, each over the people who have both marks."""
    items = marks.shape[1]
    table = np.full((items, items), math.nan)
    for one in range(items):
        for other in range(one, items):
            covariance = _covariance(marks[:, one], marks[:, other])
            table[one, other] = table[other, one] = covariance
    return table


def _covariance(one: Floats, other: Floats) -> float:
    both = ~np.isnan(one) & ~np.isnan(other)
    people = int(both.sum())
    if people < 2:  # noqa: PLR2004 - one person does not vary
        return math.nan
    apart, beside = one[both] - one[both].mean(), other[both] - other[both].mean()
    return float(apart @ beside) / (people - 1)


def _correlation(one: Floats, other: Floats) -> float:
    if not len(one) or np.ptp(one) == 0 or np.ptp(other) == 0:
        return math.nan
    apart, beside = one - one.mean(), other - other.mean()
    return float(apart @ beside) / math.sqrt(float(apart @ apart) * float(beside @ beside))

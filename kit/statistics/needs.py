"""Weigh how important something is against how well it is mastered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def borich(importance: Sequence[float], level: Sequence[float]) -> float:
    """Return Borich's mean weighted discrepancy score (1980): the greater, the more needed.

    MWDS = mean over people of (own importance - own level) x mean importance. Only complete pairs
    count, also in the mean importance; nan without any. The two lists go person by person, with
    nan for a missing answer.

    It subtracts two scales from each other, and one person's surplus makes up for another's
    shortfall; the kit's own need (``kit.groups.summarise``) does neither.
    """
    pairs = np.array([importance, level], dtype=np.float64)
    wished, given = pairs[:, ~np.isnan(pairs).any(axis=0)]
    if not len(wished):
        return float("nan")
    return float(np.sum((wished - given) * wished.mean()) / len(wished))

"""Say between which figures the truth may lie, given what was counted."""

from __future__ import annotations

import math
from statistics import NormalDist

from scipy.special import fdtri

LEVEL = 0.95


def wilson(k: int, n: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the interval of a share, k of n: between 0 and 1, and wide when n is small.

    Wilson's score interval without continuity correction (Newcombe 1998, method 3): centre
    (p + z^2/2n) / (1 + z^2/n), half width z sqrt(p(1-p)/n + z^2/4n^2) / (1 + z^2/n). When everybody
    has answered it shows what another day could have given, not what was left out.

    Raises ValueError unless 0 <= k <= n and n > 0.
    """
    if not 0 <= k <= n or n == 0:
        raise ValueError(f"{k} of {n} is no share")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, extra = k / n, z * z / n
    half = z * math.sqrt(share * (1 - share) / n + extra / (4 * n))
    low = (share + extra / 2 - half) / (1 + extra)
    high = (share + extra / 2 + half) / (1 + extra)
    # Where the formula's end is 0 or 1, binary fractions would miss it by a hair.
    return (0.0 if k == 0 else low, 1.0 if k == n else high)


def feldt_interval(
    alpha: float, items: int, people: int, level: float = LEVEL
) -> tuple[float, float]:
    """Return Feldt's interval of Cronbach's alpha.

    1 - (1 - alpha) F(q; n-1, (n-1)(k-1)), with F's upper quantile for the low end and its lower
    one for the high end (Feldt, Woodruff & Salih 1987). ``people`` are those with a complete row:
    with more than that the interval comes out too narrow.

    Raises ValueError with fewer than two items or two people, or alpha above 1.
    """
    if items < 2 or people < 2 or alpha > 1:  # noqa: PLR2004 - two are needed to vary
        raise ValueError("the interval needs at least two items and two people, and alpha up to 1")
    above, below = people - 1, (people - 1) * (items - 1)
    tail = (1 - level) / 2
    low, high = (1 - (1 - alpha) * float(fdtri(above, below, q)) for q in (1 - tail, tail))
    return low, high

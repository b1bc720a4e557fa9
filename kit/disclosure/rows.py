"""Write a row of a safe table from a row of the group table."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from kit.disclosure.moves import DECIMALS
from kit.disclosure.safe import SafeRow
from kit.statistics import wilson

FINE = 4
"""Decimals of a share and of a need."""


def published_row(row: Mapping[str, Any], *, spread: bool, beside: bool) -> SafeRow:
    """Return a shown row with number and mean, and of the rest what it may show."""
    n = int(row["n"])
    above = int(row["above"]) if spread and not pd.isna(row["above"]) else None
    low, high = (None, None) if above is None else wilson(above, n)
    return SafeRow(
        grouping=row["grouping"],
        group=row["group"],
        dimension=row["dimension"],
        id=row["id"],
        status="shown",
        n=n,
        not_relevant=int(row["not_relevant"]) if beside else None,
        counts=[int(count) for count in row["counts"]] if spread else None,
        above=above,
        share=None if above is None else round(above / n, FINE),
        share_low=None if low is None else round(low, FINE),
        share_high=None if high is None else round(high, FINE),
        wanted=None if math.isnan(row["wanted"]) else float(row["wanted"]),
        mean=round(float(row["mean"]), DECIMALS),
        need=None if above is None else round(float(row["need"]), FINE),
        rank_low=None,
        rank_high=None,
        from_release=None,
    )

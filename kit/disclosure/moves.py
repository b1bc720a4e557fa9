"""Compare a group's line with what was published of it before: how far it moves.

What a reader sees of two snapshots is their difference. It may stand for many who changed, but
also for just as few as it takes to explain it; so it is measured by these. A person who answers
on changes their response without changing this line: the response's age says nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from kit.disclosure.cells import Whole
from kit.lines import Line

DECIMALS = 2
"""Decimals of a published mean."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold what may be seen of a group's line; ``counts`` is None where it is not shown."""

    n: int
    mean: float
    above: int | None
    counts: tuple[int, ...] | None


def seen_in(row: Row) -> Figures:
    """Return what a published row shows."""
    counts = row["counts"]
    return Figures(row["n"], row["mean"], row["above"], None if counts is None else tuple(counts))


def fewest_changed(now: Figures, before: Figures) -> int:
    """Return how many people's answers must have changed, come or gone, at the least."""
    if now.counts is not None and before.counts is not None:
        more, less = _difference(now.counts, before.counts)
        least = max(int(more.sum()), int(less.sum()))
    else:
        least = abs(now.n - before.n)
    return max(least, 0 if _alike(now, before) else 1)


def is_safe_move(line: Line, now: Figures, before: Figures, least: int) -> bool:
    """Say whether the difference stands for nobody, or for ``least`` people and not all alike."""
    if _alike(now, before):
        return True
    if now.counts is None or before.counts is None:
        return _is_safe_sum(line, now, before, least)
    sides = _difference(now.counts, before.counts)
    return any(side.any() for side in sides) and all(_is_safe_side(side, least) for side in sides)


def _alike(now: Figures, before: Figures) -> bool:
    """Say whether a reader sees no difference."""
    if now.n != before.n or round(now.mean, DECIMALS) != round(before.mean, DECIMALS):
        return False
    shares = None in (now.above, before.above) or now.above == before.above
    return shares and (None in (now.counts, before.counts) or now.counts == before.counts)


def _difference(now: tuple[int, ...], before: tuple[int, ...]) -> tuple[Whole, Whole]:
    """Return who came and who went, by bin."""
    change = np.array(now, dtype=np.int64) - np.array(before, dtype=np.int64)
    return np.maximum(change, 0), np.maximum(-change, 0)


def _is_safe_side(side: Whole, least: int) -> bool:
    total = int(side.sum())
    return total == 0 or (total >= least and int(side.max()) < total - 1)


def _is_safe_sum(line: Line, now: Figures, before: Figures, least: int) -> bool:
    """Judge by number and sum alone, where the bins of one snapshot were never shown."""
    came = now.n - before.n
    if abs(came) < least:
        return False
    total = abs(round(now.n * now.mean - before.n * before.mean, DECIMALS))
    return abs(came) * line.low + 1 < total < abs(came) * line.high - 1

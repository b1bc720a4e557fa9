"""Compare sets of people now and at an earlier release: how far their figures have moved.

What a reader sees of two snapshots is their difference. It may stand for many who changed, but
also for just as few as it takes to explain it; so it is measured by these. A person who answers
on changes their response without changing this line: the response's age says little here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from kit.disclosure.cells import Flags, Floats, Whole
from kit.disclosure.rules import Rules
from kit.lines import Line

EXACT = 9
"""Decimals of a mean before it is shown, as in the group table."""

DECIMALS = 2
"""Decimals of a mean that is shown."""

HAIR = 1e-6
"""What binary fractions may be off."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold what is seen of sets of people, one row each: number, sum, and people by bin.

    The sum is that of the rounded mean; where it was added up from several, it may be ``off`` by
    as much. ``bins`` is only known where ``has_bins``.
    """

    n: Whole
    total: Floats
    off: Floats
    bins: Whole
    has_bins: Flags

    def at(self, places: Whole) -> Seen:
        """Return some of the rows, in the order of their places."""
        figures = self.n[places], self.total[places], self.off[places]
        return Seen(*figures, self.bins[places], self.has_bins[places])

    def bare(self) -> Seen:
        """Return what is left to see without the bins."""
        return replace(self, has_bins=np.zeros(len(self.n), dtype=bool))

    def beside(self, other: Seen) -> Seen:
        """Return these rows and then others."""
        pairs = [(getattr(self, one.name), getattr(other, one.name)) for one in fields(self)]
        return Seen(*(np.concatenate(pair) for pair in pairs))

    def added(self, parts: Floats) -> Seen:
        """Return sums of the rows: ``parts`` is sums x rows."""
        whole = ~((parts != 0) & ~self.has_bins).any(axis=1)
        n, bins = np.rint(parts @ self.n), np.rint(parts @ self.bins)
        several = (parts != 0).sum(axis=1) > 1
        off = np.where(several, np.abs(parts) @ self.n * 10**-DECIMALS / 2, 0.0)
        return Seen(n.astype(np.int64), parts @ self.total, off, bins.astype(np.int64), whole)


def mean_of(total: float, n: int) -> float:
    """Return a mean as it is shown; 0 of nobody."""
    return round(round(total / n, EXACT), DECIMALS) if n else 0.0


def fewest_changed(now: Seen, before: Seen) -> Whole:
    """Return for each pair of rows how many answers must have changed, come or gone, at least."""
    come, gone = _sides(now.bins, before.bins)
    by_bins = np.maximum(come.sum(axis=-1), gone.sum(axis=-1))
    known = now.has_bins & before.has_bins
    least = np.where(known, by_bins, np.abs(now.n - before.n))
    return np.asarray(np.maximum(least, np.where(_alike(now, before), 0, 1)), dtype=np.int64)


def is_safe_move(line: Line, now: Seen, before: Seen, rules: Rules) -> Flags:
    """Say for each pair whether the difference stands for nobody, or for enough, not all alike.

    Two distributions show that of those who came and of those who went, so each takes
    ``min_distribution`` people. Where the bins of one of the two were never shown, number and sum
    must do, and ``min_group``.
    """
    by_bins = np.ones(len(now.n), dtype=bool)
    for side in _sides(now.bins, before.bins):
        total = side.sum(axis=-1)
        by_bins &= (total == 0) | (
            (total >= rules.min_distribution) & (side.max(axis=-1, initial=0) < total - 1)
        )
    moved = (now.bins != before.bins).any(axis=-1)
    came = np.abs(now.n - before.n)
    total = np.abs(now.total - before.total)
    by_sum = (
        (came >= rules.min_group) & (came * line.low + 1 < total) & (total < came * line.high - 1)
    )
    known = now.has_bins & before.has_bins
    return np.asarray(
        _alike(now, before) | np.where(known, by_bins & moved, by_sum), dtype=np.bool_
    )


def _alike(now: Seen, before: Seen) -> Flags:
    """Say for each pair whether a reader sees no difference."""
    same = now.n == before.n
    same &= np.abs(now.total - before.total) <= now.off + before.off + HAIR
    unknown = ~(now.has_bins & before.has_bins)
    return np.asarray(same & (unknown | (now.bins == before.bins).all(axis=-1)), dtype=np.bool_)


def _sides(now: Whole, before: Whole) -> tuple[Whole, Whole]:
    """Return who came and who went, by bin."""
    return np.maximum(now - before, 0), np.maximum(before - now, 0)

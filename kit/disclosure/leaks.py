"""Find hidden items that could be worked out from sums, and the least that must go to stop it."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kit.disclosure.cells import Whole
from kit.disclosure.spaces import TooManyError, all_vectors

ROOM = 2.0
"""Fewest steps of the scale between a sum of hidden items and the least or most it could be."""

TRIES = 200
"""Sets of lines tried for each group, the cheapest first, before all that leaks is hidden."""

Lines = frozenset[int]


@dataclass(frozen=True, slots=True)
class Leak:
    """Say which hidden items have a sum that tells too much, and the sums it is worked out from."""

    items: tuple[int, ...]
    sums: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Puzzle:
    """Hold what a reader knows of one group over all lines.

    ``adds`` is lines x lines: 1 where the second is an item that counts in the first. ``hidden``
    are items with answers and without figures; ``sums`` are the known areas, competences and tags.
    ``least`` and ``most`` say how many steps each line's sum is above the least and below the most
    that it could be. ``cost`` is what hiding each line costs; only ``free`` ones can be hidden.
    """

    adds: Whole
    hidden: Lines
    sums: Lines
    least: npt.NDArray[np.float64]
    most: npt.NDArray[np.float64]
    cost: Whole
    free: Lines

    def without(self, lines: Lines) -> Puzzle:
        """Return what is known when some lines are hidden as well."""
        sums = self.sums - lines
        hidden = self.hidden | (lines - self.sums)
        return Puzzle(self.adds, hidden, sums, self.least, self.most, self.cost, self.free - lines)


def leaks(puzzle: Puzzle) -> Iterator[Leak]:
    """Yield what leaks: a sum of one hidden item, or one that says what everybody answered."""
    hidden = sorted(puzzle.hidden)
    sums = [line for line in sorted(puzzle.sums) if puzzle.adds[line, hidden].any()]
    if not sums:
        return
    matrix = puzzle.adds[np.ix_(sums, hidden)]
    try:
        found = all_vectors(matrix, np.zeros(len(hidden), dtype=bool))
    except TooManyError:
        yield Leak(tuple(hidden), tuple(sums))
        return
    for value, parts in zip(found.values, found.parts, strict=True):
        inside = [hidden[place] for place in np.flatnonzero(value).tolist()]
        room = min(puzzle.least[inside].sum(), puzzle.most[inside].sum())
        if len(inside) == 1 or room < ROOM:
            used = tuple(sums[place] for place in np.flatnonzero(parts).tolist())
            yield Leak(tuple(inside), used)


def to_hide(puzzle: Puzzle) -> list[int]:
    """Return the cheapest set of lines that stops every leak which can be stopped."""
    count = 0
    queue: list[tuple[int, int, list[int]]] = [(0, 0, [])]
    seen: set[Lines] = set()
    while queue:
        cost, _, lines = heapq.heappop(queue)
        left = puzzle.without(frozenset(lines))
        ways = _ways(left)
        if ways is None:
            return lines
        if count > TRIES:
            return [*lines, *sorted(ways)]
        for line in ways:
            more = frozenset([*lines, line])
            if more not in seen:
                seen.add(more)
                count += 1
                entry = (cost + int(puzzle.cost[line]), count, [*lines, line])
                heapq.heappush(queue, entry)
    return []


def _ways(puzzle: Puzzle) -> list[int] | None:
    """Return the lines that could stop the first leak that can be stopped; None without a leak.

    A further item is hidden among those of a sum that leaks, the one that counts in most of these
    sums first; or the sum itself.
    """
    for leak in leaks(puzzle):
        sums = list(leak.sums)
        shared = puzzle.adds[sums].sum(axis=0)
        inside = set(np.flatnonzero(shared).tolist()) - puzzle.hidden
        items = sorted(inside & puzzle.free, key=lambda item: (-int(shared[item]), -item))
        ways = [*items, *sorted(puzzle.free & set(sums))]
        if ways:
            return ways
    return None

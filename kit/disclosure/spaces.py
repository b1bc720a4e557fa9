"""Work out what sums can be made of published sums, in whole numbers and exactly.

What is published are sums over atoms (people who are never told apart); one row of a matrix says
which atoms a published sum is over. All that a reader can derive is the row space of the matrix.
The sets of people among it are its vectors of noughts and ones, and a vector of a row space is
fixed by its values at the pivots of the reduced form: so there are finitely many to try, and
trying them pivot by pivot, with what can no longer fit left out at once, finds every one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
import numpy.typing as npt

MOST = 60_000
"""Vectors tried at a time; a family with more than this is not searched to the end."""

SMALL, LARGE = 2**10, 2**30
"""Above the first, a row is divided by what its numbers share; the second is too large to go on."""

Whole = npt.NDArray[np.int64]


class TooManyError(Exception):
    """Say that a family is too large to be searched to the end."""


@dataclass(frozen=True, slots=True)
class Space:
    """Hold a row space in reduced form: ``rows`` = ``parts`` @ matrix, all times ``scale``.

    Row i is ``scale`` at column ``pivots[i]``, where every other row is 0.
    """

    rows: Whole
    parts: Whole
    pivots: tuple[int, ...]
    scale: int


@dataclass(frozen=True, slots=True)
class Vectors:
    """Hold vectors of a row space and the sums they are made of.

    ``values`` is vectors x columns; ``parts`` says how often each published row counts in each of
    them, times ``scale``.
    """

    values: Whole
    parts: Whole
    scale: int

    def __len__(self) -> int:
        return len(self.values)

    def of(self, chosen: npt.NDArray[np.bool_]) -> Vectors:
        """Return some of the vectors."""
        return Vectors(self.values[chosen], self.parts[chosen], self.scale)


def reduce(matrix: Whole, order: Sequence[int] | None = None) -> Space:
    """Bring a matrix of whole numbers to its reduced form, pivots sought in the given order."""
    height, width = matrix.shape
    work = np.hstack([matrix, np.eye(height, dtype=np.int64)]).astype(np.int64)
    pivots: list[int] = []
    for column in range(width) if order is None else order:
        place = len(pivots)
        if place == height:
            break
        found = np.flatnonzero(work[place:, column])
        if not len(found):
            continue
        if found[0]:
            work[[place, place + found[0]]] = work[[place + found[0], place]]
        _clear(work, place, column)
        pivots.append(column)
    return _scaled(work[: len(pivots)], pivots, width)


def vectors(space: Space, signed: npt.NDArray[np.bool_]) -> Vectors:
    """List every vector but 0 whose entries are 0 and 1, or -1 too in the ``signed`` columns.

    Raises ``TooManyError`` when the search would take too long.
    """
    return _search(space, signed, None, 0)


def light_vectors(
    matrix: Whole, signed: npt.NDArray[np.bool_], weights: Whole, limit: int
) -> Vectors:
    """List the vectors as ``vectors`` does, but only those whose columns weigh ``limit`` at most.

    ``weights`` are the columns', 0 or more; a vector weighs as much as its columns that are not 0
    together. Columns heavier than the limit must be 0, which leaves a small space to search.
    Raises ``TooManyError`` when the search would take too long.
    """
    heavy = weights > limit
    order = [*np.flatnonzero(heavy).tolist(), *np.flatnonzero(~heavy).tolist()]
    space = reduce(matrix, order)
    inside = [place for place, pivot in enumerate(space.pivots) if not heavy[pivot]]
    pivots = tuple(space.pivots[place] for place in inside)
    part = Space(space.rows[inside], space.parts[inside], pivots, space.scale)
    return _search(part, signed, weights, limit)


def solve(matrix: Whole, target: Whole) -> Whole | None:
    """Return how often each row counts in a vector (times some number), None outside the space."""
    space = reduce(matrix)
    heads = target[list(space.pivots)]
    if not (heads @ space.rows == target * space.scale).all():
        return None
    return np.asarray(heads @ space.parts, dtype=np.int64)


def joined(found: Sequence[Vectors]) -> Vectors:
    """Put lists of vectors of one space together."""
    scale = math.lcm(*(one.scale for one in found))
    return Vectors(
        np.vstack([one.values for one in found]),
        np.vstack([one.parts * (scale // one.scale) for one in found]),
        scale,
    )


@lru_cache(maxsize=512)
def _remembered(matrix: bytes, height: int, signed: bytes) -> Vectors:
    rows = np.frombuffer(matrix, dtype=np.int64).reshape(height, -1)
    return vectors(reduce(rows), np.frombuffer(signed, dtype=np.bool_))


def all_vectors(matrix: Whole, signed: npt.NDArray[np.bool_]) -> Vectors:
    """List the vectors of a matrix's row space, and remember them: many tables share a shape."""
    if not matrix.size:
        empty = np.zeros((0, matrix.shape[1]), dtype=np.int64)
        return Vectors(empty, np.zeros((0, len(matrix)), dtype=np.int64), 1)
    rows = np.ascontiguousarray(matrix, dtype=np.int64)
    return _remembered(rows.tobytes(), len(rows), signed.tobytes())


def _clear(work: Whole, place: int, column: int) -> None:
    """Make every other row 0 in a column, and the rows that change as small as they can be."""
    others = np.flatnonzero(work[:, column])
    others = others[others != place]
    pivot, rows = work[place], work[others]
    cleared = rows * pivot[column] - rows[:, [column]] * pivot
    if cleared.size and np.abs(cleared).max() > SMALL:
        cleared //= np.maximum(np.gcd.reduce(cleared, axis=1), 1)[:, np.newaxis]
        if np.abs(cleared).max() >= LARGE:
            raise TooManyError
    work[others] = cleared


def _scaled(work: Whole, pivots: Sequence[int], width: int) -> Space:
    """Make rows small and positive at their pivots, and give all the same number there."""
    shared = np.maximum(np.gcd.reduce(work, axis=1), 1) if len(work) else np.ones(0, dtype=np.int64)
    work = work // shared[:, np.newaxis]
    heads = [int(work[place, pivot]) for place, pivot in enumerate(pivots)]
    scale = math.lcm(*heads) if heads else 1
    if scale * max(int(np.abs(work).max(initial=0)), 1) >= LARGE:
        raise TooManyError
    factors = np.array([scale // head for head in heads], dtype=np.int64)
    rows = work * factors[:, np.newaxis]
    return Space(rows[:, :width], rows[:, width:], tuple(pivots), scale)


def _search(
    space: Space, signed: npt.NDArray[np.bool_], weights: Whole | None, limit: int
) -> Vectors:
    """Try every value at every pivot, row by row, and drop what no later row can mend."""
    scale, width = space.scale, space.rows.shape[1]
    found = np.zeros((1, width), dtype=np.int64)
    taken = np.zeros((1, len(space.pivots)), dtype=np.int64)
    done = np.zeros(width, dtype=bool)
    for place, row in enumerate(space.rows):
        steps = (1, -1) if signed[space.pivots[place]] else (1,)
        found, taken = _widened(found, taken, place, row, steps)
        settled = ~done & ~space.rows[place + 1 :].any(axis=0)
        done |= settled
        fits = _fits(found[:, settled], signed[settled], scale)
        if weights is not None:
            fits &= (found[:, done] != 0) @ weights[done] <= limit
        found, taken = found[fits], taken[fits]
        if len(found) > MOST:
            raise TooManyError
    more = found.any(axis=1)
    return Vectors(found[more] // scale, taken[more] @ space.parts, scale)


def _widened(
    found: Whole, taken: Whole, place: int, row: Whole, steps: Sequence[int]
) -> tuple[Whole, Whole]:
    wider, marks = [found], [taken]
    for step in steps:
        mark = taken.copy()
        mark[:, place] = step
        wider.append(found + step * row)
        marks.append(mark)
    return np.vstack(wider), np.vstack(marks)


def _fits(values: Whole, signed: npt.NDArray[np.bool_], scale: int) -> npt.NDArray[np.bool_]:
    """Say which vectors have nothing but 0 and 1 (and -1 where signed) in some columns."""
    fits = (values == 0) | (values == scale) | (signed & (values == -scale))
    return np.asarray(fits.all(axis=1), dtype=np.bool_)


def shares(vectors: Vectors, place: int) -> tuple[Fraction, ...]:
    """Return how often each published row counts in one of the vectors."""
    return tuple(Fraction(int(part), vectors.scale) for part in vectors.parts[place])

"""Look for other answers that give the same published figures, with a linear programme.

A world is how many people of each sort were at what, then and now. A sort is a role and a unit in
one round, or in both for those who are linked; all that is published are sums over sorts. Where no
change that keeps these sums changes what a few people were at, a reader can work it out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from kit.comparing.ids import Compared
from kit.comparing.moves import direction_of
from kit.comparing.swapping import Cell, Person, When

SEED = 7
"""Directions are looked for at random, and the same way every time."""
STILL = 1e-7
"""A movement smaller than this is none."""
MOST = 8
"""Values that people may move to, of the common ones and of the targets' each; more would only make
it slower."""

NOWHERE = 0.0
"""In place of a value in a round that somebody is not known in."""

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Groups = Mapping[tuple[str, str], Mapping[str, Any]]
"""A line's published rows by grouping and group."""
Meant = tuple[bool, Cell | None] | tuple[None, tuple[str, str]]
"""Who a set of people are: linked or not, in a role and unit or anywhere; or all of a group."""
Sort = tuple[Cell | None, Cell | None]
"""Role and unit then and now; None where somebody is known in one round only."""


@dataclass(frozen=True, slots=True)
class Column:
    """Hold how many of one sort were at one value then and at one now."""

    sort: Sort
    then: float
    now: float
    people: int

    def at(self, when: When) -> tuple[Cell | None, float]:
        """Return the role and unit in a round, and the value."""
        return (self.sort[0], self.then) if when == "then" else (self.sort[1], self.now)

    @property
    def linked(self) -> bool:
        """Say whether these people are known in both rounds."""
        return None not in self.sort


def is_in(cell: Cell, name: tuple[str, str]) -> bool:
    """Say whether somebody in a role and a unit is in a group."""
    grouping, group = name
    return grouping == "all" or cell[0 if grouping == "role" else 1] == group


def may_all_differ(
    line: Compared,
    people: Sequence[Person],
    rows: Mapping[When, Groups],
    targets: Sequence[tuple[When, Meant]],
    *,
    shares: bool,
) -> bool:
    """Say whether each of the sets of people could have answered otherwise."""
    columns = _columns(people, targets)
    kept = csr_matrix(np.array([*_kept(line, columns, rows, shares=shares)]))
    bounds = [(-1.0 if one.people else 0.0, 1.0) for one in columns]
    random = np.random.default_rng(SEED)
    left = np.array([_aim(columns, when, meant, random) for when, meant in targets])
    while len(left):
        cost, moved = left.sum(axis=0), np.zeros(len(left), dtype=bool)
        for sign in (1, -1):
            step = linprog(
                sign * cost, A_eq=kept, b_eq=np.zeros(kept.shape[0]), bounds=bounds, method="highs"
            )
            if step.x is None:
                return False
            moved |= np.abs(left @ step.x) > STILL
        if not moved.any():
            return False
        left = left[~moved]
    return True


def _columns(people: Sequence[Person], targets: Sequence[tuple[When, Meant]]) -> list[Column]:
    """Return what people are at, and what each sort could be at as well."""
    there = Counter(
        (
            (one.cells.get("then"), one.cells.get("now")),
            one.values.get("then", NOWHERE),
            one.values.get("now", NOWHERE),
        )
        for one in people
    )
    common = [_common(people, "then", targets), _common(people, "now", targets)]
    for sort in {sort for sort, _, _ in there}:
        values = [own if cell else [NOWHERE] for own, cell in zip(common, sort, strict=True)]
        for then, now in product(*values):
            there.setdefault((sort, then, now), 0)
    return [Column(*key, n) for key, n in sorted(there.items(), key=repr)]


def _common(
    people: Sequence[Person], when: When, targets: Sequence[tuple[When, Meant]]
) -> list[float]:
    """Return the values that people may move to: the common ones, and those of the targets."""
    there = [one for one in people if when in one.values]
    meant = [own for at, own in targets if at == when]
    counts = Counter(one.values[when] for one in there)
    inside = Counter(
        one.values[when]
        for one in there
        if any(_is_meant(one.cells[when], own, linked=one.linked) for own in meant)
    )
    found = [*_most(counts), *_most(inside)]
    return sorted(set(found))


def _most(counts: Counter[float]) -> list[float]:
    return [value for value, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))][:MOST]


def _aim(
    columns: Sequence[Column], when: When, meant: Meant, random: np.random.Generator
) -> Floats:
    """Return a direction in which a set of people may be at something else."""
    cells, values = _at(columns, when)
    inside = np.array(
        [
            cell is not None and _is_meant(cell, meant, linked=one.linked)
            for cell, one in zip(cells, columns, strict=True)
        ]
    )
    _, place = np.unique(values, return_inverse=True)
    return np.where(inside, random.normal(size=place.max() + 1)[place], 0.0)


def _is_meant(cell: Cell, meant: Meant, *, linked: bool) -> bool:
    if meant[0] is None:
        return is_in(cell, meant[1])
    return linked == meant[0] and meant[1] in {None, cell}


def _at(columns: Sequence[Column], when: When) -> tuple[list[Cell | None], Floats]:
    pairs = [one.at(when) for one in columns]
    return [cell for cell, _ in pairs], np.array([value for _, value in pairs])


def _kept(
    line: Compared, columns: Sequence[Column], rows: Mapping[When, Groups], *, shares: bool
) -> Iterator[Floats]:
    """Yield what must stay as it is, as weights of the columns."""
    sorts = [one.sort for one in columns]
    for sort in set(sorts):
        yield np.array([one == sort for one in sorts], dtype=np.float64)
    linked = np.array([one.linked for one in columns])
    ways = np.array(
        [direction_of(one.then, one.now, line.step) if one.linked else 0 for one in columns]
    )
    for way in (1, 0, -1):
        yield (linked & (ways == way)).astype(np.float64)
    wanted: dict[When, Mapping[str, float]] = {"then": line.before, "now": line.wanted}
    for when, groups in rows.items():
        cells, values = _at(columns, when)
        for name, row in groups.items():
            if row["status"] == "shown":
                inside = np.array([cell is not None and is_in(cell, name) for cell in cells])
                levels = _levels(row, cells, wanted[when])
                yield from _told(line, row, np.where(inside, values, 0.0), inside, levels)
        if shares:
            levels = _levels(rows["now"]["all", ""], _at(columns, "now")[0], line.wanted)
            yield (linked & (values >= levels)).astype(np.float64)


def _told(
    line: Compared, row: Mapping[str, Any], values: Floats, inside: Flags, levels: Floats
) -> Iterator[Floats]:
    """Yield what one published row tells: the sum, how people are spread, who reaches the level."""
    yield values
    if row["counts"] is not None:
        bins = np.maximum(np.searchsorted(line.starts, values, side="right") - 1, 0)
        for number in range(len(line.starts)):
            yield (inside & (bins == number)).astype(np.float64)
    if row["above"] is not None:
        yield (inside & (values >= levels)).astype(np.float64)
        known = np.where(np.isfinite(levels), levels, values)
        yield np.where(inside, np.maximum(known - values, 0.0), 0.0)


def _levels(
    row: Mapping[str, Any], cells: Sequence[Cell | None], wanted: Mapping[str, float]
) -> Floats:
    """Return the level that a row holds people to; of those who want none nothing is lacking."""
    common = row["wanted"]
    return np.array(
        [
            -math.inf
            if cell is None
            else wanted.get(cell[0], -math.inf)
            if common is None
            else common
            for cell in cells
        ]
    )

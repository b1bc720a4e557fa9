"""Look for other answers that give the same published figures, with a linear programme.

A world is how many people of each sort were at what, then and now. A sort is a role and a unit in
one round, or in both for those who are linked; all that is published are sums over sorts. Where no
change that keeps these sums changes what a few people were at, a reader can work it out.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from kit.comparing.ids import Compared
from kit.comparing.moves import direction_of
from kit.comparing.swapping import Cell, Person, When

SEED = 7
"""Directions are looked for at random, and the same way every time."""
STILL = 1e-7
"""A movement smaller than this is none."""
MOST = 8
"""Values that people may move to, the most common ones; more would only make it slower."""

Floats = npt.NDArray[np.float64]
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
    columns = _columns(people)
    kept = np.array([*_kept(line, columns, rows, shares=shares)])
    bounds = [(-1.0 if one.people else 0.0, 1.0) for one in columns]
    random = np.random.default_rng(SEED)
    left = [_aim(columns, when, meant, random) for when, meant in targets]
    while left:
        moved = [False] * len(left)
        cost = np.sum(left, axis=0)
        for sign in (1, -1):
            step = linprog(sign * cost, A_eq=kept, b_eq=np.zeros(len(kept)), bounds=bounds)
            if step.x is None:
                return False
            found = (abs(float(aim @ step.x)) > STILL for aim in left)
            moved = [one or other for one, other in zip(moved, found, strict=True)]
        if not any(moved):
            return False
        left = [aim for aim, done in zip(left, moved, strict=True) if not done]
    return True


def _columns(people: Sequence[Person]) -> list[Column]:
    """Return what people are at, and what each sort could be at as well."""
    there = Counter(
        (
            (one.cells.get("then"), one.cells.get("now")),
            one.values.get("then", math.inf),
            one.values.get("now", math.inf),
        )
        for one in people
    )
    common = [_common(people, "then"), _common(people, "now")]
    for sort in {sort for sort, _, _ in there}:
        values = [own if cell else [math.inf] for own, cell in zip(common, sort, strict=True)]
        for then, now in product(*values):
            there.setdefault((sort, then, now), 0)
    return [Column(*key, n) for key, n in sorted(there.items(), key=repr)]


def _common(people: Sequence[Person], when: When) -> list[float]:
    counts = Counter(one.values[when] for one in people if when in one.values)
    return [value for value, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))][:MOST]


def _aim(
    columns: Sequence[Column], when: When, meant: Meant, random: np.random.Generator
) -> Floats:
    """Return a direction in which a set of people may be at something else."""
    worth: dict[float, float] = {}
    aim = []
    for one in columns:
        cell, value = one.at(when)
        inside = cell is not None and _is_meant(cell, meant, linked=one.linked)
        aim.append(worth.setdefault(value, float(random.normal())) if inside else 0.0)
    return np.array(aim)


def _is_meant(cell: Cell, meant: Meant, *, linked: bool) -> bool:
    if meant[0] is None:
        return is_in(cell, meant[1])
    return linked == meant[0] and meant[1] in {None, cell}


def _kept(
    line: Compared, columns: Sequence[Column], rows: Mapping[When, Groups], *, shares: bool
) -> Iterator[list[float]]:
    """Yield what must stay as it is, as weights of the columns."""
    for sort in {one.sort for one in columns}:
        yield [float(one.sort == sort) for one in columns]
    for way in (1, 0, -1):
        yield [
            float(one.linked and direction_of(one.then, one.now, line.step) == way)
            for one in columns
        ]
    wanted: dict[When, Mapping[str, float]] = {"then": line.before, "now": line.wanted}
    for when, groups in rows.items():
        for name, row in groups.items():
            if row["status"] == "shown":
                yield from _told(line, columns, when, (name, row), wanted[when])
        if shares:
            common = rows["now"]["all", ""]["wanted"]
            yield [_linked_above(one, when, line.wanted, common) for one in columns]


def _told(
    line: Compared,
    columns: Sequence[Column],
    when: When,
    published: tuple[tuple[str, str], Mapping[str, Any]],
    wanted: Mapping[str, float],
) -> Iterator[list[float]]:
    """Yield what one published row tells: the sum, how people are spread, who reaches the level."""
    name, row = published
    places = [one.at(when) for one in columns]
    inside = [(cell, value) if cell and is_in(cell, name) else None for cell, value in places]
    yield [0.0 if one is None else one[1] for one in inside]
    if row["counts"] is not None:
        for number in range(len(line.starts)):
            yield [float(one is not None and _bin(line, one[1]) == number) for one in inside]
    if row["above"] is not None:
        pairs = [None if one is None else (one[1], _level(row, one[0], wanted)) for one in inside]
        yield [float(one is not None and one[0] >= one[1]) for one in pairs]
        yield [0.0 if one is None else max(one[1] - one[0], 0.0) for one in pairs]


def _bin(line: Compared, value: float) -> int:
    return max(bisect_right(line.starts, value) - 1, 0)


def _level(row: Mapping[str, Any], cell: Cell, wanted: Mapping[str, float]) -> float:
    """Return the level that a row holds somebody to; of one who wants none nothing is lacking."""
    return float(wanted.get(cell[0], -math.inf) if row["wanted"] is None else row["wanted"])


def _linked_above(
    one: Column, when: When, wanted: Mapping[str, float], common: float | None
) -> float:
    if not one.linked or one.sort[1] is None:
        return 0.0
    level = wanted.get(one.sort[1][0], math.inf) if common is None else common
    return float(one.at(when)[1] >= level)

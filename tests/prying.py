"""A reader who has every published table, knows who is where, and owns a computer.

It shares no code with ``kit.disclosure``: what it can work out is found by elimination in exact
fractions and by linear programmes over people, so that both must be wrong in the same way for a
leak to stay unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from kit.groups import cells_of, group_of
from kit.lines import Line, lines_of
from kit.questionnaire import Questionnaire
from kit.records import Response

Row = Mapping[str, Any]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Giver:
    """Somebody whom the reader knows: role, unit, and in truth a value for each line."""

    role: str
    unit: str
    marks: Mapping[tuple[str, str], float]

    def is_in(self, row: Row) -> bool:
        own = self.role if row["grouping"] == "role" else self.unit
        return bool(row["grouping"] == "all" or row["group"] == own)


def givers(of: Questionnaire, responses: Sequence[Response]) -> list[Giver]:
    lines = {(line.dimension, line.id): line for line in lines_of(of)}
    return [
        Giver(*group_of(of, one), _values(lines, cells))
        for one, cells in zip(responses, cells_of(of, responses), strict=True)
    ]


def _values(
    lines: Mapping[tuple[str, str], Line], cells: Iterable[tuple[str, str, str]]
) -> dict[tuple[str, str], float]:
    found = {
        (dimension, id_): lines[dimension, id_].value(code)
        for dimension, id_, code in cells
        if (dimension, id_) in lines
    }
    return {key: value for key, value in found.items() if value == value}  # noqa: PLR0124 - nan


def eliminated(rows: Iterable[Sequence[int]]) -> list[list[Fraction]]:
    """Rows in reduced form, in exact fractions."""
    work = [[Fraction(value) for value in row] for row in rows]
    done: list[list[Fraction]] = []
    for column in range(len(work[0]) if work else 0):
        pivot = next((row for row in work if row[column]), None)
        if pivot is None:
            continue
        work.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        work, done = ([_less(row, pivot, column) for row in part] for part in (work, done))
        done.append(pivot)
    return done


def _less(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    times = row[column]
    return [a - times * b for a, b in zip(row, pivot, strict=True)] if times else row


def adds_up(rows: list[list[Fraction]], target: Sequence[int]) -> bool:
    """Say whether a sum can be made of sums in reduced form."""
    left = [Fraction(value) for value in target]
    for row in rows:
        left = _less(left, row, next(place for place, value in enumerate(row) if value))
    return not any(left)


def small_sums(rows: list[list[Fraction]], width: int, most: int) -> list[tuple[int, ...]]:
    """Sets of at most so many of the unknowns whose sum can be made of the rows."""
    pivots = {next(n for n, value in enumerate(row) if value): row for row in rows}
    free = [place for place in range(width) if place not in pivots]
    # Of the vectors that every row is at right angles to, one for each unknown without a pivot.
    apart = np.array(
        [
            [-pivots[n][at] if n in pivots else Fraction(n == at) for n in range(width)]
            for at in free
        ],
        dtype=np.float64,
    ).reshape(len(free), width)
    found = []
    for size in range(1, most + 1):
        sets = np.array(list(combinations(range(width), size)), dtype=np.intp).reshape(-1, size)
        sums = apart[:, sets].sum(axis=2)
        found += [tuple(one) for one in sets[(np.abs(sums) < 1e-9).all(axis=0)].tolist()]
    return found


class Pryer:
    """Look at one line of a safe table and try to find out about a few people."""

    def __init__(self, line: Line, people: Sequence[Giver], rows: Sequence[Row]) -> None:
        key = line.dimension, line.id
        self.line = line
        self.people = [one for one in people if key in one.marks]
        self.rows = [row for row in rows if (row["dimension"], row["id"]) == key]
        self.atoms = sorted({(one.role, one.unit) for one in self.people})
        truth = [(self.atoms.index((one.role, one.unit)), one.marks[key]) for one in self.people]
        scale = line.starts if line.dimension == "item" else ()
        self.values = sorted({*scale, *(value for _, value in truth)})
        self.truth = np.zeros((len(self.atoms), len(self.values)))
        for atom, value in truth:
            self.truth[atom, self.values.index(value)] += 1

    def inside(self, row: Row) -> Floats:
        return np.array([float(Giver(*atom, {}).is_in(row)) for atom in self.atoms])

    def hidden(self) -> list[Floats]:
        """Groups that are not shown, as sums of atoms, and every atom of fewer than five."""
        groups = [self.inside(row) for row in self.rows if row["status"] != "shown"]
        lone = [
            atom
            for atom, row in zip(np.eye(len(self.atoms)), self.truth, strict=True)
            if row.sum() < 5
        ]
        return [one for one in [*groups, *lone] if (one @ self.truth).any()]

    def known(self) -> list[tuple[Floats, float]]:
        """All that the reader knows, as weights of atoms x values and their sum."""
        facts = [
            (np.outer(atom, np.ones(len(self.values))), row.sum())
            for atom, row in zip(np.eye(len(self.atoms)), self.truth, strict=True)
        ]
        for row in self.rows:
            if row["status"] == "shown":
                facts += self._told(row)
        return facts

    def _told(self, row: Row) -> list[tuple[Floats, float]]:
        inside, values = self.inside(row)[:, np.newaxis], np.array(self.values)
        weights = [inside * values]
        if row["above"] is not None:
            wanted = np.array([[row["wanted"] or self.line.wanted[role]] for role, _ in self.atoms])
            weights += [inside * (values >= wanted), inside * np.maximum(wanted - values, 0)]
        if row["counts"] is not None:
            bins = np.array([self.line.bin(value) for value in self.values])
            weights += [inside * (bins == bin_) for bin_ in range(len(self.line.starts))]
        return [(one, float((one * self.truth).sum())) for one in weights]

    def finds_out(self) -> list[Floats]:
        """Return the hidden groups and small atoms whose answers can only be what they are."""
        if not any(row["status"] == "shown" for row in self.rows):
            return []
        facts = self.known()
        table = np.array([weights.ravel() for weights, _ in facts])
        sums = [total for _, total in facts]
        random = np.random.default_rng(1)
        sure = []
        for target in self.hidden():
            aim = np.outer(target, random.normal(size=len(self.values))).ravel()
            ends = [linprog(sign * aim, A_eq=table, b_eq=sums, method="highs") for sign in (1, -1)]
            assert all(end.status == 0 for end in ends), [end.message for end in ends]
            if abs(ends[0].fun + ends[1].fun) < 1e-6:
                sure.append(target)
        return sure

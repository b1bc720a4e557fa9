"""Lay people out as atoms: by role and unit, what they answered to each line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.groups.sums import ANSWERED, BESIDE, Sums, add_up
from kit.groups.tally import CELL
from kit.lines import Line
from kit.questionnaire import Questionnaire

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Group = tuple[str, str]
"""A grouping ("all", "role", "unit") and the id of a group in it ("" for all)."""


@dataclass(frozen=True, slots=True)
class Atoms:
    """Hold one line's answers by atom: the people of one role in one unit.

    ``member`` says which atoms each group is made of; ``people`` counts everybody in a group.
    By atom: ``n`` people with a value, ``bins`` how many of them in each bin, ``same`` how many
    gave exactly the same value (a column for each value that occurs), ``above`` how many reach
    their own role's wanted level, ``beside`` how many said "not relevant".
    """

    line: Line
    member: Flags
    people: Whole
    n: Whole
    bins: Whole
    same: Whole
    above: Whole
    beside: Whole

    def of_group(self, figures: Whole) -> Whole:
        """Add atoms' figures up to groups'."""
        return np.asarray(self.member.astype(np.int64) @ figures, dtype=np.int64)


def atoms_of(
    questionnaire: Questionnaire,
    lines: Sequence[Line],
    tally: pd.DataFrame,
    groups: Sequence[Group],
) -> list[Atoms]:
    """Return every line's atoms, in the order of the lines."""
    sums = add_up(questionnaire, lines, tally)
    member = np.array([_inside(sums, group) for group in groups], dtype=bool)
    member = member.reshape(len(groups), len(sums.people))
    people = member.astype(np.int64) @ _whole(sums.people)
    return [
        Atoms(
            line,
            member,
            people,
            _whole(sums.states[:, place, ANSWERED]),
            _whole(sums.counts[:, place, : len(line.starts)]),
            same,
            _whole(sums.above[:, place]),
            _whole(sums.states[:, place, BESIDE]),
        )
        for place, (line, same) in enumerate(
            zip(lines, _same(questionnaire, lines, tally, sums), strict=True)
        )
    ]


def _inside(sums: Sums, group: Group) -> Flags:
    grouping, name = group
    if grouping == "all":
        return np.ones(len(sums.people), dtype=bool)
    return np.asarray((sums.roles if grouping == "role" else sums.units) == name, dtype=np.bool_)


def _whole(figures: npt.NDArray[np.float64]) -> Whole:
    return np.rint(figures).astype(np.int64)


def _same(
    questionnaire: Questionnaire, lines: Sequence[Line], tally: pd.DataFrame, sums: Sums
) -> Iterator[Whole]:
    """Count for each line and atom how many gave exactly the same value."""
    roles = [role.id for role in questionnaire.roles] or [""]
    known = tally["role"].where(tally["role"].isin(roles), roles[0])
    keys = [known, tally["unit"], *(tally[name] for name in CELL)]
    parted = dict(
        iter(tally["n"].groupby(keys, sort=True).sum().groupby(level=["dimension", "id"]))
    )
    places = {pair: place for place, pair in enumerate(zip(sums.roles, sums.units, strict=True))}
    for line in lines:
        counted = parted.get((line.dimension, line.id))
        yield _by_value(line, counted, places)


def _by_value(line: Line, counted: Any, places: dict[tuple[str, str], int]) -> Whole:
    columns: dict[float, int] = {}
    cells: list[tuple[int, int, int]] = []
    for (role, unit, _, _, code), n in () if counted is None else counted.items():
        value = line.value(code)
        if value == value:  # noqa: PLR0124 - only nan differs from itself
            column = columns.setdefault(value, len(columns))
            cells.append((places[role, unit], column, int(n)))
    table = np.zeros((len(places), max(len(columns), 1)), dtype=np.int64)
    for place, column, n in cells:
        table[place, column] += n
    return table

"""Lay people out as atoms: by role and unit, what they answered to each line."""

from __future__ import annotations

import math
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
Floats = npt.NDArray[np.float64]
Group = tuple[str, str]
"""A grouping ("all", "role", "unit") and the id of a group in it ("" for all)."""


@dataclass(frozen=True, slots=True)
class Atoms:
    """Hold one line's answers by atom: the people of one role in one unit.

    ``roles`` and ``crowd`` are each atom's role, and everybody in it.
    By group: ``member`` says which atoms it is made of, ``people`` counts everybody in it,
    ``reach`` says whether people can be above anything, ``mixed`` whether their roles want
    different levels, so that how many are above does not follow from the bins.
    By atom: ``n`` people with a value, ``bins`` how many of them in each bin, ``same`` how many
    gave exactly the same value (a column for each of ``values``: all of an item's, and those of a
    dimension that occur), ``above`` how many reach the level that is ``wanted`` of them (nan for
    none), ``since`` in which cohort they have answered last (a column for each cohort), ``beside``
    how many said "not relevant". ``level`` is what the first role wants.
    """

    line: Line
    roles: tuple[str, ...]
    crowd: Whole
    member: Flags
    people: Whole
    reach: Flags
    mixed: Flags
    n: Whole
    bins: Whole
    values: Floats
    same: Whole
    above: Whole
    wanted: Floats
    level: float
    since: Whole
    beside: Whole

    @property
    def above_one(self) -> Whole:
        """Return by atom how many reach the first role's level."""
        return np.asarray(self.same @ (self.values >= self.level), dtype=np.int64)

    def of_group(self, figures: Whole) -> Whole:
        """Add atoms' figures up to groups'."""
        return np.asarray(self.member.astype(np.int64) @ figures, dtype=np.int64)


def atoms_of(
    questionnaire: Questionnaire,
    lines: Sequence[Line],
    tally: pd.DataFrame,
    groups: Sequence[Group],
) -> list[Atoms]:
    """Return every line's atoms, in the order of the lines; the atoms are the same in each."""
    sums = add_up(questionnaire, lines, tally)
    member = np.array([_inside(sums, group) for group in groups], dtype=bool)
    member = member.reshape(len(groups), len(sums.people))
    people = member.astype(np.int64) @ _whole(sums.people)
    every = [role.id for role in questionnaire.roles]
    roles = [[group] if grouping == "role" else every for grouping, group in groups]
    return [
        Atoms(
            line=line,
            roles=tuple(sums.roles.tolist()),
            crowd=_whole(sums.people),
            member=member,
            people=people,
            reach=np.array([bool(own) and line.wanted.keys() >= set(own) for own in roles]),
            mixed=np.array([bool(own) and math.isnan(line.shared(own)) for own in roles]),
            n=_whole(sums.states[:, place, ANSWERED]),
            bins=_whole(sums.counts[:, place, : len(line.starts)]),
            values=values,
            same=same,
            above=_whole(sums.above[:, place]),
            wanted=np.array([line.wanted.get(role, np.nan) for role in sums.roles.tolist()]),
            level=line.wanted.get(every[0], math.nan) if every else math.nan,
            since=since,
            beside=_whole(sums.states[:, place, BESIDE]),
        )
        for place, (line, (values, same, since)) in enumerate(
            zip(lines, _answers(questionnaire, lines, tally, sums), strict=True)
        )
    ]


def _inside(sums: Sums, group: Group) -> Flags:
    grouping, name = group
    if grouping == "all":
        return np.ones(len(sums.people), dtype=bool)
    return np.asarray((sums.roles if grouping == "role" else sums.units) == name, dtype=np.bool_)


def _whole(figures: npt.NDArray[np.float64]) -> Whole:
    return np.rint(figures).astype(np.int64)


def _answers(
    questionnaire: Questionnaire, lines: Sequence[Line], tally: pd.DataFrame, sums: Sums
) -> Iterator[tuple[Floats, Whole, Whole]]:
    """Yield for each line its values, and by atom how many gave each of them, and since when."""
    roles = [role.id for role in questionnaire.roles] or [""]
    known = tally["role"].where(tally["role"].isin(roles), roles[0])
    keys = [known, tally["unit"], *(tally[name] for name in CELL), tally["cohort"]]
    counted = tally["n"].groupby(keys, sort=True).sum().groupby(level=["dimension", "id"])
    parted = dict(iter(counted))
    places = {pair: place for place, pair in enumerate(zip(sums.roles, sums.units, strict=True))}
    cohorts = int(tally["cohort"].max()) + 1 if len(tally) else 1
    for line in lines:
        yield _by_value(line, parted.get((line.dimension, line.id)), places, cohorts)


def _by_value(
    line: Line, counted: Any, places: dict[tuple[str, str], int], cohorts: int
) -> tuple[Floats, Whole, Whole]:
    known = line.starts if line.dimension == "item" else ()
    columns = {value: column for column, value in enumerate(known)}
    since = np.zeros((len(places), cohorts), dtype=np.int64)
    cells: list[tuple[int, int, int]] = []
    for (role, unit, _, _, code, cohort), n in () if counted is None else counted.items():
        value = line.value(code)
        if not math.isnan(value):
            column = columns.setdefault(value, len(columns))
            cells.append((places[role, unit], column, int(n)))
            since[places[role, unit], cohort] += n
    columns = columns or {line.low: 0}
    table = np.zeros((len(places), len(columns)), dtype=np.int64)
    for place, column, n in cells:
        table[place, column] += n
    return np.array(list(columns), dtype=np.float64), table, since

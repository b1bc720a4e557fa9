"""Add a tally up: sums over people for every role, unit and line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.groups.tally import BLANK, CELL, NOT_RELEVANT, PEOPLE
from kit.lines import Line
from kit.questionnaire import Questionnaire

STATES = ("n", "not_relevant", "blank")
"""What a shown line can be for a person, in the order of ``Sums.states``."""

ANSWERED, BESIDE, BLANKS = range(len(STATES))

PEOPLES, NOWHERE = -1, -2
"""In place of a line's number: the people's own cell, and one that the questionnaire lacks."""

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Sums:
    """Hold sums over people, one row for each role and unit that occurs.

    ``people`` counts everybody. By line: ``states`` counts the three ``STATES``, ``counts`` the
    people in each bin, ``above`` those at or above their role's wanted level; ``total`` sums the
    values and ``short`` the shortfalls.
    """

    roles: npt.NDArray[np.str_]
    units: npt.NDArray[np.str_]
    people: Floats
    states: Floats
    counts: Floats
    above: Floats
    total: Floats
    short: Floats

    def of(self, *, role: str | None = None, unit: str | None = None) -> Sums:
        """Return the rows of one role, or of one unit."""
        own = self.roles == role if unit is None else self.units == unit
        parts = (self.roles, self.units, self.people, self.states)
        figures = (self.counts, self.above, self.total, self.short)
        return Sums(*(part[own] for part in (*parts, *figures)))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Hold a tally's rows as numbers: whose, of which line, in which state and bin, how many."""

    group: Places
    line: Places
    state: Places
    bin: Places
    value: Floats
    n: npt.NDArray[np.int64]

    def of(self, chosen: npt.NDArray[np.bool_]) -> _Rows:
        """Return some of the rows."""
        return _Rows(
            self.group[chosen],
            self.line[chosen],
            self.state[chosen],
            self.bin[chosen],
            self.value[chosen],
            self.n[chosen],
        )


def add_up(questionnaire: Questionnaire, lines: Sequence[Line], tally: pd.DataFrame) -> Sums:
    """Add a tally's rows up by role and unit; cohorts are added together."""
    roles = [role.id for role in questionnaire.roles] or [""]
    known = tally["role"].where(tally["role"].isin(roles), roles[0])
    keys = [known, tally["unit"], *(tally[name] for name in CELL)]
    rows = tally["n"].groupby(keys, sort=True).sum().reset_index()
    group, groups = pd.MultiIndex.from_frame(rows[["role", "unit"]]).factorize()
    cell, cells = pd.MultiIndex.from_frame(rows[list(CELL)]).factorize()
    line, state, value, bin_ = _meanings(lines, list(cells))
    counted = _Rows(group, line[cell], state[cell], bin_[cell], value[cell], rows["n"].to_numpy())
    return _sums(lines, roles, list(groups), counted)


def _meanings(
    lines: Sequence[Line], cells: Sequence[tuple[str, str, str]]
) -> tuple[Places, Places, Floats, Places]:
    """Say for each different cell its line's number, its state, its value and its bin."""
    places = {(line.dimension, line.id): place for place, line in enumerate(lines)}
    meant = [_meaning(lines, places, cell) for cell in cells]
    line, state, value, bin_ = zip(*meant, strict=True) if meant else ((), (), (), ())
    return (
        np.array(line, dtype=np.intp),
        np.array(state, dtype=np.intp),
        np.array(value, dtype=np.float64),
        np.array(bin_, dtype=np.intp),
    )


def _meaning(
    lines: Sequence[Line], places: Mapping[tuple[str, str], int], cell: tuple[str, str, str]
) -> tuple[int, int, float, int]:
    """Say what one cell stands for; in place of a line it may be ``PEOPLES`` or ``NOWHERE``."""
    dimension, id_, code = cell
    place = places.get((dimension, id_), PEOPLES if dimension == PEOPLE else NOWHERE)
    if place < 0:
        return place, BLANKS, 0.0, 0
    value = lines[place].value(code)
    if not math.isnan(value):
        return place, ANSWERED, value, lines[place].bin(value)
    beside = code != BLANK and (dimension == "item" or code == NOT_RELEVANT)
    return place, BESIDE if beside else BLANKS, 0.0, 0


def _sums(
    lines: Sequence[Line], roles: Sequence[str], groups: Sequence[tuple[str, str]], rows: _Rows
) -> Sums:
    """Add the rows' figures up in tables of groups x lines."""
    shape = (len(groups), len(lines))
    people = np.zeros(len(groups))
    there = rows.line == PEOPLES
    np.add.at(people, rows.group[there], rows.n[there])
    states = np.zeros((*shape, len(STATES)))
    known = rows.of(rows.line >= 0)
    np.add.at(states, (known.group, known.line, known.state), known.n)
    given = known.of(known.state == ANSWERED)
    counts = np.zeros((*shape, max((len(line.starts) for line in lines), default=0)))
    np.add.at(counts, (given.group, given.line, given.bin), given.n)
    wanted = np.array([[line.wanted.get(role, math.nan) for line in lines] for role in roles])
    whose = np.array([roles.index(role) for role, _ in groups], dtype=np.intp)
    level = wanted[whose[given.group], given.line]
    # A comparison with nan is false, and nobody falls short of a level that is not there.
    short = np.where(given.value < level, level - given.value, 0.0)
    return Sums(
        np.array([role for role, _ in groups], dtype=np.str_),
        np.array([unit for _, unit in groups], dtype=np.str_),
        people,
        states,
        counts,
        _added(shape, given, np.where(given.value >= level, 1.0, 0.0)),
        _added(shape, given, given.value),
        _added(shape, given, short),
    )


def _added(shape: tuple[int, int], rows: _Rows, worth: Floats) -> Floats:
    """Add up what each of the rows' people is worth."""
    table = np.zeros(shape)
    np.add.at(table, (rows.group, rows.line), rows.n * worth)
    return table

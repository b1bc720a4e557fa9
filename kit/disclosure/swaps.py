"""See that other answers would have given the same published figures: people change places.

Two people in the same shown rows may have given each other's answers. So may four: two of one
role, two of another, in the same two units, where a role's two and a unit's two give each other's.
Both leave every row's bins and mean as they are; how many are above their own role's level, and
the need, only among people who are held to the same level, or where the level makes no difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kit.disclosure.cells import Atoms, Flags, Floats, Whole


@dataclass(frozen=True, slots=True)
class Swaps:
    """Hold who may change places with whom, unseen by all rows.

    ``alike`` numbers atoms whose people may: the same rows, and the same level where it is seen.
    ``there`` says which values an atom's people gave. ``moved`` are atoms one of whose people may
    change places with three others.
    """

    alike: Whole
    there: Flags
    moved: Flags

    def move(self, target: Flags) -> bool:
        """Say whether some change of places changes a set of atoms' answers as a whole."""
        places = np.flatnonzero(target & self.there.any(axis=1))
        if len(places) == 1 and self.moved[places[0]]:
            return True
        for number in set(self.alike[places].tolist()):
            own = self.alike == number
            inside = self.there[own & target].any(axis=0)
            outside = self.there[own & ~target].any(axis=0)
            if inside.any() and outside.any() and (inside | outside).sum() > 1:
                return True
        return False


def swaps_of(atoms: Atoms, exact: Flags, shares: Flags) -> Swaps:
    """Return the changes of places that no row of ``exact`` shows.

    ``shares`` are the rows that also show how many are above their own role's level.
    """
    member, there = atoms.member[exact], atoms.same > 0
    classes = _numbered(member.T)
    level = _numbered(atoms.wanted[:, np.newaxis]) if (exact & shares).any() else 0 * classes
    alike = _numbered(np.stack([classes, level], axis=1))
    moved = np.zeros(len(there), dtype=bool)
    # A class whose people are all in one atom stands for that atom.
    used = there.any(axis=1)
    numbers = range(classes.max(initial=-1) + 1)
    lone = [np.flatnonzero((classes == number) & used) for number in numbers]
    alone = np.array([own[0] if len(own) == 1 else -1 for own in lone], dtype=np.int64)
    cycles = alone[_cycles(*_shape(member, classes))]
    cycles = cycles[(cycles >= 0).all(axis=1)]
    if len(cycles):
        seen = _coupled(level, member[shares[exact]], cycles)
        possible = _possible(there, cycles, seen, _same_steps(atoms.values, atoms.wanted))
        moved[cycles[possible]] = True
    return Swaps(alike, there, moved)


def _numbered(table: Floats | Whole | Flags) -> Whole:
    """Return a number for each row of a table, the same for rows that are alike."""
    _, numbers = np.unique(table, axis=0, return_inverse=True, equal_nan=True)
    return np.asarray(numbers.ravel(), dtype=np.int64)


def _shape(member: Flags, classes: Whole) -> tuple[bytes, int]:
    """Return the classes' rows, for the search to remember."""
    _, first = np.unique(classes, return_index=True)
    columns = np.ascontiguousarray(member[:, first])
    return columns.tobytes(), len(first)


@lru_cache(maxsize=256)
def _cycles(member: bytes, width: int) -> Whole:
    """List classes (a, b, c, d) with a + d = b + c in every row."""
    if not width:
        return np.zeros((0, 4), dtype=np.int64)
    table = np.frombuffer(member, dtype=np.bool_).reshape(-1, width).T.astype(np.int8)
    sums: dict[bytes, list[tuple[int, int]]] = {}
    for one in range(width):
        pairs = table[one] + table[one + 1 :]
        for other, both in enumerate(pairs, start=one + 1):
            sums.setdefault(both.tobytes(), []).append((one, other))
    found = [
        (a, b, c, d)
        for pairs_ in sums.values()
        for place, (a, d) in enumerate(pairs_)
        for b, c in pairs_[place + 1 :]
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 4)


def _coupled(level: Whole, shown: Flags, cycles: Whole) -> Flags:
    """Say for each cycle whether a row with shares has people of different levels change."""
    signs = np.array([1, -1, -1, 1], dtype=np.int64)
    coupled = np.zeros(len(cycles), dtype=bool)
    for number in set(level.tolist()):
        own = np.where(level[cycles] == number, signs, 0)
        coupled |= ((shown[:, cycles] * own).sum(axis=2) != 0).any(axis=0)
    return coupled


def _same_steps(values: Floats, wanted: Floats) -> Flags:
    """Say from which value to which other a step is worth the same at every level."""
    levels = np.unique(wanted[~np.isnan(wanted)])[:, np.newaxis]
    same = ~np.eye(len(values), dtype=bool)
    for figure in (np.maximum(levels - values, 0.0), (values >= levels).astype(np.float64)):
        steps = figure[:, np.newaxis, :] - figure[:, :, np.newaxis]
        if len(steps):
            same &= np.abs(steps - steps[0]).max(axis=0) < 1e-9  # noqa: PLR2004 - binary fractions
    return np.asarray(same, dtype=np.bool_)


def _possible(there: Flags, cycles: Whole, coupled: Flags, same: Flags) -> Flags:
    """Say for each cycle whether a and d gave an x, b and c a y, that may be changed unseen."""
    a, b, c, d = (there[cycles[:, place]] for place in range(4))
    give, take = (a & d).astype(np.float32), (b & c).astype(np.float32)
    anyhow = (give @ (~np.eye(there.shape[1], dtype=bool)).astype(np.float32) * take).sum(axis=1)
    only = (give @ same.astype(np.float32) * take).sum(axis=1)
    return np.asarray(np.where(coupled, only, anyhow) > 0, dtype=np.bool_)

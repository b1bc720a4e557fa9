"""See that other answers would have given the same published figures: people change places.

Two people in the same shown rows may have given each other's answers. So may four: two of one
role, two of another, in the same two units, where a role's two and a unit's two give each other's.
Both leave every row's bins and mean as they are; how many are above their own role's level, and
the need, only where that is checked as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kit.disclosure.cells import Atoms, Flags, Floats, Whole

MOST = 40
"""Pairs of atoms that each pair is tried with; where that is too few, others show the same."""


@dataclass(frozen=True, slots=True)
class Swaps:
    """Hold changes of places: ``change`` is swaps x atoms, 1 or -1 where somebody's answer changes.

    Of those with 1 somebody takes the other answer, of those with -1 somebody gives it up.
    """

    change: Whole

    def moves(self, target: Flags) -> bool:
        """Say whether some swap changes the answers of a set of atoms as a whole."""
        return bool((self.change @ target.astype(np.int64)).any())


def pairs_of(atoms: Atoms, exact: Flags, shares: Flags) -> Swaps:
    """Return the changes of places of two people that no row of ``exact`` shows.

    ``shares`` are the rows that also show how many are above their own role's level.
    """
    return _swaps(atoms, exact, shares, _pairs)


def cycles_of(atoms: Atoms, exact: Flags, shares: Flags) -> Swaps:
    """Return the changes of places of four people that no row of ``exact`` shows."""
    return _swaps(atoms, exact, shares, _cycles)


def _swaps(
    atoms: Atoms, exact: Flags, shares: Flags, find: Callable[[bytes, int, int], Whole]
) -> Swaps:
    used = atoms.n > 0
    member = atoms.member[exact][:, used]
    cycles = find(member.tobytes(), *member.shape)
    possible = _possible(atoms.same[used] > 0, cycles)
    if shares.any():
        shown = atoms.member[exact & shares][:, used]
        possible &= _unseen(atoms.values, atoms.wanted[used], shown, cycles)
    found = cycles[possible.any(axis=(1, 2))]
    change = np.zeros((len(found), int(used.sum())), dtype=np.int64)
    for place, sign in enumerate((1, -1, -1, 1)):
        inside = found[:, place] >= 0
        np.add.at(change, (np.flatnonzero(inside), found[inside, place]), sign)
    whole = np.zeros((len(found), len(used)), dtype=np.int64)
    whole[:, used] = change
    return Swaps(whole)


@lru_cache(maxsize=256)
def _pairs(member: bytes, rows: int, width: int) -> Whole:
    """List atoms (a, b, -1, -1) that are in the same rows."""
    table = np.frombuffer(member, dtype=np.bool_).reshape(rows, width).T
    found = [
        (one, other, -1, -1)
        for one in range(width)
        for other in range(one + 1, width)
        if (table[one] == table[other]).all()
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 4)


@lru_cache(maxsize=256)
def _cycles(member: bytes, rows: int, width: int) -> Whole:
    """List atoms (a, b, c, d) with a + d = b + c in every row, and a not in the rows of b or c."""
    table = np.frombuffer(member, dtype=np.bool_).reshape(rows, width).T.astype(np.int64)
    sums: dict[bytes, list[tuple[int, int]]] = {}
    for one in range(width):
        for other in range(one + 1, width):
            sums.setdefault((table[one] + table[other]).tobytes(), []).append((one, other))
    found = [
        (a, b, c, d)
        for pairs in sums.values()
        for place, (a, d) in enumerate(pairs)
        for b, c in pairs[place + 1 : place + 1 + MOST]
        if not ((table[a] == table[b]).all() or (table[a] == table[c]).all())
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 4)


def _possible(there: Flags, cycles: Whole) -> Flags:
    """Say for each cycle and two values x, y whether a and d have an x, and b and c a y."""
    # Where there is no c or d, the last row says that anything is there.
    any_ = np.vstack([there, np.ones(there.shape[1], dtype=bool)])
    a, b, c, d = (any_[cycles[:, place]] for place in range(4))
    pairs = (a & d)[:, :, np.newaxis] & (b & c)[:, np.newaxis, :]
    return np.asarray(pairs & ~np.eye(there.shape[1], dtype=bool), dtype=np.bool_)


def _unseen(values: Floats, wanted: Floats, shown: Flags, cycles: Whole) -> Flags:
    """Say for each cycle and two values whether no row's shares and needs change."""
    short = np.where(values < wanted[:, np.newaxis], wanted[:, np.newaxis] - values, 0.0)
    reach = (values >= wanted[:, np.newaxis]).astype(np.float64)
    unseen = np.ones((len(cycles), len(values), len(values)), dtype=bool)
    for figure in (short, reach):
        padded = np.vstack([figure, np.zeros(len(values))])
        steps = padded[:, np.newaxis, :] - padded[:, :, np.newaxis]
        for row in np.unique(shown, axis=0):
            inside = np.append(row, False)
            change = np.zeros(unseen.shape)
            for place, sign in enumerate((1, -1, -1, 1)):
                own = cycles[:, place]
                change += sign * inside[own][:, np.newaxis, np.newaxis] * steps[own]
            unseen &= np.abs(change) < 1e-9  # noqa: PLR2004 - binary fractions
    return unseen

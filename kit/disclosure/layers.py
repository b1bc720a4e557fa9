"""Find what a reader could derive of one line, layer by layer of what is shown of it.

A row may show its number and mean, how its people are spread (the bins, those above, the need),
and those beside the scale. Rows that show the same kind of figure can be added and subtracted, so
each kind is searched by itself, for sets of people whose figures would give somebody away:

* figures: fewer than ``min_group`` people, or all of them, or all but one, with the same value;
* spread: fewer than ``min_distribution`` people, or all, or all but one, of them in one bin;
* beside: fewer than ``min_group`` people who said "not relevant".

A row whose people are held to their own role's level is looked at by itself (``levels``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kit.disclosure.cells import Atoms, Flags, Whole
from kit.disclosure.levels import common_groups
from kit.disclosure.plans import Layer, Plan
from kit.disclosure.rules import Rules
from kit.disclosure.spaces import TooManyError, Vectors, all_vectors, joined, light_vectors, solve

NARROW = 12
"""With this many rows at the most, all derivable sets are listed, and the list remembered."""

Hunt = tuple[Whole, int, int]
"""Weights of the columns, the most that a set which gives somebody away can weigh, and the fewest
people it is of; smaller ones are found by another hunt."""


@dataclass(frozen=True, slots=True)
class Breach:
    """Say that something can be derived, and from which rows of this release.

    One of them must give way, or ``each`` of them: then each gives something away by itself.
    """

    layer: Layer
    rows: tuple[int, ...]
    each: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Hold published rows as sums over atoms that they tell apart, and over changes.

    ``matrix`` has a row for each of ``rows`` (numbers of groups), a column for each class of
    atoms that no row tells apart (``classes``: class of each atom, -1 for those in no row), and
    then one for each earlier row whose people have changed since, ``changes`` of them at least.
    """

    rows: tuple[int, ...]
    matrix: Whole
    classes: Whole
    changes: Whole

    @property
    def width(self) -> int:
        """Return how many classes of atoms there are."""
        return int(self.matrix.shape[1]) - len(self.changes)

    def gather(self, figures: Whole) -> Whole:
        """Add the atoms' figures up by class."""
        table = np.zeros((self.width, *figures.shape[1:]), dtype=np.int64)
        inside = self.classes >= 0
        np.add.at(table, self.classes[inside], figures[inside])
        return table

    def signed(self) -> Flags:
        """Say which columns may be subtracted: those of changes."""
        return np.arange(self.matrix.shape[1]) >= self.width


def family_of(member: Flags, rows: Flags, changes: Whole | None = None) -> Family:
    """Lay some rows out over the atoms that anybody stands in.

    ``changes`` are how many people's answers have changed since each row was published.
    """
    chosen = np.flatnonzero(rows)
    if not len(chosen):
        nobody = np.full(member.shape[1], -1, dtype=np.int64)
        return Family((), np.zeros((0, 0), dtype=np.int64), nobody, np.zeros(0, dtype=np.int64))
    columns, inverse = np.unique(member[chosen], axis=1, return_inverse=True)
    inside = columns.any(axis=0)
    numbers = np.where(inside, np.cumsum(inside) - 1, -1)
    changed = np.zeros(len(chosen), dtype=np.int64) if changes is None else changes[chosen]
    moved = np.eye(len(chosen), dtype=np.int64)[:, changed > 0]
    matrix = np.hstack([columns[:, inside].astype(np.int64), moved])
    classes = numbers[inverse.ravel()].astype(np.int64)
    return Family(tuple(chosen.tolist()), matrix, classes, changed[changed > 0])


def find_breach(atoms: Atoms, plan: Plan, rules: Rules) -> Breach | None:
    """Return one thing that could be derived, None when there is nothing."""
    looks: tuple[Callable[[], Breach | None], ...] = (
        lambda: _in_figures(atoms, plan, rules),
        lambda: _in_spread(atoms, plan, rules),
        lambda: _between_levels(atoms, plan, rules),
        lambda: _beside(atoms, plan, rules),
    )
    return next((breach for look in looks if (breach := look()) is not None), None)


def can_derive(atoms: Atoms, plan: Plan, group: int) -> bool:
    """Say whether a group's number and mean are shown, or can be added up from what is shown."""
    if plan.shown[group]:
        return True
    used = atoms.n > 0
    family = family_of(atoms.member[:, used], plan.shown, plan.changed)
    target = _target(family, atoms.member[group, used])
    if target is None:
        return False
    return solve(family.matrix, target) is not None


def _in_figures(atoms: Atoms, plan: Plan, rules: Rules) -> Breach | None:
    used = atoms.n > 0
    family = family_of(atoms.member[:, used], plan.shown, plan.changed)
    n, same = family.gather(atoms.n[used]), family.gather(atoms.same[used])
    least = rules.min_group
    hunts = [(n, least - 1, 1), *((n - column, 1, least) for column in same.T)]
    found = _derived(family, hunts, n)
    if found is None:
        return _give_up("shown", plan, family)
    size, pure = _sizes(family, found, n)
    most = (found.values[:, : family.width] @ same).max(axis=1, initial=0)
    bad = (size < rules.min_group) | (pure & (most >= size - 1))
    worst = _worst("shown", plan, family, found.of(bad), size[bad])
    return worst or _kept_apart(plan, family, atoms.member[:, used])


def _kept_apart(plan: Plan, family: Family, member: Flags) -> Breach | None:
    """Find a group that must be kept from being derived, and can be."""
    for group in np.flatnonzero(plan.kept):
        target = _target(family, member[group])
        parts = None if target is None else solve(family.matrix, target)
        rows = () if parts is None else np.array(family.rows)[parts != 0].tolist()
        free = tuple(row for row in rows if not plan.fixed[row])
        if free:
            return Breach("shown", free)
    return None


def _in_spread(atoms: Atoms, plan: Plan, rules: Rules) -> Breach | None:
    used = atoms.n > 0
    family = family_of(atoms.member[:, used], plan.spread, plan.changed)
    n, bins = family.gather(atoms.n[used]), family.gather(atoms.bins[used])
    least = rules.min_distribution
    hunts = [(n, least - 1, 1), *((n - column, 1, least) for column in bins.T)]
    found = _derived(family, hunts, n)
    if found is None:
        return _give_up("spread", plan, family)
    size, pure = _sizes(family, found, n)
    people = found.values[:, : family.width].any(axis=1)
    most = (found.values[:, : family.width] @ bins).max(axis=1, initial=0)
    bad = (size < np.where(people, rules.min_distribution, rules.min_group)) | (
        pure & (most >= size - 1)
    )
    return _worst("spread", plan, family, found.of(bad), size[bad])


def _between_levels(atoms: Atoms, plan: Plan, rules: Rules) -> Breach | None:
    """Find a mixed row whose shares tell of a few people that lie between two levels."""
    own = plan.spread & atoms.reach & atoms.mixed & ~plan.common
    if not own.any():
        return None
    few = common_groups(own, atoms.member, atoms.n, atoms.wanted.tolist(), rules)
    rows = np.flatnonzero(few & ~plan.fixed).tolist()
    return Breach("levels", (rows[0],)) if rows else None


def _beside(atoms: Atoms, plan: Plan, rules: Rules) -> Breach | None:
    used = atoms.beside > 0
    family = family_of(atoms.member[:, used], plan.beside, plan.changed)
    beside = family.gather(atoms.beside[used])
    found = _derived(family, [(beside, rules.min_group - 1, 1)], beside)
    if found is None:
        return _give_up("beside", plan, family)
    size, pure = _sizes(family, found, beside)
    bad = pure & (size < rules.min_group)
    return _worst("beside", plan, family, found.of(bad), size[bad])


def _derived(family: Family, hunts: Sequence[Hunt], n: Whole) -> Vectors | None:
    """List the derivable sets, or of a large family those that the hunts are after."""
    signed = family.signed()
    try:
        if len(family.rows) <= NARROW:
            return all_vectors(family.matrix, signed)
    except TooManyError:
        pass
    try:
        return joined([_nothing(family), *_hunted(family, signed, hunts, n)])
    except TooManyError:
        return None


def _hunted(family: Family, signed: Flags, hunts: Sequence[Hunt], n: Whole) -> Iterator[Vectors]:
    for weights, limit, least in hunts:
        if n[weights <= limit].sum() + family.changes.sum() < least:
            continue
        own = np.concatenate([weights, np.minimum(family.changes, limit)])
        yield light_vectors(family.matrix, signed, own, limit)


def _nothing(family: Family) -> Vectors:
    height, width = family.matrix.shape
    return Vectors(np.zeros((0, width), np.int64), np.zeros((0, height), np.int64), 1)


def _sizes(family: Family, found: Vectors, n: Whole) -> tuple[Whole, Flags]:
    """Return how many people each set stands for, and whether it is one of today's people only."""
    people, changes = found.values[:, : family.width], found.values[:, family.width :]
    size = people @ n + np.abs(changes) @ family.changes
    pure = np.asarray(~changes.any(axis=1), dtype=np.bool_)
    return np.asarray(size, dtype=np.int64), pure


def _target(family: Family, member: Flags) -> Whole | None:
    """Return a group as a vector of the family, None where it is no sum of its classes."""
    inside = np.zeros(family.width, dtype=np.int64)
    inside[family.classes[member & (family.classes >= 0)]] = 1
    whole = np.where(family.classes >= 0, inside[family.classes], 0) if family.width else None
    if whole is None or not (whole.astype(bool) == member).all() or not inside.any():
        return None
    return np.concatenate([inside, np.zeros(len(family.changes), dtype=np.int64)])


def _worst(layer: Layer, plan: Plan, family: Family, found: Vectors, size: Whole) -> Breach | None:
    """Return all breaches that only one row can mend, or else the smallest of the fewest rows."""
    rows = np.array(family.rows, dtype=np.int64)
    free = (found.parts != 0) & ~plan.fixed[rows] if len(rows) else found.parts != 0
    return most_urgent(layer, rows, free, size)


def most_urgent(layer: Layer, rows: Whole, free: Flags, size: Whole) -> Breach | None:
    """Choose among breaches: ``free`` says which of the rows could mend each of them."""
    ways = free.sum(axis=1)
    if (ways == 1).any():
        return Breach(layer, tuple(rows[free[ways == 1].any(axis=0)].tolist()), each=True)
    order = np.lexsort((size, ways))
    order = order[ways[order] > 0]
    return Breach(layer, tuple(rows[free[order[0]]].tolist())) if len(order) else None


def _give_up(layer: Layer, plan: Plan, family: Family) -> Breach | None:
    """Take a family that is too large to search for unsafe, so that it becomes smaller."""
    rows = tuple(row for row in family.rows if not plan.fixed[row])
    return Breach(layer, rows) if rows else None

"""Find small groups whose answers follow from what is shown, since no count can be below nought.

Sums that cannot be subtracted from each other may still leave only one way: when one role answered
nothing but 3 and 5 and one unit nothing but 5 and 6, whoever is in both answered 5. Here a reader
is taken to know who is in which role and unit, and who answered at all. What they cannot know is
shown by other answers that would have given the same published figures: by people who change
places, which is easily seen (``kit.disclosure.swaps``), or else by a linear programme.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from kit.disclosure.cells import Atoms, Flags, Floats
from kit.disclosure.plans import Layer, Plan
from kit.disclosure.rules import Rules
from kit.disclosure.swaps import swaps_of

SEED = 7
"""Directions are looked for at random, and the same way every time."""

STILL = 1e-7
"""A movement smaller than this is none."""


@dataclass(frozen=True, slots=True)
class Determined:
    """Say that small groups' answers are determined, and which rows do it by what they show."""

    rows: tuple[tuple[int, Layer], ...]


def find_determined(atoms: Atoms, plan: Plan, rules: Rules) -> Determined | None:
    """Return what determines the answers of a hidden group, or of a few people in one atom.

    None when other answers are possible for every one of them.
    """
    exact = plan.shown & (plan.changed == 0)
    swaps = swaps_of(atoms, exact, plan.spread & atoms.reach & ~plan.common)
    fixed = [target for target in _targets(atoms, plan, rules) if not swaps.move(target)]
    return _unmoved(atoms, plan, exact, np.array(fixed)) if fixed and exact.any() else None


def _targets(atoms: Atoms, plan: Plan, rules: Rules) -> list[Flags]:
    """List the sets of atoms that nobody may know everything about.

    A hidden group with the very people of a shown one is none of them: it is shown.
    """
    used = atoms.n > 0
    groups, seen = atoms.member[~plan.shown] & used, atoms.member[plan.shown] & used
    lone = np.eye(len(used), dtype=bool)[used & (atoms.n < rules.min_group)]
    sets = {target.tobytes(): target for target in [*groups, *lone] if target.any()}
    return [sets[key] for key in sorted(sets.keys() - {one.tobytes() for one in seen})]


def _unmoved(atoms: Atoms, plan: Plan, exact: Flags, targets: Flags) -> Determined | None:
    """Return what holds still the targets that no direction of the same published figures moves."""
    used = atoms.n > 0
    kept = list(_kept(atoms, plan, exact, used))
    figures = np.array([weights for _, _, weights in kept])
    people = atoms.same[used]
    bounds = np.stack([np.where(people > 0, -1.0, 0.0).ravel(), np.ones(people.size)], axis=1)
    random = np.random.default_rng(SEED)
    left = targets[:, used].astype(np.float64)
    while len(left):
        aim = random.normal(size=(len(left), people.shape[1]))
        moved, holding = np.zeros(len(left), dtype=bool), np.zeros(len(kept), dtype=bool)
        for cost in (left.T @ aim, -(left.T @ aim)):
            step = linprog(cost.ravel(), A_eq=figures, b_eq=np.zeros(len(kept)), bounds=bounds)
            change = left @ step.x.reshape(people.shape)
            moved |= np.abs(change).max(axis=1) > STILL
            holding |= np.abs(step.eqlin.marginals) > STILL
        if not moved.any():
            return Determined(tuple({kept[place][:2] for place in np.flatnonzero(holding)}))
        left = left[~moved]
    return None


def _kept(
    atoms: Atoms, plan: Plan, exact: Flags, used: Flags
) -> Iterator[tuple[int, Layer, Floats]]:
    """Yield what must stay as it is: row, kind of figure, and weights of atoms x values.

    First how many people each atom has (row -1), then all that the exact rows show.
    """
    values = atoms.values
    levels = (atoms.wanted[used][:, np.newaxis], np.full((int(used.sum()), 1), atoms.level))
    bins = np.array([atoms.line.bin(value) for value in values])
    for atom in np.eye(int(used.sum())):
        yield -1, "shown", np.outer(atom, np.ones(len(values))).ravel()
    for group in np.flatnonzero(exact).tolist():
        inside = atoms.member[group, used].astype(np.float64)[:, np.newaxis]
        yield group, "shown", (inside * values).ravel()
        if plan.spread[group]:
            for bin_ in range(len(atoms.line.starts)):
                yield group, "spread", (inside * (bins == bin_)).ravel()
        if plan.spread[group] and atoms.reach[group]:
            wanted = levels[int(plan.common[group])]
            layer: Layer = "levels" if atoms.mixed[group] and not plan.common[group] else "spread"
            # Where a role wants no level, wanted is nan, and nobody falls short of it.
            short = np.where(values < wanted, wanted - values, 0.0)
            yield group, layer, (inside * short).ravel()
            yield group, layer, (inside * (values >= wanted)).ravel()

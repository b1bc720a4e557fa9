"""Hide as little as possible of a line until nothing can be derived that gives anybody away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.disclosure.bounds import Determined, find_determined
from kit.disclosure.cells import Atoms
from kit.disclosure.earlier import View
from kit.disclosure.layers import Breach, find_breach
from kit.disclosure.plans import Layer, Plan
from kit.disclosure.rules import Rules
from kit.disclosure.snapshots import Past, find_stale, past_of

Given = list[tuple[Plan, int]]
"""Rows that gave way, each with the plan before."""

LADDER: tuple[Layer, ...] = ("levels", "spread", "shown")


def settle(atoms: Atoms, plan: Plan, rules: Rules, views: Sequence[View] = ()) -> Plan:
    """Return the plan with rows showing less, or nothing, until it is safe.

    Of the rows that a derivation needs, the one with the fewest people shows less: so all but the
    smallest groups are seen, the same group gives way in line after line, and the row of all
    together goes last. Afterwards each row that gave way for another one's sake is tried again,
    the last one first, since it may no longer be needed.
    """
    plan = _not_derivable(atoms, plan, rules, past_of(atoms, views))
    return _not_determined(atoms, plan, rules)


def _not_derivable(atoms: Atoms, plan: Plan, rules: Rules, past: Past) -> Plan:
    given: Given = []
    while (breach := _breach(atoms, plan, rules, past)) is not None:
        if not breach.each:
            given.append((plan, _smallest(atoms, breach.rows)))
        for group in breach.rows if breach.each else [given[-1][1]]:
            plan = plan.without(group, breach.layer)
    for before, group in reversed(given):
        again = plan.row_of(before, group)
        if not plan.kept[group] and _breach(atoms, again, rules, past) is None:
            plan = again
    return plan


def _breach(atoms: Atoms, plan: Plan, rules: Rules, past: Past) -> Breach | None:
    return find_breach(atoms, plan, rules) or find_stale(atoms, plan, past, rules)


def _not_determined(atoms: Atoms, plan: Plan, rules: Rules) -> Plan:
    given: Given = []
    while (found := find_determined(atoms, plan, rules)) is not None:
        step = _step(atoms, plan, found)
        if step is None:
            break
        given.append((plan, step[0]))
        plan = plan.without(*step)
    for before, group in reversed(given[:-1]):
        again = plan.row_of(before, group)
        if find_determined(atoms, again, rules) is None:
            plan = again
    return plan


def _step(atoms: Atoms, plan: Plan, found: Determined) -> tuple[int, Layer] | None:
    """Choose which row shows less of what, so that a small group's answers are not determined.

    What the roles' different levels show goes before all else, since it tells roles apart; then
    how people are spread, and last whole rows. Of each, the smallest group's.
    """
    able = [(row, layer) for row, layer in found.rows if row >= 0 and not plan.fixed[row]]
    for layer in LADDER:
        if rows := [row for row, own in able if own == layer]:
            return _smallest(atoms, rows), layer
    return None


def _smallest(atoms: Atoms, rows: Iterable[int]) -> int:
    """Return the smallest group; of equal ones the last."""
    return min(rows, key=lambda row: (int(atoms.people[row]), -row))

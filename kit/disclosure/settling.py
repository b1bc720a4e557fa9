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
            plan = _less(atoms, plan, group, breach.layer)
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
        plan = _less(atoms, plan, *step)
    for before, group in reversed(given[:-1]):
        again = plan.row_of(before, group)
        if find_determined(atoms, again, rules) is None:
            plan = again
    return plan


def _step(atoms: Atoms, plan: Plan, found: Determined) -> tuple[int, Layer] | None:
    """Choose which row shows less of what, so that a small group's answers are not determined.

    The shares of rows whose roles want different levels go before all else, since they tell roles
    apart; then bins, other shares, and last whole rows. Of each, the smallest group's.
    """
    mixed = atoms.mixed & ~plan.common
    able = [
        (row, layer)
        for row, layer in found.rows
        if row >= 0 and not plan.fixed[row] and plan.layer(layer)[row]
    ]
    ladder = (
        [pair for pair in able if pair[1] == "shares" and mixed[pair[0]]],
        *([pair for pair in able if pair[1] == layer] for layer in ("counts", "shares", "shown")),
    )
    for pairs in ladder:
        if pairs:
            return min(pairs, key=lambda pair: (int(atoms.people[pair[0]]), -pair[0]))
    return None


def _smallest(atoms: Atoms, rows: Iterable[int]) -> int:
    """Return the smallest group; of equal ones the last."""
    return min(rows, key=lambda row: (int(atoms.people[row]), -row))


def _less(atoms: Atoms, plan: Plan, group: int, layer: Layer) -> Plan:
    """Return the plan with one kind of figure less; what would still tell of it goes as well."""
    follows = plan.common[group] or not atoms.mixed[group]
    if layer == "shares" and plan.counts[group] and follows:
        plan = plan.without(group, "counts")
    return plan.without(group, layer)

"""Hide as little as possible of a line until nothing can be derived that gives anybody away."""

from __future__ import annotations

from kit.disclosure.cells import Atoms, Flags
from kit.disclosure.layers import Breach, find_breach
from kit.disclosure.plans import COUNTS, FIGURES, HIDDEN, SHARES, Plan
from kit.disclosure.rules import Rules


def settle(atoms: Atoms, plan: Plan, rules: Rules, has_above: Flags) -> Plan:
    """Return the plan with rows showing less, or nothing, until it is safe.

    Of the rows that a derivation needs, the one with the fewest people shows less: so all but the
    smallest groups are seen, the same group gives way in line after line, and the row of all
    together goes last. Afterwards each row that gave way for another one's sake is tried again,
    the last one first, since it may no longer be needed.
    """
    given: list[tuple[Plan, int, int]] = []
    while (breach := find_breach(atoms, plan, rules, has_above)) is not None:
        group = _gives_way(atoms, breach)
        before = plan
        plan = _lowered(plan, group, breach.layer, has_above)
        if len(breach.rows) > 1 and breach.layer != "beside":
            given.append((before, group, int(plan.level[group])))
    for before, group, level in reversed(given):
        if plan.level[group] == level and not plan.kept[group]:
            again = _raised(plan, before, group)
            if find_breach(atoms, again, rules, has_above) is None:
                plan = again
    return plan


def _gives_way(atoms: Atoms, breach: Breach) -> int:
    """Return the smallest group; of equal ones the last."""
    return min(breach.rows, key=lambda row: (int(atoms.people[row]), -row))


def _lowered(plan: Plan, group: int, layer: str, has_above: Flags) -> Plan:
    if layer == "beside":
        return plan.without_beside(group)
    if layer == "figures":
        return plan.show(group, HIDDEN)
    shares = layer == "bins" and plan.level[group] == COUNTS and has_above[group]
    return plan.show(group, SHARES if shares else FIGURES)


def _raised(plan: Plan, before: Plan, group: int) -> Plan:
    """Return the plan with one row showing what it did before."""
    level, beside = plan.level.copy(), plan.beside.copy()
    fixed, changed = plan.fixed.copy(), plan.changed.copy()
    level[group], beside[group] = before.level[group], before.beside[group]
    fixed[group], changed[group] = before.fixed[group], before.changed[group]
    return Plan(level, beside, fixed, changed, plan.kept, plan.fallbacks)

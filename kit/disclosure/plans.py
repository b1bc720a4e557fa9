"""Hold what is to be published of one line, group by group, while it is being decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from kit.disclosure.cells import Atoms, Flags, Whole
from kit.disclosure.rules import Rules

Figures = TypeVar("Figures", Whole, Flags)

HIDDEN, FIGURES, SHARES, COUNTS = range(4)
"""How much a row shows: nothing; number and mean; also how many are above; also the bins."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """What becomes of a group's row that may not show today's figures.

    ``level`` and ``beside`` say what an earlier release showed, ``changed`` how many people's
    answers have changed since at the least. Without an earlier release it is the hidden row.
    """

    level: int = HIDDEN
    beside: bool = False
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Say for each group how much of a line is shown.

    ``level`` is one of ``HIDDEN`` ... ``COUNTS``, ``beside`` whether "not relevant" is shown.
    ``fixed`` rows show what an earlier release showed and cannot be taken back; ``changed`` is
    how many people's answers have changed since. ``kept`` groups must not be derivable either.
    """

    level: Whole
    beside: Flags
    fixed: Flags
    changed: Whole
    kept: Flags
    fallbacks: tuple[Fallback, ...]

    def show(self, group: int, level: int) -> Plan:
        """Return the plan with one row showing less; a hidden one falls back."""
        if level == HIDDEN:
            return self.fall_back(group)
        return replace(self, level=_set(self.level, group, level))

    def fall_back(self, group: int) -> Plan:
        """Return the plan with one row showing what an earlier release showed, or nothing."""
        fallback = self.fallbacks[group]
        return replace(
            self,
            level=_set(self.level, group, fallback.level),
            beside=_set(self.beside, group, fallback.beside),
            fixed=_set(self.fixed, group, fallback.level > HIDDEN),
            changed=_set(self.changed, group, fallback.changed),
        )

    def without_beside(self, group: int) -> Plan:
        """Return the plan with one row not telling how many said "not relevant"."""
        return replace(self, beside=_set(self.beside, group, False))

    def keep(self, group: int) -> Plan:
        """Return the plan with one row hidden, and not to be derived either."""
        return replace(self.fall_back(group), kept=_set(self.kept, group, True))


def first_plan(
    atoms: Atoms, rules: Rules, has_above: Flags, fallbacks: tuple[Fallback, ...], free: Flags
) -> Plan:
    """Show as much as each group's own number of answers allows.

    Only ``free`` groups may show today's figures.
    """
    n = atoms.of_group(atoms.n)
    beside = atoms.of_group(atoms.beside)
    level = np.where(n >= rules.min_group, np.where(has_above, SHARES, FIGURES), HIDDEN)
    level = np.where(n >= rules.min_distribution, COUNTS, level)
    none = np.zeros(len(n), dtype=bool)
    plan = Plan(
        level=level.astype(np.int64),
        beside=(n >= rules.min_distribution) & (beside >= rules.min_group),
        fixed=none,
        changed=np.zeros(len(n), dtype=np.int64),
        kept=none,
        fallbacks=fallbacks,
    )
    for group in np.flatnonzero(~free | (level == HIDDEN)):
        plan = plan.fall_back(int(group))
    return plan


def _set(figures: Figures, place: int, value: int) -> Figures:
    changed = figures.copy()
    changed[place] = value
    return changed

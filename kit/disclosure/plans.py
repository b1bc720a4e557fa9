"""Hold what is to be published of one line, group by group, while it is being decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import numpy as np

from kit.disclosure.cells import Atoms, Flags, Whole
from kit.disclosure.rules import Rules

Figures = TypeVar("Figures", Whole, Flags)

Layer = Literal["shown", "spread", "levels", "beside"]
"""What a row may show: number and mean; the bins, share and need; the latter two held to each
person's own role's level, where these differ; and how many answered beside the scale."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """What becomes of a group's row that may not show today's figures.

    It shows what an earlier release showed, since when ``changed`` people's answers have changed
    at the least; without an earlier release it shows nothing.
    """

    shown: bool = False
    spread: bool = False
    beside: bool = False
    common: bool = False
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Say for each group what is shown of a line: ``shown``, ``spread`` and ``beside``.

    In ``common`` rows everybody is held to one level, else each to their own role's.
    ``fixed`` rows show what an earlier release showed and cannot be taken back; ``changed`` is
    how many people's answers have changed since. ``kept`` groups must not be derivable either.
    """

    shown: Flags
    spread: Flags
    beside: Flags
    common: Flags
    fixed: Flags
    changed: Whole
    kept: Flags
    fallbacks: tuple[Fallback, ...]

    def without(self, group: int, layer: Layer) -> Plan:
        """Return the plan with a row not showing one kind of figure; "shown" takes all away.

        Without "levels" everybody in the group is held to one.
        """
        if layer == "shown":
            return self._fall_back(group)
        if layer == "spread":
            return replace(self, spread=_set(self.spread, group, False))
        if layer == "levels":
            return replace(self, common=_set(self.common, group, True))
        return replace(self, beside=_set(self.beside, group, False))

    def keep(self, group: int) -> Plan:
        """Return the plan with one row hidden, and not to be derived either."""
        return replace(self._fall_back(group), kept=_set(self.kept, group, True))

    def row_of(self, other: Plan, group: int) -> Plan:
        """Return the plan with one row as in another plan."""
        return replace(
            self,
            shown=_set(self.shown, group, bool(other.shown[group])),
            spread=_set(self.spread, group, bool(other.spread[group])),
            beside=_set(self.beside, group, bool(other.beside[group])),
            common=_set(self.common, group, bool(other.common[group])),
            fixed=_set(self.fixed, group, bool(other.fixed[group])),
            changed=_set(self.changed, group, int(other.changed[group])),
        )

    def _fall_back(self, group: int) -> Plan:
        """Return the plan with one row showing what an earlier release showed, or nothing."""
        fallback = self.fallbacks[group]
        return replace(
            self,
            shown=_set(self.shown, group, fallback.shown),
            spread=_set(self.spread, group, fallback.spread),
            beside=_set(self.beside, group, fallback.beside),
            common=_set(self.common, group, fallback.common),
            fixed=_set(self.fixed, group, fallback.shown),
            changed=_set(self.changed, group, fallback.changed),
        )


def first_plan(
    atoms: Atoms, rules: Rules, fallbacks: tuple[Fallback, ...], free: Flags, common: Flags
) -> Plan:
    """Show as much as each group's own number of answers allows.

    Only ``free`` groups may show today's figures; ``common`` ones hold people to one level.
    """
    n, beside = atoms.of_group(atoms.n), atoms.of_group(atoms.beside)
    shown, many = n >= rules.min_group, n >= rules.min_distribution
    none = np.zeros(len(n), dtype=bool)
    plan = Plan(
        shown=shown,
        spread=many,
        beside=many & (beside >= rules.min_group),
        common=common & atoms.mixed & atoms.reach,
        fixed=none,
        changed=np.zeros(len(n), dtype=np.int64),
        kept=none,
        fallbacks=fallbacks,
    )
    for group in np.flatnonzero(~(free & shown)):
        plan = plan.without(int(group), "shown")
    return plan


def _set(figures: Figures, place: int, value: int) -> Figures:
    changed = figures.copy()
    changed[place] = value
    return changed

"""Find what two releases tell together: sets of people that differ by a few who came or went.

A set that can be added up from today's rows is held against every set that could be added up from
an earlier release, its own and others': when nobody of a third unit had answered yet, all together
were the people of the other two. Where ``min_group`` people were in the earlier set for certain and
are not in today's, the two are different people and tell nothing of each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kit.disclosure.cells import Atoms, Flags
from kit.disclosure.earlier import View, seen_today
from kit.disclosure.layers import NARROW, Breach, Family, family_of, most_urgent
from kit.disclosure.moves import Seen, is_safe_move
from kit.disclosure.plans import Plan
from kit.disclosure.rules import Rules
from kit.disclosure.spaces import TooManyError, all_vectors


@dataclass(frozen=True, slots=True)
class Sets:
    """Hold sets that can be added up: which atoms they hold, of which rows, and their figures."""

    atoms: Flags
    rows: Flags
    seen: Seen


Past = tuple[tuple[View, Sets], ...]
"""What earlier releases have shown of a line, and what could be added up from it."""


def find_stale(atoms: Atoms, plan: Plan, past: Past, rules: Rules) -> Breach | None:
    """Return today's rows that make a set which a few people tell apart from an earlier one."""
    if not past or (plan.fixed | ~plan.shown).all():
        return None
    used = atoms.n > 0
    last, now = past[-1][0].seen, seen_today(atoms)
    fixed = plan.fixed
    shown = Seen(
        np.where(fixed, last.n, now.n),
        np.where(fixed, last.total, now.total),
        np.zeros(len(fixed)),
        np.where(fixed[:, np.newaxis], last.bins, now.bins),
        np.where(fixed, last.has_bins, now.has_bins),
    )
    today = _sets(family_of(atoms.member[:, used], plan.shown, plan.changed), shown)
    free = today.rows & ~fixed
    stale = np.zeros(len(free), dtype=bool)
    for view, before in past:
        stale |= _stale(atoms, today, view, before, rules)
    stale &= free.any(axis=1)
    return most_urgent("shown", np.arange(len(fixed)), free[stale], today.seen.n[stale])


def past_of(atoms: Atoms, views: Sequence[View]) -> Past:
    """Return for each view of a line the sets that could be added up from it."""
    used = atoms.n > 0
    # Figures that were carried forward even then are of other people than those beside them.
    changes = [(~view.fresh).astype(np.int64) for view in views]
    families = [
        family_of(atoms.member[:, used], view.shown, change)
        for view, change in zip(views, changes, strict=True)
    ]
    pairs = zip(views, families, strict=True)
    return tuple((view, _sets(family, view.seen)) for view, family in pairs)


def _stale(atoms: Atoms, today: Sets, view: View, before: Sets, rules: Rules) -> Flags:
    """Say which of today's sets differ by a few from one of an earlier release."""
    used = atoms.n > 0
    apart = (before.atoms * view.stayed[used]) @ (~today.atoms.T).astype(np.int64)
    earlier, now = np.nonzero(apart < rules.min_group)
    pairs = today.seen.at(now), before.seen.at(earlier)
    unsafe = ~is_safe_move(atoms.line, *pairs, rules.min_group)
    stale = np.zeros(len(today.atoms), dtype=bool)
    stale[now[unsafe]] = True
    return stale


def _sets(family: Family, seen: Seen) -> Sets:
    """List the sets that can be added up; of a very large family only its rows."""
    height, rows = len(family.rows), list(family.rows)
    values, parts = family.matrix[:, : family.width], np.eye(height)
    try:
        if height <= NARROW:
            found = all_vectors(family.matrix, family.signed())
            values, parts = found.values[:, : family.width], found.parts / found.scale
    except TooManyError:
        pass
    # Atoms in no row have class -1: the last column, which is added here, says that they are out.
    padded = np.hstack([values, np.zeros((len(values), 1), dtype=np.int64)])
    atoms = padded[:, family.classes] == 1
    whole = np.zeros((len(parts), len(seen.n)))
    whole[:, rows] = parts
    some = atoms.any(axis=1)
    return Sets(atoms[some], whole[some] != 0, seen.added(whole[some]))

"""Find what two releases tell together: sets of people that differ by a few who came or went.

A set that can be added up from today's rows is held against every set that could be added up from
an earlier release, its own and others': when nobody of a third unit had answered yet, all together
were the people of the other two. Where ``min_group`` people were in the earlier set for certain and
are not in today's, the two are different people and tell nothing of each other; unless today's are
a part of the earlier ones, for then the rest of these can be told by subtraction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kit.disclosure.cells import Atoms, Flags, Whole
from kit.disclosure.earlier import View, seen_today
from kit.disclosure.layers import NARROW, Breach, Family, family_of, most_urgent
from kit.disclosure.moves import Seen, is_safe_move
from kit.disclosure.plans import Layer, Plan
from kit.disclosure.rules import Rules
from kit.disclosure.spaces import TooManyError, all_vectors


@dataclass(frozen=True, slots=True)
class Sets:
    """Hold sets that can be added up: which atoms they hold, of which rows, and their figures."""

    atoms: Flags
    rows: Flags
    seen: Seen


_LAYERS: tuple[Layer, ...] = ("shown", "spread")
"""What gives way, the urgent first."""

Past = tuple[tuple[View, Sets], ...]
"""What earlier releases have shown of a line, and what could be added up from it."""


def find_stale(atoms: Atoms, plan: Plan, past: Past, rules: Rules) -> Breach | None:
    """Return today's rows that make a set which a few people tell apart from an earlier one.

    Where it helps, they need not show how their people are spread; else they fall back. A group's
    own earlier figures, with their distribution, are better than a mean of today's.
    """
    if not past or (plan.fixed | ~plan.shown).all():
        return None
    last, now = past[-1][0].seen, seen_today(atoms)
    fixed = plan.fixed
    shown = Seen(
        np.where(fixed, last.n, now.n),
        np.where(fixed, last.total, now.total),
        np.zeros(len(fixed)),
        np.where(fixed[:, np.newaxis], last.bins, now.bins),
        np.where(fixed, last.has_bins, plan.spread),
    )
    today = _sets(atoms, plan.shown, plan.changed, shown)
    found = [_stale(atoms, today, view, before, rules) for view, before in past]
    for layer in _LAYERS:
        free = today.rows & ~fixed & (plan.spread if layer == "spread" else True)
        stale = np.any([one[layer] for one in found], axis=0) & free.any(axis=1)
        breach = most_urgent(layer, np.arange(len(fixed)), free[stale], today.seen.n[stale])
        if breach is not None:
            return breach
    return None


def past_of(atoms: Atoms, views: Sequence[View]) -> Past:
    """Return for each view of a line the sets that could be added up from it."""
    # Figures that were carried forward even then are of other people than those beside them.
    changes = [(~view.fresh).astype(np.int64) for view in views]
    pairs = zip(views, changes, strict=True)
    return tuple((view, _sets(atoms, view.shown, change, view.seen)) for view, change in pairs)


def _stale(atoms: Atoms, today: Sets, view: View, before: Sets, rules: Rules) -> dict[Layer, Flags]:
    """Say which of today's sets tell too much beside an earlier release, and by what they show."""
    used = atoms.n > 0
    apart = (before.atoms * view.stayed[used]) @ (~today.atoms.T).astype(np.int64)
    part, alike = _parts(atoms, today, view, before, rules)
    earlier, now = np.nonzero((apart < rules.min_group) | part)
    line, was, seen = atoms.line, before.seen.at(earlier), today.seen.at(now)
    safe, bare = (is_safe_move(line, one, was, rules) for one in (seen, seen.bare()))
    own = (before.atoms[earlier] == today.atoms[now]).all(axis=1)
    falls, narrows = (np.zeros(len(today.atoms), dtype=bool) for _ in range(2))
    falls[np.flatnonzero(alike.any(axis=0))] = True
    falls[now[~safe & (own | ~bare)]] = True
    narrows[now[~safe & ~own & bare]] = True
    return {"shown": falls, "spread": narrows}


def _parts(
    atoms: Atoms, today: Sets, view: View, before: Sets, rules: Rules
) -> tuple[Flags, Flags]:
    """Say of earlier sets x today's which are a part, and where the rest all answered alike.

    A part: its people were all in the earlier set for certain, but for a few; or its figures fit,
    the rest being no more than those who are there today.
    """
    used = atoms.n > 0
    inside = (~before.atoms).astype(np.int64) @ today.atoms.T == 0
    fewer = before.atoms.sum(axis=1)[:, np.newaxis] > today.atoms.sum(axis=1)
    left = before.seen.n[:, np.newaxis] - today.seen.n
    earlier, now = np.nonzero(inside & fewer & (left >= rules.min_group))
    rest = (before.atoms[earlier] & ~today.atoms[now]).astype(np.int64)
    new = today.seen.n - today.atoms @ view.stayed[used]
    there = rest @ atoms.n[used], rest @ atoms.bins[used]
    fits = _fits(before.seen.at(earlier), today.seen.at(now), *there) | (new[now] < rules.min_group)
    # Atoms that nobody has stayed in may have been empty then; if all have, there is no telling.
    stayed = rest * (view.stayed[used] > 0)
    same = np.where(stayed.any(axis=1, keepdims=True), stayed, rest) @ atoms.same[used]
    people = same.sum(axis=1)
    one = (people >= rules.min_group) & (same.max(axis=1, initial=0) >= people - 1)
    part, alike = (np.zeros(left.shape, dtype=bool) for _ in range(2))
    part[earlier, now], alike[earlier, now] = fits, fits & one
    return part, alike


def _fits(before: Seen, now: Seen, n: Whole, bins: Whole) -> Flags:
    """Say for each pair whether what is left of the earlier set may be of these people."""
    left = before.bins - now.bins
    known = before.has_bins & now.has_bins
    inside = ((left >= 0) & (left <= bins)).all(axis=1)
    return np.asarray((before.n - now.n <= n) & (~known | inside), dtype=np.bool_)


def _sets(atoms: Atoms, shown: Flags, changes: Whole, seen: Seen) -> Sets:
    """List the sets that can be added up: with their bins from the rows that show theirs.

    All others have a number and a sum only. Each set is listed once.
    """
    member = atoms.member[:, atoms.n > 0]
    spread = _added(family_of(member, shown & seen.has_bins, changes), seen)
    plain = _added(family_of(member, shown, changes), seen.bare())
    known = {one.tobytes() for one in spread.atoms}
    more = np.flatnonzero([one.tobytes() not in known for one in plain.atoms])
    return Sets(
        np.concatenate([spread.atoms, plain.atoms[more]]),
        np.concatenate([spread.rows, plain.rows[more]]),
        spread.seen.beside(plain.seen.at(more)),
    )


def _added(family: Family, seen: Seen) -> Sets:
    """Add rows up to sets in every way; of a very large family only its rows are listed."""
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

"""Decide which groups' people are held to their own role's level, and which to one for all.

How many of a mixed group are above their own role's level, seen beside the bins, says how many of
each role lie between the levels. Where a role has too few people in it for that, everybody in the
group is held to the first role's level instead: that follows from the bins and tells no role from
another.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from kit.disclosure.cells import Atoms, Flags, Whole
from kit.disclosure.rules import Rules


def common_groups(
    able: Flags, member: Flags, counts: Whole, kinds: Sequence[Hashable], rules: Rules
) -> Flags:
    """Say which of the ``able`` groups, all together and units, must be held to one level.

    ``member`` is groups x atoms, ``counts`` people by atom, ``kinds`` each atom's role, or the
    level wanted of it. A group may keep its own roles' levels when each role in it has nobody or
    ``min_group``; and so must what is left of all when the units that keep theirs are taken away,
    or else the smallest of these gives way.
    """
    names = sorted(set(kinds), key=str)
    parted = np.array([[kind == name for name in names] for kind in kinds], dtype=np.int64)
    parted = parted.reshape(len(kinds), len(names)) * counts[:, np.newaxis]
    common = able & _is_few(member.astype(np.int64) @ parted, rules)
    whole = able & ~common & member.all(axis=1)
    while whole.any():
        own = np.flatnonzero(able & ~common & ~whole).tolist()
        rest = ~member[own].any(axis=0)
        if not own or not _is_few(parted[rest].sum(axis=0)[np.newaxis], rules)[0]:
            break
        common[min(own, key=lambda group: (int(counts[member[group]].sum()), -group))] = True
    return np.asarray(common, dtype=np.bool_)


def _is_few(parted: Whole, rules: Rules) -> Flags:
    return np.asarray(((parted > 0) & (parted < rules.min_group)).any(axis=1), dtype=np.bool_)


def held_to_one(row: Mapping[str, Any], atoms: Atoms, group: int) -> dict[str, Any]:
    """Return a row of the group table with everybody held to the first role's level."""
    line, n = atoms.line, int(row["n"])
    counts = atoms.same[atoms.member[group]].sum(axis=0)
    missing = float(counts @ np.maximum(atoms.level - atoms.values, 0.0))
    need = row["weight"] * missing / n / (line.high - line.low) if n else math.nan
    above = int(counts @ (atoms.values >= atoms.level))
    return {**row, "wanted": atoms.level, "above": above, "need": need}

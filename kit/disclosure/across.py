"""Keep a hidden item from being worked out from the areas, competences and tags it counts in.

For one group, the sum of a competence is the sum of its items (when everybody answered all of
them; and near enough otherwise, so it is always taken to be). So a group's shown dimensions are
sums over items. From what is left when the shown items are taken away, a reader knows sums over
the hidden ones: no such sum may be of one item alone, and none may lie so near the ends of the
scale that it says what everybody answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kit.dimensions import items_of
from kit.disclosure.cells import Atoms, Flags, Whole
from kit.disclosure.layers import can_derive
from kit.disclosure.plans import Plan
from kit.disclosure.rules import Rules
from kit.disclosure.settling import settle
from kit.disclosure.spaces import TooManyError, all_vectors
from kit.questionnaire import Questionnaire

ROOM = 2.0
"""Fewest steps of the scale between a sum of hidden items and the least or most it could be."""


@dataclass(frozen=True, slots=True)
class Sheetful:
    """Hold all lines of a table: their atoms, what is to be shown, and which items they add up.

    ``adds`` is lines x lines: 1 where the second is an item that counts in the first (an item
    counts in itself). ``items`` are the places of the items among the lines.
    """

    atoms: Sequence[Atoms]
    plans: list[Plan]
    has_above: Sequence[Flags]
    adds: Whole
    items: Whole


def additions(questionnaire: Questionnaire, atoms: Sequence[Atoms]) -> Whole:
    """Say which items count in which line."""
    places = {one.line.id: n for n, one in enumerate(atoms) if one.line.dimension == "item"}
    table = np.zeros((len(atoms), len(atoms)), dtype=np.int64)
    for number, one in enumerate(atoms):
        ids = (
            [one.line.id]
            if one.line.dimension == "item"
            else [item.id for item in items_of(questionnaire, one.line.dimension, one.line.id)]
        )
        table[number, [places[id_] for id_ in ids]] = 1
    return table


def settle_across(sheet: Sheetful, rules: Rules) -> None:
    """Hide further rows until no group's hidden item can be worked out from its other lines."""
    groups = range(len(sheet.plans[0].level)) if sheet.plans else range(0)
    waiting = list(groups)
    while waiting:
        group = waiting.pop(0)
        while (line := _gives_way(sheet, group)) is not None:
            before = sheet.plans[line]
            plan = settle(sheet.atoms[line], before.keep(group), rules, sheet.has_above[line])
            sheet.plans[line] = plan
            touched = np.flatnonzero(before.level != plan.level).tolist()
            waiting += [other for other in touched if other not in (group, *waiting)]


def _gives_way(sheet: Sheetful, group: int) -> int | None:
    """Return the line that is to be hidden next for a group, None when nothing leaks."""
    known = [
        can_derive(one, plan, group) for one, plan in zip(sheet.atoms, sheet.plans, strict=True)
    ]
    n = np.array([int(one.n[one.member[group]].sum()) for one in sheet.atoms])
    hidden = [item for item in sheet.items.tolist() if not known[item] and n[item]]
    sums = [
        line
        for line in range(len(known))
        if known[line] and line not in sheet.items and sheet.adds[line, hidden].any()
    ]
    free = [line for line, plan in enumerate(sheet.plans) if known[line] and _is_free(plan, group)]
    ways = (_cheapest(sheet, free, *leak) for leak in _leaks(sheet, group, hidden, sums))
    return next((line for line in ways if line is not None), None)


def _leaks(
    sheet: Sheetful, group: int, hidden: Sequence[int], sums: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield hidden items whose sum tells too much, and the lines that it is worked out from."""
    matrix = sheet.adds[np.ix_(sums, hidden)]
    if not matrix.size:
        return
    try:
        found = all_vectors(matrix, np.zeros(len(hidden), dtype=bool))
    except TooManyError:
        yield list(hidden), list(sums)
        return
    for value, parts in zip(found.values, found.parts, strict=True):
        inside = [hidden[place] for place in np.flatnonzero(value).tolist()]
        if len(inside) == 1 or _at_the_ends(sheet, group, inside):
            yield inside, [sums[place] for place in np.flatnonzero(parts).tolist()]


def _at_the_ends(sheet: Sheetful, group: int, items: Sequence[int]) -> bool:
    """Say whether the items' sum is so low or high that it says what everybody answered."""
    least = most = 0.0
    for item in items:
        atoms = sheet.atoms[item]
        starts = np.array(atoms.line.starts)
        step = float(np.diff(starts).min())
        bins = atoms.bins[atoms.member[group]].sum(axis=0)
        least += float(bins @ (starts - atoms.line.low)) / step
        most += float(bins @ (atoms.line.high - starts)) / step
    return min(least, most) < ROOM


def _cheapest(
    sheet: Sheetful, free: Sequence[int], items: Sequence[int], sums: Sequence[int]
) -> int | None:
    """Return which line to hide: one more item where there is one, else the smallest dimension."""
    smallest = min(sums, key=lambda line: int(sheet.adds[line].sum()))
    others = [
        item
        for item in free
        if item in sheet.items and item not in items and sheet.adds[smallest, item]
    ]
    if others:
        shared = {item: int(sheet.adds[sums, item].sum()) for item in others}
        return max(others, key=lambda item: (shared[item], item))
    dimensions = [line for line in sums if line in free]
    return min(dimensions, key=lambda line: (int(sheet.adds[line].sum()), line), default=None)


def _is_free(plan: Plan, group: int) -> bool:
    """Say whether a row can still be hidden, or kept from being derived."""
    return not (bool(plan.fixed[group]) or bool(plan.kept[group]))

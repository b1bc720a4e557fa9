"""Keep a hidden item from being worked out from the areas, competences and tags it counts in.

For one group, the sum of a competence is the sum of its items (when everybody answered all of
them; and near enough otherwise, so it is always taken to be). So a group's shown dimensions are
sums over items. From what is left when the shown items are taken away, a reader knows sums over
the hidden ones: no such sum may be of one item alone, and none may lie so near the ends of the
scale that it says what everybody answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kit.dimensions import items_of
from kit.disclosure.cells import Atoms, Whole
from kit.disclosure.earlier import View
from kit.disclosure.layers import can_derive
from kit.disclosure.leaks import Puzzle, to_hide
from kit.disclosure.plans import Plan
from kit.disclosure.rules import Rules
from kit.disclosure.settling import settle
from kit.questionnaire import Questionnaire

COSTS = {"item": 2, "tag": 2, "competence": 3, "area": 6}
"""What it costs a group's picture to lose a row, by what the row is about."""


@dataclass(frozen=True, slots=True)
class Sheetful:
    """Hold all lines of a table: their atoms, what is and was shown, and which items they add up.

    ``adds`` is lines x lines: 1 where the second is an item that counts in the first (an item
    counts in itself). ``items`` are the places of the items among the lines.
    """

    atoms: Sequence[Atoms]
    plans: list[Plan]
    views: Sequence[tuple[View, ...]]
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
    waiting = list(range(len(sheet.plans[0].shown))) if sheet.plans else []
    while waiting:
        group = waiting.pop(0)
        while lines := to_hide(_puzzle(sheet, group)):
            for line in lines:
                touched = _hide(sheet, line, group, rules)
                waiting += [other for other in touched if other not in (group, *waiting)]


def _hide(sheet: Sheetful, line: int, group: int, rules: Rules) -> list[int]:
    """Hide one row so that it cannot be derived either; return the groups that it changes."""
    before = sheet.plans[line]
    plan = settle(sheet.atoms[line], before.keep(group), rules, sheet.views[line])
    sheet.plans[line] = plan
    return np.flatnonzero(before.shown != plan.shown).tolist()


def _puzzle(sheet: Sheetful, group: int) -> Puzzle:
    """Lay out what a reader knows of a group, from its rows and from subtracting other groups'."""
    pairs = list(zip(sheet.atoms, sheet.plans, strict=True))
    known = {line for line, pair in enumerate(pairs) if can_derive(*pair, group)}
    items = set(sheet.items.tolist())
    answered = {line for line, (one, _) in enumerate(pairs) if one.n[one.member[group]].any()}
    fixed = {line for line, (_, plan) in enumerate(pairs) if plan.fixed[group] or plan.kept[group]}
    room = np.array([_room(one, group) for one in sheet.atoms])
    return Puzzle(
        adds=sheet.adds,
        hidden=frozenset((items - known) & answered),
        sums=frozenset(known - items),
        least=room[:, 0],
        most=room[:, 1],
        cost=np.array([COSTS[one.line.dimension] for one in sheet.atoms], dtype=np.int64),
        free=frozenset(known - fixed),
    )


def _room(atoms: Atoms, group: int) -> tuple[float, float]:
    """Return how many steps a group's sum is above the least and below the most it could be."""
    starts = np.array(atoms.line.starts)
    step = float(np.diff(starts).min())
    bins = atoms.bins[atoms.member[group]].sum(axis=0)
    low, high = bins @ (starts - atoms.line.low), bins @ (atoms.line.high - starts)
    return float(low) / step, float(high) / step

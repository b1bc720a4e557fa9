"""Turn a group table into a safe table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from kit.disclosure.across import Sheetful, additions, settle_across
from kit.disclosure.cells import Atoms, Flags, Group, atoms_of
from kit.disclosure.earlier import (
    View,
    beside_may_move,
    by_key,
    carried,
    fallbacks_of,
    reach_may_move,
    views_of,
)
from kit.disclosure.levels import common_groups, held_to_one
from kit.disclosure.plans import Plan, first_plan
from kit.disclosure.rows import published_row
from kit.disclosure.rules import Rules
from kit.disclosure.safe import SCHEMA, SafeRow, SafeTable, hidden_row
from kit.disclosure.settling import settle
from kit.lines import lines_of
from kit.questionnaire import Questionnaire

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """Hold what is known of one line: its atoms and group table rows, and what was published."""

    atoms: Atoms
    rows: Sequence[Row]
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """Say which groups may show today's figures at all, and which hold people to one level."""

    shown: Flags
    common: Flags


def protect(  # noqa: PLR0913 - two are always named
    table: pd.DataFrame,
    tally: pd.DataFrame,
    rules: Rules,
    history: Sequence[Mapping[str, Any]] = (),
    *,
    questionnaire: Questionnaire,
    status: str = "closed",
) -> SafeTable | None:
    """Return the safe table of a group table, or None when it shows nothing new.

    ``table`` is the whole group table (``kit.groups.summarise``) of ``tally``; ``history`` are the
    safe tables of this round's earlier releases, oldest first. What each key of the result holds
    is said in ``kit.disclosure.safe``; ranks are left out here.

    For every line on its own: all that a reader could derive from the rows shown, today's and
    those carried forward, is safe (``kit.disclosure.layers``), and tells nothing of a few people
    beside what earlier releases showed (``kit.disclosure.snapshots``): a row that would, is
    carried forward as it was. Then, for every group on its own, over the lines
    (``kit.disclosure.across``). While ``status`` is not "closed", today's figures are shown of all
    together only.
    """
    groups = _groups(table)
    rows: list[Any] = table.to_dict("records")
    lines = lines_of(questionnaire)
    atoms = atoms_of(questionnaire, lines, tally, groups)
    tables = [by_key(one) for one in history]
    slots = [
        Slot(one, rows[place :: len(lines)], views_of(one, groups, tables))
        for place, one in enumerate(atoms)
    ]
    shown = np.array([grouping == "all" or status == "closed" for grouping, _ in groups])
    sheet = _plans(questionnaire, slots, Today(shown, _common(atoms, groups, rules)), rules)
    safe = [
        _published(slot, sheet.plans[place], group)
        for group in range(len(groups))
        if shown[group] or any(plan.shown[group] for plan in sheet.plans)
        for place, slot in enumerate(slots)
    ]
    if not _is_new(safe, history, status):
        return None
    return SafeTable(
        schema=SCHEMA,
        questionnaire={
            "id": questionnaire.id,
            "version": questionnaire.version,
            "hash": questionnaire.hash,
        },
        rules={"min_group": rules.min_group, "min_distribution": rules.min_distribution},
        rows=safe,
    )


def _groups(table: pd.DataFrame) -> list[Group]:
    """Return the table's groups, in its order."""
    pairs = table[["grouping", "group"]].drop_duplicates()
    return [(str(grouping), str(group)) for grouping, group in pairs.itertuples(index=False)]


def _common(atoms: Sequence[Atoms], groups: Sequence[Group], rules: Rules) -> Flags:
    """Say which groups hold people to one level, in every line alike."""
    able = np.array([grouping != "role" for grouping, _ in groups])
    one = next(iter(atoms), None)
    return able if one is None else common_groups(able, one.member, one.crowd, one.roles, rules)


def _plans(
    questionnaire: Questionnaire, slots: Sequence[Slot], today: Today, rules: Rules
) -> Sheetful:
    """Decide what is shown of every line."""
    atoms, views = [slot.atoms for slot in slots], [slot.views for slot in slots]
    plans = [settle(one.atoms, _first(one, today, rules), rules, one.views) for one in slots]
    items = [place for place, one in enumerate(atoms) if one.line.dimension == "item"]
    table = additions(questionnaire, atoms)
    sheet = Sheetful(atoms, plans, views, table, np.array(items, dtype=np.int64))
    settle_across(sheet, rules)
    return sheet


def _first(slot: Slot, today: Today, rules: Rules) -> Plan:
    """Show what each row's own numbers allow; those that may not move on show what they did."""
    stuck = np.array([not _may_move(slot, group, today) for group in range(len(slot.rows))])
    fallbacks = fallbacks_of(slot.atoms, slot.views, stuck)
    plan = first_plan(slot.atoms, rules, fallbacks, today.shown & ~stuck, today.common)
    for group in np.flatnonzero(plan.beside & ~plan.fixed).tolist():
        number = int(slot.rows[group]["not_relevant"])
        if not beside_may_move(slot.views, group, number, rules.min_group):
            plan = plan.without(group, "beside")
    return plan


def _may_move(slot: Slot, group: int, today: Today) -> bool:
    atoms, row = slot.atoms, slot.rows[group]
    if not slot.views or not row["n"]:
        return True
    one = today.common[group] and atoms.mixed[group] and atoms.reach[group]
    held = held_to_one(row, atoms, group) if one else row
    figures = published_row(held, spread=True, beside=False)
    return reach_may_move(atoms, slot.views, group, figures)


def _published(slot: Slot, plan: Plan, group: int) -> SafeRow:
    row = slot.rows[group]
    if plan.fixed[group]:
        return carried(slot.views, group, int(plan.changed[group]))
    if not plan.shown[group]:
        key = (row["grouping"], row["group"], row["dimension"], row["id"])
        return hidden_row(key, None if math.isnan(row["wanted"]) else round(row["wanted"], 9))
    return published_row(
        held_to_one(row, slot.atoms, group) if plan.common[group] and plan.spread[group] else row,
        spread=bool(plan.spread[group]),
        beside=bool(plan.beside[group]),
    )


def _is_new(rows: Sequence[SafeRow], history: Sequence[Mapping[str, Any]], status: str) -> bool:
    """Say whether the rows show anything that the last release did not."""
    if not history:
        return status == "closed" or any(row["status"] == "shown" for row in rows)
    return _figures(rows) != _figures(history[-1]["rows"])


def _figures(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows without what a release adds to them."""
    extra = {"rank_low", "rank_high", "from_release"}
    return [{key: value for key, value in row.items() if key not in extra} for row in rows]

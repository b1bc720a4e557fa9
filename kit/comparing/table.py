"""Make the change part of a safe table: this round beside the one before."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np

from kit.comparing.earlier import Earlier
from kit.comparing.holding import changes_of, held, numbers
from kit.comparing.ids import Common, Compared, common_of
from kit.comparing.lines import Floats, values_of
from kit.comparing.moves import direction_of
from kit.comparing.protecting import (
    ALL,
    ROUNDS,
    Scene,
    figures_of,
    kind_of,
    own_level,
    rows_by_group,
)
from kit.comparing.swapping import Cell, Person
from kit.disclosure.changes import Change, ChangeRow, Snapshot
from kit.disclosure.rules import Rules
from kit.groups import group_of
from kit.look_back import look_backs
from kit.questionnaire import Questionnaire

Groups = Mapping[tuple[str, str], Any]
HIDDEN = {ALL: {"status": "few", "n": None, "counts": None, "above": None, "wanted": None}}


def change_of(
    now: Questionnaire,
    tables: Mapping[str, Any],
    earlier: Earlier,
    rules: Rules,
    history: Sequence[Mapping[str, Any]] = (),
) -> Change:
    """Compare a closed round with the one before; what is returned may be shown.

    ``tables`` is the round's safe table as it is about to be published, ``history`` its earlier
    releases, oldest first. What each key holds is said in ``kit.disclosure.changes``, and what
    protects it in ``kit.comparing.protecting`` and ``kit.comparing.holding``.
    """
    common, before = common_of(earlier.questionnaire, now), changes_of(history)
    drawn = _Drawing(now, tables, earlier, rules, common)
    rows = [held(dict(row), before, rules.min_group) for row in drawn.rows()]
    counted = {"people": len(earlier.now), "before": len(earlier.then)}
    told = {**counted, "linked": len(earlier.pairs)}
    few = rules.min_group
    safe = {name: n if n >= few else None for name, n in told.items()}
    told_before = numbers(safe, before, few)
    asked = earlier.questionnaire
    return Change(
        earlier={
            "questionnaire": {"id": asked.id, "version": asked.version, "hash": asked.hash},
            "name": earlier.name,
            "day": earlier.day,
        },
        people=told_before["people"],
        before=told_before["before"],
        linked=told_before["linked"],
        rows=cast("list[ChangeRow]", rows),
        gone=common.gone,
        new=common.new,
        rescaled=common.rescaled,
        thin=common.thin,
    )


class _Drawing:
    """Know both rounds, and make a row of each line."""

    def __init__(
        self,
        now: Questionnaire,
        tables: Mapping[str, Any],
        earlier: Earlier,
        rules: Rules,
        common: Common,
    ) -> None:
        self.now, self.earlier, self.rules, self.common = now, earlier, rules, common
        self.published = rows_by_group(earlier.tables), rows_by_group(tables)
        self.pairs = earlier.pairs
        self.backs = {area: item for item, area in look_backs(now).items()}

    def rows(self) -> list[ChangeRow]:
        """Return a row for each line that compares."""
        lines = self.common.lines
        then = values_of(self.earlier.questionnaire, self.now, lines, self.earlier.then)
        now = values_of(self.now, self.now, lines, self.earlier.now)
        cells = (
            [group_of(self.earlier.questionnaire, one) for one in self.earlier.then],
            [group_of(self.now, one) for one in self.earlier.now],
        )
        return [self._row(line, then[n], now[n], cells) for n, line in enumerate(lines)]

    def _row(self, line: Compared, then: Floats, now: Floats, cells: tuple[Any, Any]) -> ChangeRow:
        key = line.dimension, line.id
        before, after = (self._published(place, key) for place in (0, 1))
        people = _people(line, (then, now), (before, after), cells, self.pairs)
        scene = Scene(line, people, {"then": before, "now": after}, self.rules)
        row = {
            "dimension": line.dimension,
            "id": line.id,
            "items": line.of,
            "common": len(line.items),
            "whole": line.whole,
            "then": _snapshot(before[ALL]) if line.whole else None,
            "now": _snapshot(after[ALL]) if line.whole else None,
            "back": self._back(line),
        }
        return cast("ChangeRow", {**row, **figures_of(scene)})

    def _published(self, place: int, key: tuple[str, str]) -> Groups:
        return {**HIDDEN, **self.published[place].get(key, {})}

    def _back(self, line: Compared) -> Snapshot | None:
        item = self.backs.get(line.id) if line.dimension == "area" else None
        return None if item is None else _snapshot(self._published(1, ("item", item))[ALL])


def _snapshot(row: Mapping[str, Any]) -> Snapshot | None:
    if row["status"] != "shown":
        return None
    names = ("n", "mean", "above", "share", "wanted")
    return cast("Snapshot", {name: row[name] for name in names})


def _people(
    line: Compared,
    values: tuple[Floats, Floats],
    rows: tuple[Groups, Groups],
    cells: tuple[Any, Any],
    pairs: Sequence[tuple[int, int]],
) -> tuple[Person, ...]:
    """Return everybody with a value on the line: the linked ones once, the others each round's."""
    then, now = values
    both = [(a, b) for a, b in pairs if not (np.isnan(then[a]) or np.isnan(now[b]))]
    people = [_linked(line, (a, b), values, rows, cells) for a, b in both]
    taken = {a for a, _ in both}, {b for _, b in both}
    for side, when in enumerate(ROUNDS):
        for place in np.flatnonzero(~np.isnan(values[side])).tolist():
            if place not in taken[side]:
                cell: Cell = cells[side][place]
                levels = own_level(cell, rows[side], (line.before, line.wanted)[side])
                one = Person(
                    {when: cell},
                    {when: kind_of(cell, rows[side])},
                    {when: float(values[side][place])},
                    {when: levels},
                )
                people.append(one)
    return tuple(people)


def _linked(
    line: Compared,
    places: tuple[int, int],
    values: tuple[Floats, Floats],
    rows: tuple[Groups, Groups],
    cells: tuple[Any, Any],
) -> Person:
    before, after = (cells[side][places[side]] for side in (0, 1))
    then, now = (float(values[side][places[side]]) for side in (0, 1))
    common = rows[1][ALL]["wanted"]
    return Person(
        {"then": before, "now": after},
        {"then": kind_of(before, rows[0]), "now": kind_of(after, rows[1])},
        {"then": then, "now": now},
        {
            "then": own_level(before, rows[0], line.before),
            "now": own_level(after, rows[1], line.wanted),
        },
        direction_of(then, now, line.step),
        line.wanted.get(after[0], math.nan) if common is None else common,
    )

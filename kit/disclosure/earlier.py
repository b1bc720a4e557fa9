"""Remember what earlier releases have shown of a group's line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from kit.disclosure.moves import Figures, fewest_changed, is_safe_move, seen_in
from kit.disclosure.plans import Fallback
from kit.disclosure.rules import Rules
from kit.disclosure.safe import Key, SafeRow, key_of
from kit.lines import Line

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Earlier:
    """Hold the different figures that releases have shown of one row, oldest first.

    ``versions`` pairs each with the number of the release that it was new in.
    """

    versions: tuple[tuple[int, Row], ...]

    def may_move(self, line: Line, row: Row, rules: Rules) -> bool:
        """Say whether today's figures may stand beside every one that was shown."""
        now = _today(row, rules)
        return all(
            is_safe_move(line, now, seen_in(before), rules.min_group) for _, before in self.versions
        )

    def beside_may_move(self, row: Row, rules: Rules) -> bool:
        """Say the same of the number of those who answered "not relevant"."""
        shown = [before["not_relevant"] for _, before in self.versions]
        changes = [abs(row["not_relevant"] - number) for number in shown if number is not None]
        return all(change == 0 or change >= rules.min_group for change in changes)

    def fallback(self, row: Row) -> Fallback:
        """Return what becomes of the row when today's figures may not be shown."""
        if not self.versions:
            return Fallback()
        _, last = self.versions[-1]
        return Fallback(
            shown=True,
            shares=last["above"] is not None,
            counts=last["counts"] is not None,
            beside=last["not_relevant"] is not None,
            common=last["wanted"] is not None,
            changed=fewest_changed(_whole(row), seen_in(last)),
        )

    def carried(self, row: Row) -> SafeRow:
        """Return the last figures shown, and which release they are from unless they still hold."""
        number, last = self.versions[-1]
        holds = row["n"] == last["n"] and not fewest_changed(_whole(row), seen_in(last))
        return cast("SafeRow", {**last, "from_release": None if holds else number})


def earlier_of(history: Sequence[Mapping[str, Any]]) -> dict[Key, Earlier]:
    """Return what was shown of each row, by its key."""
    found: dict[Key, list[tuple[int, Row]]] = {}
    for number, table in enumerate(history, start=1):
        for row in table["rows"]:
            if row["status"] == "shown" and row["from_release"] is None:
                found.setdefault(key_of(row), []).append((number, row))
    return {key: Earlier(tuple(versions)) for key, versions in found.items()}


def _whole(row: Row) -> Figures:
    """Return all of a group table row's figures."""
    above: int | None = None if pd.isna(row["above"]) else int(row["above"])
    return Figures(row["n"], row["mean"] if row["n"] else 0.0, above, tuple(row["counts"]))


def _today(row: Row, rules: Rules) -> Figures:
    """Return what could be shown of a group table row."""
    whole = _whole(row)
    counts = whole.counts if row["n"] >= rules.min_distribution else None
    return Figures(whole.n, whole.mean, whole.above, counts)

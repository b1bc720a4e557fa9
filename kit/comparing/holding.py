"""Hold what is shown of pairs to what was shown before.

A figure of pairs that moves because one more person is linked tells of that person. So a line's
figures are kept as they were until ``min_group`` pairs more or fewer are behind them; and no later
table may leave fewer than that beside pairs whose share is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

Row = dict[str, Any]
PAIRED = ("status", "matched", "up", "same", "down", "then_above", "now_above", "effect")
NUMBERS = ("people", "before", "linked")


def changes_of(tables: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the change of each safe table, an empty one where it has none."""
    return [one.get("change") or {"rows": []} for one in tables]


def held(row: Row, changes: Sequence[Mapping[str, Any]], least: int) -> Row:
    """Return a row with the pairs' figures of today, or with those that were shown before."""
    shown = [
        (number, one)
        for number, change in enumerate(changes, start=1)
        for one in change["rows"]
        if _key(one) == _key(row) and one["status"] == "shown"
    ]
    if all(_may_follow(row, one, least) for _, one in shown):
        return row
    number, last = shown[-1]
    kept = {name: last[name] for name in PAIRED}
    same = all(row[name] == last[name] for name in PAIRED)
    return {**row, **kept, "from_release": None if same else last["from_release"] or number}


def numbers(now: dict[str, int | None], changes: Sequence[Mapping[str, Any]], least: int) -> Row:
    """Return how many people and pairs there are, each as it was until enough have come or gone."""
    found = dict(now)
    for name in NUMBERS:
        for change in changes:
            before, after = change.get(name), now[name]
            if before is not None and (after is None or abs(after - before) < least):
                found[name] = before
    return found


def leaves_few(
    rows: Iterable[Mapping[str, Any]],
    changes: Iterable[Mapping[str, Any]],
    when: Literal["then", "now"],
    least: int,
) -> bool:
    """Say whether rows of everybody would leave a few beside pairs whose share has been shown."""
    pairs = [
        (_key(row), row["matched"])
        for change in changes
        for row in change["rows"]
        if row[f"{when}_above"] is not None
    ]
    shown = {_key(row): row["n"] for row in rows if row["grouping"] == "all" and row["n"]}
    return any(0 < abs(shown[key] - matched) < least for key, matched in pairs if key in shown)


def _key(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["dimension"], row["id"]


def _may_follow(row: Row, before: Mapping[str, Any], least: int) -> bool:
    """Say whether a row's figures of pairs are far enough from earlier ones, or the same."""
    if all(row[name] == before[name] for name in PAIRED):
        return True
    far = row["status"] == "shown" and abs(row["matched"] - before["matched"]) >= least
    return bool(far)

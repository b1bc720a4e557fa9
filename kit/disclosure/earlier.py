"""Remember what earlier releases have shown of a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from kit.disclosure.cells import Atoms, Flags, Group, Whole
from kit.disclosure.moves import Seen, fewest_changed, mean_of
from kit.disclosure.plans import Fallback
from kit.disclosure.safe import Key, SafeRow, key_of

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """Hold what one earlier release showed of a line, by group.

    ``seen`` has a row for each group, of noughts where it was not ``shown``; ``fresh`` groups'
    figures were that release's own. ``stayed`` counts by atom the people whose response has not
    changed since, so that they were in it for certain.
    """

    number: int
    rows: tuple[Row | None, ...]
    shown: Flags
    fresh: Flags
    seen: Seen
    stayed: Whole


def views_of(
    atoms: Atoms, groups: Sequence[Group], history: Sequence[Mapping[Key, Row]]
) -> tuple[View, ...]:
    """Return what each release with something new of a line showed of it, oldest first."""
    line = atoms.line
    views = []
    for number, table in enumerate(history, start=1):
        keys = [(*group, line.dimension, line.id) for group in groups]
        found = [table.get(key) for key in keys]
        rows = tuple(row if row and row["status"] == "shown" else None for row in found)
        fresh = np.array([row is not None and row["from_release"] is None for row in rows])
        if fresh.any():
            stayed = atoms.since[:, :number].sum(axis=1)
            shown = np.array([row is not None for row in rows])
            views.append(View(number, rows, shown, fresh, _seen(atoms, rows), stayed))
    return tuple(views)


def by_key(table: Mapping[str, Any]) -> dict[Key, Row]:
    """Return a safe table's rows by what they are about."""
    return {key_of(row): row for row in table["rows"]}


def seen_today(atoms: Atoms) -> Seen:
    """Return all of today's figures, by group, whether they are shown or not."""
    n = atoms.of_group(atoms.n)
    sums = atoms.member.astype(np.float64) @ (atoms.same @ atoms.values)
    pairs = zip(n.tolist(), sums.tolist(), strict=True)
    total = np.array([people * mean_of(all_, people) for people, all_ in pairs])
    bins = atoms.of_group(atoms.bins)
    return Seen(n, total, np.zeros(len(n)), bins, np.ones(len(n), dtype=bool))


def fallbacks_of(atoms: Atoms, views: Sequence[View], stuck: Flags) -> tuple[Fallback, ...]:
    """Return what becomes of each row when today's figures may not be shown.

    In a ``stuck`` row somebody has changed, also where number, mean and bins are the same.
    """
    if not views:
        return tuple(Fallback() for _ in atoms.people)
    changed = np.maximum(fewest_changed(seen_today(atoms), views[-1].seen), stuck).tolist()
    return tuple(
        Fallback()
        if row is None
        else Fallback(
            shown=True,
            spread=row["counts"] is not None,
            beside=row["not_relevant"] is not None,
            common=row["wanted"] is not None and bool(atoms.mixed[group]),
            changed=changed[group],
        )
        for group, row in enumerate(views[-1].rows)
    )


def carried(views: Sequence[View], group: int, changed: int) -> SafeRow:
    """Return the last figures shown, and which release they are from unless they still hold."""
    row = views[-1].rows[group]
    number = next(view.number for view in reversed(views) if view.fresh[group])
    return cast("SafeRow", {**(row or {}), "from_release": number if changed else None})


def reach_may_move(atoms: Atoms, views: Sequence[View], group: int, row: Row) -> bool:
    """Say whether how many reach the wanted level, and the need, may be shown as they are today.

    Not where they alone have moved: then a few people went, and others of another role came who
    answered the same. Where nobody has answered since, the need moves with the areas' weights.
    """
    for view in views:
        before, stayed = view.rows[group], int(view.stayed[atoms.member[group]].sum())
        if before is None or stayed == row["n"]:
            continue
        same = all(before[name] == row[name] for name in ("n", "counts", "mean", "wanted"))
        if same and any(before[name] != row[name] for name in ("above", "need")):
            return False
    return True


def beside_may_move(views: Sequence[View], group: int, number: int, least: int) -> bool:
    """Say whether the number of those who answered "not relevant" moves far enough, or not."""
    rows = [view.rows[group] for view in views]
    shown = [row["not_relevant"] for row in rows if row and row["not_relevant"] is not None]
    return all(number == before or abs(number - before) >= least for before in shown)


def _seen(atoms: Atoms, rows: Sequence[Row | None]) -> Seen:
    bins = [row["counts"] if row and row["counts"] is not None else None for row in rows]
    none = [0] * len(atoms.line.starts)
    return Seen(
        np.array([row["n"] if row else 0 for row in rows], dtype=np.int64),
        np.array([row["n"] * row["mean"] if row else 0.0 for row in rows]),
        np.zeros(len(rows)),
        np.array([one or none for one in bins], dtype=np.int64).reshape(len(rows), len(none)),
        np.array([one is not None for one in bins]),
    )

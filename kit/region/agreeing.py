"""Hold a package's figures to each other and to the rules of protection.

A checksum finds damage only. A row that no protected table can hold, figures of fewer people than
the smallest group, or a share that is not its counts', is refused here whoever wrote it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kit.region.shape import Dimension, Figure, Package, Rules
from kit.statistics.intervals import wilson

HEAD = 1
"""Lines of a table before its first row."""
NEARLY = 1e-9
ROUNDED = 0.5e-4 + NEARLY
"""How far a figure with four decimals may be from the exact one."""


def disagreements(whole: Package) -> Iterator[tuple[str, int]]:
    """Yield the file and row of each thing that does not agree; row 0 is the file as a whole."""
    tables: list[tuple[str, Dimension, Sequence[Figure]]] = [
        ("areas.csv", "area", whole.areas),
        ("competences.csv", "competence", whole.competences),
    ]
    for file, dimension, rows in tables:
        ids = [about.id for about in whole.settings.rows if about.dimension == dimension]
        if [row.id for row in rows] != ids:
            yield file, 0
        scales = {about.id: (about.low, about.high) for about in whole.settings.rows}
        for at, row in enumerate(rows, HEAD + 1):
            if not _agrees(row, whole.settings.rules, *scales.get(row.id, (math.inf, math.inf))):
                yield file, at
    yield from _plan(whole)


def _plan(whole: Package) -> Iterator[tuple[str, int]]:
    goals = {goal.id for goal in whole.settings.goals}
    competences = {row.id for row in whole.competences}
    earlier = {deed.number for deed in whole.plan if deed.part == "earlier"}
    seen: set[tuple[str, int]] = set()
    for at, deed in enumerate(whole.plan, HEAD + 1):
        agrees = (
            (deed.goal is None or deed.goal in goals)
            and competences.issuperset(deed.competences)
            and (deed.continues is None or (deed.part == "now" and deed.continues in earlier))
            and (whole.settings.owners or not deed.owner)
            and (deed.part, deed.number) not in seen
        )
        seen.add((deed.part, deed.number))
        if not agrees:
            yield "plan.csv", at


def _agrees(row: Figure, rules: Rules, low: float, high: float) -> bool:
    """Say whether a protected table can hold the row."""
    shares = (row.above, row.share, row.share_low, row.share_high, row.need)
    places = (row.rank_low, row.rank_high)
    if row.status != "shown":
        return all(one is None for one in (row.n, row.mean, *shares, *places))
    if row.n is None or row.mean is None or row.n < rules.min_group:
        return False
    if not low - NEARLY <= row.mean <= high + NEARLY or not _in_order(places):
        return False
    if row.above is None:
        return all(one is None for one in (*shares, *places))
    return row.n >= rules.min_distribution and row.above <= row.n and _shares_agree(row)


def _in_order(places: tuple[int | None, int | None]) -> bool:
    first, last = places
    if first is None or last is None:
        return first is last
    return 1 <= first <= last


def _shares_agree(row: Figure) -> bool:
    if row.n is None or row.above is None or row.need is None:
        return False
    low, high = wilson(row.above, row.n)
    pairs = ((row.share, row.above / row.n), (row.share_low, low), (row.share_high, high))
    return all(given is not None and abs(given - exact) <= ROUNDED for given, exact in pairs)

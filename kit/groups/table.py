"""Lay a tally out as the group table: for every group and line the figures, not yet safe."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from kit.dimensions import DECIMALS
from kit.groups.sums import STATES, Sums, add_up
from kit.groups.tally import units_of
from kit.lines import Line, lines_of, weights_of
from kit.questionnaire import Questionnaire

GROUPINGS = ("all", "role", "unit")
COLUMNS = (
    *("grouping", "group", "dimension", "id", "people", *STATES, "not_asked", "counts"),
    *("wanted", "above", "mean", "shortfall", "weight", "need"),
)
TYPES = (
    dict.fromkeys(("grouping", "group", "dimension", "id"), "str")
    | dict.fromkeys(("people", *STATES, "not_asked"), "int64")
    | dict.fromkeys(("wanted", "mean", "shortfall", "weight", "need"), "float64")
    | {"counts": "object", "above": "Int64"}
)

Row = dict[str, Any]


def summarise(
    questionnaire: Questionnaire,
    tally: pd.DataFrame,
    *,
    groupings: Sequence[str] = GROUPINGS,
    weights: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Return the group table of a tally. It is not safe to show: ``kit.disclosure`` makes it so.

    One row per grouping x group x line, the lines in the order of ``kit.lines.lines_of``. Every
    group that the questionnaire knows and every line has its row, also when nobody answered.

    ============  =======  ==================================================================
    grouping      str      "all", "role" or "unit"
    group         str      "" for all, else the role's or the unit's id
    dimension     str      "area", "competence", "tag" or "item"
    id            str      of the area, competence, tag or item
    people        int64    responses in the group: n + not_relevant + blank + not_asked
    n             int64    of these: with a value (an item answered, a dimension enough)
    not_relevant  int64    of these: answered beside the scale (a dimension: throughout)
    blank         int64    of these: shown and not answered (a dimension: too few answers)
    not_asked     int64    of these: the line was hidden by a condition
    counts        object   tuple: people in each of the line's bins (``Line.starts``)
    wanted        float64  wanted level, on the items' scale; missing where roles differ
    above         Int64    of n: people at or above the level that their own role wants
    mean          float64  of n, on the items' scale, or the score where scales are mixed
    shortfall     float64  mean over n of max(0, wanted - value), own role's wanted level
    weight        float64  how much the line matters, 0-1 (``kit.lines.weights_of``)
    need          float64  weight * shortfall / (high - low), 0-1
    ============  =======  ==================================================================

    ``wanted`` of a role's group is the role's. That of all, or of a unit, is the level that all
    of the questionnaire's roles want, and missing when they differ: it never depends on who is in
    the group, or it would tell of them. ``above`` is missing where a role that may be in the
    group wants no level, since its share would not be of n. Nobody falls short of what their role
    does not want; ``shortfall`` and ``need`` are missing where no role wants anything. Figures
    over nobody are missing. A surplus of one person never makes up for another's shortfall.

    ``weights`` are area id -> 0-1. Cohorts are added together. Raises ValueError for a grouping
    that there is not.
    """
    unknown = set(groupings) - set(GROUPINGS)
    if unknown:
        raise ValueError(f"no such grouping: {sorted(unknown)}")
    lines = lines_of(questionnaire)
    matters = weights_of(questionnaire, weights or {})
    sums = add_up(questionnaire, lines, tally)
    rows = [
        {"grouping": grouping, "group": group} | _row(line, weight, own, place, roles)
        for grouping in groupings
        for group, roles, own in _groups(questionnaire, grouping, sums)
        for place, (line, weight) in enumerate(zip(lines, matters, strict=True))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(TYPES)


def _groups(
    questionnaire: Questionnaire, grouping: str, sums: Sums
) -> Iterator[tuple[str, list[str], Sums]]:
    """Walk a grouping's groups: name, the roles that may be in it, and its people's sums."""
    roles = [role.id for role in questionnaire.roles]
    if grouping == "all":
        yield "", roles, sums
    elif grouping == "role":
        yield from ((role, [role], sums.of(role=role)) for role in roles)
    else:
        yield from ((unit, roles, sums.of(unit=unit)) for unit in units_of(questionnaire))


def _row(line: Line, weight: float, sums: Sums, place: int, roles: Sequence[str]) -> Row:
    """Work out one line of one group from its sums."""
    people = int(sums.people.sum())
    states = [int(count) for count in sums.states[:, place].sum(axis=0)]
    counts = sums.counts[:, place, : len(line.starts)].sum(axis=0)
    wanting = [role for role in roles if role in line.wanted]
    shortfall = _over(sums.short[:, place].sum(), states[0]) if wanting else math.nan
    return {
        "dimension": line.dimension,
        "id": line.id,
        "people": people,
        **dict(zip(STATES, states, strict=True)),
        "not_asked": people - sum(states),
        "counts": tuple(int(count) for count in counts),
        "wanted": line.shared(roles),
        "above": int(sums.above[:, place].sum()) if wanting and wanting == roles else None,
        "mean": _over(sums.total[:, place].sum(), states[0]),
        "shortfall": shortfall,
        "weight": weight,
        "need": round(weight * shortfall / (line.high - line.low), DECIMALS),
    }


def _over(total: float, n: int) -> float:
    return round(float(total) / n, DECIMALS) if n else math.nan

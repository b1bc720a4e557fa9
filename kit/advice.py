"""Choose what a person is told first: what they feel sure about, and what could come next.

Works on rows of the scores table (``kit.scoring.score``) for one response's competences, as
dicts, in the questionnaire's order. Only rows with enough answers are chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

Row = Mapping[str, Any]

MOST = 3
"""Never more at once: more than three is a list, not a suggestion."""

SAME = 9
"""Decimals within which two gaps, or two scores, are the same."""

Why = Literal["gap", "lowest", "share", "none"]


class NextSteps(NamedTuple):
    """Say which competences to suggest, and why these.

    "gap": furthest below what is wanted. "lowest": nothing is wanted, so the lowest estimates.
    "share": everything is at or above what is wanted, so a strength to pass on. "none": nothing
    to go by.
    """

    why: Why
    rows: list[Row]


def next_steps(rows: Sequence[Row], interest: Sequence[str] = ()) -> NextSteps:
    """Choose at most three competences for a next step, the largest gap first.

    Gaps are compared as shares of their scales. Between equal ones the person's own ``interest``
    (competence ids, the dearest first) decides, and then the questionnaire's order.
    """
    known = [row for row in rows if row["enough"]]
    wanted = [row for row in known if row["gap"] is not None]
    below = [row for row in wanted if gap(row) > 0]
    if below:
        return NextSteps("gap", _first(below, lambda row: -gap(row), interest))
    if wanted:
        return NextSteps("share", strengths(known)[:1])
    lower = [row for row in known if row["score"] < max(row["score"] for row in known)]
    return NextSteps("lowest" if lower else "none", _first(lower, _score, interest))


def strengths(rows: Sequence[Row], without: Sequence[Row] = ()) -> list[Row]:
    """Choose at most three competences that the person feels surest about, the surest first.

    Those ``without`` (they are suggested as next steps) are left out, and so is the very bottom
    of the scale. Between equal ones the one that is furthest above what is wanted comes first.
    """
    taken = {row["id"] for row in without}
    able = [row for row in rows if row["enough"] and row["id"] not in taken and _score(row) > 0]
    return sorted(able, key=lambda row: (-_score(row), gap(row)))[:MOST]


def gap(row: Row) -> float:
    """Return how far below what is wanted a row is, as a share of its scale; 0 where nothing is."""
    if row["gap"] is None:
        return 0.0
    share: float = row["gap"] / (row["high"] - row["low"])
    return round(share, SAME)


def _score(row: Row) -> float:
    return round(float(row["score"]), SAME)


def _first(rows: Sequence[Row], rank: Callable[[Row], float], interest: Sequence[str]) -> list[Row]:
    dear = {id_: place for place, id_ in reversed(list(enumerate(interest)))}
    return sorted(rows, key=lambda row: (rank(row), dear.get(row["id"], len(dear))))[:MOST]

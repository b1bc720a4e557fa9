"""Make a release of a group's result: the one road from a tally to what may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kit.disclosure import Rules, SafeTable, protect
from kit.groups import rank_intervals, summarise
from kit.questionnaire import Questionnaire
from kit.records import Response

SEED = 20_180_601
"""The bootstrap draws the same groups every time, so that the same answers give the same ranks."""


def make_release(  # noqa: PLR0913 - four are always named
    questionnaire: Questionnaire,
    tally: pd.DataFrame,
    sample: Sequence[Response],
    *,
    status: str = "closed",
    history: Sequence[Mapping[str, Any]] = (),
    weights: Mapping[str, float] | None = None,
    people: int | None = None,
) -> SafeTable | None:
    """Return the safe table of a round as it stands, or None when it shows nothing new.

    ``tally`` and ``sample`` are the round's answers, counted and at random (all of them, when they
    are not too many); ``people`` is how many there are, ``weights`` how much areas matter (area id
    -> 0-1). ``history`` are the safe tables of the round's earlier releases, oldest first. While
    ``status`` is not "closed" only all together are shown. The thresholds are the questionnaire's.
    """
    privacy = questionnaire.privacy
    rules = Rules(privacy.min_group, privacy.min_distribution)
    table = summarise(questionnaire, tally, weights=weights)
    safe = protect(table, tally, rules, history, questionnaire=questionnaire, status=status)
    if safe is not None:
        _rank(safe, questionnaire, sample, weights, len(sample) if people is None else people)
    return safe


def _rank(
    safe: SafeTable,
    questionnaire: Questionnaire,
    sample: Sequence[Response],
    weights: Mapping[str, float] | None,
    people: int,
) -> None:
    """Write the places that each shown need of all together may have into the table."""
    rows = {
        row["id"]: row
        for row in safe["rows"]
        if row["grouping"] == "all" and row["dimension"] == "competence"
    }
    needs = {id_: row["need"] for id_, row in rows.items() if row["need"] is not None}
    places = rank_intervals(questionnaire, sample, weights, people=people, seed=SEED, needs=needs)
    for id_, row in rows.items():
        row["rank_low"], row["rank_high"] = places.get(id_, (None, None))

"""Make a release of a group's result: the one road from a tally to what may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import pandas as pd

from kit.comparing import Earlier, change_of, changes_of, leaves_few
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
    earlier: Earlier | None = None,
    later: Sequence[Mapping[str, Any]] = (),
) -> SafeTable | None:
    """Return the safe table of a round as it stands, or None when it shows nothing new.

    ``tally`` and ``sample`` are the round's answers, counted and at random (all of them, when they
    are not too many); ``people`` is how many there are, ``weights`` how much areas matter (area id
    -> 0-1). ``history`` are the safe tables of the round's earlier releases, oldest first. While
    ``status`` is not "closed" only all together are shown. The thresholds are the questionnaire's.

    ``earlier`` is the round that a closed one is compared with: the table's ``change`` says how
    the group has moved since (``kit.comparing``). A change that has been published stays when the
    round opens again. ``later`` are the changes that rounds after this one have published of its
    people. Nothing new is shown of everybody that would leave a few beside the pairs of a change.
    """
    privacy = questionnaire.privacy
    rules = Rules(privacy.min_group, privacy.min_distribution)
    table = summarise(questionnaire, tally, weights=weights)
    safe = protect(table, tally, rules, history, questionnaire=questionnaire, status=status)
    if safe is not None:
        if _leaves_few(safe, history, later, rules):
            return None
        _rank(safe, questionnaire, sample, weights, len(sample) if people is None else people)
    asked = earlier if status == "closed" else None
    return _with_change(safe, questionnaire, asked, rules, history)


def _leaves_few(
    safe: SafeTable,
    history: Sequence[Mapping[str, Any]],
    later: Sequence[Mapping[str, Any]],
    rules: Rules,
) -> bool:
    least = rules.min_group
    own = leaves_few(safe["rows"], changes_of(history), "now", least)
    return own or leaves_few(safe["rows"], later, "then", least)


def _with_change(
    safe: SafeTable | None,
    questionnaire: Questionnaire,
    earlier: Earlier | None,
    rules: Rules,
    history: Sequence[Mapping[str, Any]],
) -> SafeTable | None:
    """Put what has changed since the round before into a table; None when nothing is new."""
    before = history[-1].get("change") if history else None
    base = _as_before(history) if safe is None else safe
    change = before
    if earlier is not None and any(row["status"] == "shown" for row in base["rows"]):
        change = change_of(questionnaire, base, earlier, _of_both(rules, earlier), history)
    if safe is None and change == before:
        return None
    kept = {key: value for key, value in base.items() if key != "change"}
    more = {} if change is None else {"change": change}
    return cast("SafeTable", {**kept, **more})


def _of_both(rules: Rules, earlier: Earlier) -> Rules:
    """Return the stricter rules: what people were promised in the round before holds as well."""
    before = earlier.questionnaire.privacy
    return Rules(
        max(rules.min_group, before.min_group),
        max(rules.min_distribution, before.min_distribution),
    )


def _as_before(history: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the last table with its figures marked as that release's."""
    if not history:
        return {"rows": []}
    rows = [
        {**row, "from_release": row["from_release"] or len(history)}
        if row["status"] == "shown"
        else row
        for row in history[-1]["rows"]
    ]
    return {**history[-1], "rows": rows}


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

"""Say how sure the order of a group's needs is: the places that each of them may have."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from kit.dimensions import DECIMALS
from kit.groups.tally import group_of
from kit.lines import Line, lines_of, weights_of
from kit.questionnaire import Questionnaire
from kit.records import Response
from kit.scoring import work_out

DRAWS = 1000
"""Groups that are drawn; an interval's ends then move by less than one place between seeds."""

MIDDLE = (0.025, 0.975)
"""The share of the draws that an interval leaves out below and above: 95 % are inside."""

Floats = npt.NDArray[np.float64]


def rank_intervals(  # noqa: PLR0913 - four are always named
    questionnaire: Questionnaire,
    responses: Sequence[Response],
    weights: Mapping[str, float] | None = None,
    *,
    people: int,
    seed: int,
    needs: Mapping[str, float] | None = None,
) -> dict[str, tuple[int, int]]:
    """Return for each competence the best and the worst place its need may have, 1 the greatest.

    The interval is the middle 95 % of the places in 1,000 groups of as many people, drawn with
    replacement from the people who answered (a percentile bootstrap over people: each is drawn
    with all their answers, so that what goes together stays together). Equal needs share the
    best and the worst of their places. The same ``seed`` gives the same answer, in whatever order
    the responses come.

    ``responses`` may be a sample at random of a larger group of ``people``: then groups of
    ``people`` are drawn from it, so that the interval is as narrow as the whole group's is. With
    ``needs`` (competence id -> need, from the group table) the interval is laid round those, and
    only they are ranked, else round the sample's own. What must not be shown must not be ranked
    with the rest either, or their places would tell of it: leave it out of ``needs``.
    ``weights`` are area id -> 0-1, as for ``summarise``.

    A competence is left out when no role wants a level of it, or nobody answered enough of it.
    """
    lines = _competences(questionnaire, weights or {}, needs)
    short = _shortfalls(questionnaire, responses, [line for line, _ in lines])
    kept = np.flatnonzero((~np.isnan(short)).any(axis=0)) if len(short) else np.array([], int)
    if not len(kept):
        return {}
    chosen = [lines[place] for place in kept]
    scale = np.array([weight / (line.high - line.low) for line, weight in chosen])
    short = short[:, kept]
    drawn = _draws(short, max(people, len(responses)), seed) * scale
    here = np.nanmean(short, axis=0) * scale
    whole = [here[n] if needs is None else needs[line.id] for n, (line, _) in enumerate(chosen)]
    low, high = _places(drawn + (np.array(whole) - here))
    return {
        line.id: (best, worst)
        for (line, _), best, worst in zip(chosen, low.tolist(), high.tolist(), strict=True)
    }


def _competences(
    questionnaire: Questionnaire, weights: Mapping[str, float], needs: Mapping[str, float] | None
) -> list[tuple[Line, float]]:
    """Return the competences to rank, and how much each of them matters."""
    matters = weights_of(questionnaire, weights)
    return [
        (line, weight)
        for line, weight in zip(lines_of(questionnaire), matters, strict=True)
        if line.dimension == "competence" and line.wanted
        if needs is None or not math.isnan(needs.get(line.id, math.nan))
    ]


def _shortfalls(
    questionnaire: Questionnaire, responses: Sequence[Response], lines: Sequence[Line]
) -> Floats:
    """Return people x competences how much is missing; nan where too little was answered."""
    work = work_out(questionnaire, responses)
    means = {
        dimension.id: np.round(columns["mean"], DECIMALS)
        for dimension, columns in zip(work.dimensions, work.columns, strict=True)
        if dimension.kind == "competence"
    }
    roles = [group_of(questionnaire, response)[0] for response in responses]
    table = np.full((len(responses), len(lines)), math.nan)
    for place, line in enumerate(lines):
        level = np.array([line.wanted.get(role, -math.inf) for role in roles])
        table[:, place] = np.maximum(level - means[line.id], 0.0)
    # In an order of their own, so that the draws do not depend on the order they came in.
    return table[np.lexsort(table.T)] if lines else table


def _draws(short: Floats, people: int, seed: int) -> Floats:
    """Return draws x competences the mean shortfall in groups drawn with replacement."""
    random = np.random.default_rng(seed)
    times = random.multinomial(people, np.full(len(short), 1 / len(short)), size=DRAWS)
    given = ~np.isnan(short)
    counts = (times @ given).astype(np.float64)
    totals = times @ np.where(given, short, 0.0)
    whole = np.broadcast_to(np.nanmean(short, axis=0), totals.shape)
    # A draw without anybody who answered tells nothing; it keeps what the whole group has.
    return np.where(counts > 0, totals / np.maximum(counts, 1), whole)


def _places(drawn: Floats) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return each competence's best and worst place within the middle of the draws."""
    exact = np.round(drawn, DECIMALS)
    others, own = exact[:, np.newaxis, :], exact[:, :, np.newaxis]
    best = 1 + (others > own).sum(axis=2)
    worst = (others >= own).sum(axis=2)
    low = np.quantile(best, MIDDLE[0], axis=0, method="inverted_cdf")
    high = np.quantile(worst, MIDDLE[1], axis=0, method="inverted_cdf")
    return low.astype(np.int64), high.astype(np.int64)

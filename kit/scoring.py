"""Turn answers into scores: one road, the same for one response and for a hundred thousand.

The rules, in the order they apply:

* A reversed item counts as ``low + high - value``, once.
* The mean of a competence, an area or a tag is the mean of *all its answered items*; an area is
  not the mean of its competences' means (DigCompSAT's rule: JRC 2020, annex 8).
* The mean stands on the items' scale, so it exists only where all items of the dimension share
  the ends of one scale. The score rescales each item to 0-100, ``100 * (value - low) / (high -
  low)``, before the mean is taken, so it exists for any mix of scales.
* A value is given only when at least ``min_items`` items are answered, and at least the share
  ``min_answered`` of the items that apply, that is without those marked "not relevant".
  Otherwise ``enough`` is false, and there is no mean, score, level or gap.
* The level is the last one whose ``from`` is at most the score.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.dimensions import DECIMALS, Dimension, dimensions_of, wanted_levels
from kit.items import RateItem
from kit.questionnaire import Questionnaire
from kit.records import Response
from kit.sheet import Flags, Floats, Sheet, read_sheet

COUNTS = ("items", "answered", "not_relevant", "blank")
COLUMNS = (
    *("response_id", "dimension", "id", *COUNTS, "enough"),
    *("mean", "score", "level", "wanted", "gap", "low", "high"),
)
Counts = npt.NDArray[np.int32]
Columns = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Work:
    """Hold what was worked out: of each dimension the columns ``COUNTS``, enough, mean, score."""

    items: list[RateItem]
    sheet: Sheet
    dimensions: list[Dimension]
    columns: list[Columns]


def score(questionnaire: Questionnaire, responses: Sequence[Response]) -> pd.DataFrame:
    """Score the responses on every area, competence and tag of the questionnaire.

    Returns one row per response x dimension: responses in the order given, and for each of them
    the areas, each followed by its competences, and then the tags, in the questionnaire's order.
    Every dimension has a row for every response, also when nothing was answered.

    ============  ========  ==================================================================
    response_id   str       whose answers
    dimension     category  "area", "competence" or "tag"
    id            category  of the area, competence or tag
    items         int32     items shown to this person
    answered      int32     of these: answered on the scale
    not_relevant  int32     of these: any of the scale's other options
    blank         int32     of these: neither; items = answered + not_relevant + blank
    enough        bool      whether the rules allow a value
    mean          float64   on the items' scale; missing without enough, or with mixed scales
    score         float64   0-100; missing without enough
    level         category  level id; every level of the questionnaire is a category, in order
    wanted        float64   wanted level of the person's role, on the items' scale
    gap           float64   wanted - mean, on the items' scale; above 0 = below what is wanted
    low, high     float64   ends of the items' scale; missing with mixed scales
    ============  ========  ==================================================================

    The wanted level follows the response's role, or the questionnaire's first role when the
    response has none or an unknown one. A competence without a target of its own takes its
    area's. An area or tag without one takes the mean over its items of their competences'
    targets, when all of them have one. The second ratings of an item (``also``) are not scored.
    """
    work = work_out(questionnaire, responses)
    columns = _by_response(work.columns)
    columns["wanted"] = _wanted(questionnaire, responses).ravel()
    return _table(questionnaire, responses, work.dimensions, columns)


def work_out(questionnaire: Questionnaire, responses: Sequence[Response]) -> Work:
    """Do the arithmetic of ``score`` without laying out its table, which costs more than it."""
    items = list(questionnaire.rated())
    sheet = read_sheet(questionnaire, items, [response.answers for response in responses])
    dimensions = dimensions_of(questionnaire)
    return Work(items, sheet, dimensions, [columns_of(questionnaire, d, sheet) for d in dimensions])


def columns_of(questionnaire: Questionnaire, dimension: Dimension, sheet: Sheet) -> Columns:
    """Work out one dimension for all responses."""
    places = list(dimension.places)
    marks = sheet.marks[places]
    answered = _count(~np.isnan(marks))
    items, apart = _count(sheet.shown[places]), _count(sheet.apart[places])
    rules = questionnaire.scoring
    needed = np.round(rules.min_answered * (items - apart), DECIMALS)
    enough = answered >= np.maximum(rules.min_items, needed)
    mean = _mean(marks, answered, enough)
    return {
        "items": items,
        "answered": answered,
        "not_relevant": apart,
        "blank": items - answered - apart,
        "enough": enough,
        "mean": np.where(math.isnan(dimension.low), np.nan, mean),
        "score": np.round(100 * _mean(sheet.shares[places], answered, enough), DECIMALS),
    }


def _count(flags: Flags) -> Counts:
    return np.asarray(flags.sum(axis=0), dtype=np.int32)


def _mean(marks: Floats, answered: Counts, enough: Flags) -> Floats:
    """Return the mean over items of what was answered, where there is enough of it."""
    total = np.zeros(marks.shape[1])
    # Item by item, so that a response's sum never depends on how many others there are.
    for row in marks:
        total += np.where(np.isnan(row), 0.0, row)
    return np.divide(total, answered, out=np.full_like(total, np.nan), where=enough)


def _by_response(columns: Sequence[Columns]) -> Columns:
    """Put the dimensions' columns together, all of one response's rows beside each other."""
    names = (*COUNTS, "enough", "mean", "score")
    if not columns:
        return {name: np.empty(0) for name in names}
    return {name: np.stack([one[name] for one in columns], axis=1).ravel() for name in names}


def _wanted(questionnaire: Questionnaire, responses: Sequence[Response]) -> Floats:
    """Return the wanted levels, responses x dimensions."""
    place = {role.id: number for number, role in enumerate(questionnaire.roles)}
    places = [place.get(response.role or "", 0) for response in responses]
    return np.array(wanted_levels(questionnaire))[np.array(places, dtype=np.intp)]


def _table(
    questionnaire: Questionnaire,
    responses: Sequence[Response],
    dimensions: Sequence[Dimension],
    columns: Columns,
) -> pd.DataFrame:
    """Lay the columns out as the documented table."""
    people = len(responses)
    whose = np.array([response.response_id for response in responses], dtype=object)
    return pd.DataFrame(
        {
            "response_id": pd.array(np.repeat(whose, len(dimensions)), dtype="str"),
            "dimension": _repeated([dimension.kind for dimension in dimensions], people),
            "id": _repeated([dimension.id for dimension in dimensions], people),
            **columns,
            "level": _levels(questionnaire, columns["score"]),
            "gap": columns["wanted"] - columns["mean"],
            "low": np.tile([dimension.low for dimension in dimensions], people),
            "high": np.tile([dimension.high for dimension in dimensions], people),
        },
        columns=list(COLUMNS),
    ).astype(
        dict.fromkeys(COUNTS, "int32")
        | dict.fromkeys(("low", "high"), "float64")
        | {"enough": "bool"}
    )


def _repeated(words: Sequence[str], times: int) -> pd.Categorical[str]:
    """Repeat a list of words; as a category a word costs one byte a row."""
    categories = list(dict.fromkeys(words))
    codes = [categories.index(word) for word in words]
    return pd.Categorical.from_codes(np.tile(codes, times), categories=pd.Index(categories))


def _levels(questionnaire: Questionnaire, scores: Floats) -> pd.Categorical[str]:
    """Return the level that each score has reached, none where there is no score."""
    levels = sorted(questionnaire.levels, key=lambda level: level.from_)
    reached = np.searchsorted([level.from_ for level in levels], scores, side="right")
    codes = np.where(np.isnan(scores), 0, reached) - 1
    categories = pd.Index([level.id for level in levels], dtype="str")
    return pd.Categorical.from_codes(codes, categories=categories, ordered=True)
